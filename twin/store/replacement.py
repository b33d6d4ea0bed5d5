"""Let a building have other rows of a table, as edits of the log: who, when, before, after."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from twin.store.hold import hold
from twin.store.kinds import kind_of_table
from twin.store.row_edit import RowEdit

Row = dict[str, Any]  # Any: stored values
Step = tuple[str, str]
"""Who, and what was done."""


def replacement(
    connection: Connection,
    table: Table,
    of_it: ColumnElement[bool],
    wanted: Sequence[Mapping[str, Any]],
) -> list[RowEdit]:
    """Edits that let the rows `of_it` say what is wanted, in its order.

    Rows that stay keep their key. Only for tables whose key is a number that counts up.

    Parameters
    ----------
    wanted : columns without the key.
    """
    kind = kind_of_table(table.name)
    stored = rows_of(connection, table, of_it)
    kept = _kept(stored, wanted)
    edits: list[RowEdit] = []
    for row, after in zip(stored, kept, strict=True):
        if after is None:
            edits.append(RowEdit(kind, kind.key_of(row), row, None))
        elif (changed := {**row, **after}) != row:
            edits.append(RowEdit(kind, kind.key_of(row), row, changed))
    first = next_key(connection, table)
    new = wanted[sum(after is not None for after in kept) :]
    rows = [{kind.key: first + i, **row} for i, row in enumerate(new)]
    return edits + [RowEdit(kind, kind.key_of(row), None, row) for row in rows]


def rows_of(connection: Connection, table: Table, of_it: ColumnElement[bool]) -> list[Row]:
    """Stored rows in the order of their keys."""
    query = select(*table.c).where(of_it).order_by(*table.primary_key.columns)
    names = table.c.keys()
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query)]


def next_key(connection: Connection, table: Table) -> int:
    """A key that nobody has, held until the transaction ends."""
    hold(connection, f"key of {table.name}")
    (column,) = table.primary_key.columns
    return (connection.execute(select(func.max(column))).scalar_one() or 0) + 1


def _kept(
    stored: Sequence[Row], wanted: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any] | None]:
    """What each stored row shall say, None where it goes.

    Rows are only removed where the others stay as they are; else they say something new.
    """
    if len(wanted) < len(stored):
        left, found = list(wanted), list[Mapping[str, Any] | None]()
        for row in stored:
            same = bool(left) and {**row, **left[0]} == row
            found.append(left.pop(0) if same else None)
        if not left:
            return found
    return [wanted[i] if i < len(wanted) else None for i in range(len(stored))]
