"""Place readings on the hours, days or months they belong to."""

import numpy as np

from twin.analysis.meters.clock import from_utc, midnights
from twin.errors import InputOutOfRange
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import MeterSeries, TimeArray

_HOUR = 3600
_DAY = 86400
_Found = tuple[Finding, ...]


def on_grid(
    times: TimeArray, values: FloatArray, step_seconds: int, clock: str
) -> tuple[MeterSeries, _Found]:
    """Series of all periods from the first reading to the last, NaN where one is missing.

    times : start of each period in UTC, in order, shape (n,).
    step_seconds : regular distance of rows; 0 for months and irregular periods. [s]
    clock : whose midnights bound days and months.
    """
    if step_seconds == _DAY:
        wall = from_utc(times, clock) + np.timedelta64(_HOUR, "s")
        return _calendar(wall, values, clock, "D"), ()
    if step_seconds:
        return _hours(times, values, step_seconds, clock)
    wall = from_utc(times, clock) + np.timedelta64(_HOUR, "s")
    months = wall.astype("datetime64[M]")
    from_first = (wall - months.astype("datetime64[s]")).astype(np.int64)
    if len(np.unique(months)) == len(months) and (from_first <= 2 * _HOUR).all():
        return _calendar(wall, values, clock, "M"), ()
    return _irregular(times, values, clock), ()


def _hours(
    times: TimeArray, values: FloatArray, step_seconds: int, clock: str
) -> tuple[MeterSeries, _Found]:
    """Hours; an hour with fewer parts than it has steps is unknown."""
    seconds = times.astype("datetime64[s]").astype(np.int64)
    slot = np.round(seconds / step_seconds).astype(np.int64)
    is_off = np.abs(seconds - slot * step_seconds) > 0.1 * step_seconds
    hour = slot[~is_off] * step_seconds // _HOUR
    if len(hour) == 0:
        raise InputOutOfRange(
            "No reading begins on a step of {minutes} minutes past the hour.",
            "Import hourly, daily or monthly energy.",
            minutes=step_seconds // 60,
        )
    first, n_hours = hour[0], int(hour[-1] - hour[0]) + 1
    sums, parts = np.zeros(n_hours), np.zeros(n_hours)
    np.add.at(sums, hour - first, values[~is_off])
    np.add.at(parts, hour - first, 1.0)
    sums[parts != _HOUR // step_seconds] = np.nan
    starts = (first + np.arange(n_hours)).astype(np.int64) * _HOUR
    series = MeterSeries(
        starts.astype("datetime64[s]"), np.ones(n_hours), sums, "hour", _known_clock(clock)
    )
    return series, _off_grid_finding(int(is_off.sum()))


def _calendar(wall: TimeArray, values: FloatArray, clock: str, unit: str) -> MeterSeries:
    bounds = midnights(wall[0], wall[-1], clock, unit)
    row = (wall.astype(f"datetime64[{unit}]") - wall[0].astype(f"datetime64[{unit}]")).astype(int)
    placed = np.full(len(bounds) - 1, np.nan)
    placed[row] = values
    hours = np.diff(bounds).astype(np.int64) / _HOUR
    return MeterSeries(bounds[:-1], hours, placed, "day" if unit == "D" else "month", clock)


def _irregular(times: TimeArray, values: FloatArray, clock: str) -> MeterSeries:
    """Each period lasts until the next row; the last row only ends the one before."""
    hours = np.diff(times).astype(np.int64) / _HOUR
    return MeterSeries(times[:-1], hours, values[:-1], "irregular", clock)


def _known_clock(clock: str) -> str:
    return "normal time" if clock == "unknown" else clock


def _off_grid_finding(rows: int) -> _Found:
    if rows == 0:
        return ()
    return (
        Finding(
            "off-grid-readings",
            Severity.WARNING,
            "{rows} readings lie between the regular times of the meter.",
            "They were left out, and their hours are empty.",
            values={"rows": rows},
        ),
    )
