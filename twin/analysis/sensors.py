"""Readings of sensors at a regular step, and what they say in short."""

from datetime import datetime

import numpy as np

from twin.analysis.meters.clock import to_utc
from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import TimeArray
from twin.model.sensor import SensorState, SensorValues

STEPS = (60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
"""Steps that sensors are kept at. [s]"""
_HOUR = 3600
_LONGEST = 50 * 366 * 1440  # steps; a time far from the others makes a series this long


def regular(
    times: TimeArray, values: FloatArray, clock: str
) -> tuple[SensorValues, tuple[Finding, ...]]:
    """The mean of the readings in each step; the step is the usual distance of the readings.

    Parameters
    ----------
    times : as written, in the order of the source, shape (n,).
    values : NaN where there is none, shape (n,).
    clock : ``utc`` | ``normal time`` | ``local``.

    Raises
    ------
    MissingInput
        With fewer than two readings, or with times far apart.
    """
    utc, _, findings = to_utc(times, clock)
    is_known = np.isfinite(values)
    seconds = utc[is_known].astype(np.int64) + _HOUR  # normal time
    known = values[is_known]
    if len(known) < 2:
        raise MissingInput(
            "The sensor has fewer than two readings; nothing can be concluded from it.",
            "Import a longer period.",
        )
    spans = np.diff(np.unique(seconds))
    usual = float(np.median(spans)) if len(spans) else _HOUR
    step = min(STEPS, key=lambda s: abs(np.log(s / usual)))
    slots = seconds // step
    first, count = int(slots.min()), int(slots.max() - slots.min()) + 1
    if count > _LONGEST:
        raise MissingInput(
            "The readings of the sensor reach over more than fifty years, so a time is wrong.",
            "Correct the times and import again.",
        )
    sums = np.bincount(slots - first, known, count)
    rows = np.bincount(slots - first, minlength=count)
    mean = np.divide(sums, rows, out=np.full(count, np.nan), where=rows > 0)
    start: datetime = np.datetime64(first * step, "s").astype(object)
    several = int((rows > 1).sum())
    return SensorValues(start, step, mean.astype(np.float32)), (
        *findings,
        *_several(several, step),
    )


def state_of(values: SensorValues, low: float, high: float) -> SensorState:
    """The newest reading, and how long the sensor was outside its range.

    low, high : NaN where there is no such limit.
    """
    known = np.flatnonzero(np.isfinite(values.values))
    hours = values.step / _HOUR
    found = values.values[known]
    below = float((found < low).sum()) * hours if np.isfinite(low) else 0.0
    above = float((found > high).sum()) * hours if np.isfinite(high) else 0.0
    if len(known) == 0:
        return SensorState(None, float("nan"), 0.0, 0.0, 0.0)
    last = int(known[-1])
    at = np.datetime64(values.start, "s") + np.timedelta64(last * values.step, "s")
    return SensorState(
        at.astype(object), float(values.values[last]), below, above, len(known) * hours
    )


def _several(steps: int, step: int) -> tuple[Finding, ...]:
    if not steps:
        return ()
    return (
        Finding(
            "sensor-averaged",
            Severity.INFO,
            "{steps} steps of {minutes} minutes have more than one reading.",
            "Their mean was taken.",
            values={"steps": steps, "minutes": step // 60},
        ),
    )
