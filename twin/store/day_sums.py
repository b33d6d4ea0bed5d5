"""Sums of days of many meters, kept beside the hours so that a portfolio answers at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select

from twin.model.arrays import Float32Array
from twin.store import tables
from twin.store.blocks import unpacked
from twin.store.database import Database
from twin.store.series_tables import reading_days

HOURS = 24


@dataclass(frozen=True, slots=True, eq=False)
class DaySums:
    """Energy of each day of each meter.

    values : NaN where an hour of the day is missing, shape (meters, days). [kWh]
    """

    meter_ids: tuple[str, ...]
    first: date
    values: Float32Array


def sums_of_days(year: int, first_hour: int, values: Float32Array) -> Float32Array:
    """Sum of each day of the year, NaN where an hour is missing, shape (365 or 366,). [kWh]"""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    hours = np.full(days * HOURS, np.nan, dtype=np.float32)
    hours[first_hour : first_hour + len(values)] = values[: len(hours) - first_hour]
    return hours.reshape(days, HOURS).sum(axis=1)


def load_day_sums(
    database: Database, first: date, days: int, meter_ids: Sequence[str] = ()
) -> DaySums:
    """Sums of some days of all meters, or of some, by ``meter_id``."""
    last = first + timedelta(days=days - 1)
    table, meters = reading_days, tables.meters
    query = (
        select(table.c.meter_id, table.c.year, table.c.values_kwh)
        .join(meters, meters.c.meter_id == table.c.meter_id)
        .where(table.c.year.between(first.year, last.year))
        .order_by(table.c.meter_id, table.c.year)
    )
    if meter_ids:
        query = query.where(table.c.meter_id.in_(meter_ids))
    with database.reading() as connection:
        blocks = connection.execute(query).all()
    row_of = {name: i for i, name in enumerate(dict.fromkeys(b.meter_id for b in blocks))}
    values = np.full((len(row_of), days), np.nan, dtype=np.float32)
    for block in blocks:
        found, start = unpacked(block.values_kwh), (date(block.year, 1, 1) - first).days
        begin, end = max(start, 0), min(start + len(found), days)
        values[row_of[block.meter_id], begin:end] = found[begin - start : end - start]
    return DaySums(tuple(row_of), first, values)
