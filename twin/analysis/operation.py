"""When a building is in use, and what runs then, by the standard.

Standard operation (NS 3031) is what labels and codes ask for; the actual one (`actual_operation`)
is what meters see. They stay apart: every `HourlyUse` says which of them it is.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from twin.analysis.assumptions import Operation
from twin.model.arrays import BoolArray, FloatArray
from twin.model.blinds import AUTOMATIC
from twin.model.thermal import HOURS_OF_YEAR as HOURS

WEEKS = 52
# Weeks out of use first where a category has fewer than 52: summer from the middle of July
# outwards, then Christmas, winter and autumn holidays (Norwegian school year).
HOLIDAY_WEEKS = (28, 29, 30, 27, 31, 26, 32, 52, 1, 9, 41, 25, 33)
MIDDAY = 13  # the hours of use lie around it
STANDARD, ACTUAL = "standard", "actual"
AIRING_CHANGES = 3.0  # air changes through opened windows. [1/h]


@dataclass(frozen=True, slots=True)
class UseLimits:
    """What the plant can and what people do about warmth.

    heating_power : of radiators and other room heating, the coil of the supply air apart. [W/m2]
    cooling_power : [W/m2]
    flushing_above : indoor temperature above which flushing runs. [degree C]
    flushing_below : how much colder it must be outside. [K]
    airing : air changes through opened windows. [1/h]
    airing_temperature : above which they are opened; NaN leaves it to the assumptions. [degree C]
    """

    heating_power: float = np.inf
    cooling_power: float = np.inf
    flushing_above: float = 22.0
    flushing_below: float = 2.0
    airing: float = AIRING_CHANGES
    airing_temperature: float = np.nan


NO_LIMITS = UseLimits()


@dataclass(frozen=True, slots=True, eq=False)
class HourlyUse:
    """One year of use, arrays of shape (8760,).

    in_use : whether people are there.
    gains : heat of lighting, equipment and persons. [W/m2]
    lighting, equipment : electricity. [W/m2]
    airflow : supply air. [m3/(h m2)]
    heating_setpoint, cooling_setpoint : [degree C]; cooling is NaN without cooling.
    kind : ``standard`` | ``actual``.
    hot_water : at the taps over the year. [kWh/m2]
    flushing : outdoor air that cools by night, through windows, hatches or fans without
        recovery. [m3/(h m2)]  limits : of powers and temperatures.
    """

    in_use: BoolArray
    lighting: FloatArray
    equipment: FloatArray
    gains: FloatArray
    airflow: FloatArray
    heating_setpoint: FloatArray
    cooling_setpoint: FloatArray
    kind: str = STANDARD
    hot_water: float = np.nan
    flushing: FloatArray = field(default_factory=lambda: np.zeros(HOURS))
    limits: UseLimits = NO_LIMITS


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
        hot_water=operation.hot_water,
    )


def standard_numbers(standard: Operation) -> dict[str, float]:
    """The standard operation in the words of `twin.model.operation.QUANTITIES`.

    NaN where the standard has no limit, or leaves it to the building (`blinds`) or the
    assumptions (`airing_temperature`).
    """
    first = first_hour(standard)
    last = first + standard.hours_per_day
    return {
        "first_hour": first,
        "last_hour": last,
        "days_per_week": standard.days_per_week,
        "ventilation_first_hour": first,
        "ventilation_last_hour": last,
        "lighting": standard.lighting,
        "equipment": standard.equipment,
        "persons": standard.persons,
        "lighting_not_in_use": 0.0,
        "equipment_not_in_use": 0.0,
        "hot_water": standard.hot_water,
        "airflow_in_use": standard.airflow_in_use,
        "airflow_not_in_use": standard.airflow_not_in_use,
        "setpoint_in_use": standard.setpoint_in_use,
        "setpoint_not_in_use": standard.setpoint_not_in_use,
        "cooling_setpoint": standard.cooling_setpoint,
        "heating_power": np.nan,
        "cooling_power": np.nan,
        "night_flushing": 0.0,
        "night_flushing_first_hour": 22.0,
        "night_flushing_last_hour": 6.0,
        "night_flushing_above": NO_LIMITS.flushing_above,
        "night_flushing_below": NO_LIMITS.flushing_below,
        "airing": NO_LIMITS.airing,
        "airing_temperature": np.nan,
        "blinds": np.nan,
        "blind_factor": np.nan,
        "blind_threshold": AUTOMATIC.threshold,
        "blinds_in_use_only": float(AUTOMATIC.in_use_only),
        "blind_first_month": float(AUTOMATIC.first_month),
        "blind_last_month": float(AUTOMATIC.last_month),
    }


def first_hour(operation: Operation) -> int:
    """First hour of use of a day in standard operation."""
    return min(MIDDAY - operation.hours_per_day // 2, 24 - operation.hours_per_day)


def _in_use(operation: Operation) -> BoolArray:
    """Whether the building is in use in each hour, shape (8760,)."""
    hour = np.arange(HOURS)
    first = first_hour(operation)
    in_hours = (hour % 24 >= first) & (hour % 24 < first + operation.hours_per_day)
    day = hour // 24
    in_days = day % 7 < operation.days_per_week
    closed = HOLIDAY_WEEKS[: WEEKS - operation.weeks_per_year]
    in_weeks = ~np.isin(np.minimum(day // 7 + 1, WEEKS), closed)
    return in_hours & in_days & in_weeks
