"""The one way to change records that people edit: merged, all or nothing, logged, undoable.

Nobody locks a record. Whoever stores says what was seen and what it shall be; the stored record is
read again in the same transaction, fields that only one of the two changed are merged, and a field
that both changed to different values is a conflict that stores nothing.
"""

import getpass
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from twin.errors import StoreConflict
from twin.model.edit import Change, Edit, EditConflict, FieldConflict
from twin.model.importing import Progress, Silent
from twin.store.audit import begin_step, entries_of, write_log
from twin.store.database import Database
from twin.store.going_along import going_along
from twin.store.keys import new_key
from twin.store.kinds import LOGGED, kind_of, kind_of_table
from twin.store.row_edit import Row, RowEdit, by_kind
from twin.store.rows import to_rows
from twin.store.series_steps import put_back
from twin.store.write_rows import held_rows, write_rows

_SILENT = Silent()
_PORTION = 500


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
    rows: list[RowEdit] = []
    for start in range(0, len(edits), _PORTION):
        progress.report(math.nan, "Storing")
        rows += row_edits(edits[start : start + _PORTION])
    return store_row_edits(database, rows, who, what, progress)


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
    """As `store_edits`, of stored values.

    who : "" for the name the computer knows.
    """
    if any(edit.kind.stays and edit.before is not None for edit in edits):
        raise StoreConflict(
            "A decision stays as it was frozen; nothing of the step was stored or taken back.",
            "Freeze a new decision beside it.",
        )
    who = who or getpass.getuser()
    now = datetime.now(UTC).replace(tzinfo=None)
    change_id = new_key()
    with database.writing() as connection:
        stored: list[RowEdit] = []
        conflicts: list[FieldConflict] = []
        for kind, of_kind in by_kind(edits):
            for start in range(0, len(of_kind), _PORTION):
                progress.report(math.nan, "Storing")
                portion = of_kind[start : start + _PORTION]
                theirs = held_rows(connection, kind, [e.key for e in portion])
                for edit in portion:
                    stored += _merged(edit, theirs.get(edit.key), conflicts)
        if conflicts:
            raise EditConflict(conflicts)
        stored += going_along(connection, stored)
        step = (change_id, now, who, what)
        begin_step(connection, step)
        database.own.add(change_id)
        for i, portion in enumerate(portions := _portions(stored)):
            progress.report(i / len(portions), "Storing")
            write_rows(connection, portion)
            write_log(connection, step, portion)
    return Change(change_id, now, who, what, len(stored))


def undo(database: Database, change_id: str, who: str, what: str) -> Change:
    """Take a stored step back, with the readings it replaced, as a step of its own.

    Raises
    ------
    EditConflict
        If what the step stored was changed since; nothing is taken back then.
    """
    with database.reading() as connection:
        entries = entries_of(connection, change_id)
    backwards = [
        RowEdit(kind_of_table(e.table), e.key, e.after, e.before)
        for e in reversed(entries)
        if e.table in LOGGED
    ]
    with database.writing() as connection:
        change = store_row_edits(database, backwards, who, what)
        blocks = put_back(connection, change_id, change)
    return replace(change, records=change.records + blocks)


def _portions(edits: Sequence[RowEdit]) -> list[Sequence[RowEdit]]:
    """Edits in portions that take well under a second: removals, children first; then the rest."""
    if len(edits) <= _PORTION:
        return [edits]
    kinds = by_kind(edits)
    removed = [e for _, of_kind in reversed(kinds) for e in of_kind if e.after is None]
    kept = [e for _, of_kind in kinds for e in of_kind if e.after is not None]
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


def _by_record(edits: Iterable[Edit]) -> dict[type, list[Edit]]:
    found: dict[type, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[type(edit.after if edit.after is not None else edit.before)].append(edit)
    return found


def _row(record: object | None) -> Row | None:
    return None if record is None else to_rows([record])[0]
