"""The yearly energy of one building, from its zones, the weather, its use and its plant."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from twin.analysis.actual_operation import actual_use
from twin.analysis.assumptions import Defaults, Operation, Physics, central_physics
from twin.analysis.hours_of_use import use_of
from twin.analysis.operated_plant import as_operated
from twin.analysis.operation import ACTUAL, HourlyUse, hourly_use
from twin.analysis.panels.yields import panels_made, unit_panels
from twin.analysis.parts import parts_of
from twin.analysis.systems.battery import battery
from twin.analysis.systems.comfort import cold_hours, overheating_hours
from twin.analysis.systems.delivered import Delivered, delivered_energy
from twin.analysis.systems.needs import (
    Needs,
    ZoneNeeds,
    building_needs,
    without_needs,
    zone_needs,
)
from twin.analysis.systems.of_zone import plant_of, services_of
from twin.analysis.systems.result import ResultInput, energy_result
from twin.analysis.zone.lanes import Need
from twin.analysis.zone.many import Variant, needs
from twin.analysis.zone.need import ZoneNeed, one_of
from twin.analysis.zone.neighbours import Divide, divides_of, exchanging
from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.operation import ActualOperation
from twin.model.thermal import EnergyResult, HourlyWeather, ThermalZone

InUse = tuple[list[Variant], list[HourlyUse], list[int]]
"""Zones of one use each, their uses, and how many belong to each variant."""


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """Hours of a building.

    needs : of rooms, water, light and air, summed over its zones.
    delivered : what was bought, after own solar electricity.
    overheating : hours in use above 26 degree C, per category of use.
    cold : hours in use in which the heating was too small, per category of use.
    """

    needs: Needs
    delivered: Delivered
    overheating: dict[str, float]
    cold: dict[str, float] = field(default_factory=dict[str, float])


def annual_energy(
    zone: ThermalZone,
    weather: HourlyWeather,
    defaults: Defaults,
    physics: Physics | None = None,
    keep_hours: bool = False,
    actual: ActualOperation | None = None,
) -> EnergyResult:
    """A year of one building with its systems, costs and emissions, in standard operation.

    Parameters
    ----------
    zone : with all U-values known; zones of several uses are calculated apart.
    weather : no gaps, shape (8760,).
    defaults : standard operation, plants, prices, emission factors and label scales.
    physics : numbers of the balance; the central values of `defaults` if None.
    keep_hours : whether the result has the hours of delivered energy.
    actual : how the building is really used; the result is then of that and has no label.

    Raises
    ------
    MissingInput
        If the category has no operation, or a number of zone, weather or physics is NaN.
    InputOutOfRange
        If one is outside what `twin.analysis.zone.limits` allows.
    """
    return annual_energies([zone], weather, defaults, physics, keep_hours, actual)[0]


def annual_energies(
    zones: Sequence[ThermalZone],
    weather: HourlyWeather,
    defaults: Defaults,
    physics: Physics | None = None,
    keep_hours: bool = False,
    actual: ActualOperation | None = None,
) -> list[EnergyResult]:
    """As `annual_energy` for states of one building, side by side: quicker than each alone."""
    physics = physics or central_physics(defaults)
    variants = [Variant(zone, physics) for zone in zones]
    every = simulate_many(variants, weather, defaults, actual, is_exchanging=True)
    return [
        energy_result(
            found.needs,
            found.delivered,
            ResultInput(
                category=zone.category,
                floor_area=0.0 if zone.is_gone else zone.floor_area.value,
                outside=weather.temperature,
                defaults=defaults,
                tables=defaults.systems,
                schemes=defaults.label_schemes,
                overheating_hours=found.overheating,
                cold_hours=found.cold,
            ),
            keep_hours,
        )
        for zone, found in zip(zones, every, strict=True)
    ]


def simulate_many(
    variants: Sequence[Variant],
    weather: HourlyWeather,
    defaults: Defaults,
    actual: ActualOperation | None = None,
    is_exchanging: bool = False,
) -> list[Simulated]:
    """Hours of many buildings, or of many variants of one.

    is_exchanging : whether zones of unlike use exchange heat (decision 0022). It changes the
        heating of a building by up to 1 %, its zones' by much more, savings by some thousandths;
        one building takes a tenth longer, hundreds of draws twice as long.

    Raises as `annual_energy`, for the first building that cannot be calculated.
    """
    parts, uses, counts = parts_in_use(variants, defaults, actual)
    hours = (
        _exchanged(variants, (parts, uses, counts), weather)
        if is_exchanging
        else _zone_needs(parts, uses, weather)
    )
    found: list[Simulated] = []
    first = 0
    for variant, count in zip(variants, counts, strict=True):
        rows = range(first, first + count)
        zones = [(parts[r].zone, uses[r], hours[r]) for r in rows]
        found.append(_simulated(variant, zones, weather, defaults))
        first += count
    return found


def parts_in_use(
    variants: Sequence[Variant], defaults: Defaults, actual: ActualOperation | None
) -> InUse:
    """Zones of one use each, their uses, and how many belong to each variant.

    Variants that are used alike have the same `HourlyUse` object. Raises as `annual_energy`.
    """
    parts: list[Variant] = []
    uses: list[HourlyUse] = []
    counts: list[int] = []
    known: dict[str, HourlyUse] = {}
    for variant in variants:
        zones = parts_of(variant.zone)
        counts.append(len(zones))
        for zone in zones:
            _check(zone, defaults)
            if zone.category not in known:
                known[zone.category] = _use(defaults.operations[zone.category], actual)
            use = use_of(zone, known[zone.category])
            operated = zone if actual is None else as_operated(zone, actual)
            parts.append(Variant(operated, variant.physics, _gains(use, zone)))
            uses.append(use)
    return parts, uses, counts


def _use(standard: Operation, actual: ActualOperation | None) -> HourlyUse:
    """Standard use, or the actual one, which is told for the category of the building alone."""
    if actual is None:
        return hourly_use(standard)
    if actual.category == standard.category:
        return actual_use(actual, standard)
    return replace(hourly_use(standard), kind=ACTUAL)


def _zone_needs(
    variants: Sequence[Variant], uses: Sequence[HourlyUse], weather: HourlyWeather
) -> list[ZoneNeed]:
    """Hourly heating (rooms and supply air) and cooling of zones.

    Supply air passes heat recovery, throttled at the supply temperature, and a coil that heats it
    to that temperature; the room is heated to the setpoint of the hour. Windows are opened above
    the airing temperature, before any cooling; the heat let out is not counted.
    """
    return _each(needs(variants, uses, weather), uses)


def _each(found: Need, uses: Sequence[HourlyUse]) -> list[ZoneNeed]:
    return [
        one_of(found, row, bool(np.isfinite(use.cooling_setpoint[0])))
        for row, use in enumerate(uses)
    ]


def _exchanged(
    variants: Sequence[Variant], zones: InUse, weather: HourlyWeather
) -> list[ZoneNeed]:
    """As `_zone_needs`, with what passes between the zones of one building."""
    parts, uses, counts = zones
    alike: dict[tuple[int, ...], list[tuple[range, list[Divide]]]] = {}
    first = 0
    for variant, count in zip(variants, counts, strict=True):
        rows = range(first, first + count)
        between = divides_of(variant.zone, [use.share for use in variant.zone.uses])
        key = tuple(id(uses[row]) for row in rows) if between else ()
        alike.setdefault(key, []).append((rows, between))
        first += count
    found: dict[int, ZoneNeed] = {}
    for key, some in alike.items():
        every = [row for rows, _ in some for row in rows]
        own, used = [parts[row] for row in every], [uses[row] for row in every]
        between = [one for _, one in some]
        need = exchanging(own, used, between, weather) if key else needs(own, used, weather)
        found |= dict(zip(every, _each(need, used), strict=True))
    return [found[row] for row in range(first)]


def _simulated(
    variant: Variant,
    zones: Sequence[tuple[ThermalZone, HourlyUse, ZoneNeed]],
    weather: HourlyWeather,
    defaults: Defaults,
) -> Simulated:
    summed = building_needs([_service_needs(*one, defaults) for one in zones])
    if variant.zone.is_gone:
        summed, zones = without_needs(summed), ()
    outside = weather.temperature
    plant = plant_of(variant.zone, summed, outside, variant.physics, defaults.systems)
    unplaced = variant.zone.pv_power * unit_panels(weather, variant.physics.pv_tilt)
    solar = panels_made(variant.zone.panels, weather, unplaced)
    overheating = {
        zone.category: float(overheating_hours(need.temperature, need.radiant, use.in_use))
        for zone, use, need in zones
    }
    cold = {
        zone.category: float(cold_hours(need.temperature, _wanted(zone, use, variant), use.in_use))
        for zone, use, need in zones
    }
    kept = battery(variant.zone.battery, defaults.systems) if variant.zone.battery else None
    delivered = delivered_energy(summed, plant, outside, solar, kept)
    return Simulated(summed, delivered, overheating, cold)


def _wanted(zone: ThermalZone, use: HourlyUse, variant: Variant) -> FloatArray:
    """Set-point of heating in each hour, shape (8760,). [degree C]"""
    return use.heating_setpoint + zone.setpoint_shift + variant.physics.indoor_offset


def _gains(use: HourlyUse, zone: ThermalZone) -> float:
    """Heat gains against those of `use`, in which all gains rise and fall together."""
    total = float(use.gains.max())
    light = (zone.lighting_factor - 1) * float(use.lighting.max())
    equipment = (zone.equipment_factor - 1) * float(use.equipment.max())
    return 1 + (light + equipment) / total if total else 1.0


def _service_needs(zone: ThermalZone, use: HourlyUse, need: ZoneNeed, defaults: Defaults) -> Needs:
    """All needs of one zone, with its own light and equipment."""
    services = services_of(zone, use, defaults.systems)
    services = replace(services, lighting_factor=zone.lighting_factor)
    found = zone_needs(ZoneNeeds(need.room, need.coil, need.cooling), services)
    return replace(found, equipment=found.equipment * zone.equipment_factor)


def _check(zone: ThermalZone, defaults: Defaults) -> None:
    if zone.category not in defaults.operations:
        raise MissingInput(
            "There is no standard operation for the building category {category}.",
            "Choose one of the categories in resources/defaults/standard_operation.csv.",
            category=zone.category,
        )
