"""Planes of a building's outside that solar panels could lie in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from twin.analysis.sun.obstacles import NO_OBSTACLES, Obstacles, turned
from twin.analysis.sun.rays import blocked
from twin.analysis.sun.surface_points import facing
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import BuildingModel
from twin.model.panels import FACADE, ROOF

SAME_DIRECTION = np.cos(np.radians(4.0))  # triangles that differ less lie in one plane
SAME_PLANE = 0.1  # distance between triangles of one plane. [m]
ALONG_PART = 0.9  # cosine between a triangle and the outside of its part, at least
STEEPEST_ROOF = 70.0  # [degree]
LEAST_AREA = 8.0  # of a plane: four modules. [m2]
MOST_PLANES = 80  # the largest of a building
RISE, REACH = 0.15, 2.5  # things that rise between these heights over a plane are in the way. [m]
CLEARANCE = 0.3  # around them. [m]
OPENING_DEPTH = 0.6  # windows and doors this deep in a plane keep panels away. [m]
SEAM = 0.01  # gap between triangles that is none. [m]
UNDER = 0.6  # a plane this close below a parallel one is covered by it. [m]
SPECK = 0.02  # triangles smaller than this are no roof. [m2]
LOWEST_ROOF = 2.2  # over the lowest point of a building. [m]
ABOVE = 0.02  # where a look to the sky starts. [m]
UPRIGHT = np.sin(np.radians(5.0))  # of the slope of a wall, at most
ROOF_CLASSES = frozenset({
    "IfcRoof", "IfcSlab", "IfcSlabStandardCase", "IfcSlabElementedCase", "IfcCovering", "IfcPlate",
    "IfcBuildingElementProxy",
})  # fmt: skip
OPENINGS = frozenset({"IfcWindow", "IfcDoor", "IfcWindowStandardCase", "IfcDoorStandardCase"})


@dataclass(frozen=True, slots=True, eq=False)
class OuterPlane:
    """A plane of the outside, x east, y true north, z up.

    surface : ``roof`` | ``facade``.  tilt, azimuth : [degree]
    origin : a point in it, shape (3,). [m]
    right, up, normal : unit vectors; right is level, up the steepest way.
    shape : free part, without a strip along its edges, in metres along right and up.
    share : part of it that is no window, where windows are not drawn.
    """

    surface: str
    tilt: float
    azimuth: float
    origin: FloatArray
    right: FloatArray
    up: FloatArray
    normal: FloatArray
    shape: BaseGeometry
    share: float = 1.0

    def place(self, flat: FloatArray, height: float | FloatArray = 0.0) -> FloatArray:
        """Points of the plane in space, shape (..., 3), from points (..., 2) and heights. [m]"""
        above = np.asarray(height, dtype=float)[..., np.newaxis] * self.normal
        return self.origin + flat[..., :1] * self.right + flat[..., 1:] * self.up + above


def frame(normal: FloatArray) -> tuple[float, float, FloatArray, FloatArray]:
    """Tilt, azimuth, right and up of a plane; a level one has east and north. [degree]"""
    tilt = float(np.degrees(np.arccos(np.clip(normal[2], -1.0, 1.0))))
    level = float(np.hypot(normal[0], normal[1]))
    if level < 1e-3:
        return 0.0, 180.0, np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])
    azimuth = float(np.degrees(np.arctan2(normal[0], normal[1])) % 360.0)
    right = np.array([-normal[1], normal[0], 0.0]) / level
    return tilt, azimuth, right, np.cross(normal, right)


def model_planes(model: BuildingModel) -> tuple[OuterPlane, ...]:
    """Roofs and outer walls of a model, without what stands on them and without windows.

    The largest come first. Outer walls are those of the envelope.
    """
    mesh = model.mesh
    if not len(mesh.faces):
        return ()
    solid = np.array([e.ifc_class not in NO_OBSTACLES for e in model.elements], dtype=bool)
    faces = mesh.faces[solid[mesh.face_element]]
    corners = turned(mesh.vertices[faces].astype(np.float64) + mesh.origin, model.true_north)
    element = mesh.face_element[solid[mesh.face_element]]
    is_opening = np.array([e.ifc_class in OPENINGS for e in model.elements], dtype=bool)
    chosen = _outer_triangles(model, corners, element)
    return planes_of_triangles(corners[chosen], corners, corners[is_opening[element]])


def planes_of_triangles(
    outside: FloatArray, everything: FloatArray, openings: FloatArray
) -> tuple[OuterPlane, ...]:
    """Planes of triangles that face outward, the largest first.

    Parameters
    ----------
    outside : of roofs and outer walls, shape (t, 3, 3). [m]
    everything : what may rise over them.  openings : windows and doors.
    """
    found: list[OuterPlane] = []
    for normal, rows in _coplanar(outside):
        plane = _plane(outside[rows], normal)
        if plane is not None and plane.shape.area >= LEAST_AREA:
            found.append(plane)
    found.sort(key=lambda plane: -plane.shape.area)
    largest = found[:MOST_PLANES]
    free = [_freed(plane, largest, everything, openings) for plane in largest]
    return tuple(plane for plane in free if plane.shape.area >= LEAST_AREA)


def _outer_triangles(model: BuildingModel, corners: FloatArray, element: IntArray) -> IntArray:
    """Rows of triangles of outer walls, and of roofs, whether the envelope knows them or not."""
    normal, area = _normals(corners)
    is_roof = (normal[:, 2] > np.cos(np.radians(STEEPEST_ROOF))) & (area > SPECK)
    is_roof &= _elements_of(model, ROOF_CLASSES, "roof")[element]
    lowest = float(np.nanmin(corners[..., 2]))
    is_roof &= corners[..., 2].mean(axis=1) > lowest + LOWEST_ROOF
    chosen = _walls_outward(model, normal, element) & (np.abs(normal[:, 2]) < UPRIGHT)
    chosen[_open_to_sky(_rows(is_roof), corners, normal)] = True
    return _rows(chosen & (area > 0))


def _rows(chosen: BoolArray) -> IntArray:
    return np.flatnonzero(chosen).astype(np.int32)


def _elements_of(model: BuildingModel, classes: frozenset[str], kind: str) -> BoolArray:
    """Elements of these classes, or of this kind in the envelope, shape (n,)."""
    found = np.array([e.ifc_class in classes for e in model.elements], dtype=bool)
    if model.envelope is not None:
        rows = [row for row, own in enumerate(model.envelope.kind) if own == kind]
        found[model.envelope.element[rows]] = True
    return found


def _open_to_sky(rows: IntArray, corners: FloatArray, normal: FloatArray) -> IntArray:
    """Those of the triangles with nothing straight above their middle."""
    start = corners[rows].mean(axis=1) + ABOVE * normal[rows]
    upward = np.broadcast_to(np.array([0.0, 0.0, 1.0]), start.shape)
    return rows[~blocked(Obstacles(corners), start, upward)]


def _walls_outward(model: BuildingModel, normal: FloatArray, element: IntArray) -> BoolArray:
    """Triangles that face out of their outer wall, shape (t,)."""
    envelope = model.envelope
    chosen = np.zeros(len(element), dtype=bool)
    if envelope is None:
        return chosen
    order = np.argsort(element, kind="stable")
    starts = np.searchsorted(element[order], np.arange(len(model.elements) + 1))
    for row, kind in enumerate(envelope.kind):
        if kind == "wall" and _meets_air(envelope.adjacency, row):
            part = envelope.element[row]
            own = order[starts[part] : starts[part + 1]]
            tilt, azimuth = np.nan_to_num([envelope.tilt[row], envelope.azimuth[row]])
            chosen[own] |= normal[own] @ facing(tilt, azimuth) > ALONG_PART
    return chosen


def _meets_air(adjacency: Sequence[str], row: int) -> bool:
    return not adjacency or adjacency[row] == "outside"


def _normals(corners: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Unit normals, shape (t, 3), and areas, shape (t,). [m2]"""
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(cross, axis=1)
    return cross / np.where(length > 0, length, 1.0)[:, np.newaxis], length / 2


def _coplanar(corners: FloatArray) -> Iterator[tuple[FloatArray, IntArray]]:
    """Normals and rows of the triangles in each plane, from the largest triangle on."""
    normal, area = _normals(corners)
    middle = corners.mean(axis=1)
    left = area > 0
    found: list[tuple[float, FloatArray, IntArray]] = []
    while left.any() and len(found) < 4 * MOST_PLANES:
        seed = int(np.argmax(np.where(left, area, 0.0)))
        near = np.abs((middle - middle[seed]) @ normal[seed]) < SAME_PLANE
        rows = _rows(left & near & (normal @ normal[seed] > SAME_DIRECTION))
        left[rows] = False
        left[seed] = False
        found.append((float(area[rows].sum()), normal[seed], rows))
    for total, direction, rows in sorted(found, key=lambda one: -one[0]):
        if total >= LEAST_AREA:
            yield direction, rows


def _plane(corners: FloatArray, normal: FloatArray) -> OuterPlane | None:
    tilt, azimuth, right, up = frame(normal)
    origin = corners[0, 0]
    flat = np.stack([(corners - origin) @ right, (corners - origin) @ up], axis=-1)
    shape = shapely.union_all(_grown(flat))
    shape = shape.buffer(-SEAM, join_style="mitre")
    if shape.is_empty:
        return None
    surface = ROOF if tilt < STEEPEST_ROOF else FACADE
    return OuterPlane(surface, tilt, azimuth, origin, right, up, normal, shape)


def _grown(flat: FloatArray) -> Any:  # Any: an array of geometries
    return shapely.buffer(shapely.polygons(flat), SEAM, quad_segs=2)


def _freed(
    plane: OuterPlane,
    others: Sequence[OuterPlane],
    everything: FloatArray,
    openings: FloatArray,
) -> OuterPlane:
    """Plane without what rises over it, what covers it, and windows and doors."""
    taken = [
        *_shadows(plane, everything, RISE, REACH),
        *_shadows(plane, openings, -OPENING_DEPTH, REACH),
        *(_covering(plane, other) for other in others if other is not plane),
    ]
    if not taken:
        return plane
    shape = plane.shape.difference(shapely.union_all(np.array(taken, dtype=object)))
    return replace(plane, shape=shape)


def _shadows(
    plane: OuterPlane, triangles: FloatArray, lowest: float, highest: float
) -> list[BaseGeometry]:
    """What of triangles lies between two heights over the plane, straight onto it, widened."""
    height = (triangles - plane.origin) @ plane.normal
    rows = np.flatnonzero((height.max(axis=1) > lowest) & (height.min(axis=1) < highest))
    if not len(rows):
        return []
    from_origin = triangles[rows] - plane.origin
    flat = np.stack([from_origin @ plane.right, from_origin @ plane.up], axis=-1)
    left, low, right, high = plane.shape.bounds
    inside = (flat.max(axis=1) > (left, low)).all(axis=1)
    inside &= (flat.min(axis=1) < (right, high)).all(axis=1)
    corners: Any = shapely.points(flat[inside])  # Any: an array of geometries
    hulls = shapely.convex_hull(shapely.multipoints(corners))
    wide = shapely.buffer(hulls, CLEARANCE, quad_segs=2)
    return list(np.atleast_1d(wide))


def _covering(plane: OuterPlane, other: OuterPlane) -> BaseGeometry:
    """Shape of a parallel plane just above, on this one; empty where it is none."""
    rise = float((other.origin - plane.origin) @ plane.normal)
    if plane.normal @ other.normal < SAME_DIRECTION or not 0.0 < rise < UNDER:
        return shapely.Polygon()
    step = other.origin - plane.origin
    return translate(other.shape, float(step @ plane.right), float(step @ plane.up))
