"""Hours of use of a zone whose schedules a measure has changed.

Zones run side by side where they share one use, so a change makes one new use for all zones that
have it.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.seasons import month_of_hour
from twin.model.arrays import BoolArray, FloatArray
from twin.model.thermal import HOURS_OF_YEAR, ThermalZone

FLUSHED_FROM, FLUSHED_TO = 22, 6  # hours in which the night flushes
FIRST_MONTH, LAST_MONTH = 5, 9  # of a summer, as blinds have it
HOURS_OF_DAY = 24


def use_of(zone: ThermalZone, use: HourlyUse) -> HourlyUse:
    """The use with the setback, the running time and the night flushing of the zone.

    One object for all zones that change the same use alike; `use` itself where nothing changes.
    Night flushing replaces any that was told; its airflow is that of the zone
    (`zone.variants.Numbers`), the hours are here. No fan runs for it.
    """
    is_flushed = zone.night_flushing > 0
    if not (zone.night_setback or zone.ventilation_hours or is_flushed):
        return use
    return _changed(use, zone.night_setback, zone.ventilation_hours, is_flushed)


@lru_cache(maxsize=256)
def _changed(use: HourlyUse, setback: float, hours: float, is_flushed: bool) -> HourlyUse:
    setpoint = np.where(use.in_use, use.heating_setpoint, use.heating_setpoint - setback)
    return replace(
        use,
        heating_setpoint=setpoint,
        airflow=longer(use.airflow, hours) if hours else use.airflow,
        flushing=summer_nights().astype(np.float64) if is_flushed else use.flushing,
    )


def longer(airflow: FloatArray, hours: float) -> FloatArray:
    """Airflow that is high for some hours more or less on each day on which it is, (8760,).

    Half of the change comes before, half after; a part of an hour counts in proportion. Days have
    24 hours: what does not fit is left out. A day with two runs is taken from the first to the
    last.
    """
    low, high = float(airflow.min()), float(airflow.max())
    if high <= low:
        return airflow
    runs = ((airflow - low) / (high - low)).reshape(-1, HOURS_OF_DAY)
    runs_at_all = runs.max(axis=1)[:, None] > 0
    first = np.argmax(runs > 0, axis=1)
    last = HOURS_OF_DAY - np.argmax(runs[:, ::-1] > 0, axis=1)
    middle, half = (first + last) / 2, np.maximum(last - first + hours, 0.0) / 2
    begin, end = (middle - half)[:, None], (middle + half)[:, None]
    hour = np.arange(HOURS_OF_DAY)
    covered = np.clip(np.minimum(end, hour + 1) - np.maximum(begin, hour), 0.0, 1.0)
    kept = np.maximum(runs, covered) if hours > 0 else np.minimum(runs, covered)
    share = np.where(runs_at_all, kept, runs)
    return low + (high - low) * share.ravel()


def summer_nights() -> BoolArray:
    """Hours in which night air may cool, shape (8760,)."""
    hour, month = np.arange(HOURS_OF_YEAR) % HOURS_OF_DAY, month_of_hour() + 1
    is_night = (hour >= FLUSHED_FROM) | (hour < FLUSHED_TO)
    return is_night & (month >= FIRST_MONTH) & (month <= LAST_MONTH)
