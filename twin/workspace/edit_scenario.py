"""Edit the what-if of the entered building: apply, undo, redo, keep as a version."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from twin.errors import MissingInput, TwinError
from twin.model.importing import Progress
from twin.model.known import KnownValue
from twin.model.operation import ActualOperation
from twin.model.panels import PanelChoice
from twin.model.proposal import Proposal, Reach
from twin.model.saving import SavingCheck
from twin.model.scenario import SavedScenario, Scenario
from twin.store.database import Database
from twin.store.scenarios import load_versions, save_draft, save_version
from twin.workspace import building_energy, known_values, run_scenario, saving_check
from twin.workspace.acceptance import accept
from twin.workspace.actual_operation import keep, problem
from twin.workspace.history import History, Step
from twin.workspace.jobs import Task
from twin.workspace.versions_shown import is_older

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def preview_proposal(workspace: "Workspace", proposal_id: str) -> tuple[Reach, ...]:
    """What a proposal would touch in the entered building; () with a notice if it is unknown."""
    try:
        return run_scenario.reaches(workspace.state, _proposal(workspace, proposal_id))
    except TwinError as error:
        workspace.notices.show(error)
        return ()


def apply_proposal(workspace: "Workspace", proposal_id: str) -> None:
    """Add a proposal to the what-if, accept its file, keep the draft, calculate anew."""
    history = workspace.history
    try:
        proposal = _proposal(workspace, proposal_id)
    except TwinError as error:
        workspace.notices.show(error)
        return
    if history is None:
        workspace.notices.say("Enter a building first.", "Double-click one of the buildings.")
        return
    if any(p.sha256 == proposal.sha256 for p in history.scenario.proposals):
        workspace.notices.say("{title} is applied already.", title=proposal.title)
        return
    accepted = replace(proposal, accepted=True)
    scenario = history.scenario.with_proposal(accepted)
    if not proposal.accepted:
        accept(workspace, proposal)
    _edit(workspace, history.pushed(scenario, "Apply {title}", proposal.title))


def choose_weather(workspace: "Workspace", key: str) -> None:
    """Calculate the what-if in other weather; undo goes back to the one before."""
    history = workspace.history
    if history is None or history.scenario.weather == key:
        return
    scenario = replace(history.scenario, weather=key)
    _edit(workspace, history.pushed(scenario, "Choose weather"))


def choose_panels(workspace: "Workspace", panels: tuple[PanelChoice, ...]) -> None:
    """Put the solar panels of the what-if where the user wants them; (): the best places."""
    history = workspace.history
    if history is None or history.scenario.panels == panels:
        return
    scenario = replace(history.scenario, panels=panels)
    _edit(workspace, history.pushed(scenario, "Choose places for solar panels"))


def change_operation(workspace: "Workspace", operation: ActualOperation | None) -> None:
    """Describe how the entered building is really used; None: as in the standard."""
    history = workspace.history
    wrong = problem(operation) if operation is not None else None
    if wrong is not None:
        workspace.notices.show(wrong)
    elif history is not None and operation != history.operation:
        _edit(workspace, history.used(operation, "Change the actual operation"))


def take_back(workspace: "Workspace", kelvin: float) -> None:
    """Assume that rooms are kept so much warmer after the measures; undo goes back."""
    from twin.analysis.take_back import check_take_back

    history = workspace.history
    if history is None or history.scenario.take_back == kelvin:
        return
    try:
        check_take_back(kelvin)
    except TwinError as error:
        workspace.notices.show(error)
        return
    scenario = replace(history.scenario, take_back=kelvin)
    _edit(workspace, history.pushed(scenario, "Change the comfort take-back"))


def change_known(workspace: "Workspace", known: tuple[KnownValue, ...]) -> None:
    """Write down what is measured or documented of the entered building."""
    history = workspace.history
    wrong = known_values.problem(known, date.today())
    if wrong is not None:
        workspace.notices.show(wrong)
    elif history is not None and known != history.known:
        _edit(workspace, history.learnt(known, "Change the known values"))


def compare_savings(workspace: "Workspace", checks: tuple[SavingCheck, ...]) -> None:
    """Keep which readings are compared to see what measures of the entered building saved."""
    history = workspace.history
    if history is not None and checks != history.checks:
        _edit(workspace, history.compared(checks, "Change the check of a saving"))


def edit(workspace: "Workspace", scenario: Scenario, what: str, title: str = "") -> None:
    """Show another what-if of the entered building as one edit that can be undone."""
    history = workspace.history
    if history is not None and history.scenario != scenario:
        _edit(workspace, history.pushed(scenario, what, title))


def take_over(workspace: "Workspace", scenario: Scenario, *, is_anew: bool) -> None:
    """Show what a scenario over many buildings says of this one; it is stored there.

    is_anew : whether what was undone or can be undone was of another scenario.
    """
    history = workspace.history
    if history is None or is_older(workspace):
        return
    here = replace(history.steps[history.at], scenario=scenario)
    steps = (replace(here, edit="", title=""),) if is_anew else history.steps[: history.at]
    steps = steps if is_anew else (*steps, here, *history.steps[history.at + 1 :])
    workspace.jobs.drop("result")
    workspace.change(history=History(steps, 0 if is_anew else history.at), result=None)
    run_scenario.run_if_wanted(workspace)
    building_energy.refresh(workspace)


def undo(workspace: "Workspace") -> None:
    """Show the what-if as it was before the last edit."""
    if workspace.history is not None:
        _edit(workspace, workspace.history.undone(), workspace.history.undo_step, "Undo: {edit}")


def redo(workspace: "Workspace") -> None:
    """Show the what-if as it was before the last undo."""
    if workspace.history is not None:
        _edit(workspace, workspace.history.redone(), workspace.history.redo_step, "Redo: {edit}")


def save_scenario(workspace: "Workspace", name: str) -> None:
    """Keep the what-if as a version called `name` and go on working in it."""
    history, name = workspace.history, name.strip()
    if history is None or workspace.database is None:
        workspace.notices.say("Enter a building first.", "Double-click one of the buildings.")
        return
    if not name:
        workspace.notices.say("A version needs a name; nothing was stored.")
        return
    scenario = replace(history.scenario, name=name)
    step = replace(history.steps[history.at], scenario=scenario)
    steps = (*history.steps[: history.at], step, *history.steps[history.at + 1 :])
    workspace.change(history=replace(history, steps=steps))

    def show(versions: tuple[SavedScenario, ...]) -> None:
        workspace.notices.say("Saved as {name}.", name=name)
        if workspace.building and workspace.building.building_id == scenario.building_id:
            workspace.change(versions=versions)

    workspace.jobs.run(
        _save_version,
        workspace.database,
        scenario,
        (workspace.who, workspace.say("Save version {name}", name=name)),
        on_done=show,
        where="database",
        task=Task("Saving {name}", values={"name": name}),
    )


def open_version(workspace: "Workspace", scenario_id: int) -> None:
    """Show a named version; undo goes back to what was there."""
    found = next((v for v in workspace.state.versions if v.scenario_id == scenario_id), None)
    if found is not None and workspace.history is not None:
        name = found.scenario.name
        _edit(workspace, workspace.history.pushed(found.scenario, "Open {title}", name))


def _proposal(workspace: "Workspace", proposal_id: str) -> Proposal:
    found = workspace.portfolio.proposal(proposal_id) if workspace.portfolio else None
    if found is None:
        raise MissingInput(
            "The portfolio has no proposal {name}.",
            "Import the supplier's file first.",
            name=proposal_id,
        )
    return found


def _edit(
    workspace: "Workspace", history: History, of: Step | None = None, how: str = "{edit}"
) -> None:
    """Show a history and store what differs.

    of : the edit for the log, None for the last one.  how : what was done with it.
    """
    before = workspace.history
    if before is None or history == before or is_older(workspace):
        return
    step = (workspace.who, _what(workspace, of or history.steps[history.at], how))
    is_used_otherwise = history.operation != before.operation
    is_known_otherwise = history.known != before.known
    if is_used_otherwise:
        keep(workspace, history.scenario.building_id, history.operation, step)
        is_used_otherwise = _rests_on_use(workspace)
    if is_known_otherwise:
        known_values.keep(workspace, history.scenario.building_id, history.known, step)
    if history.checks != before.checks:
        saving_check.keep(workspace, history.scenario.building_id, history.checks, step)
    if history.scenario == before.scenario and not (is_used_otherwise or is_known_otherwise):
        workspace.change(history=history)
    else:
        workspace.jobs.drop("result")
        workspace.change(history=history, result=None)
        if workspace.database is not None and not workspace.database.is_read_only:
            workspace.jobs.run(
                _save_draft, workspace.database, history.scenario, step, where="database"
            )
        run_scenario.run_if_wanted(workspace)
    building_energy.refresh(workspace)


def _what(workspace: "Workspace", step: Step, how: str) -> str:
    """What an edit is called in the log, with the building it is about."""
    edit = workspace.say(step.edit, title=step.title)
    name = workspace.building.name if workspace.building else step.scenario.building_id
    return f"{name}: {workspace.say(how, edit=edit)}"


def _rests_on_use(workspace: "Workspace") -> bool:
    """Whether the what-if was, or may just be, calculated in the actual operation."""
    result = workspace.result
    known = result.calibration if result else None
    return result is None or (known is not None and known.is_calibrated)


def _save_draft(
    database: Database, scenario: Scenario, step: tuple[str, str], progress: Progress
) -> None:
    del progress
    save_draft(database, scenario, step)


def _save_version(
    database: Database, scenario: Scenario, step: tuple[str, str], progress: Progress
) -> tuple[SavedScenario, ...]:
    del progress
    with database.writing():
        save_version(database, scenario, step)
        save_draft(database, scenario, step)
        return load_versions(database, scenario.building_id)
