"""Read the rows of edits to compare with, and write what the edits say."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from twin.store.hold import hold
from twin.store.kinds import Kind
from twin.store.row_edit import Row, RowEdit, by_kind

_AT_ONCE = 500  # keys in one question; SQLite takes at most 32,766 values


def held_rows(connection: Connection, kind: Kind, keys: Sequence[str]) -> dict[str, Row]:
    """Rows by key as they are now, held against others until the transaction ends."""
    found: dict[str, Row] = {}
    names, columns = kind.table.c.keys(), kind.columns
    one_column = columns[0] if len(columns) == 1 else None
    for start in range(0, len(keys), _AT_ONCE):
        values = [kind.values_of(key) for key in keys[start : start + _AT_ONCE]]
        among = (
            tuple_(*columns).in_(values)
            if one_column is None
            else one_column.in_([value for (value,) in values])
        )
        query = select(*kind.table.c).where(among)
        if connection.dialect.name != "sqlite":
            query = query.order_by(*columns).with_for_update()
        for row in connection.execute(query):
            stored = dict(zip(names, row, strict=True))
            found[kind.key_of(stored)] = stored
    return found


def write_rows(connection: Connection, edits: Sequence[RowEdit]) -> None:
    """Remove rows, what belongs to others first; then add and change them, parents first."""
    for kind, of_kind in reversed(by_kind(edits)):
        keys = [_parameters(kind, e.key) for e in of_kind if e.after is None]
        if keys:
            connection.execute(delete(kind.table).where(_is_it(kind)), keys)
    for kind, of_kind in by_kind(edits):
        added = [dict(e.after) for e in of_kind if e.before is None and e.after is not None]
        if added:
            connection.execute(insert(kind.table), _placed(connection, kind, added))
        _update(connection, kind, [e for e in of_kind if e.before and e.after])


def _is_it(kind: Kind) -> ColumnElement[bool]:
    return and_(*(c == bindparam(f"the_{c.key}") for c in kind.columns))


def _parameters(kind: Kind, key: str) -> dict[str, Any]:
    return {
        f"the_{c.key}": value for c, value in zip(kind.columns, kind.values_of(key), strict=True)
    }


def _update(connection: Connection, kind: Kind, edits: Sequence[RowEdit]) -> None:
    """Change only the fields that differ; edits of the same fields go together."""
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for edit in edits:
        before, after = edit.before or {}, edit.after or {}
        fields = tuple(f for f, value in after.items() if value != before.get(f))
        new = {f"new_{f}": after[f] for f in fields}
        by_fields[fields].append(_parameters(kind, edit.key) | new)
    for fields, values in by_fields.items():
        connection.execute(
            update(kind.table)
            .where(_is_it(kind))
            .values({f: bindparam(f"new_{f}") for f in fields}),
            values,
        )


def _placed(
    connection: Connection, kind: Kind, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """New rows at the end of the order, for tables that have one."""
    if not kind.order:
        return rows
    hold(connection, f"order of {kind.table.name}")
    last = connection.execute(select(func.max(kind.table.c[kind.order]))).scalar_one()
    start = 0 if last is None else last + 1
    return [{kind.order: start + i, **row} for i, row in enumerate(rows)]
