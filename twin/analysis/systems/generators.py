"""What makes heat: boilers and heat exchangers with one efficiency, heat pumps hour by hour."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from twin.analysis.systems.tables import SystemTables
from twin.model.arrays import FloatArray
from twin.model.meter import EnergyCarrier

Number: TypeAlias = float | FloatArray
"""One value, or one per variant, shape (n,)."""
LOWEST_POWER, HIGHEST_POWER = 0.3, 1.3  # of the rated power, whatever the source temperature


@dataclass(frozen=True, slots=True, eq=False)
class Boiler:
    """A heat exchanger, electric heater or boiler with one efficiency all year.

    efficiency : heat per bought energy.  power : heat it can give. [W]
    share : part of every hour's heat that is asked of it first, 0 to 1.
    """

    name: str
    carrier: str
    efficiency: Number = 1.0
    power: Number = np.inf
    share: Number = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class HeatPump:
    """A heat pump with a coefficient of performance that follows source and supply.

    cop, power : at the rating point; heat. [-, W]
    share : part of every hour's heat that is asked of it first, 0 to 1.
    values : of the table ``heat_pump``: curve, rating point, limits, defrosting, part load.
    """

    name: str
    cop: Number
    values: Mapping[str, float]
    power: Number = np.inf
    share: Number = 1.0
    carrier: str = EnergyCarrier.ELECTRICITY.value


Generator: TypeAlias = Boiler | HeatPump


def boiler(name: str, tables: SystemTables, share: Number = 1.0) -> Boiler:
    """Boiler, exchanger or heater of the tables; raises as `SystemTables.central`."""
    values = tables.central("boiler", name)
    carrier = tables.carriers["boiler", name]
    return Boiler(name, carrier, values["efficiency"], share=share)


def heat_pump(
    name: str, tables: SystemTables, power: Number = np.inf, cop: Number | None = None
) -> HeatPump:
    """Heat pump of the tables that is asked for all heat first.

    Parameters
    ----------
    name : ``air_air`` | ``air_water`` | ``ground_water`` | ``sea_water``.
    power : heat at the rating point. [W]
    cop : at the rating point, from the data sheet; that of the tables if None.
    """
    values = tables.central("heat_pump", name)
    return HeatPump(name, values["cop"] if cop is None else cop, values, power)


def source_temperature(pump: HeatPump, outside: FloatArray) -> FloatArray:
    """What the heat pump takes heat from, shape of `outside`. [degree C]"""
    fixed = pump.values.get("source_temperature")
    return outside if fixed is None else np.full_like(outside, fixed)


def coefficient_of_performance(
    pump: HeatPump, outside: FloatArray, supply: FloatArray
) -> FloatArray:
    """Heat per electricity at full load, with auxiliaries and defrosting.

    A curve over the lift from source to supply, scaled to pass through the rating point. Above
    its highest supply temperature a heat pump works at that temperature.

    Parameters
    ----------
    outside, supply : [degree C], shapes that broadcast.

    References
    ----------
    Staffell et al. (2012), doi 10.1039/C2EE22653G: quadratic in the lift.
    """
    values = pump.values
    wanted = np.minimum(supply, values["highest_supply"])
    lift = np.maximum(wanted - source_temperature(pump, outside), values["lowest_lift"])
    rated = values["rating_supply"] - values["rating_source"]
    scale = pump.cop / _curve(values, max(rated, values["lowest_lift"]))
    cop = scale * _curve(values, lift) / (1 + values["auxiliary"])
    if values["defrost"] < 1:
        cop = cop * np.where(outside < values["defrost_below"], values["defrost"], 1.0)
    return np.maximum(cop, 1.0)


def capacity(pump: HeatPump, outside: FloatArray) -> FloatArray:
    """Heat the heat pump can give in each hour; nought below its lowest source. [W]"""
    values = pump.values
    source = source_temperature(pump, outside)
    change = 1 + values["capacity_slope"] * (source - values["rating_source"])
    runs = source >= values["lowest_source"]
    return pump.power * np.clip(change, LOWEST_POWER, HIGHEST_POWER) * runs


def reach(pump: HeatPump, supply: FloatArray, back: FloatArray) -> FloatArray:
    """Part of the heat from return to supply temperature that lies within the pump's limit."""
    highest = pump.values["highest_supply"]
    span = np.maximum(supply - back, 1e-9)
    return np.where(supply <= highest, 1.0, np.clip((highest - back) / span, 0.0, 1.0))


def part_load_factor(pump: HeatPump, load: FloatArray) -> FloatArray:
    """What starting and stopping leaves of the coefficient of performance.

    load : of the power in that hour, 0 to 1. Down to its lowest load a pump slows down, below
        it runs only part of the time.

    References
    ----------
    EN 14825:2018, 1 - Cd (1 - CR).
    """
    if np.isinf(pump.power).all():
        return np.ones_like(load)
    running = np.minimum(load / pump.values["lowest_load"], 1.0)
    return 1 - pump.values["cycling"] * (1 - running)


def power_for_share(pump: HeatPump, heat: FloatArray, outside: FloatArray, share: float) -> float:
    """Rated power with which the pump gives `share` of the year's heat. [W]

    Parameters
    ----------
    heat : asked of it, shape (8760,). [W]

    The heat given at rated power P is the sum of min(heat, P c); it is piecewise linear in P.
    """
    possible = capacity(replace(pump, power=1.0), outside)
    total = float(heat.sum())
    if total <= 0 or share <= 0:
        return 0.0
    runs = possible > 0
    breaks = np.where(runs, heat / np.where(runs, possible, 1.0), np.inf)
    order = np.argsort(breaks[runs])
    rated = breaks[runs][order]
    filled = np.cumsum(heat[runs][order])
    rest = possible[runs][order][::-1].cumsum()[::-1]
    given = filled + rated * (rest - possible[runs][order])
    place = int(np.searchsorted(given, share * total))
    if place >= len(rated):
        return float(rated[-1])
    before = filled[place - 1] if place else 0.0
    return float((share * total - before) / rest[place])


def _curve(values: Mapping[str, float], lift: Number) -> Number:
    return (
        values["curve_constant"]
        + values["curve_lift"] * lift
        + values["curve_lift2"] * lift * lift
    )
