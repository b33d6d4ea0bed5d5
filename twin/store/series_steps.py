"""Readings of meters and sensors as undoable steps: what a step replaces is kept beside it."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, Table, delete, insert, select

from twin.model.edit import Change, EditConflict, FieldConflict
from twin.store import series_tables
from twin.store.audit import write_entries
from twin.store.blocks import unpacked
from twin.store.put import put
from twin.store.readings import year_rows

METER, SENSOR = "meter", "sensor"


@dataclass(frozen=True, slots=True)
class _Series:
    """A kind of series.

    key : column with its id.  values : column with its block.  figure : that tells of a block.
    """

    table: Table
    key: str
    values: str
    figure: str


_KINDS = {
    METER: _Series(series_tables.reading_blocks, "meter_id", "values_kwh", "sum"),
    SENSOR: _Series(series_tables.sensor_blocks, "sensor_id", "values_unit", "mean"),
}
_AT_ONCE = 200


def replace_blocks(
    connection: Connection, change: Change, series: str, blocks: Sequence[Mapping[str, Any]]
) -> None:
    """Store blocks in place of those of the same series and year, which are kept for undo.

    change : the step, whose log gets an entry for each block.
    series : `METER` or `SENSOR`.  blocks : rows of its table, all of them different.
    """
    kind = _KINDS[series]
    for start in range(0, len(blocks), _AT_ONCE):
        some = blocks[start : start + _AT_ONCE]
        stored = _stored(connection, kind, [(b[kind.key], b["year"]) for b in some])
        kept = [
            _kept(kind, (change.change_id, series, b[kind.key], b["year"]),
                  stored.get((b[kind.key], b["year"])), b)
            for b in some
        ]  # fmt: skip
        _keep(connection, change, kind, kept)
        _put(connection, series, some)


def put_back(connection: Connection, change_id: str, by: Change) -> int:
    """Put back what a step replaced, and keep what that replaces under the step `by`.

    Returns
    -------
    int
        Blocks that were put back or removed.

    Raises
    ------
    EditConflict
        If a block was replaced again since.
    """
    table = series_tables.replaced_blocks
    count = 0
    for series in _KINDS:
        query = select(table).where(table.c.change_id == change_id, table.c.series == series)
        kept = connection.execute(query).all()
        for start in range(0, len(kept), _AT_ONCE):
            _put_some_back(connection, series, kept[start : start + _AT_ONCE], by)
        count += len(kept)
    return count


def touched(connection: Connection, change_id: str) -> bool:
    """Whether a step replaced any readings."""
    table = series_tables.replaced_blocks
    query = select(table.c.year).where(table.c.change_id == change_id).limit(1)
    return connection.execute(query).first() is not None


def _put_some_back(
    connection: Connection, series: str, kept: Sequence[Row[Any]], by: Change
) -> None:
    kind = _KINDS[series]
    keys = [(row.series_id, row.year) for row in kept]
    stored = _stored(connection, kind, keys)
    now = {key: _crc(stored[key][kind.values]) if key in stored else 0 for key in keys}
    changed = [key for key, row in zip(keys, kept, strict=True) if now[key] != row.after_crc]
    if changed:
        raise EditConflict(
            [FieldConflict(name, f"readings of {year}", None, None, None)
             for name, year in changed]
        )  # fmt: skip
    before = [_before(kind, row) for row in kept]
    rows = [
        _kept(kind, (by.change_id, series, *key), stored.get(key), b)
        for key, b in zip(keys, before, strict=True)
    ]
    _keep(connection, by, kind, rows)
    _put(connection, series, [b for b in before if b])
    _remove(connection, series, [k for k, b in zip(keys, before, strict=True) if not b])


def _put(connection: Connection, series: str, blocks: Sequence[Mapping[str, Any]]) -> None:
    put(connection, _KINDS[series].table, blocks)
    if series != METER or not blocks:
        return
    sums = [
        year_rows((b["meter_id"], b["year"]), b["first_hour"], unpacked(b["values_kwh"]))
        for b in blocks
    ]
    put(connection, series_tables.reading_days, [days for days, _ in sums])
    put(connection, series_tables.meter_years, [year for _, year in sums])


def _remove(connection: Connection, series: str, keys: Iterable[tuple[str, int]]) -> None:
    tables = [_KINDS[series].table]
    if series == METER:
        tables += [series_tables.reading_days, series_tables.meter_years]
    for name, year in keys:
        for table in tables:
            connection.execute(
                delete(table).where(table.c[_KINDS[series].key] == name, table.c.year == year)
            )


def _stored(
    connection: Connection, kind: _Series, keys: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, Any]]:
    names = sorted({name for name, _ in keys})
    query = select(kind.table).where(kind.table.c[kind.key].in_(names))
    wanted = set(keys)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in connection.execute(query).mappings():
        key = (row[kind.key], row["year"])
        if key in wanted:
            found[key] = dict(row)
    return found


def _kept(
    kind: _Series,
    key: tuple[str, str, str, int],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> dict[str, Any]:
    """A row of the table.  after : {} where the block goes."""
    change_id, series, series_id, year = key
    rest = {n: v for n, v in (before or {}).items() if n != kind.values}
    return {
        "change_id": change_id,
        "series": series,
        "series_id": series_id,
        "year": year,
        "before_json": json.dumps(rest),
        "before_values": before[kind.values] if before else None,
        "after_crc": _crc(after[kind.values]) if after else 0,
        "told_before_json": _told(kind, before),
        "told_after_json": _told(kind, after),
    }


def _keep(
    connection: Connection, change: Change, kind: _Series, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Keep what is replaced, and write it into the log; a server's trigger does that itself."""
    connection.execute(insert(series_tables.replaced_blocks), rows)
    entries = [
        (f"{row['series_id']}|{row['year']}", row["told_before_json"], row["told_after_json"])
        for row in rows
    ]
    write_entries(
        connection,
        (change.change_id, change.at, change.who, change.what),
        kind.table.name,
        entries,
    )


def _told(kind: _Series, block: Mapping[str, Any] | None) -> str | None:
    """What the log tells of a block: its values alone would fill it."""
    if not block:
        return None
    values = unpacked(block[kind.values])
    known = values[np.isfinite(values)]
    figure = known.sum(dtype=np.float64)
    if kind.figure == "mean":
        figure /= max(len(known), 1)
    rest = {n: v for n, v in block.items() if n not in (kind.key, kind.values, "year")}
    return json.dumps({**rest, "values": len(known), kind.figure: round(float(figure), 3)})


def _before(kind: _Series, row: Row[Any]) -> dict[str, Any]:
    """The block as it was, {} where there was none."""
    if row.before_values is None:
        return {}
    return {**json.loads(row.before_json), kind.values: row.before_values}


def _crc(block: bytes) -> int:
    return zlib.crc32(block)
