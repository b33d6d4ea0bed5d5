"""Plant and services of a `ThermalZone`, from the heat sources it names."""

from dataclasses import replace
from functools import lru_cache

from twin.analysis.assumptions import Physics
from twin.analysis.operation import STANDARD, HourlyUse
from twin.analysis.systems.generators import Boiler, Generator, boiler, heat_pump, power_for_share
from twin.analysis.systems.heat_store import NO_STORE, HeatStore
from twin.analysis.systems.hot_water import hot_water_profile
from twin.analysis.systems.needs import Needs, ZoneServices
from twin.analysis.systems.offered import (
    changed_way,
    is_changed,
    offered_plant,
    seasonal_offered_plant,
)
from twin.analysis.systems.plant import Plant, plant, seasonal_plant
from twin.analysis.systems.tables import SystemTables
from twin.model.arrays import FloatArray
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HeatingSystem, ThermalZone

AIR_TO_AIR = "air_air"
DISTRICT_HEAT, ELECTRICITY = EnergyCarrier.DISTRICT_HEAT.value, EnergyCarrier.ELECTRICITY.value


def services_of(zone: ThermalZone, use: HourlyUse, tables: SystemTables) -> ZoneServices:
    """What a zone uses besides heat and cold, with the lighting of `use`.

    Hot water is drawn evenly over the hours of standard use, and in actual operation with the
    daily course of the category.
    """
    shape = () if use.kind == STANDARD else tables.hot_water_shapes.get(zone.category, ())
    return ZoneServices(
        use=use,
        floor_area=zone.floor_area.value,
        specific_fan_power=zone.specific_fan_power.value,
        hot_water=use.hot_water * zone.hot_water_factor,
        hot_water_profile=_profile(use, shape),
        ventilation_factor=zone.ventilation_factor,
    )


@lru_cache(maxsize=256)
def _profile(use: HourlyUse, shape: tuple[float, ...]) -> FloatArray:
    """One array per use, so that buildings used alike run side by side."""
    return hot_water_profile(use.in_use, shape)


def plant_of(
    zone: ThermalZone, needs: Needs, outside: FloatArray, physics: Physics, tables: SystemTables
) -> Plant:
    """Plant of a zone's heat sources.

    A source named as a heat pump of the tables (``sea_water`` and others) is one hour by hour:
    its efficiency is the coefficient of performance at the rating point, its share the part of
    the year's heat it is sized for, and the source after it its peak source. An offered heat pump
    is one by `offered.offered_plant`. All others keep their yearly efficiency.

    Raises
    ------
    InputOutOfRange
        As `plant.check_plant`.
    """
    store = _store(zone, tables)
    if named_pump(zone, tables) is None:
        found = _seasonal(zone, physics)
        if is_changed(zone):
            found = offered_plant(zone, needs, outside, found, tables)
    else:
        found = _named(zone, needs, outside, physics, tables)
    return found if store is NO_STORE else replace(found, store=store)


def screening_plant(
    zone: ThermalZone, outside: FloatArray, physics: Physics, tables: SystemTables
) -> Plant | None:
    """Plant whose sources have one efficiency all year, for thousands of buildings at once.

    None where it would be another plant: a heat pump of the tables, or a store.
    """
    if named_pump(zone, tables) is not None or zone.thermal_store > 0:
        return None
    found = _seasonal(zone, physics)
    return seasonal_offered_plant(zone, outside, found, tables) if is_changed(zone) else found


def named_pump(zone: ThermalZone, tables: SystemTables) -> HeatingSystem | None:
    """The heat pump of a zone that the tables know by its name."""
    return next((s for s in zone.heating if tables.has("heat_pump", s.name)), None)


def _seasonal(zone: ThermalZone, physics: Physics) -> Plant:
    return seasonal_plant(zone.heating, _hot_water(zone, physics), physics.cooling_efficiency)


def _store(zone: ThermalZone, tables: SystemTables) -> HeatStore:
    if not zone.thermal_store > 0:
        return NO_STORE
    values = tables.central("heat_store", "water")
    return HeatStore(1000 * zone.thermal_store, values["loss_per_day"] / 24)


def _named(
    zone: ThermalZone, needs: Needs, outside: FloatArray, physics: Physics, tables: SystemTables
) -> Plant:
    pump = named_pump(zone, tables)
    assert pump is not None
    emitters = "warm_air" if pump.name == AIR_TO_AIR else "radiators"
    sized = heat_pump(pump.name, tables, cop=pump.efficiency.value)
    power = power_for_share(sized, needs.room + needs.coil, outside, pump.share)
    peaks = [_peak(s, tables) for s in zone.heating if s is not pump]
    found: list[Generator] = [replace(sized, power=power)]
    found += peaks or [boiler("electric_boiler", tables, share=0.0)]
    made = plant(found, emitters, tables)
    if is_changed(zone):
        made = replace(made, room=changed_way(made.room, zone))
    return replace(made, cooling_efficiency=physics.cooling_efficiency)


def _peak(source: HeatingSystem, tables: SystemTables) -> Boiler:
    """Peak source; one of the tables has its losses in the circuit, another in itself."""
    if tables.has("boiler", source.name):
        return boiler(source.name, tables, share=0.0)
    return Boiler(source.name, source.carrier, source.efficiency.value, share=0.0)


def _hot_water(zone: ThermalZone, physics: Physics) -> Boiler:
    """District heat where the zone has it, else electricity."""
    has_it = any(s.carrier == DISTRICT_HEAT for s in zone.heating)
    carrier = DISTRICT_HEAT if has_it else ELECTRICITY
    return Boiler("hot_water", carrier, physics.hot_water_efficiency[carrier])
