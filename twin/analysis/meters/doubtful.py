"""Readings that are missing, stuck or far too high."""

from dataclasses import replace

import numpy as np

from twin.analysis.meters.clock import shown
from twin.analysis.meters.usual_use import usual_use
from twin.model.arrays import BoolArray, FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import Anomaly, MeterSeries, TimeArray

_SHORTEST_GAP = 6
"""Hours without a reading that are worth a finding. [h]"""
_SHORTEST_STUCK = 24
"""Hours of the same value that no building has. [h]"""
_SHORTEST_ZERO = 48
"""Hours of zero where the meter usually counts. [h]"""
_SPIKE = 4.0
"""A spike is this many times the highest usual readings (their 99.5 % quantile)."""


def doubtful_readings(series: MeterSeries) -> tuple[Anomaly, ...]:
    """Gaps, stuck stretches and spikes of an hourly series, in this order."""
    usual = usual_use(series)
    if not np.isfinite(usual).any():
        return ()
    return (*_gaps(series, usual), *_stuck(series, usual), *_spikes(series, usual))


def _gaps(series: MeterSeries, usual: FloatArray) -> tuple[Anomaly, ...]:
    found = _runs(~np.isfinite(series.values), _SHORTEST_GAP)
    return tuple(
        _anomaly(_GAP, series.starts, run, float(usual[run[0] : run[1]].sum()), {})
        for run in found
    )


def _stuck(series: MeterSeries, usual: FloatArray) -> tuple[Anomaly, ...]:
    """The same value for hours in which the meter usually moves."""
    values = series.values
    repeats = np.concatenate(([False], values[1:] == values[:-1]))
    found: list[Anomaly] = []
    for first, last in _runs(repeats, _SHORTEST_STUCK - 1):
        run = (first - 1, last)
        length, value = last - first + 1, float(values[first])
        expected, counted = usual[run[0] : run[1]], value * length
        is_still = float(np.ptp(expected)) <= 0.1 * max(float(expected.mean()), 1e-9)
        is_zero = value == 0.0
        if is_zero and (length < _SHORTEST_ZERO or expected.mean() < 0.1 * np.nanmean(values)):
            continue
        if not is_zero and is_still and abs(expected.mean() - value) < 0.1 * value:
            continue
        energy = float(expected.sum()) - counted
        said = _ZERO if is_zero else _STUCK
        found.append(_anomaly(said, series.starts, run, energy, {"value": round(value, 3)}))
    return tuple(found)


def _spikes(series: MeterSeries, usual: FloatArray) -> tuple[Anomaly, ...]:
    known = series.values[np.isfinite(series.values)]
    highest = float(np.quantile(known, 0.995))
    ceiling = _SPIKE * max(highest, float(known.mean()))
    is_spike = np.isfinite(series.values) & (series.values > ceiling)
    found: list[Anomaly] = []
    for run in _runs(is_spike, 1):
        energy = float((series.values - usual)[run[0] : run[1]].sum())
        value = round(float(series.values[run[0] : run[1]].max()), 1)
        found.append(_anomaly(_SPIKED, series.starts, run, energy, {"value": value}))
    return tuple(found)


def _runs(is_in: BoolArray, shortest: int) -> list[tuple[int, int]]:
    """First row of each run and the row after its last."""
    edges = np.diff(np.concatenate(([0], is_in.astype(np.int8), [0])))
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(b), int(e)) for b, e in zip(begins, ends, strict=True) if e - b >= shortest]


def _anomaly(
    said: Finding,
    starts: TimeArray,
    run: tuple[int, int],
    energy: float,
    more: dict[str, str | float | int],
) -> Anomaly:
    first, last = starts[run[0]], starts[run[1] - 1]
    values: dict[str, str | float | int] = {
        "first": shown(first),
        "hours": run[1] - run[0],
        "energy": round(energy),
        **more,
    }
    return Anomaly(said.code, first, last, energy, replace(said, values=values))


_GAP = Finding(
    "gap",
    Severity.WARNING,
    "The meter has no readings for {hours} hours from {first}.",
    "It usually counts {energy} kWh in such hours, which are missing from sums.",
    "Import the missing hours.",
)
_STUCK = Finding(
    "stuck-meter",
    Severity.WARNING,
    "The meter shows {value} kWh for {hours} hours on end from {first}.",
    "It usually counts {energy} kWh more in such hours; the value may be a substitute.",
    "Ask the supplier of the readings, or leave those hours out.",
)
_ZERO = Finding(
    "zero-meter",
    Severity.WARNING,
    "The meter shows zero for {hours} hours on end from {first}.",
    "It usually counts {energy} kWh in such hours.",
    "Check whether the building was closed or the meter was without power.",
)
_SPIKED = Finding(
    "spike",
    Severity.WARNING,
    "The meter shows up to {value} kWh in {hours} hours from {first}, far more than ever else.",
    "That is {energy} kWh more than usual and weighs on every sum.",
    "Leave those hours out if they are an error of transmission.",
)
