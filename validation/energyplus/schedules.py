"""Use, gains, airflow and set-points of a case for each hour of the year."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import BoolArray, FloatArray
from validation.energyplus.cases import Case, Operation

HOURS = 8760
DAYS_BY_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NEVER_COOLED = 100.0  # set-point that is never reached. [degree C]


@dataclass(frozen=True, slots=True, eq=False)
class HourlySchedule:
    """One year, arrays of shape (8760,); hour 0 is Monday 1 January 00:00 to 01:00.

    in_use : 0 or 1.  gains [W/m2].  airflow [m3/(h m2)].
    heating_setpoint, cooling_setpoint [degree C]; 100 is no cooling.
    """

    in_use: FloatArray
    gains: FloatArray
    airflow: FloatArray
    heating_setpoint: FloatArray
    cooling_setpoint: FloatArray


def hourly_schedule(case: Case) -> HourlySchedule:
    """The schedule of a case."""
    use = case.operation
    in_use = hours_in_use(use)
    warm = in_use.copy()
    for hour in range(1, use.preheating + 1):
        warm |= np.roll(in_use, -hour)
    return HourlySchedule(
        in_use=in_use.astype(np.float64),
        gains=np.where(in_use, use.gains_in_use, use.gains_not_in_use),
        airflow=np.where(
            in_use, case.ventilation.airflow_in_use, case.ventilation.airflow_not_in_use
        ),
        heating_setpoint=np.where(warm, use.heating_in_use, use.heating_not_in_use),
        cooling_setpoint=np.where(
            in_use, _or_never(use.cooling_in_use), _or_never(use.cooling_not_in_use)
        ),
    )


def hours_in_use(use: Operation) -> BoolArray:
    """Whether the building is in use, shape (8760,)."""
    hour = np.arange(HOURS)
    day = hour // 24
    in_hours = (hour % 24 >= use.first_hour) & (hour % 24 < use.last_hour)
    return in_hours & (day % 7 < use.days) & ~np.isin(day // 7 + 1, use.closed_weeks)


def monthly(hourly: FloatArray) -> FloatArray:
    """Sums by month of a series of shape (8760,), shape (12,)."""
    ends = np.cumsum(DAYS_BY_MONTH) * 24
    return np.add.reduceat(hourly, np.concatenate(([0], ends[:-1])))


def _or_never(setpoint: float | None) -> float:
    return NEVER_COOLED if setpoint is None else setpoint
