"""A battery behind the meter: own solar electricity for later, and lower monthly peaks."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from twin.analysis.seasons import month_of_hour
from twin.analysis.systems.tables import SystemTables
from twin.model.arrays import FloatArray

HALVINGS = 24  # of the search for the lowest peak of a month
YEARS = 2  # that are run one after the other, so that a year ends as it began


@dataclass(frozen=True, slots=True)
class Battery:
    """capacity : usable. [kWh]  power : both ways. [kW]  efficiency : one way, 0 to 1."""

    capacity: float
    power: float
    efficiency: float


def battery(capacity: float, tables: SystemTables) -> Battery:
    """Battery of the tables with a capacity. [kWh] Raises as `SystemTables.central`."""
    values = tables.central("battery", "lithium")
    power = capacity * values["power_per_capacity"]
    return Battery(capacity, power, float(np.sqrt(values["round_trip"])))


def stored(load: FloatArray, solar: FloatArray, kept: Battery) -> tuple[FloatArray, FloatArray]:
    """What is bought and what is exported in each hour with the battery, shape (8760,). [kWh]

    First it takes what the panels make beyond the load and gives it back as soon as it can be
    used. What of its capacity and power the sun does not need in a month cuts the highest hours
    of that month as far as it goes, charged from the grid below that level. The load of the month
    is known beforehand, so real peaks are cut somewhat less.

    Energy is conserved: bought + solar = load + exported + losses; a year ends as it began.
    """
    bought, exported, used, moved = _self_use(
        load, solar, kept.capacity, kept.power, kept.efficiency
    )
    month = month_of_hour()
    most = np.zeros(12)
    busy = np.zeros(12)
    np.maximum.at(most, month, used)
    np.maximum.at(busy, month, moved)
    free, power = kept.capacity - most, kept.power - busy
    return _shaved(bought, month, free, power, kept.efficiency), exported


@njit(cache=True, nogil=True)
def _self_use(  # noqa: ANN202
    load: Any, solar: Any, capacity: Any, power: Any, efficiency: Any
):  # Any: arrays as Numba sees them
    n = len(load)
    bought, exported = np.zeros(n), np.zeros(n)
    used, moved = np.zeros(n), np.zeros(n)
    level = 0.0
    for _ in range(YEARS):
        for k in range(n):
            over = solar[k] - load[k]
            if over > 0:
                taken = min(over, power, (capacity - level) / efficiency)
                level += taken * efficiency
                bought[k], exported[k], moved[k] = 0.0, over - taken, taken
            else:
                given = min(-over, power, level * efficiency)
                level = max(level - given / efficiency, 0.0)
                bought[k], exported[k], moved[k] = -over - given, 0.0, given
            used[k] = level
    return bought, exported, used, moved


@njit(cache=True, nogil=True)
def _month(load: Any, first: Any, last: Any, limit: Any, level: Any, of: Any, out: Any):  # noqa: ANN202, PLR0913, PLR0917
    """Run a month below a limit; whether it holds, and the level at the end.

    It holds only if the month ends as full as it began, so that no month lives on another.
    """
    capacity, power, efficiency = of
    holds, least = True, min(level, capacity)
    for k in range(first, last):
        over = load[k] - limit
        surplus = level - capacity
        if over > 0 or surplus > 1e-12:
            wanted = max(over, min(surplus * efficiency, load[k]))
            given = min(wanted, power, level * efficiency)
            holds = holds and (over <= 0 or given >= over - 1e-9)
            level = max(level - given / efficiency, 0.0)
            out[k] = load[k] - given
        else:
            taken = max(min(-over, power, (capacity - level) / efficiency), 0.0)
            level += taken * efficiency
            out[k] = load[k] + taken
    return holds and level >= least - 1e-9, level


@njit(cache=True, nogil=True)
def _shaved(load: Any, month: Any, free: Any, power: Any, efficiency: Any):  # noqa: ANN202
    n = len(load)
    out = load.copy()
    level = 0.0
    for _ in range(YEARS):
        first = 0
        while first < n:
            last = first
            while last < n and month[last] == month[first]:
                last += 1
            own = (free[month[first]], power[month[first]], efficiency)
            low, high = 0.0, load[first:last].max()
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                holds, _ = _month(load, first, last, middle, level, own, out)
                low, high = (low, middle) if holds else (middle, high)
            _, level = _month(load, first, last, high, level, own, out)
            first = last
    return out
