"""Placements and sections along the curves of roads and railways."""

import math
from typing import Any

import ifcopenshell.geom
import mapbox_earcut
import numpy as np
from ifcopenshell import ifcopenshell_wrapper

from twin.ifc.geometry.entities import Entity
from twin.ifc.geometry.kernel import KernelFailure
from twin.ifc.geometry.placement import operator
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray, IntArray

STATION_STEP = 4.0
"""Largest distance between the sections of a solid along a curve. [m]"""


class Alignments:
    """Positions along the basis curves of one file; each curve is worked out once."""

    def __init__(self, length_unit: float) -> None:
        self._unit = length_unit
        self._settings = ifcopenshell.geom.settings()
        self._curves: dict[int, Any] = {}  # function evaluators of the wrapper have no types

    def placement(self, linear: Entity) -> FloatArray | None:
        """World matrix of an IfcLinearPlacement whose axes follow the curve, (4, 4). [m]

        None where it has axes of its own or another kind of location: the kernel knows those.

        Raises
        ------
        KernelFailure
            If the basis curve cannot be evaluated.
        """
        relative = linear.get_argument(1)
        if not relative.is_a("IfcAxis2PlacementLinear"):
            return None
        location, axis, direction = (relative.get_argument(i) for i in range(3))
        if axis is not None or direction is not None:
            return None
        if not location.is_a("IfcPointByDistanceExpression"):
            return None
        return self._at(location)

    def solid(self, sectioned: Entity) -> Surface | None:
        """Triangles of an IfcSectionedSolidHorizontal of polygons with as many corners each.

        None where it is of another kind: the kernel knows those.

        Raises
        ------
        KernelFailure
            If the directrix cannot be evaluated.
        """
        given = [self._outline(p) for p in sectioned.get_argument(1)]
        profiles = [p for p in given if p is not None]
        places = [p.get_argument(0) for p in sectioned.get_argument(2)]
        first = profiles[0] if profiles else None
        if first is None or len(profiles) != len(given):
            return None
        if any(len(p) != len(first) for p in profiles):
            return None
        if any(p.get_argument(4).id() != sectioned.get_argument(0).id() for p in places):
            return None
        rings = []
        for start in range(len(places) - 1):
            distance = _distance(places[start + 1]) - _distance(places[start])
            steps = max(1, math.ceil(abs(distance) * self._unit / STATION_STEP))
            last = start == len(places) - 2
            for step in range(steps + 1 if last else steps):
                share = step / steps
                outline = (1 - share) * profiles[start] + share * profiles[start + 1]
                rings.append(self._section(places[start], places[start + 1], share, outline))
        return _lofted(np.array(rings), first) if len(rings) > 1 else None

    def _section(self, one: Entity, other: Entity, share: float, outline: Any) -> FloatArray:
        """Corners of a section between two places on the directrix, shape (n, 3). [m]"""
        frame = (1 - share) * self._offsets(one) + share * self._offsets(other)
        along = (1 - share) * _distance(one) + share * _distance(other)
        matrix = self._evaluate(one.get_argument(4), along)
        local = np.zeros((len(outline), 3))
        local[:, 1:] = outline
        return (local + frame) @ matrix[:3, :3].T + matrix[:3, 3]

    def _at(self, location: Entity) -> FloatArray:
        matrix = self._evaluate(location.get_argument(4), _distance(location)).copy()
        matrix[:3, 3] += matrix[:3, :3] @ self._offsets(location)
        return matrix

    def _offsets(self, location: Entity) -> FloatArray:
        """Offsets in the frame of the curve: along, left, up. [m]"""
        lateral, vertical, longitudinal = (location.get_argument(i) or 0.0 for i in (1, 2, 3))
        return np.array([longitudinal, lateral, vertical]) * self._unit

    def _evaluate(self, curve: Entity, distance: float) -> FloatArray:
        """Frame of a curve at a distance along it: x forward, y left, z up; (4, 4). [m]"""
        try:
            if curve.id() not in self._curves:
                function: Any = ifcopenshell_wrapper.map_shape(self._settings, curve)
                made: Any = ifcopenshell_wrapper.function_item_evaluator
                self._curves[curve.id()] = made(self._settings, function), function
            found = self._curves[curve.id()][0].evaluate(float(distance) * self._unit)
            return np.array(found, dtype=np.float64).reshape(4, 4)
        except (RuntimeError, TypeError, ValueError, AttributeError, NotImplementedError) as no:
            raise KernelFailure(f"{curve.is_a()} #{curve.id()} has no position") from no

    def _outline(self, profile: Entity) -> FloatArray | None:
        """Corners of a polygonal profile, shape (n, 2), or None. [m]"""
        if profile.is_a("IfcDerivedProfileDef"):
            outline = self._outline(profile.get_argument(2))
            if outline is None:
                return None
            matrix = operator(profile.get_argument(3), self._unit)
            return outline @ matrix[:2, :2].T + matrix[:2, 3]
        if profile.is_a() != "IfcArbitraryClosedProfileDef":
            return None
        corners = _polygon(profile.get_argument(2))
        return None if corners is None else corners * self._unit


def _distance(location: Entity) -> float:
    value = location.get_argument(0)
    return float(value.get_argument(0) if isinstance(value, Entity) else value)


def _polygon(curve: Entity) -> FloatArray | None:
    """Corners of a closed polyline without the repeated one, in file units, or None."""
    if curve.is_a("IfcPolyline"):
        points = [p.get_argument(0)[:2] for p in curve.get_argument(0)]
    elif curve.is_a("IfcIndexedPolyCurve"):
        listed = curve.get_argument(0).get_argument(0)
        segments = curve.get_argument(1) or ()
        if any(s.is_a() != "IfcLineIndex" for s in segments):
            return None
        indices = [i - 1 for s in segments for i in s.get_argument(0)] or range(len(listed))
        points = [listed[i][:2] for i in indices]
    else:
        return None
    corners = np.array(points, dtype=np.float64).reshape(-1, 2)
    apart = np.abs(corners - np.roll(corners, 1, axis=0)).max(axis=1) > 1e-9
    corners = corners[apart]
    return corners if len(corners) > 2 else None


def _lofted(rings: FloatArray, outline: FloatArray) -> Surface:
    """Closed surface through rings of shape (r, n, 3), with caps at both ends."""
    r, n = rings.shape[:2]
    cap = mapbox_earcut.triangulate_float64(outline, np.array([n], dtype=np.uint32))
    ends = cap.reshape(-1, 3).astype(np.int32)
    corner = np.arange(n, dtype=np.int32)
    after = np.roll(corner, -1)
    base = (np.arange(r - 1, dtype=np.int32) * n)[:, None]
    here, there = base + corner, base + after
    sides = np.concatenate(
        [
            np.stack([here, there, there + n], axis=-1).reshape(-1, 3),
            np.stack([here, there + n, here + n], axis=-1).reshape(-1, 3),
        ]
    )
    area = np.sum(outline[:, 0] * np.roll(outline[:, 1], -1))
    area -= np.sum(np.roll(outline[:, 0], -1) * outline[:, 1])
    ends = ends if _turn(outline, ends) * area > 0 else ends[:, ::-1]
    faces: IntArray = np.concatenate([sides, ends[:, ::-1], ends + (r - 1) * n])
    faces = faces if area > 0 else faces[:, ::-1]
    return Surface(rings.reshape(-1, 3), np.ascontiguousarray(faces, dtype=np.int32))


def _turn(outline: FloatArray, triangles: IntArray) -> float:
    a, b, c = (outline[triangles[:, k]] for k in range(3))
    u, v = b - a, c - a
    return float(np.sum(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]))
