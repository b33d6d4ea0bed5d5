"""The year's sun on the outer faces of a model's elements, past what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from twin.analysis.sun.horizon import Horizon
from twin.analysis.sun.obstacles import NO_OBSTACLES, Obstacles, turned
from twin.analysis.sun.position import sun_of
from twin.analysis.sun.sky_grid import SkyGrid, blend, sky_grid
from twin.analysis.sun.surface_points import CLEARANCE, SurfacePoints
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.sun.visibility import above_land, shining
from twin.analysis.sun.visible_sky import look
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import BuildingModel
from twin.model.envelope import Envelope
from twin.model.thermal import HourlyWeather

POINTS = 24  # on each element, where its faces are largest
AT_ONCE = 2000  # points looked at between two reports
DIVISIONS = 1  # of the sky: 145 patches
GROUND_REFLECTION = 0.2
FACING = 0.7  # least cosine between a face and the outside of its part
OPEN = 0.05  # share of the sky and ground that a point must see to lie outside


@dataclass(frozen=True, slots=True, eq=False)
class YearlySky:
    """Sun of a year by patch, without what hides it.

    grid : patches of the sky; those of the ground are their mirror images.
    beam : of the sun and the light close to it, on a plane that faces the patch, shape (p,).
        [kWh/m2]
    diffuse : of the rest of the sky, per solid angle, shape (p,). [kWh/(m2 sr)]
    ground : thrown back by the ground, per solid angle. [kWh/(m2 sr)]
    """

    grid: SkyGrid
    beam: FloatArray
    diffuse: FloatArray
    ground: float


def yearly_sky(weather: HourlyWeather, horizon: Horizon) -> YearlySky:
    """Sky of a year: the sun by where it stands, the rest even, without what land hides.

    References
    ----------
    Robinson and Stone (2004), Irradiation modelling made simple: the cumulative sky approach.
    """
    grid, sun = sky_grid(DIVISIONS), sun_of(weather)
    level = plane_sun(weather, 0.0, 0.0)
    steep = np.maximum(np.cos(np.radians(sun.zenith)), 0.05)
    direct = (level.beam + level.circumsolar) / steep * shining(sun, horizon)
    beam = blend(grid, sun.direction).T @ direct / 1000
    diffuse = above_land(grid, horizon) * float(level.sky.sum()) / 1000 / np.pi
    ground = GROUND_REFLECTION * float(weather.ghi.sum()) / 1000 / np.pi
    return YearlySky(grid, np.asarray(beam), diffuse, ground)


def sun_on_points(points: SurfacePoints, obstacles: Obstacles, sky: YearlySky) -> FloatArray:
    """Sun of a year at each point, NaN inside constructions, shape (n,). [kWh/m2]"""
    faced_sky, seen_sky = look(points, sky.grid.direction, obstacles)
    faced_ground, seen_ground = look(points, sky.grid.below, obstacles)
    solid = sky.grid.solid_angle
    found = seen_sky @ (sky.beam + sky.diffuse * solid) + seen_ground @ (sky.ground * solid)
    seen = (seen_sky @ solid) + (seen_ground @ solid)
    whole = (faced_sky @ solid) + (faced_ground @ solid)
    return np.where(seen > OPEN * whole, found, np.nan)


def sun_on_elements(
    model: BuildingModel, obstacles: Obstacles, sky: YearlySky
) -> Iterator[tuple[float, FloatArray]]:
    """Part done, and the mean of the outer faces of each element so far, NaN without any, (n,).

    Elements without an outer face, and those that are no body, have none.

    Parameters
    ----------
    obstacles : of the model and what stands around it, x east, y true north.
    """
    points, element, area = element_points(model)
    total, whole = np.zeros(len(model.elements)), np.zeros(len(model.elements))
    for first in range(0, max(len(element), 1), AT_ONCE):
        rows = slice(first, first + AT_ONCE)
        found = sun_on_points(_part(points, rows), obstacles, sky)
        is_outside = np.isfinite(found)
        weight = area[rows][is_outside]
        np.add.at(total, element[rows][is_outside], weight * found[is_outside])
        np.add.at(whole, element[rows][is_outside], weight)
        mean = np.divide(total, whole, out=np.full_like(total, np.nan), where=whole > 0)
        yield min((first + AT_ONCE) / max(len(element), 1), 1.0), mean


def element_points(model: BuildingModel) -> tuple[SurfacePoints, IntArray, FloatArray]:
    """Middles of the largest triangles of each element, their elements and areas. [m2]

    Triangles that look down are left out: they see no sky.
    """
    mesh = model.mesh
    corners = turned(mesh.vertices[mesh.faces].astype(np.float64) + mesh.origin, model.true_north)
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(cross, axis=1)
    solid = np.array([e.ifc_class not in NO_OBSTACLES for e in model.elements], dtype=bool)
    element = mesh.face_element if len(mesh.faces) else np.zeros(0, np.int32)
    normal = cross / np.where(length > 0, length, 1.0)[:, np.newaxis]
    usable = np.flatnonzero(
        solid[element]
        & (length > 1e-6)
        & (normal[:, 2] > -0.5)
        & _faces_out(normal, element, model.envelope, len(solid))
    )
    order = usable[np.lexsort((-length[usable], element[usable]))]
    rank = np.arange(len(order)) - np.searchsorted(element[order], element[order])
    chosen = order[rank < POINTS]
    position = corners[chosen].mean(axis=1) + CLEARANCE * normal[chosen]
    lowest = float(corners[..., 2].min()) if corners.size else 0.0
    points = SurfacePoints(
        position, normal[chosen], np.zeros(len(chosen), np.int32),
        np.full(len(chosen), lowest), 1,
    )  # fmt: skip
    return points, element[chosen].astype(np.int32), length[chosen] / 2


def _faces_out(
    normal: FloatArray, element: IntArray, envelope: Envelope | None, count: int
) -> BoolArray:
    """Faces that look where the envelope says that their element's outside is, shape (n,).

    Reveals and inner faces of outer parts do not; elements the envelope does not know all do.
    """
    if envelope is None or not len(envelope.element):
        return np.ones(len(normal), dtype=bool)
    around = np.radians(np.nan_to_num(envelope.azimuth))
    up = np.radians(envelope.tilt)
    out = np.stack([np.sin(around) * np.sin(up), np.cos(around) * np.sin(up), np.cos(up)], axis=1)
    known = np.isin(np.arange(count), envelope.element)
    faced = ~known[element]
    order = np.argsort(element, kind="stable")
    first = np.searchsorted(element[order], envelope.element, side="left")
    last = np.searchsorted(element[order], envelope.element, side="right")
    for begin, end, way in zip(first, last, out, strict=True):
        rows = order[begin:end]
        faced[rows] |= normal[rows] @ way > FACING
    return faced


def _part(points: SurfacePoints, rows: slice) -> SurfacePoints:
    return SurfacePoints(
        points.position[rows], points.normal[rows], points.surface[rows], points.ground[rows], 1
    )
