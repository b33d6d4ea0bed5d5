"""Buildings as five lumped surfaces each: walls, roof, ground floor, inner mass and windows.

Parts of one kind are one surface that faces all their directions at once; that is exact for parts
of one construction, and near it for the others because their U-values add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.operation import AIRING_CHANGES, NO_LIMITS, HourlyUse
from twin.analysis.zone.ground import u_value_with
from twin.analysis.zone.inputs import check_physics, check_use, check_weather, check_zones
from twin.analysis.zone.inside import (
    ABSORPTANCE,
    AIR_HEAT,
    EMISSIVITY,
    GLASS_EMISSIVITY,
    ROOM,
    cold_face,
    radiant_conductance,
    sun_shares,
)
from twin.analysis.zone.lanes import Lanes
from twin.analysis.zone.modes import MODES, WallModes
from twin.analysis.zone.outdoors import WINDOW_FACTOR, natural_factors
from twin.analysis.zone.shape import Plane, Rounding, Sums, all_planes, sums_of
from twin.analysis.zone.usual import (
    INNER_FILM,
    OUTER_FILM,
    ground_modes,
    inner_modes,
    part_modes,
)
from twin.analysis.zone.variants import Numbers, Variant
from twin.analysis.zone.view import films, glass_weights, weights_of
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

SLOTS = ("wall", "roof", "floor", "inner", "window")
INNER_TILT = (90.0, 180.0, 0.0, 90.0)  # of the opaque slots
FURNITURE = 10e3  # heat capacity of air and things, EN ISO 52016-1:2017, B.14. [J/(K m2)]
NO_POWER_LIMIT = 1e12  # [W]
FLOOR = (0.0, 0.0, 1.0, 0.4, 0.0)  # part of each slot that is floor; of inner mass the decks
GLASS_ABSORPTANCE, GLASS_LOST = 0.8, 0.8  # of room light that meets a window; part of it lost


@dataclass(frozen=True, slots=True, eq=False)
class Lumped:
    """n buildings for the kernel, and what their sun follows from.

    planes : in which any of them has parts.  uses : that differ, rows of `Lanes.use`.
    """

    lanes: Lanes
    numbers: Numbers
    sums: list[Sums]
    planes: tuple[Plane, ...]
    uses: list[HourlyUse]
    weather: HourlyWeather


def lumped(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding,
) -> Lumped:
    """Check buildings and add up their parts.

    Raises
    ------
    MissingInput, InputOutOfRange
        As the checks of `twin.analysis.zone.inputs`.
    """
    check_zones(variant.zone for variant in variants)
    check_physics(variant.physics for variant in variants)
    distinct = list({id(use): use for use in uses}.values())
    for use in distinct:
        check_use(use)
    check_weather(weather)
    sums = all_sums(variants, rounding)
    planes = all_planes(sums)
    return of_numbers(Numbers.of(variants, sums), sums, planes, uses, weather)


def of_numbers(
    numbers: Numbers,
    sums: list[Sums],
    planes: tuple[Plane, ...],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
) -> Lumped:
    """Buildings of these numbers, unchecked; sums : for their directions, (n,)."""
    distinct = list({id(use): use for use in uses}.values())
    row = {id(use): place for place, use in enumerate(distinct)}
    lanes = _lanes(numbers, films(weather, planes), np.array([row[id(u)] for u in uses]), weather)
    return Lumped(_used(lanes, numbers, uses), numbers, sums, planes, distinct, weather)


def window_weights(zones: Lumped) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Weights of `View.window` but its last part, of the sun, and of that last part.

    The sun through glass has those in the middle; the last are of the heat that glass absorbs and
    lets in.
    """
    numbers = zones.numbers
    window = weights_of(zones.sums, zones.planes, "window")
    glass = glass_weights(zones.sums, zones.planes) * numbers.sun
    resistance = _window_resistance(numbers, films(zones.weather, zones.planes)["window"])
    outside = np.concatenate([window, window / resistance])
    return outside, glass, glass * resistance / numbers.area["window"]


def _used(lanes: Lanes, numbers: Numbers, uses: Sequence[HourlyUse]) -> Lanes:
    """Zones with the limits of their uses."""
    if all(use.limits is NO_LIMITS for use in uses):
        return lanes

    def of(name: str) -> FloatArray:
        return np.array([getattr(use.limits, name) for use in uses])

    airing = of("airing_temperature")
    return replace(
        lanes,
        heating_power=np.minimum(of("heating_power") * numbers.floor_area, NO_POWER_LIMIT),
        cooling_power=np.minimum(of("cooling_power") * numbers.floor_area, NO_POWER_LIMIT),
        airing=AIR_HEAT * of("airing") * numbers.volume / 3600,
        airing_temperature=np.where(np.isnan(airing), lanes.airing_temperature, airing),
        flushing_above=of("flushing_above"),
        flushing_below=of("flushing_below"),
    )


def all_sums(variants: Sequence[Variant], rounding: Rounding) -> list[Sums]:
    """Sums of each variant's zone; the same zone is added up once."""
    known: dict[tuple[int, int], Sums] = {}
    found: list[Sums] = []
    for variant in variants:
        key = id(variant.zone.surfaces), id(variant.zone.inner)
        if key not in known:
            known[key] = sums_of(variant.zone, rounding)
        found.append(known[key])
    return found


def _lanes(
    numbers: Numbers, films: dict[str, float], use: FloatArray, weather: HourlyWeather
) -> Lanes:
    n = len(numbers.floor_area)
    modes, inner_area = _modes(numbers, films)
    opaque = numbers.area["wall"], numbers.area["roof"], numbers.fabric.ground.area
    area = np.stack([*opaque, inner_area, numbers.area["window"]])
    emissivity = np.full_like(area, EMISSIVITY)
    emissivity[4] = GLASS_EMISSIVITY
    face = np.full_like(area, ROOM)
    face[4] = cold_face(numbers.u_value["window"], weather)
    factors = np.array([*(natural_factors(t) for t in INNER_TILT), (WINDOW_FACTOR,) * 2])
    absorptance = np.array([*(ABSORPTANCE,) * 4, GLASS_ABSORPTANCE])[:, None]
    lost = np.array([*(0.0,) * 4, GLASS_LOST])[:, None]
    beam, diffuse = sun_shares(area, absorptance, np.array(FLOOR)[:, None], lost)

    def stacked(name: str) -> FloatArray:
        return np.stack([np.moveaxis(getattr(m, name), 0, -1) for m in modes])

    zero = np.zeros(n)
    return Lanes(
        decay=stacked("decay"),
        by_outside=stacked("by_outside"),
        by_flux=stacked("by_flux"),
        mean=stacked("mean"),
        outside=stacked("outside"),
        flux=stacked("flux"),
        area=area,
        radiation=radiant_conductance(area, emissivity, face),
        warm=np.repeat(factors[:, 0:1], n, axis=1),
        cold=np.repeat(factors[:, 1:2], n, axis=1),
        beam=beam,
        diffuse=diffuse,
        channel=np.array([0, 1, 2, 2, 3], dtype=np.int32),
        air_capacity=(FURNITURE * numbers.floor_area + AIR_HEAT * numbers.volume) / 3600,
        leakage=numbers.leakage + numbers.other,
        supply=numbers.supply,
        recovery=numbers.recovery * numbers.has_fans,
        frost=np.full(n, -99.0),
        supply_temperature=numbers.supply_temperature,
        coil=numbers.has_fans,
        gains=numbers.gains,
        shift=numbers.shift,
        heating_power=np.full(n, NO_POWER_LIMIT),
        cooling_power=np.full(n, NO_POWER_LIMIT),
        airing=zero + AIR_HEAT * AIRING_CHANGES * numbers.volume / 3600,
        airing_temperature=numbers.airing_temperature,
        use=use.astype(np.int32),
        flushing=AIR_HEAT * numbers.flushing / 3600,
        flushing_above=np.full(n, NO_LIMITS.flushing_above),
        flushing_below=np.full(n, NO_LIMITS.flushing_below),
    )


def _modes(numbers: Numbers, films: dict[str, float]) -> tuple[tuple[WallModes, ...], FloatArray]:
    """Modes of the five slots, and the area of the inner mass. [m2]"""
    n = len(numbers.floor_area)
    fabric = numbers.fabric
    parts = [
        part_modes(k, numbers.u_value[k], fabric.leaf[k], np.full(n, films[k]))
        for k in ("wall", "roof")
    ]
    ground = fabric.ground
    floor = ground_modes(
        ground.part_u_value, u_value_with(ground), fabric.leaf["floor"], ground.conductivity
    )
    inner = inner_modes(fabric.inner_leaf)
    return (*parts, floor, inner, _windows(numbers, films["window"])), fabric.inner_area


def _windows(numbers: Numbers, film: float) -> WallModes:
    n = len(numbers.floor_area)
    none, one = np.zeros((n, MODES)), np.ones(n)
    resistance = _window_resistance(numbers, film)
    return WallModes(none, none, none, none, one, resistance, none, none, one, 0 * one)


def _window_resistance(numbers: Numbers, film: float) -> FloatArray:
    """From the inner face of the windows to the equivalent temperature. [m2 K/W]"""
    core = 1 / numbers.u_value["window"] - INNER_FILM["window"] - OUTER_FILM
    return np.maximum(core, 0.002) + 1 / film
