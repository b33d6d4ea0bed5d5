"""Versions of the entered building's model: what changed, and where records may follow.

Nothing here needs to be remembered between sessions: which records name something that the
model does not have is seen whenever a building is entered, and the older versions say what it
was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.errors import TwinError
from twin.model.building import Building, BuildingModel
from twin.model.condition import Assessment
from twin.model.importing import Progress
from twin.model.known import KnownValue
from twin.model.maintenance import MaintenancePlan, WorkOrder
from twin.model.need import Need
from twin.model.register import Component, Document, Issue, Sensor
from twin.model.version import Follow, ModelVersion, VersionChanges
from twin.store.database import Database
from twin.store.known_values import load_known_values
from twin.store.model_versions import count_elements, load_model_versions
from twin.workspace.jobs import Task
from twin.workspace.versions_shown import CHANGES, ModelVersions

if TYPE_CHECKING:
    from twin.analysis.versions.follow import Compared
    from twin.workspace.workspace import Workspace

TOPIC = "model versions"
FOLLOWING = (
    Assessment, WorkOrder, Component, MaintenancePlan, Document, Sensor, Need, Issue,
)  # fmt: skip
"""Kinds of records that name elements or spaces; known values do too."""
OLDEST = 8
"""So many older versions are looked through for things that records name."""


def look(workspace: "Workspace") -> None:
    """List the versions, compare with the one before, and see what records have lost."""
    building, model, database = workspace.building, workspace.model, workspace.database
    if building is None or model is None or database is None:
        return

    def compare_them(found: tuple[tuple[ModelVersion, ...], tuple[KnownValue, ...]]) -> None:
        if workspace.model is model:
            versions, known = found
            _change(workspace, known=versions)
            _compare(workspace, records_of(workspace, known))

    workspace.jobs.run(
        _listed, database, building, len(model.elements), on_done=compare_them,
        where="database", task=Task(topic=TOPIC),
    )  # fmt: skip


def records_of(workspace: "Workspace", known: Sequence[KnownValue] = ()) -> tuple[object, ...]:
    """Everything of the entered building that may name an element or space."""
    portfolio, building = workspace.portfolio, workspace.building
    if portfolio is None or building is None:
        return ()
    kinds: Iterable[type] = FOLLOWING
    found = (r for kind in kinds for r in portfolio.of_kind(kind, building.building_id))
    return (*found, *known)


def look_again(workspace: "Workspace") -> None:
    """See which records name something that is not there, once others are stored."""
    versions, building, database = (
        workspace.model_versions, workspace.building, workspace.database,
    )  # fmt: skip
    if building is None or database is None or versions.older is not None or not versions.known:
        return
    if not any(value.elements for value in workspace.known):
        _count_again(workspace)
        return

    def show(known: tuple[KnownValue, ...]) -> None:
        if workspace.building is building:
            _show_known(workspace, known)
            _count_again(workspace)

    workspace.jobs.run(_known, database, building.building_id, on_done=show, where="database")


def _show_known(workspace: "Workspace", known: tuple[KnownValue, ...]) -> None:
    history = workspace.history
    if history is not None and known != history.known:
        steps = tuple(replace(step, known=known) for step in history.steps)
        workspace.change(history=replace(history, steps=steps))


def _known(database: Database, building_id: str, progress: Progress) -> tuple[KnownValue, ...]:
    del progress
    return load_known_values(database, building_id)


def _count_again(workspace: "Workspace") -> None:
    from twin.analysis.versions.follow import lost_names

    versions, model = workspace.model_versions, workspace.model
    if model is None:
        return
    records = records_of(workspace, workspace.known)
    lost = lost_names(records, model)
    if lost.keys() - {f.name for f in versions.follows}:
        _compare(workspace, records)
    elif versions.follows:
        left = (f for f in versions.follows if f.name in lost)
        _change(workspace, follows=tuple(replace(f, records=dict(lost[f.name])) for f in left))


def show_changes(workspace: "Workspace", since: ModelVersion | None = None) -> None:
    """Colour by what changed since a version, the one before if none is named."""
    versions = workspace.model_versions
    since = since or versions.before
    if since is None:
        workspace.notices.say(
            "This is the only version of the model; there is nothing to compare."
        )
        return
    workspace.colour_by(CHANGES)
    if versions.changes is None or versions.changes.since.sha256 != since.sha256:
        _compare_with(workspace, since)


def open_older(workspace: "Workspace", version: ModelVersion) -> None:
    """Show an older version of the model, read only; the newest one is the building's own."""
    building, portfolio = workspace.building, workspace.portfolio
    if building is None or portfolio is None:
        return
    if version.sha256 == building.model_sha256:
        open_current(workspace)
        return

    def show(model: BuildingModel) -> None:
        if workspace.building is building:
            _replace(workspace, model, version)

    workspace.jobs.run(
        read_version, portfolio.folder, version, on_done=show,
        task=Task("Opening {name}", "building", {"name": version.name}),
    )  # fmt: skip


def open_current(workspace: "Workspace") -> None:
    """Show the building's own model again."""
    from twin.workspace import enter_building

    if workspace.model_versions.older is not None:
        _replace(workspace, None, None)
        enter_building.read_again(workspace)


def read_version(folder: Path, version: ModelVersion, progress: Progress) -> BuildingModel:
    """A version of a model from the cache, else read anew.

    Raises
    ------
    UnreadableFile
        If its file is missing, was changed on disk, or cannot be shown.
    """
    from twin.workspace.enter_building import read_building

    named = Building(version.building_id, version.name, "", model_sha256=version.sha256)
    model = read_building(folder, named, progress)
    if model is None:
        raise TwinError("{name} has no model.", "Import it again.", name=version.name)
    return model


def _replace(
    workspace: "Workspace", model: BuildingModel | None, older: ModelVersion | None
) -> None:
    """Show another model of the same building; what was drawn over the other one goes."""
    workspace.jobs.drop(TOPIC)
    shown = replace(workspace.model_versions, older=older, changes=None)
    workspace.change(
        model=model, model_versions=shown, mode="building", selection=frozenset(), sun=None,
        building_overlay="" if workspace.overlay == CHANGES else workspace.overlay,
    )  # fmt: skip


def _change(workspace: "Workspace", **parts: Any) -> None:  # Any: fields of ModelVersions
    workspace.change(model_versions=replace(workspace.model_versions, **parts))


def _listed(
    database: Database, building: Building, elements: int, progress: Progress
) -> tuple[tuple[ModelVersion, ...], tuple[KnownValue, ...]]:
    del progress
    count_elements(database, building.model_sha256, elements)
    with database.reading():
        versions = load_model_versions(database, building.building_id)
        return versions, load_known_values(database, building.building_id)


def _compare(workspace: "Workspace", records: tuple[object, ...]) -> None:
    portfolio, model, versions = workspace.portfolio, workspace.model, workspace.model_versions
    if portfolio is None or model is None or versions.older is not None:
        return

    def show(found: tuple[VersionChanges | None, tuple[Follow, ...]]) -> None:
        if workspace.model is model:
            changes, follows = found
            _change(workspace, changes=changes, follows=follows)

    workspace.jobs.run(
        compared, portfolio.folder, model, versions, records, on_done=show,
        task=Task("Comparing versions", TOPIC),
    )  # fmt: skip


def _compare_with(workspace: "Workspace", since: ModelVersion) -> None:
    portfolio, model = workspace.portfolio, workspace.model
    if portfolio is None or model is None:
        return

    def show(changes: VersionChanges) -> None:
        if workspace.model is model:
            _change(workspace, changes=changes)

    workspace.jobs.run(
        _changes_since, portfolio.folder, model, since, on_done=show,
        task=Task("Comparing with {name}", TOPIC, {"name": since.name}),
    )  # fmt: skip


def compared(
    folder: Path,
    model: BuildingModel,
    versions: ModelVersions,
    records: Sequence[object],
    progress: Progress,
) -> tuple[VersionChanges | None, tuple[Follow, ...]]:
    """Changes since the version before, and where records may follow.

    An older version that cannot be read is left out; what only it knew is listed as lost.
    """
    from twin.analysis.versions.compare import compare
    from twin.analysis.versions.follow import Compared, follows, lost_names, names_in

    lost = lost_names(records, model)
    missing, pairs, changes = set(lost), list[Compared](), None
    for version in _others(versions)[: OLDEST if lost else 1]:
        progress.report(float("nan"), version.name)
        try:
            older = read_version(folder, version, progress)
        except TwinError:
            continue
        pairs.append(Compared(older, model, compare(older, model)))
        changes = changes or _changes(version, pairs[-1])
        missing -= names_in(older)
        if not missing:
            break
    return changes, follows(lost, pairs) if lost else ()


def _others(versions: ModelVersions) -> list[ModelVersion]:
    """Versions with other content than the model, each content once, the newest first."""
    now = versions.known[0].sha256 if versions.known else ""
    found = {v.sha256: v for v in reversed(versions.known) if v.sha256 != now}
    return list(reversed(found.values()))


def _changes_since(
    folder: Path, model: BuildingModel, since: ModelVersion, progress: Progress
) -> VersionChanges:
    from twin.analysis.versions.compare import compare
    from twin.analysis.versions.follow import Compared

    older = read_version(folder, since, progress)
    return _changes(since, Compared(older, model, compare(older, model)))


def _changes(since: ModelVersion, pair: "Compared") -> VersionChanges:
    from twin.analysis.versions.follow import places_of
    from twin.analysis.versions.gone import triangles_of

    removed = pair.difference.removed
    gone = triangles_of(pair.old.mesh, removed)
    gone = replace(gone, origin=gone.origin + pair.difference.shift)
    return VersionChanges(since, pair.difference, gone, places_of(pair.old, removed))
