"""The flat part of a building that a user points at, to draw on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.analysis.panels.over_planes import SAME_DIRECTION, Things, freed, things_of
from twin.analysis.panels.plane import OuterPlane, frame
from twin.analysis.panels.planes import OPENINGS, SAME_PLANE, SEAM, STEEPEST_ROOF
from twin.analysis.sun.obstacles import NO_OBSTACLES, turned
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import BuildingModel
from twin.model.panels import FACADE, ROOF
from twin.model.sketch import DrawnField

NEAR = 0.05  # from the point to the surface it lies on. [m]


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A plane to draw on, in the frame of panels: x east, y true north.

    plane : its shape is what nothing stands on or covers.
    whole : all of it, in metres along right and up of the plane.
    element : GlobalId of the part that was pointed at.
    north : from the model's y to true north, clockwise. [degree]
    """

    plane: OuterPlane
    whole: BaseGeometry
    element: str
    north: float = 0.0

    def flat(self, points: FloatArray) -> FloatArray:
        """Points of the model, shape (n, 3), along right and up, shape (n, 2). [m]"""
        away = turned(np.asarray(points, dtype=float), self.north) - self.plane.origin
        return np.column_stack([away @ self.plane.right, away @ self.plane.up])

    def in_model(self, flat: FloatArray, height: float = 0.0) -> FloatArray:
        """Points of the plane, shape (n, 2), in the model, shape (n, 3). [m]"""
        return turned(self.plane.place(np.asarray(flat, dtype=float), height), -self.north)

    @property
    def normal(self) -> FloatArray:
        """Outward, in the model, shape (3,)."""
        return turned(self.plane.normal, -self.north)

    def holds(self, point: FloatArray, normal: FloatArray) -> bool:
        """Whether a point of the frame of panels lies on it and it looks along `normal`."""
        if float(self.plane.normal @ normal) < SAME_DIRECTION:
            return False
        away = point - self.plane.origin
        flat = shapely.Point(float(away @ self.plane.right), float(away @ self.plane.up))
        return abs(float(away @ self.plane.normal)) < NEAR and self.whole.distance(flat) < NEAR

    @property
    def rings(self) -> tuple[FloatArray, ...]:
        """Edges of all of it, each of shape (k, 2), not closed. [m]"""
        polygons = [p for p in shapely.get_parts(self.whole) if isinstance(p, shapely.Polygon)]
        rings = [r for p in polygons for r in (p.exterior, *p.interiors)]
        return tuple(np.array(ring.coords)[:-1] for ring in rings)


class Surfaces:
    """Finds the surfaces of one model; what it is asked for first takes a moment."""

    def __init__(self, model: BuildingModel) -> None:
        mesh = model.mesh
        solid = np.array([e.ifc_class not in NO_OBSTACLES for e in model.elements], dtype=bool)
        is_solid = solid[mesh.face_element] if len(mesh.faces) else np.zeros(0, dtype=bool)
        faces = mesh.faces[is_solid]
        place = mesh.vertices[faces].astype(np.float64) + mesh.origin
        self.corners: FloatArray = turned(place, model.true_north).reshape(-1, 3, 3)
        self._element: IntArray = mesh.face_element[is_solid]
        cross = np.cross(
            self.corners[:, 1] - self.corners[:, 0], self.corners[:, 2] - self.corners[:, 0]
        )
        length = np.linalg.norm(cross, axis=1)
        self._area = length / 2
        self._normal = cross / np.where(length > 0, length, 1.0)[:, np.newaxis]
        opening = np.array([e.ifc_class in OPENINGS for e in model.elements], dtype=bool)
        self._is_opening: BoolArray = opening[self._element]
        self._model = model
        self._things: Things | None = None
        self._openings: Things | None = None
        self._row_of = {e.global_id: row for row, e in enumerate(model.elements)}
        self._found: dict[int, list[Surface]] = {}

    def at(self, row: int, point: Sequence[float], eye: Sequence[float]) -> Surface | None:
        """The surface of the element `row` at a point of the model, seen from `eye`. [m]"""
        north = self._model.true_north
        own = np.flatnonzero((self._element == row) & (self._area > 1e-6))
        if not len(own):
            return None
        target, viewer = (turned(np.array(p, dtype=float), north) for p in (point, eye))
        off = np.abs(np.einsum("ij,ij->i", target - self.corners[own, 0], self._normal[own]))
        beside = _beside(self.corners[own], self._normal[own], target)
        facing = np.abs(self._normal[own] @ _unit(viewer - target))
        best = int(own[np.argmin(np.hypot(off, beside) - NEAR * facing)])
        normal = self._normal[best]
        if normal @ (viewer - target) < 0:
            normal = -normal
        known = self._known(row, target, normal)
        if known is not None:
            return known
        made = self._surface(target, normal, self._model.elements[row].global_id)
        if made is not None:
            self._found.setdefault(row, []).append(made)
        return made

    def _known(self, row: int, point: FloatArray, normal: FloatArray) -> Surface | None:
        found = self._found.get(row, ())
        return next((one for one in found if one.holds(point, normal)), None)

    def of(self, drawn: DrawnField) -> Surface:
        """The surface a field lies on; its own outline where the part is no longer there."""
        corners = np.array(drawn.corners, dtype=float)
        row = self._row_of.get(drawn.element, -1)
        normal = outline_normal(corners)
        found = None
        if row >= 0:
            inside = corners.mean(axis=0)
            north = self._model.true_north
            found = self._known(row, turned(inside, north), turned(normal, north))
            found = found or self.at(row, inside.tolist(), (inside + normal).tolist())
        return found or bare_surface(drawn, self._model.true_north)

    def _surface(self, target: FloatArray, normal: FloatArray, element: str) -> Surface | None:
        tilt, azimuth, right, up = frame(normal)
        flat_area = self._area > 1e-6
        off = np.abs((self.corners.mean(axis=1) - target) @ normal)
        rows = np.flatnonzero(
            flat_area & (off < SAME_PLANE) & (np.abs(self._normal @ normal) > SAME_DIRECTION)
        )
        if not len(rows):
            return None
        away = self.corners[rows] - target
        flat = np.stack([away @ right, away @ up], axis=-1)
        grown = shapely.buffer(shapely.polygons(flat), SEAM, quad_segs=2)
        joined = shapely.union_all(grown).buffer(-SEAM, join_style="mitre").simplify(SEAM)
        here = shapely.Point(0.0, 0.0)
        parts = [p for p in shapely.get_parts(joined) if p.distance(here) < NEAR]
        if not parts:
            return None
        whole = max(parts, key=lambda part: part.area)
        surface = ROOF if tilt < STEEPEST_ROOF else FACADE
        plane = OuterPlane(surface, tilt, azimuth, target, right, up, normal, whole)
        free = freed(plane, (), *self._around())
        return Surface(free, whole, element, self._model.true_north)

    def _around(self) -> tuple[Things, Things]:
        if self._things is None or self._openings is None:
            self._things = things_of(self.corners)
            self._openings = things_of(self.corners[self._is_opening])
        return self._things, self._openings


def bare_surface(drawn: DrawnField, north: float = 0.0) -> Surface:
    """A surface that is no more than the outline of a field."""
    corners = turned(np.array(drawn.corners, dtype=float), north)
    normal = outline_normal(corners)
    tilt, azimuth, right, up = frame(normal)
    origin = corners[0]
    flat = np.column_stack([(corners - origin) @ right, (corners - origin) @ up])
    shape = shapely.make_valid(shapely.Polygon(flat))
    plane = OuterPlane(drawn.surface, tilt, azimuth, origin, right, up, normal, shape)
    return Surface(plane, shape, drawn.element, north)


def outline_normal(corners: FloatArray) -> FloatArray:
    """Unit normal of an outline, shape (n, 3), seen counter-clockwise from where it points."""
    after = np.roll(corners, -1, axis=0)
    return _unit(np.cross(corners - corners[0], after - corners[0]).sum(axis=0))


def _beside(corners: FloatArray, normal: FloatArray, point: FloatArray) -> FloatArray:
    """How far outside of triangles a point lies, along their planes, shape (t,). [m]"""
    edges = np.roll(corners, -1, axis=1) - corners
    outward = np.cross(edges, normal[:, np.newaxis])
    length = np.maximum(np.linalg.norm(outward, axis=2), 1e-12)
    away = np.einsum("tij,tij->ti", point - corners, outward) / length
    return np.maximum(away.max(axis=1), 0.0)


def _unit(vector: FloatArray) -> FloatArray:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else np.array([0.0, 0.0, 1.0])
