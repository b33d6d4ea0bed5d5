"""Thermal zones: from the envelope of a model, or from an archetype."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from twin.analysis.archetypes import (
    HEATED_PART,
    archetype_surfaces,
    floor_area_of,
    storey_height,
)
from twin.analysis.assumptions import Defaults, Era
from twin.analysis.inner_leaf import inner_masses
from twin.analysis.model_surfaces import model_surfaces
from twin.model.blinds import BlindControl
from twin.model.building import Building, Envelope
from twin.model.known import KnownValue
from twin.model.meter import EnergyCarrier
from twin.model.thermal import UNKNOWN, HeatingSystem, Sourced, ThermalSurface, ThermalZone

NEEDED_KINDS = ("wall", "roof", "floor", "window")
SMALL_ELECTRIC = 1000.0  # m2 below which panel heaters are usual (estimate)
HEIGHT_SOURCE = "Floor area times the usual storey height, not checked against a published source."
VOLUME_SOURCE = "The model: its spaces, else the air inside."
OUTLINE_SOURCE = "The model: outline of its floors on the ground."
OUTLINE_SPREAD = 0.10


def zone_from_archetype(
    building: Building, defaults: Defaults, carriers: Collection[str] = ()
) -> ThermalZone:
    """Zone of a building without a model, from category, year, floor area, storeys, footprint.

    Parameters
    ----------
    carriers : energy carriers the building has meters for, () if unknown.

    Raises
    ------
    MissingInput
        If no floor area is known or the category has no archetype.
    """
    era = defaults.era(building.construction_year, building.category)
    floor_area = floor_area_of(building, None)
    height = storey_height(building, defaults)
    volume = floor_area.value * height
    return _zone(
        building,
        (floor_area, _estimate(volume, 0.15, HEIGHT_SOURCE)),
        archetype_surfaces(building, floor_area.value, era, defaults),
        era,
        _heating(floor_area.value, carriers, defaults),
        defaults,
    )


def zone_from_model(
    building: Building,
    envelope: Envelope | None,
    defaults: Defaults,
    carriers: Collection[str] = (),
    known: Sequence[KnownValue] = (),
) -> ThermalZone:
    """Zone from the outer parts of a model; raises as `zone_from_archetype`.

    Areas, directions, surroundings, U-values and heat capacities are the model's; a U-value it
    does not give is the default of the construction year. A kind of part that the model lacks
    altogether (a model without a roof, say) is taken from the archetype, so that heat does not
    escape unseen; `lacking_kinds` tells which.

    known : values that `known_values.known_envelope` put into the envelope.
    """
    if envelope is None or not len(envelope.kind):
        return zone_from_archetype(building, defaults, carriers)
    era = defaults.era(building.construction_year, building.category)
    floor_area = floor_area_of(building, envelope)
    surfaces = model_surfaces(envelope, era, defaults, known)
    usual = archetype_surfaces(building, floor_area.value, era, defaults)
    lacking = _lacking(surfaces, usual, floor_area.value / HEATED_PART)
    if np.isfinite(envelope.volume) and envelope.volume > 0:
        volume = Sourced(envelope.volume, envelope.volume, envelope.volume, "model", VOLUME_SOURCE)
    else:
        size = floor_area.value * storey_height(building, defaults)
        volume = _estimate(size, 0.15, HEIGHT_SOURCE)
    zone = _zone(
        building,
        (floor_area, volume),
        (*surfaces, *lacking),
        era,
        _heating(floor_area.value, carriers, defaults),
        defaults,
    )
    lowest = sum(s.area for s in zone.surfaces if s.kind == "floor")
    return replace(
        zone,
        inner=inner_masses(envelope, floor_area.value, lowest),
        exposed_perimeter=_outline(envelope.exposed_perimeter),
    )


def lacking_kinds(zone: ThermalZone) -> dict[str, float]:
    """Kinds of parts that the archetype lends to the zone of a model, with their areas. [m2]"""
    if not any(s.elements for s in zone.surfaces):
        return {}
    found: dict[str, float] = {}
    for surface in zone.surfaces:
        if not surface.elements:
            found[surface.kind] = found.get(surface.kind, 0.0) + surface.area
    return found


def _lacking(
    surfaces: tuple[ThermalSurface, ...], usual: tuple[ThermalSurface, ...], gross: float
) -> tuple[ThermalSurface, ...]:
    """Parts of the archetype of the kinds a model has none of.

    A lacking roof is as large as the model's floors, a lacking floor as what its roofs cover,
    both within the gross floor area.
    """
    present = {s.kind for s in surfaces}
    covered = {
        "roof": sum(s.area for s in surfaces if s.kind == "floor"),
        "floor": sum(
            s.area * float(np.cos(np.radians(s.tilt))) for s in surfaces if s.kind == "roof"
        ),
    }
    return tuple(
        replace(s, area=min(covered.get(s.kind) or s.area, gross)) if s.kind in covered else s
        for s in usual
        if s.kind in NEEDED_KINDS and s.kind not in present
    )


def _outline(length: float) -> Sourced:
    if not (np.isfinite(length) and length > 0):
        return UNKNOWN
    spread = OUTLINE_SPREAD * length
    return Sourced(length, length - spread, length + spread, "model", OUTLINE_SOURCE)


def _zone(
    building: Building,
    size: tuple[Sourced, Sourced],
    surfaces: tuple[ThermalSurface, ...],
    era: Era,
    heating: tuple[HeatingSystem, ...],
    defaults: Defaults,
) -> ThermalZone:
    return ThermalZone(
        building_id=building.building_id,
        category=building.category,
        floor_area=size[0],
        volume=size[1],
        surfaces=surfaces,
        n50=era.values["n50"],
        heat_recovery=era.values["heat_recovery"],
        specific_fan_power=era.values["specific_fan_power"],
        heat_capacity=defaults.values["building_physics.heat_capacity"],
        heating=heating,
        thermal_bridge=era.values["thermal_bridge"],
        blinds=defaults.usual_blinds(building.category, building.construction_year),
        blind_factor=defaults.values["blinds.factor"],
        blind_control=BlindControl(defaults.values["blinds.threshold"].value),
    )


def _heating(
    floor_area: float, carriers: Collection[str], defaults: Defaults
) -> tuple[HeatingSystem, ...]:
    """The plant that the meters tell of, else the usual one for the size."""
    district_heat = EnergyCarrier.DISTRICT_HEAT.value
    smallest = defaults.values["district_heat.smallest_floor_area"].value
    if district_heat in carriers or (not carriers and floor_area >= smallest):
        name = "district_heat"
    else:
        name = "electric_direct" if floor_area < SMALL_ELECTRIC else "electric_boiler"
    source = defaults.heat_sources[name]
    return (HeatingSystem(name, source.carrier, source.efficiency),)


def _estimate(value: float, spread: float, source: str) -> Sourced:
    return Sourced(value, value * (1 - spread), value * (1 + spread), "default", source)
