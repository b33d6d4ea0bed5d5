"""Let records follow their elements into another version of the model, in one undoable step."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from twin.model.edit import Change, Edit, EditConflict
from twin.model.importing import Progress
from twin.model.version import Follow
from twin.store.database import Database
from twin.store.edits import row_edits, store_row_edits
from twin.store.known_values import followed_rows
from twin.workspace import model_versions
from twin.workspace.edit_records import show_records
from twin.workspace.jobs import Task
from twin.workspace.portfolio_records import Kept, records_of
from twin.workspace.record_steps import RecordStep
from twin.workspace.versions_shown import is_older

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def follow(workspace: "Workspace", accepted: Mapping[str, str], what: str) -> None:
    """Let records name what their things are called now, and tell what is left.

    Parameters
    ----------
    accepted : what a thing is called now, by what records call it.
    what : what was done, in the user's language, for undo and the log.
    """
    building = workspace.building
    if building is None or workspace.database is None or is_older(workspace):
        return
    codes = codes_of_gone(workspace.model_versions.follows, accepted)
    edits = edits_for(model_versions.records_of(workspace), accepted, codes)

    database = workspace.database

    def show(stored: tuple[Change, Kept]) -> None:
        change, kept = stored
        if workspace.database is database and change.records:
            step = RecordStep(change.change_id, change.what)
            workspace.change(record_steps=workspace.state.record_steps.done(step))
            show_records(workspace, kept)

    def tell(error: BaseException) -> None:
        if isinstance(error, EditConflict):
            workspace.conflict_found.emit(error)
        workspace.notices.show(error)

    workspace.jobs.run(
        _stored, database, (building.building_id, tuple(edits), dict(accepted)),
        (workspace.who, what), on_done=show, on_error=tell, where="database", task=Task("Saving"),
    )  # fmt: skip


def codes_of_gone(follows: Iterable[Follow], accepted: Mapping[str, str]) -> dict[str, str]:
    """Building part of what is gone for good, by what records call it."""
    return {
        f.name: f.was.code
        for f in follows
        if f.was.code and not f.candidates and f.name not in accepted
    }


def edits_for(
    records: Iterable[object], now: Mapping[str, str], codes: Mapping[str, str]
) -> list[Edit]:
    """Edits of the records that name something otherwise now."""
    from twin.analysis.versions.follow import followed, named_by

    wanted = now.keys() | codes.keys()
    found = ((r, followed(r, now, codes)) for r in records if wanted & set(named_by(r)))
    return [Edit(before, after) for before, after in found if after != before]


def _stored(
    database: Database,
    moves: tuple[str, tuple[Edit, ...], dict[str, str]],
    by: tuple[str, str],
    progress: Progress,
) -> tuple[Change, Kept]:
    del progress
    building_id, edits, now = moves
    with database.writing():
        rows = [*row_edits(edits), *followed_rows(database, building_id, now)]
        change = store_row_edits(database, rows, *by)
        return change, records_of(database, {type(e.after) for e in edits})
