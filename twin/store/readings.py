"""Meters and their hourly readings, one compressed block per meter and calendar year."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from twin.model.arrays import Float32Array
from twin.model.meter import Meter, MeterYear, Readings
from twin.store import series_tables, tables
from twin.store.blocks import packed, unpacked
from twin.store.database import Database
from twin.store.day_sums import sums_of_days
from twin.store.hold import hold
from twin.store.put import put
from twin.store.rows import from_rows, select_fields, to_rows

_HOUR = timedelta(hours=1)
STEPS = ("hour", "day", "month", "irregular")
"""Periods that meters are read by, the finest first; years of a meter may differ."""


def save_meters(database: Database, meters: Sequence[Meter]) -> None:
    """Add meters, or replace those with the same ``meter_id``, in one transaction."""
    if not meters:
        return
    with database.writing() as connection:
        put(connection, tables.meters, to_rows(meters))


def load_meters(database: Database, building_id: str = "") -> tuple[Meter, ...]:
    """Meters of one building, or of all, by ``meter_id``."""
    table = tables.meters
    query = select_fields(Meter, table).order_by(table.c.meter_id)
    if building_id:
        query = query.where(table.c.building_id == building_id)
    with database.reading() as connection:
        return from_rows(Meter, connection.execute(query))


def save_many_readings(
    database: Database, readings_of_meters: Iterable[tuple[str, Readings]]
) -> None:
    """Store hourly readings by ``meter_id`` in one transaction; stored hours are overwritten."""
    with database.writing() as connection:
        hold(connection, "readings")
        for meter_id, readings in readings_of_meters:
            for year, first_hour, values in _by_year(readings):
                key = (meter_id, year)
                block = _merged(connection, key, first_hour, values, readings.step)
                _store_block(connection, block, unpacked(block["values_kwh"]))


def load_readings(
    database: Database,
    meter_id: str,
    first: datetime | None = None,
    last: datetime | None = None,
) -> Readings | None:
    """Readings of a meter from its first to its last hour, None if there are none.

    first, last : calendar years that end before `first`, or begin at `last` or later, are left
        out; None takes all.
    """
    table = series_tables.reading_blocks
    query = (
        select(table.c.year, table.c.first_hour, table.c.hours, table.c.values_kwh, table.c.step)
        .join(tables.meters, tables.meters.c.meter_id == table.c.meter_id)
        .where(table.c.meter_id == meter_id)
        .order_by(table.c.year)
    )
    if first is not None:
        query = query.where(table.c.year >= first.year)
    if last is not None:
        query = query.where(table.c.year <= (last - _HOUR).year)
    with database.reading() as connection:
        blocks = connection.execute(query).all()
    if not blocks:
        return None
    starts = [datetime(b.year, 1, 1) + b.first_hour * _HOUR for b in blocks]
    hours = (starts[-1] - starts[0]) // _HOUR + blocks[-1].hours
    values = np.full(hours, np.nan, dtype=np.float32)
    for start, block in zip(starts, blocks, strict=True):
        at = (start - starts[0]) // _HOUR
        values[at : at + block.hours] = unpacked(block.values_kwh)
    return Readings(starts[0], values, max((b.step for b in blocks), key=STEPS.index))


def load_meter_years(database: Database) -> tuple[MeterYear, ...]:
    """Yearly sums of all meters, by meter and year."""
    table = series_tables.meter_years
    query = (
        select_fields(MeterYear, table)
        .join(tables.meters, tables.meters.c.meter_id == table.c.meter_id)
        .order_by(table.c.meter_id, table.c.year)
    )
    with database.reading() as connection:
        return from_rows(MeterYear, connection.execute(query))


def _by_year(readings: Readings) -> Iterable[tuple[int, int, Float32Array]]:
    """Year, first hour of it, and values, for each calendar year the readings touch."""
    at, start = 0, readings.start
    while at < len(readings.values):
        new_year = datetime(start.year + 1, 1, 1)
        values = readings.values[at : at + (new_year - start) // _HOUR]
        yield start.year, (start - datetime(start.year, 1, 1)) // _HOUR, values
        at, start = at + len(values), new_year


def year_rows(
    key: tuple[str, int], first_hour: int, values: Float32Array
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Sums of the days, and of the year, that stand beside a block of hours."""
    meter_id, year = key
    days = packed(sums_of_days(year, first_hour, values))
    return {"meter_id": meter_id, "year": year, "values_kwh": days}, _year_sum(
        key, first_hour, values
    )


def merged_blocks(
    connection: Connection, meter_id: str, readings: Readings
) -> list[dict[str, Any]]:
    """Rows of the years that readings touch: stored hours with the new ones laid over them.

    An hour without a reading leaves the stored one.
    """
    return [
        _merged(connection, (meter_id, year), first_hour, values, readings.step, leaves_gaps=True)
        for year, first_hour, values in _by_year(readings)
    ]


def _store_block(connection: Connection, block: dict[str, Any], values: Float32Array) -> None:
    key = (block["meter_id"], block["year"])
    days, year = year_rows(key, block["first_hour"], values)
    put(connection, series_tables.reading_blocks, [block])
    put(connection, series_tables.reading_days, [days])
    put(connection, series_tables.meter_years, [year])


def _merged(
    connection: Connection,
    key: tuple[str, int],
    first_hour: int,
    values: Float32Array,
    step: str,
    *,
    leaves_gaps: bool = False,
) -> dict[str, Any]:
    table = series_tables.reading_blocks
    stored = connection.execute(
        select(table.c.first_hour, table.c.hours, table.c.values_kwh, table.c.step).where(
            table.c.meter_id == key[0], table.c.year == key[1]
        )
    ).one_or_none()
    if stored is not None:
        first = min(first_hour, stored.first_hour)
        last = max(first_hour + len(values), stored.first_hour + stored.hours)
        merged = np.full(last - first, np.nan, dtype=np.float32)
        merged[stored.first_hour - first :][: stored.hours] = unpacked(stored.values_kwh)
        is_new = ~np.isnan(values) if leaves_gaps else np.ones(len(values), dtype=bool)
        place = slice(first_hour - first, first_hour - first + len(values))
        merged[place][is_new] = np.nan
        if np.isfinite(merged).any():  # not all that was there is replaced
            step = max(step, stored.step, key=STEPS.index)
        merged[place][is_new] = values[is_new]
        first_hour, values = first, merged
    return {
        "meter_id": key[0],
        "year": key[1],
        "first_hour": first_hour,
        "hours": len(values),
        "values_kwh": packed(values),
        "step": step,
    }


def _year_sum(key: tuple[str, int], first_hour: int, values: Float32Array) -> dict[str, Any]:
    meter_id, year = key
    hours_of_year = (datetime(year + 1, 1, 1) - datetime(year, 1, 1)) // _HOUR
    present = int(np.count_nonzero(~np.isnan(values)))
    return {
        "meter_id": meter_id,
        "year": year,
        "is_full": first_hour == 0 and len(values) == hours_of_year,
        "coverage": present / hours_of_year,
        "energy": float(np.nansum(values, dtype=np.float64)) if present else None,
    }
