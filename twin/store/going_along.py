"""Rows that go when their building or need goes: part of the same step, logged and undoable.

The database would remove them silently (``ON DELETE CASCADE``); nothing may leave the portfolio
without an entry in the log.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, ForeignKey, Table, select

from twin.store.kinds import ALL_KINDS, Kind
from twin.store.row_edit import RowEdit

_AT_ONCE = 500


def going_along(connection: Connection, edits: Sequence[RowEdit]) -> list[RowEdit]:
    """Removals of the rows that belong to what `edits` remove and are not removed by them."""
    gone: dict[str, set[str]] = defaultdict(set)
    for edit in edits:
        if edit.after is None:
            gone[edit.kind.table.name].add(edit.key)
    if not gone:
        return []
    found: list[RowEdit] = []
    for kind in ALL_KINDS:  # parents first
        for foreign_key in _owners(kind.table):
            parents = gone.get(foreign_key.column.table.name)
            if parents:
                found += _of_parents(connection, kind, foreign_key, sorted(parents), gone)
    return found


def _owners(table: Table) -> Iterable[ForeignKey]:
    return (fk for fk in table.foreign_keys if fk.ondelete == "CASCADE")


def _of_parents(
    connection: Connection,
    kind: Kind,
    foreign_key: ForeignKey,
    parents: Sequence[str],
    gone: dict[str, set[str]],
) -> list[RowEdit]:
    column, read = foreign_key.parent, foreign_key.column.type.python_type
    names, found = kind.table.c.keys(), list[RowEdit]()
    for start in range(0, len(parents), _AT_ONCE):
        values = [read(key) for key in parents[start : start + _AT_ONCE]]
        query = select(*kind.table.c).where(column.in_(values))
        for values_of_row in connection.execute(query):
            row = dict(zip(names, values_of_row, strict=True))
            key = kind.key_of(row)
            if key not in gone[kind.table.name]:
                gone[kind.table.name].add(key)
                found.append(RowEdit(kind, key, row, None))
    return found
