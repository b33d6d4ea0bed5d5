"""Which heat source gives how much heat in each hour, and what it buys for that."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.systems.circuits import heating_curve
from twin.analysis.systems.generators import (
    Boiler,
    Generator,
    HeatPump,
    capacity,
    coefficient_of_performance,
    part_load_factor,
    reach,
)
from twin.analysis.systems.plant import COIL, HOT_WATER, SERVICES, Plant
from twin.model.arrays import FloatArray

Heat = dict[str, FloatArray]
"""Per service, shape (8760,) or (8760, n). [W]"""


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch:
    """One heat source over the year.

    made : heat per service. [W]  bought : energy per service. [W]
    """

    generator: Generator
    made: Heat
    bought: Heat


def dispatch(plant: Plant, heat: Heat, outside: FloatArray) -> tuple[list[Dispatch], Heat]:
    """Share the heat of all hours among the generators, and what none could give.

    Hot water is served first, then the supply air, then the rooms. Each generator is asked for
    its share and for what those before it left; a heat pump gives no more than its power in that
    hour and nothing above its highest temperature.

    Parameters
    ----------
    heat : of the services the plant serves. [W]
    outside : broadcasts with the arrays of `heat`. [degree C]
    """
    left = {service: np.zeros_like(values) for service, values in heat.items()}
    found: list[Dispatch] = []
    for generator in plant.generators:
        asked = {s: left[s] + generator.share * heat[s] for s in SERVICES if s in heat}
        if isinstance(generator, HeatPump):
            one = _of_pump(plant, generator, asked, outside)
        else:
            one = _of_boiler(generator, asked)
        found.append(one)
        left = {service: asked[service] - one.made[service] for service in asked}
    return found, left


def local_heat(plant: Plant, heat: Heat) -> Dispatch:
    """Heat made where it is used, of the services the plant does not serve."""
    return _of_boiler(plant.local, {s: v for s, v in heat.items() if s not in plant.serves})


def _of_boiler(generator: Boiler, asked: Heat) -> Dispatch:
    made = asked
    if not np.isinf(generator.power).all():
        made = {}
        free: FloatArray = np.asarray(generator.power, np.float64)
        for service, wanted in asked.items():
            made[service] = np.minimum(wanted, free)
            free = free - made[service]
    bought = {service: values / generator.efficiency for service, values in made.items()}
    return Dispatch(generator, made, bought)


def _of_pump(plant: Plant, pump: HeatPump, asked: Heat, outside: FloatArray) -> Dispatch:
    possible = capacity(pump, outside)
    is_limited = not np.isinf(pump.power).all()
    runs = possible > 0
    made: Heat = {}
    bought: Heat = {}
    free = possible
    for service, wanted in asked.items():
        supply, back = service_temperatures(plant, service, outside)
        able = wanted * np.where(runs, reach(pump, supply, back), 0.0)
        made[service] = np.minimum(able, free) if is_limited else able
        if is_limited:
            free = free - made[service]
        bought[service] = made[service] / coefficient_of_performance(pump, outside, supply)
    if is_limited:
        load = (possible - free) / np.where(runs, possible, 1.0)
        worse = part_load_factor(pump, load)
        bought = {service: values / worse for service, values in bought.items()}
    return Dispatch(pump, made, bought)


def service_temperatures(
    plant: Plant, service: str, outside: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Supply and return of a service. [degree C]"""
    if service == HOT_WATER:
        kept = plant.hot_water
        return np.full_like(outside, kept.supply), np.full_like(outside, kept.cold)
    return heating_curve(plant.coil if service == COIL else plant.room, outside)
