"""Days, months and model years of a checked series."""

import numpy as np

from twin.analysis.meters.clock import from_utc, midnights
from twin.errors import InputOutOfRange
from twin.model.arrays import BoolArray, FloatArray
from twin.model.finding import Finding, Severity
from twin.model.meter import Readings
from twin.model.metering import MeterSeries

_HOUR = 3600


def stored_series(readings: Readings) -> MeterSeries:
    """Hourly series of stored readings, which are in kWh and normal time."""
    first = np.datetime64(readings.start, "s") - np.timedelta64(_HOUR, "s")
    starts = first + np.arange(len(readings.values)) * np.timedelta64(_HOUR, "s")
    return MeterSeries(
        starts,
        np.ones(len(starts)),
        readings.values.astype(np.float64),
        "hour",
    )


def as_stored(series: MeterSeries) -> Readings:
    """Hours of a series in normal time; the energy of longer periods is spread over theirs."""
    ends = series.starts[-1] + np.timedelta64(round(float(series.hours[-1]) * _HOUR), "s")
    edges = np.append(series.starts, ends).astype(np.int64) // _HOUR + 1
    hours = np.diff(edges)
    start = np.datetime64(int(edges[0]), "h").astype(object)
    values = np.repeat(series.values / np.maximum(hours, 1), hours)
    return Readings(start, values.astype(np.float32), series.step)


def by_day(series: MeterSeries) -> MeterSeries:
    """Days of an hourly series; a day with a missing hour is unknown.

    Days are those of the series' clock, so a local day of a change of clock has 23 or 25 h.

    Raises
    ------
    InputOutOfRange
        If the series is not hourly.
    """
    return _summed(series, "D", "day")


def by_month(series: MeterSeries) -> MeterSeries:
    """Months of an hourly or daily series; a month with a missing period is unknown."""
    return _summed(series, "M", "month")


def model_year(series: MeterSeries, year: int) -> tuple[FloatArray, tuple[Finding, ...]]:
    """Hours of one year in normal time as simulated years have them, shape (8760,). [kWh]

    29 February of a leap year is left out; hours without a reading are NaN.

    Raises
    ------
    InputOutOfRange
        If the series is not hourly.
    """
    if series.step != "hour":
        raise _not_hourly()
    wall = from_utc(series.starts, "normal time")
    is_leap_day = wall.astype("datetime64[D]") == np.datetime64(f"{year}-02-28", "D") + 1
    is_leap_day &= wall.astype("datetime64[M]") == np.datetime64(f"{year}-02", "M")
    in_year = (wall.astype("datetime64[Y]") == np.datetime64(str(year), "Y")) & ~is_leap_day
    hour = (wall - np.datetime64(f"{year}-01-01", "s")).astype(np.int64) // _HOUR
    leap_end = np.datetime64(f"{year}-03-01", "s")
    is_leap_year = np.datetime64(f"{year}-02-28", "D") + 1 < leap_end
    hour = hour - np.where((wall >= leap_end) & is_leap_year, 24, 0)
    values = np.full(8760, np.nan)
    values[hour[in_year]] = series.values[in_year]
    return values, _leap_finding(series, is_leap_day, year)


def _summed(series: MeterSeries, unit: str, step: str) -> MeterSeries:
    if series.step not in ("hour", "day"):
        raise _not_hourly()
    wall = from_utc(series.starts, series.clock)
    bounds = midnights(wall[0], wall[-1], series.clock, unit)
    row = (wall.astype(f"datetime64[{unit}]") - wall[0].astype(f"datetime64[{unit}]")).astype(int)
    hours = np.diff(bounds).astype(np.int64) / _HOUR
    sums = np.bincount(row, np.nan_to_num(series.values), len(hours))
    known = np.bincount(row, series.hours * np.isfinite(series.values), len(hours))
    is_whole: BoolArray = np.abs(known - hours) < 1e-6
    return MeterSeries(bounds[:-1], hours, np.where(is_whole, sums, np.nan), step, series.clock)


def _not_hourly() -> InputOutOfRange:
    return InputOutOfRange(
        "Billing periods and months cannot be divided into shorter periods.",
        "Import hourly or daily readings of this meter.",
    )


def _leap_finding(series: MeterSeries, is_leap_day: BoolArray, year: int) -> tuple[Finding, ...]:
    if not is_leap_day.any():
        return ()
    return (
        Finding(
            "leap-day-left-out",
            Severity.INFO,
            "29 February {year} has {energy} kWh that a simulated year of 365 days cannot have.",
            "The day was left out of the comparison.",
            values={
                "year": year,
                "energy": round(float(np.nansum(series.values[is_leap_day])), 1),
            },
        ),
    )
