"""Readings of sensors: one compressed block per sensor and calendar year, at the sensor's step."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from twin.model.arrays import Float32Array
from twin.model.sensor import SensorValues
from twin.store.blocks import packed, unpacked
from twin.store.database import Database
from twin.store.put import put
from twin.store.register_tables import sensors
from twin.store.series_tables import sensor_blocks


def save_sensor_values(database: Database, sensor_id: str, values: SensorValues) -> None:
    """Store readings in one transaction; steps without one leave what is stored."""
    with database.writing() as connection:
        put(connection, sensor_blocks, merged_sensor_blocks(connection, sensor_id, values))


def merged_sensor_blocks(
    connection: Connection, sensor_id: str, values: SensorValues
) -> list[dict[str, Any]]:
    """Rows of the years that readings touch: stored steps with the new ones laid over them."""
    return [_merged(connection, sensor_id, year, part) for year, part in _by_year(values)]


def load_sensor_values(
    database: Database, sensor_id: str, first: datetime | None = None
) -> SensorValues | None:
    """All readings of a sensor at its finest step, None if there are none.

    first : years that end before it are left out.
    """
    table = sensor_blocks
    query = (
        select(table)
        .join(sensors, sensors.c.sensor_id == table.c.sensor_id)
        .where(table.c.sensor_id == sensor_id)
        .order_by(table.c.year)
    )
    if first is not None:
        query = query.where(table.c.year >= first.year)
    with database.reading() as connection:
        parts = [_values(row._mapping) for row in connection.execute(query)]
    if not parts:
        return None
    step = math.gcd(*(p.step for p in parts))
    count = round((parts[-1].end - parts[0].start).total_seconds()) // step
    whole = np.full(count, np.nan, np.float32)
    for part in parts:
        _lay(whole, parts[0].start, step, part)
    return SensorValues(parts[0].start, step, whole)


def _by_year(values: SensorValues) -> Iterable[tuple[int, SensorValues]]:
    at, start = 0, values.start
    while at < len(values.values):
        new_year = datetime(start.year + 1, 1, 1)
        count = math.ceil((new_year - start).total_seconds() / values.step)
        yield start.year, SensorValues(start, values.step, values.values[at : at + count])
        at += count
        start = values.start + timedelta(seconds=at * values.step)


def _merged(
    connection: Connection, sensor_id: str, year: int, new: SensorValues
) -> dict[str, Any]:
    table = sensor_blocks
    row = connection.execute(
        select(table).where(table.c.sensor_id == sensor_id, table.c.year == year)
    ).one_or_none()
    parts = [new] if row is None else [_values(row._mapping), new]
    step = math.gcd(*(p.step for p in parts))
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    whole = np.full(math.ceil((end - start).total_seconds() / step), np.nan, np.float32)
    for part in parts:
        _lay(whole, start, step, part)
    return {
        "sensor_id": sensor_id,
        "year": year,
        "step_s": step,
        "first_step": round((start - datetime(year, 1, 1)).total_seconds()) // step,
        "steps": len(whole),
        "values_unit": packed(whole),
    }


def _lay(whole: Float32Array, start: datetime, step: int, part: SensorValues) -> None:
    """Put readings on a finer grid; a longer step stands in its first place only."""
    first = round((part.start - start).total_seconds()) // step
    places = first + np.arange(len(part.values)) * (part.step // step)
    is_known = np.isfinite(part.values) & (places < len(whole))
    whole[places[is_known]] = part.values[is_known]


def _values(row: Any) -> SensorValues:  # a mapping of columns
    start = datetime(row["year"], 1, 1) + timedelta(seconds=row["first_step"] * row["step_s"])
    return SensorValues(start, row["step_s"], unpacked(row["values_unit"]))
