"""What planes and windows in them meet in each hour, shaded or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import following, shaded
from twin.analysis.sun.surface_points import facing
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.glazing import USUAL, at_angle, blurred, scattered, usual_glazing
from twin.analysis.zone.outdoors import Face, surroundings
from twin.analysis.zone.parts import REFERENCE_FACE
from twin.analysis.zone.shape import Sums
from twin.model.arrays import Float32Array, FloatArray, IntArray
from twin.model.shading import Plane, Shading, ZoneShading
from twin.model.thermal import HourlyWeather

ABSORPTANCE = 0.6  # of outer surfaces for sunlight


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the planes meet in each hour, (8760, P) or, for windows, stacked columns, float32.

    opaque : equivalent temperature before walls and roofs. [degree C]
    window : equivalent temperature, what the film of the hour changes per conductance, and the
        heat absorbed in glass of g = 1 per class.
    beam, diffuse : through glass of g = 1, by plane and class. [W/m2]
    """

    opaque: Float32Array
    window: Float32Array
    beam: Float32Array
    diffuse: Float32Array


@lru_cache(maxsize=16)
def view(
    weather: HourlyWeather, planes: tuple[Plane, ...], shading: ZoneShading | None = None
) -> View:
    """What planes meet; calculated once for the same planes and the same `shading` object."""
    opaque, glazed = _tables(shading, weather)
    walls = [surroundings(weather, face("wall", p), nearest(opaque, p)) for p in planes]
    windows = [surroundings(weather, face("window", p)) for p in planes]
    mean = films(weather, planes)["window"]
    off = [(REFERENCE_FACE - w.temperature) * (1 / w.film - 1 / mean) for w in windows]
    columns: dict[str, list[FloatArray]] = {"beam": [], "diffuse": [], "inward": []}
    for plane in planes:
        sun = shaded(plane_sun(weather, plane[0], plane[1]), nearest(glazed, plane))
        for glass in map(usual_glazing, range(len(USUAL))):
            columns["beam"].append(
                sun.beam * at_angle(glass.transmitted, sun.cosine)
                + sun.circumsolar * at_angle(blurred(glass.transmitted), sun.cosine)
            )
            columns["diffuse"].append(
                scattered(sun, glass.transmitted, glass.diffuse_transmitted, plane[0])
            )
            columns["inward"].append(
                sun.direct * at_angle(glass.inward, sun.cosine)
                + scattered(sun, glass.inward, glass.diffuse_inward, plane[0])
            )
    return View(
        opaque=_columns([w.temperature for w in walls]),
        window=_columns([*(w.temperature for w in windows), *off, *columns["inward"]]),
        beam=_columns(columns["beam"]),
        diffuse=_columns(columns["diffuse"]),
    )


def films(weather: HourlyWeather, planes: Sequence[Plane]) -> dict[str, float]:
    """Mean film outside walls, roofs and windows; shade changes it too little. [W/(m2 K)]"""
    upright = [p for p in planes if p[0] > 45] or [(90.0, 180.0)]
    level = [p for p in planes if p[0] <= 45] or [(0.0, 0.0)]

    def mean(kind: str, some: Sequence[Plane]) -> float:
        return float(np.mean([surroundings(weather, face(kind, p)).mean_film for p in some]))

    return {
        "wall": mean("wall", upright),
        "roof": mean("roof", level),
        "window": mean("window", upright),
    }


def face(kind: str, plane: Plane) -> Face:
    """The outer side of a ``window``, or of a wall or roof."""
    if kind == "window":
        return Face(*plane, absorptance=0.0, emissivity=0.84, roughness=1.0, u_value=1.5)
    return Face(*plane, absorptance=ABSORPTANCE)


def nearest(table: Mapping[Plane, Shading], plane: Plane) -> Shading | None:
    """Shading of the plane, else of the one that faces most as it does; None without any."""
    if plane in table or not table:
        return table.get(plane)
    outward = facing(*plane)
    return table[max(table, key=lambda other: float(facing(*other) @ outward))]


def _tables(
    shading: ZoneShading | None, weather: HourlyWeather
) -> tuple[Mapping[Plane, Shading], Mapping[Plane, Shading]]:
    """Shading of walls and roofs, and of windows; those that nobody looked at have the walls'."""
    if shading is None:
        return {}, {}
    shading = following(shading, sun_of(weather))
    return shading.opaque, shading.windows or shading.opaque


def _columns(values: Sequence[FloatArray]) -> Float32Array:
    return np.stack(values, axis=1).astype(np.float32)


def views_of(
    shadings: Sequence[ZoneShading | None], planes: tuple[Plane, ...], weather: HourlyWeather
) -> list[tuple[list[int], View]]:
    """What the planes meet behind each shading, and the zones that have it."""
    rows: dict[int, list[int]] = {}
    for row, shading in enumerate(shadings):
        rows.setdefault(id(shading), []).append(row)
    return [(same, view(weather, planes, shadings[same[0]])) for same in rows.values()]


def mixed(views: list[tuple[list[int], View]], part: str, weights: FloatArray) -> Float32Array:
    """Weighted sum of columns (8760, k) of a part for each of n zones, (8760, n), float32."""
    found = [_sum_of(getattr(one, part), weights[:, rows]) for rows, one in views]
    if len(found) == 1:
        return found[0]
    mixed = np.empty((len(found[0]), weights.shape[1]), np.float32)
    for (rows, _), columns in zip(views, found, strict=True):
        mixed[:, rows] = columns
    return mixed


def _sum_of(columns: Float32Array, weights: FloatArray) -> Float32Array:
    """Columns (8760, k) times weights (k, n); columns that nobody has are left out."""
    used = (weights != 0).any(axis=1)
    return columns[:, used] @ weights[used].astype(np.float32)


def weights_of(sums: Sequence[Sums], planes: tuple[Plane, ...], kind: str) -> FloatArray:
    """Share of the area of a kind that lies in each plane, (P, n); a zone without gets the sky."""
    place = {plane: row for row, plane in enumerate(planes)}
    once, column_of = _once(sums)
    found = np.zeros((len(planes), len(once)))
    for column, one in enumerate(once):
        total = one.area.get(kind, 0.0)
        if total <= 0:
            found[0, column] = 1.0
        for plane, area in one.planes[kind].items():
            found[place[plane], column] = area / total
    return found[:, column_of]


def glass_weights(sums: Sequence[Sums], planes: tuple[Plane, ...]) -> FloatArray:
    """g-value times area by plane and class of glazing, (P * classes, n). [m2]"""
    place = {plane: row for row, plane in enumerate(planes)}
    once, column_of = _once(sums)
    found = np.zeros((len(planes) * len(USUAL), len(once)))
    for column, one in enumerate(once):
        for (plane, glass), area in one.glass.items():
            found[place[plane] * len(USUAL) + glass, column] += area
    return found[:, column_of]


def _once(sums: Sequence[Sums]) -> tuple[list[Sums], IntArray]:
    """Sums without repetition, and which of them each one is."""
    place: dict[int, int] = {}
    column = [place.setdefault(id(one), len(place)) for one in sums]
    known = {id(one): one for one in sums}
    return [known[key] for key in place], np.array(column, dtype=np.int32)
