"""The one way to change records that people edit: merged, all or nothing, logged, undoable.

Nobody locks a record. Whoever stores says what was seen and what it shall be; the stored record is
read again in the same transaction, fields that only one of the two changed are merged, and a field
that both changed to different values is a conflict that stores nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from twin.model.edit import Change, Edit, EditConflict, FieldConflict
from twin.model.importing import Progress, Silent
from twin.store.audit import entries_of, write_log
from twin.store.database import Database
from twin.store.keys import new_key
from twin.store.kinds import KINDS, Kind, kind_of, kind_of_table
from twin.store.rows import to_rows

Row = Mapping[str, Any]
_SILENT = Silent()
_PORTION = 2_000
_AT_ONCE = 500  # keys in one question; SQLite takes at most 32,766 values


@dataclass(frozen=True, slots=True)
class RowEdit:
    """An edit in stored values. before, after : None where there is or shall be no row."""

    kind: Kind
    key: str
    before: Row | None
    after: Row | None


def store_edits(
    database: Database, edits: Sequence[Edit], who: str, what: str, progress: Progress = _SILENT
) -> Change:
    """Store edits of records as one undoable step, or none of them.

    Parameters
    ----------
    what : what was done, for the log and for undo.
    progress : of very many edits; when it is told to stop, none of them is stored.

    Raises
    ------
    EditConflict
        If others changed the same fields to other values, or removed the record, or a new
        record has the key of another one; its `conflicts` say which.
    StoreConflict
        If the portfolio cannot be written.
    """
    return store_row_edits(database, row_edits(edits), who, what, progress)


def row_edits(edits: Iterable[Edit]) -> list[RowEdit]:
    """Edits in stored values."""
    found: list[RowEdit] = []
    for record, of_kind in _by_record(edits).items():
        kind = kind_of(record)
        for edit in of_kind:
            before, after = (_row(edit.before), _row(edit.after))
            some = after or before
            if some is not None:
                found.append(RowEdit(kind, some[kind.key], before, after))
    return found


def store_row_edits(
    database: Database,
    edits: Sequence[RowEdit],
    who: str,
    what: str,
    progress: Progress = _SILENT,
) -> Change:
    """As `store_edits`, of stored values."""
    now = datetime.now(UTC).replace(tzinfo=None)
    change_id = new_key()
    with database.writing() as connection:
        stored: list[RowEdit] = []
        conflicts: list[FieldConflict] = []
        for kind, of_kind in _by_kind(edits):
            theirs = _stored_rows(connection, kind, [e.key for e in of_kind])
            for edit in of_kind:
                stored += _merged(edit, theirs.get(edit.key), conflicts)
        if conflicts:
            raise EditConflict(conflicts)
        for i, portion in enumerate(portions := _portions(stored)):
            progress.report(i / len(portions), "Storing")
            _write(connection, portion)
            write_log(connection, (change_id, now, who, what), portion)
    return Change(change_id, now, who, what, len(stored))


def undo(database: Database, change_id: str, who: str, what: str) -> Change:
    """Take a stored step back, as a step of its own.

    Raises
    ------
    EditConflict
        If what the step stored was changed since; nothing is taken back then.
    """
    with database.reading() as connection:
        entries = entries_of(connection, change_id)
    backwards = [
        RowEdit(kind_of_table(e.table), e.key, e.after, e.before) for e in reversed(entries)
    ]
    return store_row_edits(database, backwards, who, what)


def _portions(edits: Sequence[RowEdit]) -> list[Sequence[RowEdit]]:
    """Edits in portions that take well under a second: what is removed first, then parents."""
    if len(edits) <= _PORTION:
        return [edits]
    removed = [e for e in edits if e.after is None]
    kept = [e for _, of_kind in _by_kind(edits) for e in of_kind if e.after is not None]
    ordered = removed + kept
    return [ordered[i : i + _PORTION] for i in range(0, len(ordered), _PORTION)]


def _merged(edit: RowEdit, theirs: Row | None, conflicts: list[FieldConflict]) -> list[RowEdit]:
    """What is to be stored of an edit, [] where it is stored already."""
    if edit.before is None or theirs is None or edit.after is None:
        return _whole(edit, theirs, conflicts)
    mine = {f: v for f, v in edit.after.items() if v != edit.before.get(f)}
    at_odds = [
        FieldConflict(edit.key, f, edit.before.get(f), value, theirs[f])
        for f, value in mine.items()
        if theirs[f] not in (edit.before.get(f), value)
    ]
    conflicts += at_odds
    merged = {**theirs, **mine}
    return [] if merged == theirs else [RowEdit(edit.kind, edit.key, theirs, merged)]


def _whole(edit: RowEdit, theirs: Row | None, conflicts: list[FieldConflict]) -> list[RowEdit]:
    """Adding and removing whole records."""
    if edit.before is None and edit.after is not None:
        if theirs is None:
            return [edit]
        if theirs != {**theirs, **edit.after}:
            conflicts.append(FieldConflict(edit.key, "", None, "added", "there is one"))
        return []
    if edit.after is None:
        if theirs is None:
            return []
        if edit.before is not None and theirs != {**theirs, **edit.before}:
            conflicts.append(FieldConflict(edit.key, "", None, "removed", "changed"))
            return []
        return [RowEdit(edit.kind, edit.key, theirs, None)]
    conflicts.append(FieldConflict(edit.key, "", None, "changed", "removed"))
    return []


def _write(connection: Connection, edits: Sequence[RowEdit]) -> None:
    for kind, of_kind in reversed(list(_by_kind(edits))):
        keys = [{"the_key": e.key} for e in of_kind if e.after is None]
        if keys:
            column = kind.table.c[kind.key]
            connection.execute(delete(kind.table).where(column == bindparam("the_key")), keys)
    for kind, of_kind in _by_kind(edits):
        added = [dict(e.after) for e in of_kind if e.before is None and e.after is not None]
        if added:
            connection.execute(insert(kind.table), _placed(connection, kind, added))
        _update(connection, kind, [e for e in of_kind if e.before and e.after])


def _update(connection: Connection, kind: Kind, edits: Sequence[RowEdit]) -> None:
    """Change only the fields that differ; edits of the same fields go together."""
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for edit in edits:
        before, after = edit.before or {}, edit.after or {}
        fields = tuple(f for f, value in after.items() if value != before.get(f))
        by_fields[fields].append({"the_key": edit.key} | {f"new_{f}": after[f] for f in fields})
    for fields, values in by_fields.items():
        connection.execute(
            update(kind.table)
            .where(kind.table.c[kind.key] == bindparam("the_key"))
            .values({f: bindparam(f"new_{f}") for f in fields}),
            values,
        )


def _placed(
    connection: Connection, kind: Kind, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """New rows at the end of the order, for tables that have one."""
    if not kind.order:
        return rows
    last = connection.execute(select(func.max(kind.table.c[kind.order]))).scalar_one()
    start = 0 if last is None else last + 1
    return [{kind.order: start + i, **row} for i, row in enumerate(rows)]


def _stored_rows(connection: Connection, kind: Kind, keys: Sequence[str]) -> dict[str, Row]:
    """Rows by key as they are now, held against others until the transaction ends."""
    found: dict[str, Row] = {}
    column = kind.table.c[kind.key]
    for start in range(0, len(keys), _AT_ONCE):
        query = select(*kind.table.c).where(column.in_(keys[start : start + _AT_ONCE]))
        if connection.dialect.name != "sqlite":
            query = query.order_by(column).with_for_update()
        names = kind.table.c.keys()
        for row in connection.execute(query):
            values = dict(zip(names, row, strict=True))
            found[values[kind.key]] = values
    return found


def _by_record(edits: Iterable[Edit]) -> dict[type, list[Edit]]:
    found: dict[type, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[type(edit.after if edit.after is not None else edit.before)].append(edit)
    return found


def _by_kind(edits: Iterable[RowEdit]) -> Iterable[tuple[Kind, list[RowEdit]]]:
    """Edits of one kind together, parents first."""
    found: dict[Kind, list[RowEdit]] = defaultdict(list)
    for edit in edits:
        found[edit.kind].append(edit)
    return [(kind, found[kind]) for kind in KINDS if kind in found]


def _row(record: object | None) -> Row | None:
    return None if record is None else to_rows([record])[0]
