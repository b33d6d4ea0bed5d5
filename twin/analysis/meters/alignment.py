"""Bring readings and outdoor temperature onto the same days."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.analysis.meters.clock import shown
from twin.errors import MissingInput
from twin.model.arrays import FloatArray, IntArray
from twin.model.metering import MeterSeries, TimeArray

_HOUR = np.timedelta64(3600, "s")
_FEWEST_HOURS = 0.8
"""Share of the hours of a day that must have a temperature."""
_FEWEST_DAYS = 0.8
"""Share of the days of a period that must have a temperature."""


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """Periods of a meter with the daily temperatures that belong to them.

    rates : energy per day, NaN where unknown, shape (n,). [kWh/day]
    temperature : daily means, shape (d,). [degree C]
    period_of_day : period each day lies in, rising, shape (d,).
    starts, hours : of each period, shape (n,).
    """

    rates: FloatArray
    temperature: FloatArray
    period_of_day: IntArray
    starts: TimeArray
    hours: FloatArray


def aligned(
    series: MeterSeries,
    first_hour: np.datetime64,
    temperature: FloatArray,
    hours_per_mean: int = 24,
) -> Aligned:
    """Periods that have weather, with their days.

    Days begin when the period begins; the last day of a period may be an hour longer or shorter
    where the clock changes. Periods without weather on most of their days are left out.

    series : days, months or billing periods.
    first_hour : start of the first hour of `temperature`, in UTC.
    temperature : hourly, NaN where unknown, shape (h,). [degree C]
    hours_per_mean : 24 for degree days; 1 for degree hours, which tell heating from cooling on
        days that have both.

    Raises
    ------
    MissingInput
        If no period has weather.
    """
    n_days = np.maximum(np.round(series.hours / hours_per_mean).astype(np.int64), 1)
    period = np.repeat(np.arange(len(n_days)), n_days)
    within = np.arange(len(period)) - np.repeat(np.cumsum(n_days) - n_days, n_days)
    begin = ((series.starts - first_hour) // _HOUR)[period] + hours_per_mean * within
    ends = ((series.starts - first_hour) // _HOUR + series.hours.astype(np.int64))[period]
    end = np.where(within == n_days[period] - 1, ends, begin + hours_per_mean)
    means = _means(temperature, begin.astype(np.int64), end.astype(np.int64))
    is_known = np.isfinite(means)
    share = np.bincount(period, is_known, len(n_days)) / n_days
    kept = np.flatnonzero(share >= _FEWEST_DAYS)
    if len(kept) == 0:
        raise MissingInput(
            "No reading of the meter has weather from the same time.",
            "Choose weather that covers {first} to {last}.",
            first=shown(series.starts[0]),
            last=shown(series.starts[-1]),
        )
    is_used = is_known & np.isin(period, kept)
    return Aligned(
        series.daily_rate[kept],
        means[is_used],
        np.searchsorted(kept, period[is_used]).astype(np.int32),
        series.starts[kept],
        series.hours[kept],
    )


def _means(hourly: FloatArray, begin: NDArray[np.int64], end: NDArray[np.int64]) -> FloatArray:
    """Mean of hours from `begin` to before `end`; NaN with too few of them known."""
    is_known = np.isfinite(hourly)
    sums = np.concatenate(([0.0], np.cumsum(np.where(is_known, hourly, 0.0))))
    counts = np.concatenate(([0.0], np.cumsum(is_known)))
    first, last = np.clip(begin, 0, len(hourly)), np.clip(end, 0, len(hourly))
    known = counts[last] - counts[first]
    enough = known >= _FEWEST_HOURS * np.maximum(end - begin, 1)
    return np.where(enough, (sums[last] - sums[first]) / np.maximum(known, 1.0), np.nan)
