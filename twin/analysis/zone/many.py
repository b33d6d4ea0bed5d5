"""Many buildings, or many variants of one, as zones side by side.

Each building is five surfaces: walls, roof, ground floor, inner mass and windows. Parts of one
kind are one surface that faces all their directions at once; that is exact for parts of one
construction, and near it for the others because their U-values add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.assumptions import Physics
from twin.analysis.operation import HourlyUse
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.fabric import Fabric
from twin.analysis.zone.glazing import Glazing, at_angle, blurred, typical_glazing
from twin.analysis.zone.ground import temperature_below, u_value_with
from twin.analysis.zone.inputs import check_physics, check_use, check_weather, check_zones
from twin.analysis.zone.kernel import Hours, Lanes, Need, run
from twin.analysis.zone.modes import MODES, WallModes
from twin.analysis.zone.outdoors import WINDOW_FACTOR, Face, natural_factors, surroundings
from twin.analysis.zone.room import (
    AIR_HEAT, GLASS_EMISSIVITY, INNER_EMISSIVITY, ROOM, cold_face, radiant_conductance,
)  # fmt: skip
from twin.analysis.zone.shape import FINE, Plane, Rounding, Sums, all_planes, sums_of
from twin.analysis.zone.usual import (
    INNER_FILM,
    OUTER_FILM,
    ground_modes,
    inner_modes,
    part_modes,
)
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather, ThermalZone

SLOTS = ("wall", "roof", "floor", "inner", "window")
INNER_TILT = (90.0, 180.0, 0.0, 90.0)  # of the opaque slots
LEAST_AREA = 1e-3  # of a kind of part that a zone lacks. [m2]
FURNITURE = 10e3  # heat capacity of air and things, EN ISO 52016-1:2017, B.14. [J/(K m2)]
RADIANT_SHARE = 0.5  # of gains, EN ISO 13790:2008, C.2
GLASS_CLASSES = 4
ABSORPTANCE = 0.6  # of inner and outer surfaces for sunlight
GLASS_ABSORPTANCE, GLASS_LOST = 0.8, 0.8  # of room light that meets a window; part of it lost
AIRING_CHANGES = 3.0  # air changes through opened windows. [1/h]
REFERENCE_FACE = 18.0


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One zone with the numbers of one calculation."""

    zone: ThermalZone
    physics: Physics


def needs(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding = FINE,
    kind: type = np.float64,
) -> Need:
    """Hours of many zones, arrays of shape (8760, n).

    Parameters
    ----------
    uses : of each variant; those that are the same object share their hours.
    rounding : how finely directions are told apart.
    """
    return run(*prepared(variants, uses, weather, rounding), kind=kind)


def prepared(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding = FINE,
) -> tuple[Lanes, Hours]:
    """Numbers of many zones for the kernel.

    Raises
    ------
    MissingInput, InputOutOfRange
        As the checks of `twin.analysis.zone.inputs`.
    """
    check_zones(variant.zone for variant in variants)
    check_physics(variant.physics for variant in variants)
    for use in {id(use): use for use in uses}.values():
        check_use(use)
    check_weather(weather)
    sums = _all_sums(variants, rounding)
    planes = all_planes(sums)
    numbers = _Numbers.of(variants, sums)
    distinct = list({id(use): use for use in uses}.values())
    row = {id(use): place for place, use in enumerate(distinct)}
    lanes = _lanes(numbers, _films(weather, planes), np.array([row[id(u)] for u in uses]), weather)
    return lanes, _hours(numbers, sums, planes, distinct, weather)


def _all_sums(variants: Sequence[Variant], rounding: Rounding) -> list[Sums]:
    """Sums of each variant's zone; the same zone is added up once."""
    known: dict[tuple[int, int], Sums] = {}
    found: list[Sums] = []
    for variant in variants:
        key = id(variant.zone.surfaces), id(variant.zone.inner)
        if key not in known:
            known[key] = sums_of(variant.zone, rounding)
        found.append(known[key])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Numbers:
    """Numbers of n zones, arrays of shape (n,) unless said.

    area, u_value : by slot but the inner mass, each (n,).
    """

    area: dict[str, FloatArray]
    u_value: dict[str, FloatArray]
    floor_area: FloatArray
    volume: FloatArray
    fabric: Fabric
    other: FloatArray
    leakage: FloatArray
    supply: FloatArray
    recovery: FloatArray
    has_fans: FloatArray
    supply_temperature: FloatArray
    airing_temperature: FloatArray
    shift: FloatArray
    sun: FloatArray

    @classmethod
    def of(cls, variants: Sequence[Variant], sums: Sequence[Sums]) -> "_Numbers":
        area = {
            kind: np.array([max(s.area.get(kind, 0.0), LEAST_AREA) for s in sums])
            for kind in ("wall", "roof", "window")
        }
        u_value = {
            kind: np.array([s.conductance.get(kind, LEAST_AREA) for s in sums]) / values
            for kind, values in area.items()
        }

        def zones(name: str) -> FloatArray:
            return np.array([getattr(v.zone, name).value for v in variants])

        def physics(name: str) -> FloatArray:
            return np.array([getattr(v.physics, name) for v in variants])

        floor_area, volume = zones("floor_area"), zones("volume")
        factor = np.array([v.zone.ventilation_factor for v in variants])
        bridges = zones("thermal_bridge") * floor_area
        return cls(
            area,
            u_value,
            floor_area,
            volume,
            Fabric.of([v.zone for v in variants], sums, physics("ground_conductivity")),
            np.array([s.other for s in sums]) + bridges,
            AIR_HEAT * physics("infiltration_factor") * zones("n50") * volume / 3600,
            AIR_HEAT * factor * floor_area / 3600,
            zones("heat_recovery"),
            (zones("specific_fan_power") > 0).astype(np.float64),
            physics("supply_temperature"),
            physics("airing_temperature"),
            np.array([v.zone.setpoint_shift for v in variants]) + physics("indoor_offset"),
            (1 - physics("frame_share")) * physics("obstruction"),
        )


def _lanes(
    numbers: _Numbers, films: dict[str, float], use: FloatArray, weather: HourlyWeather
) -> Lanes:
    n = len(numbers.floor_area)
    modes, inner_area = _modes(numbers, films)
    opaque = numbers.area["wall"], numbers.area["roof"], numbers.fabric.ground.area
    area = np.stack([*opaque, inner_area, numbers.area["window"]])
    emissivity = np.full_like(area, INNER_EMISSIVITY)
    emissivity[4] = GLASS_EMISSIVITY
    face = np.full_like(area, ROOM)
    face[4] = cold_face(numbers.u_value["window"], weather)
    factors = np.array([*(natural_factors(t) for t in INNER_TILT), (WINDOW_FACTOR,) * 2])
    beam, diffuse = _shares(area)

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
        gains=numbers.floor_area,
        shift=numbers.shift,
        heating_power=np.full(n, 1e12),
        cooling_power=np.full(n, 1e12),
        airing=zero + AIR_HEAT * AIRING_CHANGES * numbers.volume / 3600,
        airing_temperature=numbers.airing_temperature,
        use=use.astype(np.int32),
    )


def _modes(numbers: _Numbers, films: dict[str, float]) -> tuple[tuple[WallModes, ...], FloatArray]:
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


def _windows(numbers: _Numbers, film: float) -> WallModes:
    n = len(numbers.floor_area)
    none, one = np.zeros((n, MODES)), np.ones(n)
    resistance = _window_resistance(numbers, film)
    return WallModes(none, none, none, none, one, resistance, none, none, one, 0 * one)


def _window_resistance(numbers: _Numbers, film: float) -> FloatArray:
    """From the inner face of the windows to the equivalent temperature. [m2 K/W]"""
    core = 1 / numbers.u_value["window"] - INNER_FILM["window"] - OUTER_FILM
    return np.maximum(core, 0.002) + 1 / film


def _shares(area: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Share of beam and diffuse sun that each slot takes up, each (5, n); as `room`.

    Half of the inner mass are floors and take beams too.
    """
    absorptance = np.full_like(area, ABSORPTANCE)
    absorptance[4] = GLASS_ABSORPTANCE
    even = area * absorptance / (area * absorptance).sum(axis=0)
    landing = area * np.array([0, 0, 1, 0.4, 0])[:, None]
    beam = landing / landing.sum(axis=0) * ABSORPTANCE
    others = area * np.array([1, 1, 0, 0.6, 1])[:, None]
    walls = area * np.array([1, 1, 1, 1, 0])[:, None]

    def spread(meets: FloatArray) -> FloatArray:
        taken = meets / meets.sum(axis=0) * absorptance
        return taken + (1 - taken.sum(axis=0)) * even

    beam = beam + (1 - beam.sum(axis=0)) * spread(others)
    keeps = np.array([1, 1, 1, 1, (1 - GLASS_LOST) / 2])[:, None]
    return beam * keeps, spread(walls) * keeps


def _films(weather: HourlyWeather, planes: Sequence[Plane]) -> dict[str, float]:
    """Mean film outside walls, roofs and windows. [W/(m2 K)]"""
    upright = [p for p in planes if p[0] > 45] or [(90.0, 180.0)]
    level = [p for p in planes if p[0] <= 45] or [(0.0, 0.0)]

    def mean(kind: str, some: Sequence[Plane]) -> float:
        return float(np.mean([surroundings(weather, _face(kind, p)).mean_film for p in some]))

    return {
        "wall": mean("wall", upright),
        "roof": mean("roof", level),
        "window": mean("window", upright),
    }


def _face(kind: str, plane: Plane) -> Face:
    if kind == "window":
        return Face(*plane, absorptance=0.0, emissivity=0.84, roughness=1.0, u_value=1.5)
    return Face(*plane, absorptance=ABSORPTANCE)


def _hours(
    numbers: _Numbers,
    sums: Sequence[Sums],
    planes: tuple[Plane, ...],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
) -> Hours:
    view = _view(weather, planes)
    window = _weights(sums, planes, "window")
    glass = _glass_weights(sums, planes) * numbers.sun
    resistance = _window_resistance(numbers, _films(weather, planes)["window"])
    inward = glass * resistance / numbers.area["window"]
    outer = np.empty((4, len(weather.temperature), len(sums)), np.float32)
    outer[0] = _mixed(view.wall, _weights(sums, planes, "wall"))
    outer[1] = _mixed(view.roof, _weights(sums, planes, "roof"))
    outer[2] = temperature_below(weather, numbers.fabric.ground)
    outer[3] = _mixed(view.window, np.concatenate([window, window / resistance, inward]))

    def by_use(name: str, factor: float = 1.0) -> FloatArray:
        return np.stack([factor * np.nan_to_num(getattr(u, name), nan=99.0) for u in uses])

    return Hours(
        temperature=weather.temperature,
        density=np.ones(len(weather.temperature)),
        outer=outer,
        beam=_mixed(view.beam, glass),
        diffuse=_mixed(view.diffuse, glass),
        convective=by_use("gains", 1 - RADIANT_SHARE),
        radiant=by_use("gains", RADIANT_SHARE),
        flow=by_use("airflow"),
        extra=np.zeros((len(uses), len(weather.temperature))),
        heating=by_use("heating_setpoint"),
        cooling=by_use("cooling_setpoint"),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What the planes meet in each hour, (8760, P) or, for windows, stacked columns, float32.

    window : equivalent temperature, what the film of the hour changes per conductance, and the
        heat absorbed in glass of g = 1 per class.
    beam, diffuse : through glass of g = 1, by plane and class. [W/m2]
    """

    wall: FloatArray
    roof: FloatArray
    window: FloatArray
    beam: FloatArray
    diffuse: FloatArray


@lru_cache(maxsize=16)
def _view(weather: HourlyWeather, planes: tuple[Plane, ...]) -> _View:
    walls = [surroundings(weather, _face("wall", p)).temperature for p in planes]
    windows = [surroundings(weather, _face("window", p)) for p in planes]
    mean = _films(weather, planes)["window"]
    off = [(REFERENCE_FACE - w.temperature) * (1 / w.film - 1 / mean) for w in windows]
    columns: dict[str, list[FloatArray]] = {"beam": [], "diffuse": [], "inward": []}
    for plane in planes:
        sun = plane_sun(weather, plane[0], plane[1])
        for glass in map(_unit_glazing, range(GLASS_CLASSES)):
            columns["beam"].append(
                sun.beam * at_angle(glass.transmitted, sun.cosine)
                + sun.circumsolar * at_angle(blurred(glass.transmitted), sun.cosine)
            )
            columns["diffuse"].append(sun.diffuse * glass.diffuse_transmitted)
            columns["inward"].append(
                sun.direct * at_angle(glass.inward, sun.cosine)
                + sun.diffuse * glass.diffuse_inward
            )
    opaque = _columns(walls)
    return _View(
        wall=opaque,
        roof=opaque,
        window=_columns([*(w.temperature for w in windows), *off, *columns["inward"]]),
        beam=_columns(columns["beam"]),
        diffuse=_columns(columns["diffuse"]),
    )


def _mixed(columns: FloatArray, weights: FloatArray) -> FloatArray:
    """Weighted sum of columns (8760, k) for each of n zones, shape (8760, n), float32."""
    used = (weights != 0).any(axis=1)
    return columns[:, used] @ weights[used].astype(np.float32)


def _columns(values: Sequence[FloatArray]) -> FloatArray:
    return np.stack(values, axis=1).astype(np.float32)


@lru_cache(maxsize=GLASS_CLASSES)
def _unit_glazing(place: int) -> Glazing:
    """Glazing of a class, as if its g-value were 1."""
    return typical_glazing((5.2, 2.6, 1.4, 0.8)[place])


def _weights(sums: Sequence[Sums], planes: tuple[Plane, ...], kind: str) -> FloatArray:
    """Share of the area of a kind that lies in each plane, (P, n); a zone without gets the sky."""
    place = {plane: row for row, plane in enumerate(planes)}
    found = np.zeros((len(planes), len(sums)))
    for column, one in enumerate(sums):
        total = one.area.get(kind, 0.0)
        if total <= 0:
            found[0, column] = 1.0
        for plane, area in one.planes[kind].items():
            found[place[plane], column] = area / total
    return found


def _glass_weights(sums: Sequence[Sums], planes: tuple[Plane, ...]) -> FloatArray:
    """g-value times area by plane and class of glazing, (P * GLASS_CLASSES, n). [m2]"""
    place = {plane: row for row, plane in enumerate(planes)}
    found = np.zeros((len(planes) * GLASS_CLASSES, len(sums)))
    for column, one in enumerate(sums):
        for (plane, glass), area in one.glass.items():
            found[place[plane] * GLASS_CLASSES + glass, column] += area
    return found
