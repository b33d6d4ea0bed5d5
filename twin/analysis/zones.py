"""Thermal zones: from the envelope of a model, or from an archetype."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from twin.analysis.archetypes import archetype_surfaces, floor_area_of, storey_height
from twin.analysis.assumptions import Defaults, Era
from twin.model.building import Building, Envelope
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HeatingSystem, Sourced, ThermalSurface, ThermalZone

DIRECTION_STEP, TILT_STEP = 15.0, 15.0  # parts within a step are one surface. [degree]
U_STEP = 0.05  # [W/(m2 K)]
SPREAD_OF_SOURCE = {"property": 0.10, "layers": 0.15}  # of a U-value the model gives
NEEDED_KINDS = ("wall", "roof", "floor", "window")
SMALL_ELECTRIC = 1000.0  # m2 below which panel heaters are usual (estimate)
HEIGHT_SOURCE = "Floor area times the usual storey height, not checked against a published source."
VOLUME_SOURCE = "The model: its spaces, else the air inside."


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
    era = defaults.era(building.construction_year)
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
) -> ThermalZone:
    """Zone from the outer parts of a model; raises as `zone_from_archetype`.

    Areas, directions and U-values are the model's; a U-value it does not give is the default of
    the construction year. A kind of part that the model lacks altogether (a model without a
    roof, say) is taken from the archetype, so that heat does not escape unseen.
    """
    if envelope is None or not len(envelope.kind):
        return zone_from_archetype(building, defaults, carriers)
    era = defaults.era(building.construction_year)
    floor_area = floor_area_of(building, envelope)
    surfaces = _surfaces(envelope, era)
    present = {s.kind for s in surfaces}
    lacking = tuple(
        s
        for s in archetype_surfaces(building, floor_area.value, era, defaults)
        if s.kind in NEEDED_KINDS and s.kind not in present
    )
    if np.isfinite(envelope.volume) and envelope.volume > 0:
        volume = Sourced(envelope.volume, envelope.volume, envelope.volume, "model", VOLUME_SOURCE)
    else:
        size = floor_area.value * storey_height(building, defaults)
        volume = _estimate(size, 0.15, HEIGHT_SOURCE)
    return _zone(
        building,
        (floor_area, volume),
        (*surfaces, *lacking),
        era,
        _heating(floor_area.value, carriers, defaults),
        defaults,
    )


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
    )


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What parts have in common that become one surface."""

    kind: str
    tilt: float
    azimuth: float
    u_step: float
    g_value: float
    u_source: str


def _surfaces(envelope: Envelope, era: Era) -> tuple[ThermalSurface, ...]:
    """Parts of the same kind, direction and U-value joined; parts without area left out."""
    alike: dict[_Likeness, list[int]] = defaultdict(list)
    for row in range(len(envelope.kind)):
        if envelope.area[row] > 0:
            alike[_likeness(envelope, row)].append(row)
    return tuple(_joined(envelope, likeness, rows, era) for likeness, rows in alike.items())


def _likeness(envelope: Envelope, row: int) -> _Likeness:
    tilt = float(np.nan_to_num(envelope.tilt[row], nan=90.0))
    tilt = round(tilt / TILT_STEP) * TILT_STEP
    azimuth = envelope.azimuth[row]
    is_level = tilt in (0.0, 180.0) or not np.isfinite(azimuth)
    direction = np.nan if is_level else round(azimuth / DIRECTION_STEP) * DIRECTION_STEP % 360
    u_value, g_value = envelope.u_value[row], envelope.g_value[row]
    return _Likeness(
        envelope.kind[row],
        tilt,
        -1.0 if np.isnan(direction) else float(direction),
        -1.0 if np.isnan(u_value) else round(u_value / U_STEP) * U_STEP,
        -1.0 if np.isnan(g_value) else round(float(g_value), 2),
        envelope.u_source[row],
    )


def _joined(envelope: Envelope, likeness: _Likeness, rows: list[int], era: Era) -> ThermalSurface:
    area = envelope.area[rows]
    u_value = era.values[f"u_{likeness.kind}"]
    if likeness.u_step >= 0:
        mean = float(np.average(envelope.u_value[rows], weights=area))
        spread = SPREAD_OF_SOURCE.get(likeness.u_source, 0.15)
        source = f"the model ({likeness.u_source or 'unknown'})"
        u_value = Sourced(mean, mean * (1 - spread), mean * (1 + spread), "model", source)
    g_value = likeness.g_value if likeness.g_value >= 0 else era.values["g_window"].value
    return ThermalSurface(
        likeness.kind,
        float(area.sum()),
        likeness.azimuth if likeness.azimuth >= 0 else np.nan,
        likeness.tilt,
        u_value,
        g_value if likeness.kind == "window" else np.nan,
        tuple(sorted({int(e) for e in envelope.element[rows]})),
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
