"""Buildings with plants of the same make, and their numbers as the compiled hours take them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.systems.circuits import WATER_HEAT, Circuit
from twin.analysis.systems.dispatch import service_temperatures
from twin.analysis.systems.generators import (
    Generator,
    HeatPump,
    capacity,
    coefficient_of_performance,
    reach,
)
from twin.analysis.systems.needs import ZoneServices, fan_course, fan_power_factor
from twin.analysis.systems.plant import SERVICES, HotWater, Plant
from twin.model.arrays import BoolArray, FloatArray
from twin.model.thermal import HOURS_OF_YEAR

UNLIMITED = 1e15  # W; more than any building asks for
UNMET_COP = 1e3
NO_SUN = np.zeros(HOURS_OF_YEAR)
Course = tuple[float, float, float, float, float]
"""Supply, return, exponent, design temperature and lowest supply of a circuit."""


@dataclass(frozen=True, slots=True, eq=False)
class BuildingSystems:
    """One column of the needs: its plant and what it uses besides. All numbers are plain.

    sun : electricity of one unit of panels in each hour, shape (8760,); shared by buildings with
        the same panels. [kWh per unit]
    solar : units of panels, for example kW.
    """

    plant: Plant
    services: ZoneServices
    sun: FloatArray | None = None
    solar: float = 0.0


def make_of(building: BuildingSystems) -> Hashable:
    """What buildings must share to run side by side: kinds of parts, temperatures, schedules."""
    plant, services = building.plant, building.services
    generators = tuple(_kind(g) for g in plant.generators)
    water = (plant.hot_water.supply, plant.hot_water.cold)
    shared = (id(services.use), id(services.hot_water_profile), services.fan_exponent)
    local = (plant.local.carrier, float(plant.local.efficiency))
    sun = id(building.sun) if building.sun is not None and building.solar else 0
    ways = (_course(plant.room), _course(plant.coil))
    return generators, ways, water, plant.serves, local, shared, sun


def _kind(generator: Generator) -> Hashable:
    values = generator.values if isinstance(generator, HeatPump) else {}
    return type(generator).__name__, generator.carrier, tuple(sorted(values.items()))


def _course(way: Circuit) -> Course:
    return way.supply, way.back, way.exponent, way.design_outside, way.lowest_supply


def hours_of(
    building: BuildingSystems, carriers: tuple[str, ...], outside: FloatArray, limited: BoolArray
) -> dict[str, FloatArray]:
    """What a group shares; a heat pump has limits of temperature besides those of power."""
    plant, services = building.plant, building.services
    pumps = [_pump_hours(plant, g, outside) for g in plant.generators]
    is_pump = [isinstance(g, HeatPump) for g in plant.generators]
    use = services.use
    return {
        "series": np.stack(
            [use.lighting, use.equipment, fan_course(services), services.hot_water_profile]
        ),
        "inverse_cop": np.stack([p[0] for p in pumps]),
        "able": np.stack([p[1] for p in pumps]),
        "capacity": np.stack([p[2] for p in pumps]),
        "solar": NO_SUN if building.sun is None else building.sun * 1000,
        "lowest_load": np.array(
            [g.values["lowest_load"] if isinstance(g, HeatPump) else 1.0 for g in plant.generators]
        ),
        "most_inverse": np.where(is_pump, 1.0, np.inf),
        "is_limited": (limited | np.array(is_pump)).astype(np.float64),
        "carrier": np.array([carriers.index(g.carrier) for g in plant.generators]),
        "served": np.array([float(s in plant.serves) for s in SERVICES]),
        "local": np.array(
            [1 / float(plant.local.efficiency), carriers.index(plant.local.carrier)]
        ),
        "carriers": np.array([len(carriers)]),
    }


def _pump_hours(
    plant: Plant, generator: Generator, outside: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Inverse COP at a rated one of 1, what is able, (3, 8760), and capacity, (8760,)."""
    if not isinstance(generator, HeatPump):
        one = np.ones((len(SERVICES), HOURS_OF_YEAR))
        return one, one, one[0]
    values = tuple(sorted(generator.values.items()))
    water = (plant.hot_water.supply, plant.hot_water.cold)
    return _known_hours(values, _course(plant.room), _course(plant.coil), water, outside.tobytes())


@lru_cache(maxsize=32)
def _known_hours(
    values: tuple[tuple[str, float], ...],
    room: Course,
    coil: Course,
    water: tuple[float, float],
    weather: bytes,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """As `_pump_hours`; the same make of heat pump in the same weather is calculated once."""
    outside = np.frombuffer(weather)
    # A rated COP so high that the least one of 1 is not met; it is taken off again.
    pump = HeatPump("", UNMET_COP, dict(values), 1.0)
    plant = Plant((pump,), _circuit(room), _circuit(coil), HotWater(0.0, *water))
    inverse, able = (np.empty((len(SERVICES), len(outside))) for _ in range(2))
    for row, service in enumerate(SERVICES):
        supply, back = service_temperatures(plant, service, outside)
        inverse[row] = UNMET_COP / coefficient_of_performance(pump, outside, supply)
        able[row] = reach(pump, supply, back)
    return inverse, able, capacity(pump, outside)


def _circuit(course: Course) -> Circuit:
    supply, back, exponent, design_outside, lowest = course
    return Circuit(
        "",
        supply=supply,
        back=back,
        exponent=exponent,
        design_outside=design_outside,
        lowest_supply=lowest,
    )


def numbers_of(
    buildings: Sequence[BuildingSystems], highest_room: FloatArray, highest_coil: FloatArray
) -> dict[str, FloatArray]:
    """What each building of a group has of its own, last axis n."""
    plants = [b.plant for b in buildings]
    services = [b.services for b in buildings]
    area = np.array([s.floor_area for s in services])
    water = np.array([s.hot_water for s in services]) * area * 1000
    room, coil = (
        1 / np.array([w.emission * w.distribution for w in ways])
        for ways in ([p.room for p in plants], [p.coil for p in plants])
    )
    fans = np.array([s.specific_fan_power * s.ventilation_factor for s in services])
    lighting = np.array([s.lighting_factor for s in services])
    pump, floor = _circulation(plants, highest_room, highest_coil)
    return {
        "inverse_way": np.stack([np.ones_like(area), coil, room]),
        "steady": water * np.array([p.hot_water.loss for p in plants]) / HOURS_OF_YEAR,
        "use": np.stack(
            [area * lighting, area, area * fans * fan_power_factor(services[0]), water]
        ),
        **_generators(plants),
        "pump": pump,
        "pump_floor": floor * np.stack([room, coil]),
        "inverse_cooling": 1 / np.array([p.cooling_efficiency for p in plants]),
        "solar": np.array([b.solar for b in buildings]),
    }


def _generators(plants: Sequence[Plant]) -> dict[str, FloatArray]:
    """Share, inverse gain, power and cost of cycling of each generator, (G, n)."""
    rows = [list(column) for column in zip(*(p.generators for p in plants), strict=True)]
    share = np.array([[g.share for g in row] for row in rows])
    gain = np.array(
        [[g.cop if isinstance(g, HeatPump) else g.efficiency for g in row] for row in rows]
    )
    power = np.array([[g.power for g in row] for row in rows])
    cycling = np.array(
        [[g.values["cycling"] if isinstance(g, HeatPump) else 0.0 for g in row] for row in rows]
    )
    return {
        "share": share,
        "inverse_gain": 1 / gain,
        "power": np.minimum(power, UNLIMITED),
        "cycling": np.where(np.isinf(power), 0.0, cycling),
    }


def _circulation(
    plants: Sequence[Plant], room: FloatArray, coil: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Pump electricity per heat, and the least heat per design heat times it, each (2, n)."""
    per_heat, least = [], []
    for name, need in (("room", room), ("coil", coil)):
        ways: list[Circuit] = [getattr(p, name) for p in plants]
        span = np.array([w.supply - w.back for w in ways])
        power = np.array([w.specific_pump_power for w in ways])
        per_heat.append(np.where(span > 0, power / (WATER_HEAT * np.maximum(span, 1e-9)), 0.0))
        least.append(np.array([w.lowest_flow for w in ways]) * need)
    return np.stack(per_heat), np.stack(least)
