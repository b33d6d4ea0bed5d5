"""When a building is in use, and what runs then."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.assumptions import Operation
from twin.analysis.solar import HOURS
from twin.model.arrays import BoolArray, FloatArray

WEEKS = 52
# Weeks out of use first where a category has fewer than 52: summer from the middle of July
# outwards, then Christmas, winter and autumn holidays (Norwegian school year).
HOLIDAY_WEEKS = (28, 29, 30, 27, 31, 26, 32, 52, 1, 9, 41, 25, 33)
MIDDAY = 13  # the hours of use lie around it


@dataclass(frozen=True, slots=True, eq=False)
class HourlyUse:
    """One year of use, arrays of shape (8760,).

    in_use : whether people are there.
    gains : heat of lighting, equipment and persons. [W/m2]
    lighting, equipment : electricity. [W/m2]
    airflow : supply air. [m3/(h m2)]
    heating_setpoint, cooling_setpoint : [degree C]; cooling is NaN without cooling.
    """

    in_use: BoolArray
    lighting: FloatArray
    equipment: FloatArray
    gains: FloatArray
    airflow: FloatArray
    heating_setpoint: FloatArray
    cooling_setpoint: FloatArray


@lru_cache(maxsize=16)
def hourly_use(operation: Operation, lighting_factor: float = 1.0) -> HourlyUse:
    """Hours of standard operation; the year begins on a Monday.

    References
    ----------
    NS 3031:2014, annex A.
    """
    in_use = _in_use(operation)
    lighting = np.where(in_use, operation.lighting * lighting_factor, 0.0)
    equipment = np.where(in_use, operation.equipment, 0.0)
    persons = np.where(in_use, operation.persons, 0.0)
    return HourlyUse(
        in_use=in_use,
        lighting=lighting,
        equipment=equipment,
        gains=lighting + equipment + persons,
        airflow=np.where(in_use, operation.airflow_in_use, operation.airflow_not_in_use),
        heating_setpoint=np.where(
            in_use, operation.setpoint_in_use, operation.setpoint_not_in_use
        ),
        cooling_setpoint=np.full(HOURS, operation.cooling_setpoint),
    )


def _in_use(operation: Operation) -> BoolArray:
    """Whether the building is in use in each hour, shape (8760,)."""
    hour = np.arange(HOURS)
    first = min(MIDDAY - operation.hours_per_day // 2, 24 - operation.hours_per_day)
    in_hours = (hour % 24 >= first) & (hour % 24 < first + operation.hours_per_day)
    day = hour // 24
    in_days = day % 7 < operation.days_per_week
    closed = HOLIDAY_WEEKS[: WEEKS - operation.weeks_per_year]
    in_weeks = ~np.isin(np.minimum(day // 7 + 1, WEEKS), closed)
    return in_hours & in_days & in_weeks
