"""Whether the amount of energy can be that of a building: units that are off by a thousand."""

from dataclasses import replace

import numpy as np

from twin.analysis.meters.clock import shown
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.finding import Finding, Severity
from twin.model.metering import MeterSeries

POSSIBLE = (5.0, 1500.0)
"""Yearly energy per floor area of one meter beyond which something is wrong; Norwegian municipal
buildings use 75 to 380 in all (SSB 2011, KS ASSS 2017). [kWh/(m2 year)]"""
_THOUSAND = (300.0, 3000.0)
"""Ratios that are read as a factor of 1000."""
_CLOSE = 3.0
_NEIGHBOURS = 7
_YEAR = 8760.0


def unit_findings(series: MeterSeries, floor_area: float) -> tuple[Finding, ...]:
    """Whether the yearly energy per floor area tells of a wrong unit.

    floor_area : heated floor area; NaN or 0 skips the check. [m2]
    """
    is_known = np.isfinite(series.values)
    hours = float(series.hours[is_known].sum())
    if not np.isfinite(floor_area) or floor_area <= 0 or hours == 0:
        return ()
    specific = float(series.values[is_known].sum()) / hours * _YEAR / floor_area
    low, high = POSSIBLE
    if low <= specific <= high:
        return ()
    values: dict[str, str | float | int] = {
        "specific": float(f"{specific:.3g}"),
        "area": round(floor_area),
    }
    if low <= specific * 1000.0 <= high:
        return (replace(_TOO_LOW, values=values),)
    if low <= specific / 1000.0 <= high:
        return (replace(_TOO_HIGH, values=values),)
    return (replace(_UNLIKELY, values=values),)


def without_other_units(series: MeterSeries) -> tuple[MeterSeries, tuple[Finding, ...]]:
    """The series without stretches about a thousand times above or below their neighbours.

    Stretches are judged by whole days (hourly series) or periods; the longest unit is kept.
    """
    rates, groups = _rates(series)
    jumps = _jumps(rates)
    if len(jumps) == 0:
        return series, ()
    part = np.zeros(len(rates), np.int64)
    part[jumps] = 1
    part = np.cumsum(part)
    levels = np.array([np.nanmedian(rates[part == p]) for p in range(part[-1] + 1)])
    sizes = np.bincount(part)
    main = levels[np.argmax(sizes)]
    ratios = np.array([_larger_ratio(level, main) for level in levels])
    is_other = ((ratios >= _THOUSAND[0]) & (ratios <= _THOUSAND[1]))[part]
    if not is_other.any() or _is_usual(rates, is_other):
        return series, ()
    if series.step == "hour":  # the unit may change within the days beside
        is_other = np.convolve(is_other, np.ones(3), "same") > 0
    is_dropped = is_other[groups]
    values = np.where(is_dropped, np.nan, series.values)
    return replace(series, values=values), (_other_unit_finding(series, is_dropped),)


def _rates(series: MeterSeries) -> tuple[FloatArray, IntArray]:
    """Energy per day of days or periods, and the row each period of the series falls in."""
    if series.step != "hour":
        return series.daily_rate, np.arange(len(series.values), dtype=np.int32)
    days = series.starts.astype("datetime64[D]")
    groups = (days - days[0]).astype(np.int32)
    is_known = np.isfinite(series.values)
    sums = np.bincount(groups, np.nan_to_num(series.values))
    counts = np.bincount(groups, is_known.astype(np.float64))
    rates = np.full(len(sums), np.nan)
    np.divide(sums * 24.0, counts, out=rates, where=counts > 0)
    return rates, groups


def _jumps(rates: FloatArray) -> IntArray:
    """Rows that differ about a thousand times from the row before, and stay so."""
    known = np.flatnonzero(np.isfinite(rates) & (rates > 0))
    levels = rates[known]
    steps = np.maximum(levels[1:] / levels[:-1], levels[:-1] / levels[1:])
    jumps: list[int] = []
    for place in np.flatnonzero((steps >= _THOUSAND[0]) & (steps <= _THOUSAND[1])) + 1:
        before = levels[max(0, place - _NEIGHBOURS) : place]
        after = levels[place : place + _NEIGHBOURS]
        if _THOUSAND[0] <= _larger_ratio(*_medians(after, before)) <= _THOUSAND[1]:
            jumps.append(int(known[place]))
    return np.array(jumps, dtype=np.int32)


def _is_usual(rates: FloatArray, is_other: BoolArray) -> bool:
    """The rest has such rates too: a meter that comes and goes, not another unit."""
    other = rates[is_other & (rates > 0)]
    rest = rates[~is_other & (rates > 0)]
    low, high = other.min() / _CLOSE, other.max() * _CLOSE
    return bool(((rest > low) & (rest < high)).any())


def _medians(after: FloatArray, before: FloatArray) -> tuple[float, float]:
    return float(np.median(after)), float(np.median(before))


def _larger_ratio(one: float, other: float) -> float:
    if not (one > 0 and other > 0):
        return np.nan
    return max(one / other, other / one)


def _other_unit_finding(series: MeterSeries, is_dropped: BoolArray) -> Finding:
    rows = np.flatnonzero(is_dropped)
    return Finding(
        "unit-changes",
        Severity.ERROR,
        "From {first} to {last} the readings are about a thousand times above or below the rest,"
        " as when kWh and MWh are mixed.",
        "{periods} periods were left empty; sums without them would be wrong.",
        "Correct the unit of those rows and import again.",
        values={
            "first": shown(series.starts[rows[0]]),
            "last": shown(series.starts[rows[-1]]),
            "periods": len(rows),
        },
    )


_TOO_LOW = Finding(
    "unit-too-low",
    Severity.ERROR,
    "The meter gives {specific} kWh/m² a year for {area} m², about a thousand times too little.",
    "The readings are probably MWh that were read as kWh; nothing may be concluded from them.",
    "Import the readings again with the unit MWh, or correct the floor area.",
)
_TOO_HIGH = Finding(
    "unit-too-high",
    Severity.ERROR,
    "The meter gives {specific} kWh/m² a year for {area} m², about a thousand times too much.",
    "The readings are probably Wh or kWh that were read as a larger unit; nothing may be"
    " concluded from them.",
    "Import the readings again with the smaller unit, or correct the floor area.",
)
_UNLIKELY = Finding(
    "use-unlikely",
    Severity.WARNING,
    "The meter gives {specific} kWh/m² a year for {area} m², which no building like this uses.",
    "Results that rest on this meter are doubtful.",
    "Check the floor area, the unit and which buildings the meter serves.",
)
