"""The log of changes, as a page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twin.model.edit import AuditEntry, Change
from twin.model.importing import Progress
from twin.store.audit import changes, entries_of
from twin.store.database import Database
from twin.store.kinds import LOGGED, kind_of_table
from twin.store.rows import field_value
from twin.workspace.edit_records import undo_change

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

__all__ = ["ChangeLine", "list_changes", "list_lines", "undo_change"]
MOST = 1_000
_NAMED_BY = ("name", "title", "symptom", "quantity", "number", "subject")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field that a step changed, or a whole record it added or removed.

    record : kind of the record, None for what only goes with one.
    kind : "added" | "changed" | "removed".
    name : what the record is called where that is known, else its key.
    field : "" for a whole record.  before, after : values of the field.
    """

    record: type | None
    table: str
    kind: str
    name: str
    field: str = ""
    before: Any = None
    after: Any = None


def list_changes(workspace: "Workspace", on_done: Callable[[tuple[Change, ...]], None]) -> None:
    """Read the newest steps, newest first."""
    if workspace.database is not None:
        workspace.jobs.run(_changes, workspace.database, on_done=on_done, where="database")


def list_lines(
    workspace: "Workspace", change_id: str, on_done: Callable[[tuple[ChangeLine, ...]], None]
) -> None:
    """Read what a step changed, at most `MOST` lines."""
    if workspace.database is not None:
        workspace.jobs.run(
            _lines, workspace.database, change_id, on_done=on_done, where="database"
        )


def _changes(database: Database, progress: Progress) -> tuple[Change, ...]:
    del progress
    return changes(database)


def _lines(database: Database, change_id: str, progress: Progress) -> tuple[ChangeLine, ...]:
    del progress
    with database.reading() as connection:
        entries = entries_of(connection, change_id, MOST)
    return tuple(line for entry in entries for line in lines_of(entry))[:MOST]


def lines_of(entry: AuditEntry) -> tuple[ChangeLine, ...]:
    """One line for a record that was added or removed, else one for each field."""
    record = kind_of_table(entry.table).record if entry.table in LOGGED else None
    before, after = entry.before, entry.after
    if before is None or after is None:
        row = after or before or {}
        name = next((row[n] for n in _NAMED_BY if row.get(n)), entry.key)
        kind = "added" if before is None else "removed"
        return (ChangeLine(record, entry.table, kind, str(name)),)
    return tuple(
        ChangeLine(
            record,
            entry.table,
            "changed",
            entry.key,
            field,
            _value(record, field, before.get(field)),
            _value(record, field, value),
        )
        for field, value in after.items()
    )


def _value(record: type | None, field: str, stored: Any) -> Any:
    return stored if record is None else field_value(record, field, stored)
