"""How a building is really used, apart from the standard use that labels and codes ask for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OperationQuantity:
    """A number of the operation that a user may replace.

    low, high : outside of them no building lies.
    """

    name: str
    unit: str
    low: float
    high: float


QUANTITIES: dict[str, OperationQuantity] = {
    q.name: q
    for q in (
        OperationQuantity("first_hour", "h", 0, 23),
        OperationQuantity("last_hour", "h", 1, 24),
        OperationQuantity("days_per_week", "d", 0, 7),
        OperationQuantity("ventilation_first_hour", "h", 0, 23),
        OperationQuantity("ventilation_last_hour", "h", 1, 24),
        OperationQuantity("lighting", "W/m2", 0, 60),
        OperationQuantity("equipment", "W/m2", 0, 300),
        OperationQuantity("persons", "W/m2", 0, 150),
        OperationQuantity("lighting_not_in_use", "W/m2", 0, 60),
        OperationQuantity("equipment_not_in_use", "W/m2", 0, 300),
        OperationQuantity("hot_water", "kWh/(m2 year)", 0, 500),
        OperationQuantity("airflow_in_use", "m3/(h m2)", 0, 60),
        OperationQuantity("airflow_not_in_use", "m3/(h m2)", 0, 60),
        OperationQuantity("setpoint_in_use", "degree C", 5, 30),
        OperationQuantity("setpoint_not_in_use", "degree C", 5, 30),
        OperationQuantity("cooling_setpoint", "degree C", 15, 35),
        OperationQuantity("heating_power", "W/m2", 1, 500),
        OperationQuantity("cooling_power", "W/m2", 0, 500),
        OperationQuantity("night_flushing", "m3/(h m2)", 0, 60),
        OperationQuantity("night_flushing_first_hour", "h", 0, 23),
        OperationQuantity("night_flushing_last_hour", "h", 1, 24),
        OperationQuantity("night_flushing_above", "degree C", 15, 35),
        OperationQuantity("night_flushing_below", "K", 0, 15),
        OperationQuantity("airing", "1/h", 0, 20),
        OperationQuantity("airing_temperature", "degree C", 18, 40),
        OperationQuantity("blinds", "%", 0, 100),
        OperationQuantity("blind_factor", "%", 2, 100),
        OperationQuantity("blind_threshold", "W/m2", 10, 1000),
        OperationQuantity("blinds_in_use_only", "yes/no", 0, 1),
        OperationQuantity("blind_first_month", "month", 1, 12),
        OperationQuantity("blind_last_month", "month", 1, 12),
    )
}
"""What an `Override` may name."""


@dataclass(frozen=True, slots=True)
class Override:
    """One number of the real operation, with who says so.

    quantity : name in `QUANTITIES`.  value : in its unit.
    who : who entered it.  when : the day it was entered.
    source : what it rests on, for example ``time schedule of the air handling unit``.
    """

    quantity: str
    value: float
    who: str
    when: date
    source: str


@dataclass(frozen=True, slots=True)
class Closure:
    """Days out of use, both ends included, for example the summer holiday."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ActualOperation:
    """How one building is really used; what no override names is as in the standard.

    year : whose weekdays and holidays count.
    closures : school holidays and other days out of use; None takes the weeks of the standard.
    closed_on_public_holidays : red days in the calendar.
    """

    building_id: str
    category: str
    year: int
    overrides: tuple[Override, ...] = ()
    closures: tuple[Closure, ...] | None = None
    closed_on_public_holidays: bool = True

    def value(self, quantity: str) -> float | None:
        """Newest value of `quantity`, None where nobody gave one."""
        found = [o for o in self.overrides if o.quantity == quantity]
        return max(found, key=lambda o: o.when).value if found else None


@dataclass(frozen=True, slots=True)
class OperationDifference:
    """One line of how the actual operation differs from the standard.

    quantity : name in `QUANTITIES`, or ``hours_of_use`` of the year, which follows from all.
    standard, actual : NaN where the standard has none (no cooling).
    """

    quantity: str
    unit: str
    standard: float
    actual: float
    who: str
    when: date | None
    source: str
