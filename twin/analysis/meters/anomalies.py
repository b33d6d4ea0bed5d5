"""What is odd in the readings of a meter, with its energy and its time."""

from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.meters.alignment import Aligned
from twin.analysis.meters.clock import shown
from twin.analysis.meters.doubtful import doubtful_readings
from twin.analysis.meters.fitting import fit_signatures
from twin.analysis.meters.signature import predicted_rates
from twin.analysis.meters.steps import steps
from twin.analysis.meters.usual_use import (
    grouped_median,
    is_night,
    is_weekend,
    is_working,
    month_index,
    require_hours,
)
from twin.model.arrays import BoolArray, FloatArray
from twin.model.finding import Finding, Severity
from twin.model.meter import EnergyCarrier
from twin.model.metering import Anomaly, MeterSeries

_SMALLEST_SHARE = 0.02
"""Night and weekend loads below this share of all use are not worth a finding."""
_DAYS = 366
_AROUND = range(-3, 4)
"""Days around each that tell what is usual at that time of a year."""
_FEWEST_YEARS, _MOST_DAYS = 3, 0.9
"""Years that must know most days of a year, so that one odd year does not become the usual."""
_SMALLEST_STEP = 0.08
"""Steps below this share of the mean use are not worth a finding."""


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """What an empty building may use, as share of its working hours; editable assumptions.

    night : of weekday nights. weekend : of weekend days.
    """

    night: float
    weekend: float
    source: str = "assumed"


USUAL_LIMITS = {
    EnergyCarrier.ELECTRICITY: IdleLimits(0.45, 0.5),
    EnergyCarrier.DISTRICT_HEAT: IdleLimits(1.0, 0.95),
}
"""Heat is needed at night too; only a night without any lowering is odd."""


def anomalies(series: MeterSeries, limits: IdleLimits) -> tuple[Anomaly, ...]:
    """Night load, weekend load, gaps, stuck meters and spikes of an hourly series.

    Raises
    ------
    InputOutOfRange
        If the series is not hourly.
    """
    require_hours(series)
    working = is_working(series) & ~is_weekend(series)
    nights = is_night(series) & ~is_weekend(series)
    weekends = is_working(series) & is_weekend(series)
    return (
        *_idle_load(series, working, nights, limits.night, _NIGHT),
        *_idle_load(series, working, weekends, limits.weekend, _WEEKEND),
        *doubtful_readings(series),
    )


def sudden_steps(days: Aligned) -> tuple[Anomaly, ...]:
    """Days from which a meter lastingly uses more or less in the same weather.

    With three years, also changes that end again after weeks: what happens every year, such as
    a summer holiday, is then told apart from what happened once.

    days : daily readings with weather, best of more than a year.
    """
    fit = fit_signatures(days.rates[None, :], days.temperature, days.period_of_day)
    if fit.model[0] < 0:
        return ()
    residuals = days.rates - predicted_rates(fit, days.temperature, days.period_of_day)[0]
    weekday = (days.starts + np.timedelta64(12, "h")).astype("datetime64[D]").astype(np.int64) % 7
    residuals = residuals - grouped_median(residuals, weekday.astype(np.int32), 7)[weekday]
    residuals, is_free = _without_seasons(residuals, days)
    mean = float(np.nanmean(days.rates))
    found = steps(residuals, _SMALLEST_STEP * mean, may_end=is_free)
    ends = [*(place for place, _ in found), len(days.rates)][1:]
    is_return = _returns([change for _, change in found], _SMALLEST_STEP * mean)
    return tuple(
        _step(days, place, end, change, mean)
        for (place, change), end, is_back in zip(found, ends, is_return, strict=True)
        if not is_back
    )


def _returns(changes: list[float], smallest: float) -> list[bool]:
    """Whether each change only takes the one before it back."""
    found: list[bool] = []
    for place, change in enumerate(changes):
        is_after = place > 0 and not found[-1]
        found.append(is_after and abs(changes[place - 1] + change) < smallest)
    return found


def _without_seasons(residuals: FloatArray, days: Aligned) -> tuple[FloatArray, bool]:
    """Residuals less the median of all years at the same time of the year, from three years on.

    Returns them as they are, and False, where the years are too few to tell.
    """
    noon = (days.starts + np.timedelta64(12, "h")).astype("datetime64[D]")
    day = (noon - noon.astype("datetime64[Y]")).astype(np.int64)
    year = noon.astype("datetime64[Y]").astype(np.int64)
    year -= year[0]
    table = np.full((int(year[-1]) + 1, _DAYS), np.nan)
    table[year, np.minimum(day, _DAYS - 1)] = residuals
    around = np.stack([np.roll(table, shift, axis=1) for shift in _AROUND])
    is_known = np.isfinite(around).sum(axis=0) > len(_AROUND) / 2
    by_year = np.where(is_known, np.nan_to_num(around).sum(axis=0), np.nan)
    by_year /= np.maximum(np.isfinite(around).sum(axis=0), 1)
    if (is_known.sum(axis=0) >= _FEWEST_YEARS).mean() < _MOST_DAYS:
        return residuals, False
    usual = grouped_median(
        by_year.ravel(), np.tile(np.arange(_DAYS, dtype=np.int32), len(table)), _DAYS
    )
    return residuals - usual[np.minimum(day, _DAYS - 1)], True


def _idle_load(
    series: MeterSeries, working: BoolArray, idle: BoolArray, limit: float, said: Finding
) -> tuple[Anomaly, ...]:
    """Energy of empty hours above a share of the working hours of the same month."""
    months = month_index(series)
    n_months = int(months[-1]) + 1
    level = grouped_median(np.where(working, series.values, np.nan), months, n_months)
    excess = np.where(idle, series.values - limit * level[months], np.nan)
    by_month = np.bincount(months, np.nan_to_num(excess), n_months)
    is_high = by_month > 0
    energy = float(by_month[is_high].sum())
    if not energy > _SMALLEST_SHARE * float(np.nansum(series.values)):
        return ()
    rows = np.flatnonzero(is_high[months])
    idle_mean, working_mean = _mean(series, idle), _mean(series, working)
    first, last = series.starts[int(rows[0])], series.starts[int(rows[-1])]
    values: dict[str, str | float | int] = {
        "share": round(100 * idle_mean / max(working_mean, 1e-9)),
        "limit": round(100 * limit),
        "energy": round(energy),
        "first": shown(first, "D"),
        "last": shown(last, "D"),
    }
    return (Anomaly(said.code, first, last, energy, replace(said, values=values)),)


def _mean(series: MeterSeries, is_counted: BoolArray) -> float:
    known: FloatArray = series.values[is_counted & np.isfinite(series.values)]
    return float(known.mean()) if len(known) else 0.0


def _step(days: Aligned, place: int, end: int, change: float, mean: float) -> Anomaly:
    first, last = days.starts[place], days.starts[end - 1]
    energy = change * float(days.hours[place:end].sum()) / 24.0
    values: dict[str, str | float | int] = {
        "first": shown(first + np.timedelta64(12, "h"), "D"),
        "last": shown(last + np.timedelta64(12, "h"), "D"),
        "share": round(100 * abs(change) / mean),
        "energy": round(abs(energy)),
    }
    said = _RISE if change > 0 else _FALL
    return Anomaly(said.code, first, last, energy, replace(said, values=values))


_NIGHT = Finding(
    "night-load",
    Severity.WARNING,
    "On weekday nights the meter counts {share} % of what it counts in working hours.",
    "Above {limit} % that makes {energy} kWh from {first} to {last}.",
    "Look for ventilation, lights and heating that run at night.",
)
_WEEKEND = Finding(
    "weekend-load",
    Severity.WARNING,
    "On weekend days the meter counts {share} % of what it counts on weekdays.",
    "Above {limit} % that makes {energy} kWh from {first} to {last}.",
    "Look for ventilation and heating that run at weekends, or for use that is not booked.",
)
_RISE = Finding(
    "use-rose",
    Severity.WARNING,
    "From {first} the meter counts {share} % more than before in the same weather.",
    "Until {last} that makes {energy} kWh.",
    "Ask what changed that day: equipment, schedules, set-points or the meter itself.",
)
_FALL = Finding(
    "use-fell",
    Severity.INFO,
    "From {first} the meter counts {share} % less than before in the same weather.",
    "Until {last} that makes {energy} kWh.",
    "Ask what changed that day: a measure, less use, or a part that the meter no longer counts.",
)
