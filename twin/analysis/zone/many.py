"""Many buildings, or many variants of one, as zones side by side.

Each building is five surfaces: walls, roof, ground floor, inner mass and windows. Parts of one
kind are one surface that faces all their directions at once; that is exact for parts of one
construction, and near it for the others because their U-values add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.assumptions import Physics
from twin.analysis.operation import HourlyUse
from twin.analysis.zone.fabric import Fabric
from twin.analysis.zone.ground import temperature_below, u_value_with
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
from twin.analysis.zone.kernel import Hours, Lanes, Need, run
from twin.analysis.zone.modes import MODES, WallModes
from twin.analysis.zone.outdoors import WINDOW_FACTOR, natural_factors
from twin.analysis.zone.shape import FINE, Plane, Rounding, Sums, all_planes, sums_of
from twin.analysis.zone.usual import (
    INNER_FILM,
    OUTER_FILM,
    ground_modes,
    inner_modes,
    part_modes,
)
from twin.analysis.zone.view import GLASS_CLASSES, View, films, view
from twin.model.arrays import Float32Array, FloatArray
from twin.model.shading import ZoneShading
from twin.model.thermal import HourlyWeather, ThermalZone

SLOTS = ("wall", "roof", "floor", "inner", "window")
INNER_TILT = (90.0, 180.0, 0.0, 90.0)  # of the opaque slots
LEAST_AREA = 1e-3  # of a kind of part that a zone lacks. [m2]
FURNITURE = 10e3  # heat capacity of air and things, EN ISO 52016-1:2017, B.14. [J/(K m2)]
RADIANT_SHARE = 0.5  # of gains, EN ISO 13790:2008, C.2
FLOOR = (0.0, 0.0, 1.0, 0.4, 0.0)  # part of each slot that is floor; of inner mass the decks
GLASS_ABSORPTANCE, GLASS_LOST = 0.8, 0.8  # of room light that meets a window; part of it lost
AIRING_CHANGES = 3.0  # air changes through opened windows. [1/h]


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
    lanes = _lanes(numbers, films(weather, planes), np.array([row[id(u)] for u in uses]), weather)
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
    sun : share that frames, curtains and, where nobody looked at the shade, all else leave.
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
    shading: tuple[ZoneShading | None, ...]

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
        shading = tuple(v.zone.shading for v in variants)
        is_looked_at = np.array([one is not None for one in shading])
        left = np.where(is_looked_at, physics("curtains"), physics("obstruction"))
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
            (1 - physics("frame_share")) * left,
            shading,
        )


def _lanes(
    numbers: _Numbers, films: dict[str, float], use: FloatArray, weather: HourlyWeather
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


def _hours(
    numbers: _Numbers,
    sums: Sequence[Sums],
    planes: tuple[Plane, ...],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
) -> Hours:
    views = _views(numbers.shading, planes, weather)
    window = _weights(sums, planes, "window")
    glass = _glass_weights(sums, planes) * numbers.sun
    resistance = _window_resistance(numbers, films(weather, planes)["window"])
    inward = glass * resistance / numbers.area["window"]
    outer = np.empty((4, len(weather.temperature), len(sums)), np.float32)
    outer[0] = _mixed(views, "opaque", _weights(sums, planes, "wall"))
    outer[1] = _mixed(views, "opaque", _weights(sums, planes, "roof"))
    outer[2] = temperature_below(weather, numbers.fabric.ground)
    outside = np.concatenate([window, window / resistance, inward])
    outer[3] = _mixed(views, "window", outside)

    def by_use(name: str, factor: float = 1.0) -> FloatArray:
        return np.stack([factor * np.nan_to_num(getattr(u, name), nan=99.0) for u in uses])

    return Hours(
        temperature=weather.temperature,
        density=np.ones(len(weather.temperature)),
        outer=outer,
        beam=_mixed(views, "beam", glass),
        diffuse=_mixed(views, "diffuse", glass),
        convective=by_use("gains", 1 - RADIANT_SHARE),
        radiant=by_use("gains", RADIANT_SHARE),
        flow=by_use("airflow"),
        extra=np.zeros((len(uses), len(weather.temperature))),
        heating=by_use("heating_setpoint"),
        cooling=by_use("cooling_setpoint"),
    )


def _views(
    shadings: Sequence[ZoneShading | None], planes: tuple[Plane, ...], weather: HourlyWeather
) -> list[tuple[list[int], View]]:
    """What the planes meet behind each shading, and the zones that have it."""
    rows: dict[int, list[int]] = {}
    for row, shading in enumerate(shadings):
        rows.setdefault(id(shading), []).append(row)
    return [(same, view(weather, planes, shadings[same[0]])) for same in rows.values()]


def _mixed(views: list[tuple[list[int], View]], part: str, weights: FloatArray) -> Float32Array:
    """Weighted sum of columns (8760, k) of a part for each of n zones, (8760, n), float32."""
    found = [_sum_of(getattr(one, part), weights[:, rows]) for rows, one in views]
    if len(found) == 1:
        return found[0]
    mixed = np.empty((len(found[0]), weights.shape[1]), np.float32)
    for (rows, _), columns in zip(views, found, strict=True):
        mixed[:, rows] = columns
    return mixed


def _sum_of(columns: Float32Array, weights: FloatArray) -> Float32Array:
    used = (weights != 0).any(axis=1)
    return columns[:, used] @ weights[used].astype(np.float32)


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
