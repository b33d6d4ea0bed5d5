"""What a meter usually counts at an hour of a month."""

import numpy as np

from twin.analysis.meters.clock import from_utc
from twin.errors import InputOutOfRange
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.metering import MeterSeries

WORKING = (8, 15)
"""Hours of a working day in which every municipal building is in use."""
NIGHT = (23, 5)
"""Hours in which a building without night staff is empty."""


def require_hours(series: MeterSeries) -> None:
    """Check that a series is hourly.

    Raises
    ------
    InputOutOfRange
        If it is not.
    """
    if series.step != "hour":
        raise InputOutOfRange(
            "Nights and weekends are seen in hourly readings only.",
            "Import hourly readings of this meter.",
        )


def hour_of_day(series: MeterSeries) -> IntArray:
    """Hour on the local clock, 0 to 23, shape (n,)."""
    wall = from_utc(series.starts, "local").astype("datetime64[h]")
    return (wall.astype(np.int64) % 24).astype(np.int32)


def day_of_week(series: MeterSeries) -> IntArray:
    """Day on the local clock, 0 Monday to 6 Sunday, shape (n,)."""
    days = from_utc(series.starts, "local").astype("datetime64[D]").astype(np.int64)
    return ((days + 3) % 7).astype(np.int32)


def month_index(series: MeterSeries) -> IntArray:
    """Months since the first one on the local clock, shape (n,)."""
    months = from_utc(series.starts, "local").astype("datetime64[M]").astype(np.int64)
    return (months - months[0]).astype(np.int32)


def is_weekend(series: MeterSeries) -> BoolArray:
    """Saturdays and Sundays, shape (n,)."""
    return day_of_week(series) >= 5


def is_night(series: MeterSeries) -> BoolArray:
    """Hours of `NIGHT`, shape (n,)."""
    hour = hour_of_day(series)
    return (hour >= NIGHT[0]) | (hour < NIGHT[1])


def is_working(series: MeterSeries) -> BoolArray:
    """Hours of `WORKING` on any day, shape (n,)."""
    hour = hour_of_day(series)
    return (hour >= WORKING[0]) & (hour < WORKING[1])


def usual_use(series: MeterSeries) -> FloatArray:
    """Median of the same hour, kind of day and month of the year, shape (n,). [kWh]

    Where no such hour has a reading, the median of all; NaN if nothing has.
    """
    wall = from_utc(series.starts, "local")
    month = wall.astype("datetime64[M]").astype(np.int64) % 12
    group = (month * 2 + is_weekend(series)) * 24 + hour_of_day(series)
    return grouped_median(series.values, group.astype(np.int32), 576)[group]


def grouped_median(values: FloatArray, group: IntArray, n_groups: int) -> FloatArray:
    """Median of the known values of each group; of all where a group has none, (n_groups,)."""
    is_known = np.isfinite(values)
    known, of_group = values[is_known], group[is_known]
    overall = float(np.median(known)) if len(known) else np.nan
    order = np.lexsort((known, of_group))
    bounds = np.searchsorted(of_group[order], np.arange(n_groups + 1))
    counts = np.diff(bounds)
    lower = np.clip(bounds[:-1] + (counts - 1) // 2, 0, max(len(known) - 1, 0))
    upper = np.clip(bounds[:-1] + counts // 2, 0, max(len(known) - 1, 0))
    if len(known) == 0:
        return np.full(n_groups, np.nan)
    ordered = known[order]
    return np.where(counts > 0, (ordered[lower] + ordered[upper]) / 2.0, overall)
