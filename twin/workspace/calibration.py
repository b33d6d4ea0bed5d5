"""Calibrate the entered building against its meters, once for all its what-ifs."""

from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from twin.errors import UnreadableFile
from twin.model.arrays import FloatArray
from twin.model.meter import Meter, Readings
from twin.model.operation import ActualOperation
from twin.model.scenario import Statement
from twin.store.database import open_database
from twin.store.readings import load_readings
from twin.store.weather import list_weather
from twin.workspace.weather import weather_of

if TYPE_CHECKING:
    from twin.analysis.assumptions import Defaults
    from twin.analysis.calibrated_zone import Calibrated, MeteredYear
    from twin.model.thermal import HourlyWeather, ThermalZone

MONTHS = 12
LEAST_COVERAGE = 0.9
"""A month with fewer of its hours is unknown; else missing hours count as the mean of the rest."""
_LONGEST = 32
_known: dict[Hashable, "Calibrated"] = {}
_lock = Lock()


def calibrated(
    folder: Path,
    meters: tuple[Meter, ...],
    zone: "ThermalZone",
    defaults: "Defaults",
    operation: ActualOperation | None = None,
) -> "Calibrated":
    """What the meters of a building say about its zone, or why they say nothing.

    operation : how it is really used, None for the standard.

    Raises
    ------
    MissingInput, InputOutOfRange
        As `calibrated_zone.calibrated_zone`.
    """
    from twin.analysis.calibrated_zone import Calibrated, calibrated_zone
    from twin.analysis.explain_calibration import not_calibrated

    readings = _readings(folder, meters)
    found = metered_years(folder, meters, readings)
    if isinstance(found, Statement):
        return Calibrated(not_calibrated(found))
    if operation is not None:
        operation = replace(operation, category=zone.category)
    key = _key(zone, found, operation)
    if key not in _known:
        made = calibrated_zone(zone, defaults, found, operation)
        with _lock:
            _known[key] = made
            while len(_known) > _LONGEST:
                _known.pop(next(iter(_known)))
    return _known[key]


def metered_years(
    folder: Path, meters: tuple[Meter, ...], readings: Mapping[str, Readings]
) -> "tuple[MeteredYear, ...] | Statement":
    """The last years with twelve months of all meters, oldest first, or why there are none.

    At most `calibrated_zone.MOST_YEARS`, of the carriers of the newest. Those that have their own
    weather go before all others; only where no year has it are they compared with the normal
    year, which the result then says.
    """
    from twin.analysis.calibrated_zone import MOST_YEARS, MeteredYear
    from twin.workspace.defaults import normal_year

    if not readings:
        return Statement("Not calibrated: the building has no meter readings.")
    whole = {y: m for y in _years(readings) if (m := _months(meters, readings, y)) is not None}
    if not whole:
        return Statement(
            "Not calibrated: no calendar year has twelve months of readings of all its meters."
        )
    carriers = whole[max(whole)].keys()
    alike = {year: months for year, months in whole.items() if months.keys() == carriers}
    weather = _weather_of(folder, alike)
    names = tuple(m.name for m in meters)
    kept = sorted(weather or alike)[-MOST_YEARS:]
    return tuple(
        MeteredYear(year, weather.get(year) or normal_year(), alike[year], names, bool(weather))
        for year in kept
    )


def _weather_of(folder: Path, years: Iterable[int]) -> "dict[int, HourlyWeather]":
    """Weather of those years that the portfolio has it of."""
    stored = {w.year: w.key for w in list_weather(folder) if w.year}
    found: dict[int, HourlyWeather] = {}
    for year in years:
        if year in stored:
            with suppress(UnreadableFile):
                found[year] = weather_of(folder, stored[year])
    return found


def month_sums(readings: Readings, year: int) -> FloatArray:
    """Energy of the months as simulated years have them: without 29 February, shape (12,). [kWh]

    NaN where fewer than `LEAST_COVERAGE` of the hours are known.
    """
    first = np.datetime64(readings.start, "h")
    edges = np.arange(f"{year}-01", f"{year + 1}-02", dtype="datetime64[M]").astype(
        "datetime64[D]"
    )
    sums: list[float] = []
    for begin, end in pairwise(edges):
        days = min(int((end - begin).astype(int)), 28) if begin == edges[1] else None
        last = begin + days if days else end
        sums.append(_sum(readings, *(int((d - first).astype(int)) for d in (begin, last))))
    return np.array(sums)


def _sum(readings: Readings, begin: int, end: int) -> float:
    values = readings.values[max(begin, 0) : max(end, 0)].astype(np.float64)
    known = values[np.isfinite(values)]
    hours = end - begin
    return float(known.mean() * hours) if len(known) >= LEAST_COVERAGE * hours else np.nan


def _months(
    meters: tuple[Meter, ...], readings: Mapping[str, Readings], year: int
) -> dict[str, FloatArray] | None:
    """Months of each carrier, None where one is missing in any meter."""
    found: dict[str, FloatArray] = {}
    for meter in meters:
        if meter.meter_id not in readings:
            return None
        months = month_sums(readings[meter.meter_id], year)
        if np.isnan(months).any():
            return None
        found[meter.carrier.value] = found.get(meter.carrier.value, np.zeros(MONTHS)) + months
    return {carrier: months for carrier, months in found.items() if months.sum() > 0} or None


def _years(readings: Mapping[str, Readings]) -> range:
    first = min(r.start.year for r in readings.values())
    ends = (
        np.datetime64(r.start, "h") + np.timedelta64(len(r.values), "h") for r in readings.values()
    )
    last = max(int(end.astype("datetime64[Y]").astype(int)) + 1970 for end in ends)
    return range(first, last + 1)


def _readings(folder: Path, meters: tuple[Meter, ...]) -> dict[str, Readings]:
    if not meters:
        return {}
    database = open_database(folder, read_only=True)
    try:
        found = {m.meter_id: load_readings(database, m.meter_id) for m in meters}
    finally:
        database.close()
    return {meter_id: readings for meter_id, readings in found.items() if readings is not None}


def _key(
    zone: "ThermalZone", years: "tuple[MeteredYear, ...]", operation: ActualOperation | None
) -> Hashable:
    """What a calibration depends on; shading is an object of its own per geometry."""
    of_years = tuple(
        (
            year.year,
            year.weather.name,
            hash(year.weather.temperature.tobytes()),
            tuple((c, tuple(map(float, m))) for c, m in year.monthly.items()),
        )
        for year in years
    )
    return repr(zone), of_years, operation
