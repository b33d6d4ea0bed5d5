"""Enter a building: its draft what-if, and its model from the file or the cache."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.errors import Cancelled, UnreadableFile
from twin.model.building import Building, BuildingModel
from twin.model.importing import OnPortion, Progress, Silent
from twin.model.known import KnownValue
from twin.model.mesh import MeshBatch
from twin.model.operation import ActualOperation
from twin.model.saving import SavingCheck
from twin.model.scenario import SavedScenario, Scenario
from twin.store.database import Database
from twin.store.known_values import load_known_values
from twin.store.models import cache_folder, verified_model_file
from twin.store.operations import load_operation
from twin.store.saving_checks import load_saving_checks
from twin.store.scenarios import load_scenarios
from twin.workspace import building_energy, model_versions, run_scenario, shade
from twin.workspace.history import Step, begin
from twin.workspace.jobs import JobProgress, Task
from twin.workspace.versions_shown import ModelVersions
from twin.workspace.visibility import Visibility

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

Saved = tuple[
    tuple[SavedScenario, ...],
    ActualOperation | None,
    tuple[KnownValue, ...],
    tuple[SavingCheck, ...],
]
_REFUSED = "The model of {name} cannot be shown."
_IN_PART = "{name} is shown in part."


def enter_building(workspace: "Workspace", building_id: str) -> None:
    """Show a building at once, then its draft and model as they arrive.

    Emits `building_changed` and `mode_changed` now, `portion_arrived` for each portion,
    `model_changed` at the end. A building without a model gives a notice.
    """
    portfolio = workspace.portfolio
    building = portfolio.building(building_id) if portfolio else None
    if portfolio is None or building is None:
        workspace.notices.warn("The portfolio has no building {name}.", name=building_id)
        return
    if building == workspace.building and (workspace.model or not building.model_sha256):
        workspace.set_mode("building")
        return
    _begin_anew(
        workspace,
        building=building,
        mode="building",
        selection=frozenset(),
        history=begin(Scenario(building_id)),
    )
    _load_draft(workspace, building)
    if building.model_sha256:
        _read_model(workspace, portfolio.folder, building)
    else:
        shade.look(workspace)
        workspace.notices.say(
            "{name} has no model yet; its figures are estimated from its kind, age and size.",
            "Import an IFC file to see it in 3D.",
            name=building.name,
        )


def leave_building(workspace: "Workspace") -> None:
    """Forget the entered building and show the portfolio with the building selected."""
    building = workspace.building
    if building is None:
        return
    _begin_anew(
        workspace,
        building=None,
        mode="portfolio",
        selection=frozenset((building.building_id,)),
        history=None,
    )


def _begin_anew(workspace: "Workspace", **changes: Any) -> None:  # Any: fields of State
    """Change the state, and drop what belongs to the building entered so far."""
    workspace.jobs.drop("result")
    workspace.jobs.drop(building_energy.TOPIC)
    workspace.jobs.drop("building")
    workspace.jobs.drop(model_versions.TOPIC)
    workspace.jobs.drop(run_scenario.SHADE)
    workspace.jobs.drop(shade.PANELS)
    nothing = {
        "model": None,
        "shading": None,
        "places": None,
        "sun": None,
        "visibility": Visibility(),
        "versions": (),
        "model_versions": ModelVersions(),
    }
    workspace.change(**nothing, result=None, energy=None, **changes)


def read_building(
    folder: Path,
    building: Building,
    progress: Progress = Silent(),  # noqa: B008  has no state
) -> BuildingModel | None:
    """Model of a building of the portfolio in `folder`, None if it has none.

    Raises
    ------
    UnreadableFile
        If the stored file is missing, was changed on disk, or cannot be shown.
    """
    if not building.model_sha256:
        return None
    return _loaded(folder, building, progress, None)


def _read_model(workspace: "Workspace", folder: Path, building: Building) -> None:
    def show(model: BuildingModel) -> None:
        _show_model(workspace, model)

    def tell(error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            workspace.notices.show(error)
        shade.look(workspace)

    workspace.jobs.run(
        _streamed,
        folder,
        building,
        on_done=show,
        on_error=tell,
        on_part=workspace.portion_arrived.emit,
        task=Task("Opening {name}", "building", {"name": building.name}),
    )


def _streamed(folder: Path, building: Building, progress: JobProgress) -> BuildingModel:
    def send(mesh: MeshBatch, _elements: object) -> None:
        progress.send(mesh)

    return _loaded(folder, building, progress, send)


def _loaded(
    folder: Path, building: Building, progress: Progress, on_portion: OnPortion | None
) -> BuildingModel:
    from twin.ifc.load import load_model

    path = verified_model_file(folder, building.model_sha256)
    model = load_model(path, cache_folder(folder), progress, on_portion)
    reason = model.shortfall
    if model.summary.status == "refused" and reason is not None:
        raise UnreadableFile(
            f"{_REFUSED} {reason.message}",
            "Import another version of the model.",
            **{**reason.values, "name": building.name},
        )
    return model


def _show_model(workspace: "Workspace", model: BuildingModel) -> None:
    workspace.change(model=model)
    reason = model.shortfall
    if reason is not None and workspace.building is not None:
        workspace.notices.warn(
            f"{_IN_PART} {reason.message}",
            "See the list of findings.",
            **{**reason.values, "name": workspace.building.name},
        )
    shade.look(workspace)
    model_versions.look(workspace)


def read_again(workspace: "Workspace") -> None:
    """Show the model of the entered building again."""
    portfolio, building = workspace.portfolio, workspace.building
    if portfolio is not None and building is not None:
        _read_model(workspace, portfolio.folder, building)


def _load_draft(workspace: "Workspace", building: Building) -> None:
    def show(found: Saved) -> None:
        if workspace.building == building:
            _show_saved(workspace, *found)

    if workspace.database is not None:
        workspace.jobs.run(
            _saved,
            workspace.database,
            building.building_id,
            on_done=show,
            where="database",
            task=Task(topic="draft"),
        )


def _show_saved(
    workspace: "Workspace",
    found: tuple[SavedScenario, ...],
    operation: ActualOperation | None,
    known: tuple[KnownValue, ...],
    checks: tuple[SavingCheck, ...],
) -> None:
    """Show draft and all else that is stored unless the user was faster, and the versions."""
    workspace.change(versions=tuple(s for s in found if not s.is_draft))
    drafts = [s.scenario for s in found if s.is_draft]
    history = workspace.history
    if history is None or len(history.steps) != 1 or not (drafts or operation or known or checks):
        return
    scenario = drafts[0] if drafts else history.scenario
    workspace.jobs.drop("result")
    workspace.change(history=begin(scenario, operation, known, checks), result=None)
    run_scenario.run_if_wanted(workspace)
    building_energy.refresh(workspace)


def load_again(workspace: "Workspace", who: str) -> None:
    """Show what is stored of the entered building's what-if, where that is something else.

    It is one edit more, so that undo goes back to what was there.

    who : stored it.
    """
    building = workspace.building

    def show(found: Saved) -> None:
        if workspace.building == building:
            _show_found(workspace, found, who)

    if workspace.database is not None and building is not None:
        workspace.jobs.run(
            _saved, workspace.database, building.building_id,
            on_done=show, where="database", task=Task(topic="draft"),
        )  # fmt: skip


def _show_found(workspace: "Workspace", found: Saved, who: str) -> None:
    saved, operation, known, checks = found
    workspace.change(versions=tuple(s for s in saved if not s.is_draft))
    history = workspace.history
    if history is None:
        return
    drafts = [s.scenario for s in saved if s.is_draft]
    scenario = drafts[0] if drafts else Scenario(history.scenario.building_id)
    step = Step(scenario, "Change by {title}", who, operation, known, checks)
    here = history.steps[history.at]
    if replace(step, edit=here.edit, title=here.title) == here:
        return
    workspace.jobs.drop("result")
    workspace.change(history=history.found(step), result=None)
    run_scenario.run_if_wanted(workspace)
    building_energy.refresh(workspace)


def _saved(database: Database, building_id: str, progress: Progress) -> Saved:
    del progress
    with database.reading():
        return (
            load_scenarios(database, building_id),
            load_operation(database, building_id),
            load_known_values(database, building_id),
            load_saving_checks(database, building_id),
        )
