"""Plants whose bought energy follows from the needs of the same hour by plain factors.

That is every plant of heat sources with yearly efficiencies. An offered heat pump counts with its
seasonal COP (`of_zone.screening_plant`): the same energy within some per cent, but its highest
hours are too low, as its peak source is left out. A heat pump of the tables, pumps, a store or a
limit of power are not plain, and are left to `heat_balance.simulate_many`.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.systems.generators import Boiler
from twin.analysis.systems.of_zone import screening_plant
from twin.analysis.systems.plant import COIL, HOT_WATER, ROOM, Plant
from twin.analysis.zone.variants import Variant
from twin.model.arrays import FloatArray
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HourlyWeather

CARRIERS = tuple(str(c.value) for c in EnergyCarrier)
"""Of the axis C of all arrays of this package."""
ELECTRIC = CARRIERS.index(EnergyCarrier.ELECTRICITY.value)


@dataclass(frozen=True, slots=True, eq=False)
class PlainPlant:
    """Bought energy per need, each by carrier, shape (C,).

    room, coil, water : per heat at room, coil and tap.  cold : electricity per cold taken out.
    """

    room: FloatArray
    coil: FloatArray
    water: FloatArray
    cold: float


class Plants:
    """The plain plants of many states; those of one make are looked at once."""

    def __init__(self, weather: HourlyWeather, defaults: Defaults) -> None:
        self._weather, self._defaults = weather, defaults
        self._known: dict[Hashable, PlainPlant | None] = {}

    def of(self, variant: Variant) -> PlainPlant | None:
        """The factors of its plant; None for one that is not plain, or of several uses."""
        zone, tables = variant.zone, self._defaults.systems
        if zone.uses or zone.battery or zone.thermal_store or zone.is_gone:
            return None
        changed = zone.control_loss_factor, zone.flow_temperature
        key = zone.heating, *changed, id(variant.physics)
        if key not in self._known:
            found = screening_plant(zone, self._weather.temperature, variant.physics, tables)
            self._known[key] = plain(found) if found is not None else None
        return self._known[key]


def plain(plant: Plant) -> PlainPlant | None:
    """The factors of a plant, None where its hours differ from each other."""
    circulates = any(np.any(way.specific_pump_power) for way in (plant.room, plant.coil))
    if circulates or not all(_is_plain(g) for g in (*plant.generators, plant.local)):
        return None
    kept = {
        ROOM: float(plant.room.emission) * float(plant.room.distribution),
        COIL: float(plant.coil.emission) * float(plant.coil.distribution),
        HOT_WATER: 1 / (1 + float(plant.hot_water.loss)),
    }
    found = {service: _bought(plant, service) / left for service, left in kept.items()}
    cold = 1 / float(plant.cooling_efficiency)
    return PlainPlant(found[ROOM], found[COIL], found[HOT_WATER], cold)


def _bought(plant: Plant, service: str) -> FloatArray:
    """Bought energy per heat made, by carrier, shape (C,)."""
    found = np.zeros(len(CARRIERS))
    served = service in plant.serves
    for source in plant.generators if served else (plant.local,):
        assert isinstance(source, Boiler)
        share = float(source.share) if served else 1.0
        found[CARRIERS.index(source.carrier)] += share / float(source.efficiency)
    return found


def _is_plain(source: object) -> bool:
    return isinstance(source, Boiler) and bool(np.isinf(source.power).all())
