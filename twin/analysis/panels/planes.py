"""Planes of a building's outside that solar panels could lie in."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from twin.analysis.panels.over_planes import SAME_DIRECTION, freed, things_of
from twin.analysis.panels.plane import OuterPlane, frame
from twin.analysis.sun.obstacles import NO_OBSTACLES, Obstacles, turned
from twin.analysis.sun.rays import blocked
from twin.analysis.sun.surface_points import facing
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import BuildingModel
from twin.model.panels import FACADE, ROOF

SAME_PLANE = 0.1  # distance between triangles of one plane. [m]
ALONG_PART = 0.9  # cosine between a triangle and the outside of its part, at least
STEEPEST_ROOF = 70.0  # [degree]
LEAST_AREA = 8.0  # of a plane: four modules. [m2]
MOST_PLANES = 80  # the largest of a building
SEAM = 0.01  # gap between triangles that is none. [m]
SPECK = 0.02  # triangles smaller than this are no roof. [m2]
LOWEST_ROOF = 2.2  # over the lowest point of a building. [m]
ABOVE = 0.02  # where a look to the sky starts. [m]
UPRIGHT = np.sin(np.radians(5.0))  # of the slope of a wall, at most
ROOF_CLASSES = frozenset({
    "IfcRoof", "IfcSlab", "IfcSlabStandardCase", "IfcSlabElementedCase", "IfcCovering", "IfcPlate",
    "IfcBuildingElementProxy",
})  # fmt: skip
OPENINGS = frozenset({"IfcWindow", "IfcDoor", "IfcWindowStandardCase", "IfcDoorStandardCase"})


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
    things, holes = things_of(everything), things_of(openings)
    free = [freed(plane, largest, things, holes) for plane in largest]
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
