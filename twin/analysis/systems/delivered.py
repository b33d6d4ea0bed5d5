"""Energy that crosses the building's boundary in each hour, per carrier."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.analysis.seasons import month_of_hour
from twin.analysis.systems.battery import Battery, stored
from twin.analysis.systems.circuits import heat_on_the_way, pump_power
from twin.analysis.systems.dispatch import Dispatch, Heat, dispatch, local_heat
from twin.analysis.systems.generators import Number
from twin.analysis.systems.heat_store import evened
from twin.analysis.systems.needs import Needs, by_hour, check_needs
from twin.analysis.systems.plant import COIL, HOT_WATER, ROOM, Plant, check_plant
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HOURS_OF_YEAR

ELECTRICITY = EnergyCarrier.ELECTRICITY.value
CLIMATE_DEPENDENT = ("room", "coil", "pumps")
PURPOSE = {ROOM: "room", COIL: "coil", HOT_WATER: "hot_water"}


@dataclass(frozen=True, slots=True, eq=False)
class HeatBalance:
    """Where the heat of a year went, per service, each a number or of shape (n,). [kWh]

    need : at rooms, coil and taps.  losses : emission, distribution, store, circulation.
    made : by the generators.  unmet : asked for, but beyond the plant's power.
    """

    need: dict[str, Number]
    losses: dict[str, Number]
    made: dict[str, Number]
    unmet: dict[str, Number]


@dataclass(frozen=True, slots=True, eq=False)
class Delivered:
    """A year of delivered energy; hourly arrays of shape (8760,) or (8760, n). [kWh]

    hourly : bought per carrier; electricity after own solar electricity.
    own_use, exported : of the solar electricity.
    by_purpose : bought per year, per purpose and carrier, before solar electricity.
    heat_by_generator : per year. [kWh]
    heat : balance of the heat.
    operation : ``standard`` or ``actual``.
    """

    hourly: dict[str, FloatArray]
    own_use: FloatArray
    exported: FloatArray
    by_purpose: dict[str, dict[str, Number]]
    heat_by_generator: dict[str, Number]
    heat: HeatBalance
    operation: str = "standard"

    def yearly(self) -> dict[str, Number]:
        """Bought energy per carrier. [kWh/year]"""
        return {carrier: _sum(values) for carrier, values in self.hourly.items()}

    def monthly(self) -> dict[str, FloatArray]:
        """Bought energy per carrier, shape (12,) or (12, n). [kWh]"""
        return {carrier: _by_month(v, np.add) for carrier, v in self.hourly.items()}

    def by_month(self, hours: FloatArray) -> tuple[float, ...]:
        """Monthly sums of one building's own use or export, length 12. [kWh]"""
        return tuple(float(month) for month in _by_month(hours, np.add))

    def peaks(self) -> dict[str, Number]:
        """Highest hour per carrier. [kW]"""
        return {carrier: _plain(values.max(axis=0)) for carrier, values in self.hourly.items()}

    def monthly_peaks(self, carrier: str = ELECTRICITY) -> FloatArray:
        """Highest hour of each month, shape (12,) or (12, n). [kW]"""
        return _by_month(self.hourly[carrier], np.maximum)

    def climate_dependent(self) -> dict[str, Number]:
        """Bought per carrier for rooms, supply air and their pumps. [kWh/year]

        Own solar electricity is taken from all electric purposes alike.
        """
        found: dict[str, Number] = {}
        for purpose in CLIMATE_DEPENDENT:
            for carrier, energy in self.by_purpose.get(purpose, {}).items():
                found[carrier] = found.get(carrier, 0.0) + energy
        if ELECTRICITY in found:
            bought = _sum(self.hourly[ELECTRICITY])
            used = bought + _sum(self.own_use)
            part = np.divide(bought, used, out=np.ones_like(used), where=np.asarray(used) > 0)
            found[ELECTRICITY] = _plain(found[ELECTRICITY] * part)
        return found


def delivered_energy(
    needs: Needs,
    plant: Plant,
    outside: FloatArray,
    solar: FloatArray | None = None,
    battery: Battery | None = None,
) -> Delivered:
    """Delivered energy of each hour.

    Parameters
    ----------
    needs : of the whole building, from `needs.building_needs`.
    outside : temperature of the air, shape (8760,). [degree C]
    solar : electricity of own panels, shape (8760,) or (8760, n); it serves the building's own
        use in the same hour, the rest is exported. [kWh]
    battery : of one building; what it loses counts as used.

    Raises
    ------
    MissingInput
        If a need, the weather or the solar electricity is not a number in some hour.
    InputOutOfRange
        As `plant.check_plant` and `needs.building_needs`, or if solar electricity is negative.
    """
    check_plant(plant)
    check_needs(needs)
    temperature = by_hour(_checked(outside, "the temperature outside"), needs.room)
    heat, lost = _heat(needs, plant)
    served, kept = evened({s: heat[s] for s in heat if s in plant.serves}, plant.store)
    lost = {s: lost[s] + kept[s] if s in kept else lost[s] for s in lost}
    sources, unmet = dispatch(plant, served, temperature)
    sources.append(local_heat(plant, heat))
    bought = _Bought(needs.room.shape)
    for source in sources:
        for service, values in source.bought.items():
            bought.add(PURPOSE[service], source.generator.carrier, values)
    bought.add("pumps", ELECTRICITY, _pumps(heat, plant))
    bought.add("cooling", ELECTRICITY, needs.cooling / plant.cooling_efficiency)
    for purpose in ("lighting", "equipment", "fans"):
        bought.add(purpose, ELECTRICITY, getattr(needs, purpose))
    own_use, exported = _solar(bought.hourly, solar, needs.room, battery)
    return Delivered(
        bought.hourly,
        own_use,
        exported,
        bought.by_purpose,
        _by_generator(sources),
        _balance(needs, lost, sources, unmet),
        needs.operation,
    )


class _Bought:
    """Adds bought energy up, hour by hour per carrier and over the year per purpose."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.hourly: dict[str, FloatArray] = {ELECTRICITY: np.zeros(shape)}
        self.by_purpose: dict[str, dict[str, Number]] = {}

    def add(self, purpose: str, carrier: str, power: FloatArray) -> None:
        """Add one series. [W]"""
        total = _sum(power) / 1000
        if not np.any(total):
            return
        if carrier not in self.hourly:
            self.hourly[carrier] = np.zeros_like(self.hourly[ELECTRICITY])
        self.hourly[carrier] += power / 1000
        of_purpose = self.by_purpose.setdefault(purpose, {})
        of_purpose[carrier] = of_purpose.get(carrier, 0.0) + total


def _heat(needs: Needs, plant: Plant) -> tuple[Heat, Heat]:
    """What the plant has to give per service, and the losses in it. [W]"""
    room, room_lost = heat_on_the_way(plant.room, needs.room)
    coil, coil_lost = heat_on_the_way(plant.coil, needs.coil)
    steady = plant.hot_water.loss * needs.hot_water.mean(axis=0)
    water = needs.hot_water + steady
    heat = {HOT_WATER: water, COIL: coil, ROOM: room}
    return heat, {
        HOT_WATER: np.broadcast_to(steady, water.shape),
        COIL: coil_lost,
        ROOM: room_lost,
    }


def _pumps(heat: Heat, plant: Plant) -> FloatArray:
    return pump_power(plant.room, heat[ROOM]) + pump_power(plant.coil, heat[COIL])


def _solar(
    hourly: dict[str, FloatArray],
    solar: FloatArray | None,
    like: FloatArray,
    battery: Battery | None,
) -> tuple[FloatArray, FloatArray]:
    """Take own electricity off the bought one; what is used, and what is exported. [kWh]"""
    if battery is not None and solar is None:
        solar = np.zeros_like(like)
    if solar is None:
        nothing = np.broadcast_to(0.0, like.shape)
        return nothing, nothing
    made = by_hour(_checked(solar, "the solar electricity"), like)
    if made.min() < 0:
        raise InputOutOfRange(
            "The solar electricity falls to {lowest} kWh in an hour; panels cannot take energy.",
            "Check the sign of the solar electricity.",
            lowest=round(float(made.min()), 3),
        )
    if battery is not None:
        hourly[ELECTRICITY], exported = stored(hourly[ELECTRICITY], made, battery)
        return made - exported, exported
    own_use = np.minimum(made, hourly[ELECTRICITY])
    hourly[ELECTRICITY] = hourly[ELECTRICITY] - own_use
    return own_use, made - own_use


def _checked(hours: FloatArray, what: str) -> FloatArray:
    """Refuse a series that is too short or has gaps."""
    missing = HOURS_OF_YEAR - int(np.isfinite(hours).reshape(len(hours), -1).all(axis=1).sum())
    if len(hours) != HOURS_OF_YEAR or missing:
        raise MissingInput(
            "In {count} of 8760 hours {series} is unknown.",
            "Fill the gaps, or choose another weather file or panel.",
            series=what,
            count=missing,
        )
    return hours


def _balance(needs: Needs, lost: Heat, sources: list[Dispatch], unmet: Heat) -> HeatBalance:
    made: dict[str, Number] = {}
    for source in sources:
        for service, values in source.made.items():
            made[service] = made.get(service, 0.0) + _sum(values) / 1000
    needed = {ROOM: needs.room, COIL: needs.coil, HOT_WATER: needs.hot_water}
    return HeatBalance(need=_yearly(needed), losses=_yearly(lost), made=made, unmet=_yearly(unmet))


def _by_generator(sources: list[Dispatch]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for source in sources:
        total = sum(_sum(values) for values in source.made.values()) / 1000
        if np.any(total):
            name = source.generator.name
            found[name] = found.get(name, 0.0) + total
    return found


def _yearly(hours: Mapping[str, FloatArray]) -> dict[str, Number]:
    return {name: _sum(values) / 1000 for name, values in hours.items()}


def _sum(hours: FloatArray) -> Number:
    return _plain(hours.sum(axis=0, dtype=np.float64))


def _plain(values: FloatArray) -> Number:
    return float(values) if np.ndim(values) == 0 else values


def _by_month(hours: FloatArray, add: np.ufunc) -> FloatArray:
    starts = np.flatnonzero(np.diff(month_of_hour(), prepend=-1))
    return add.reduceat(hours, starts, axis=0)
