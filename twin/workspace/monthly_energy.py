"""Metered energy of one building by year and month; nothing of it is calculated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from twin.model.arrays import FloatArray, frozen
from twin.model.importing import Progress
from twin.model.meter import Readings
from twin.store.database import Database
from twin.store.readings import load_meters, load_readings
from twin.workspace.jobs import Task
from twin.workspace.oddities import Oddity, oddities
from twin.workspace.outdoor import outdoors
from twin.workspace.portfolio import LEAST_COVERAGE

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyEnergy:
    """Energy of the last full calendar year and the one before it.

    year : 0 where no meter spans a full year.
    values : by carrier, each of shape (12,), NaN where half of the hours are missing. [kWh]
    before : all carriers of the year before, shape (12,), NaN where unknown. [kWh]
    years : by calendar year that any reading touches, oldest first, and by carrier; NaN where
        too little is known. [kWh]
    oddities : what is odd in the readings.
    """

    year: int
    values: dict[str, FloatArray]
    before: FloatArray
    years: dict[int, dict[str, float]] = field(default_factory=dict[int, dict[str, float]])
    oddities: tuple[Oddity, ...] = ()


def monthly_energy(
    workspace: "Workspace", building_id: str, on_done: Callable[[MonthlyEnergy], object]
) -> None:
    """Read the meters of a building on the database thread; `on_done` gets the months."""
    if workspace.database is not None:
        workspace.jobs.run(
            _read,
            workspace.database,
            building_id,
            on_done=on_done,
            where="database",
            task=Task(topic="monthly energy"),
        )


def by_month(readings: Readings, year: int) -> FloatArray:
    """Sum of each month of `year`, shape (12,). [kWh]

    Missing hours count as the mean of the month's other hours; NaN below half of them.
    """
    first = np.datetime64(readings.start, "h")
    edges = np.arange(
        np.datetime64(f"{year}-01"), np.datetime64(f"{year + 1}-02"), dtype="datetime64[M]"
    ).astype("datetime64[h]")
    places = (edges - first).astype(int)
    sums = [_sum(readings, *ends) for ends in pairwise(places)]
    return frozen(sums, np.float64, (MONTHS,))


def _year_sum(readings: Readings, year: int) -> float:
    ends = (np.datetime64(f"{y}-01-01T00", "h") for y in (year, year + 1))
    first = np.datetime64(readings.start, "h")
    begin, end = (int((moment - first).astype(int)) for moment in ends)
    return _sum(readings, begin, end, LEAST_COVERAGE)


def _sum(readings: Readings, begin: int, end: int, coverage: float = 0.5) -> float:
    """Sum of hours with the missing ones as the mean; NaN below the share that must be there."""
    values = readings.values[max(begin, 0) : max(end, 0)].astype(np.float64)
    known = values[~np.isnan(values)]
    hours = end - begin
    return float(known.mean() * hours) if len(known) >= coverage * hours else np.nan


def _read(database: Database, building_id: str, progress: Progress) -> MonthlyEnergy:
    del progress
    read = [
        (meter, readings)
        for meter in load_meters(database, building_id)
        if (readings := load_readings(database, meter.meter_id)) is not None
    ]
    found = [(meter.carrier.value, readings) for meter, readings in read]
    year = min((_last_full_year(r) for _, r in found), default=0)
    values: dict[str, FloatArray] = {}
    before = np.zeros(MONTHS)
    for carrier, readings in found:
        months = by_month(readings, year)
        values[carrier] = values.get(carrier, np.zeros(MONTHS)) + months
        before = before + by_month(readings, year - 1)
    weather = outdoors(database.folder)
    odd = tuple(one for m, r in read for one in oddities(m.name, m.carrier, r, weather))
    return MonthlyEnergy(year if values else 0, values, before, by_year(found), odd)


def by_year(found: Sequence[tuple[str, Readings]]) -> dict[int, dict[str, float]]:
    """Sum of each calendar year that the readings of any carrier touch, by carrier. [kWh]

    Missing hours count as the mean of the meter's other hours of the year, as in the portfolio;
    NaN with a coverage below 90 % in one of the carrier's meters.
    """
    first = min((r.start.year for _, r in found), default=0)
    last = max((_last_hour(r).year for _, r in found), default=-1)
    sums: dict[int, dict[str, float]] = {}
    for year in range(first, last + 1):
        of_year = sums.setdefault(year, {})
        for carrier, readings in found:
            of_year[carrier] = of_year.get(carrier, 0.0) + _year_sum(readings, year)
    return sums


def _last_hour(readings: Readings) -> datetime:
    return readings.start + timedelta(hours=max(len(readings.values) - 1, 0))


def _last_full_year(readings: Readings) -> int:
    end = np.datetime64(readings.start, "h") + np.timedelta64(len(readings.values), "h")
    return int(end.astype("datetime64[Y]").astype(int)) + 1970 - 1
