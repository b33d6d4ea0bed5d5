"""Extruded solids whose profiles are bounded by arcs."""

import mapbox_earcut
import numpy as np

from twin.ifc.geometry.entities import Entity
from twin.ifc.geometry.outlines import NotPlain, outline, signed_area
from twin.ifc.geometry.placement import axes
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray, IntArray


class Extrusions:
    """Extruded area solids of arbitrary profiles with arcs.

    Parameters
    ----------
    length_unit, angle_unit : float
        Metres and radians per unit of the file.
    """

    def __init__(self, length_unit: float, angle_unit: float) -> None:
        self._unit = length_unit
        self._angle_unit = angle_unit

    def surface(self, solid: Entity) -> Surface | None:
        """Triangles of an IfcExtrudedAreaSolid, None where its profile is of another kind. [m]"""
        profile, position, direction, depth = (solid.get_argument(i) for i in range(4))
        rings = self._rings(profile)
        along = np.array((*direction.get_argument(0), 0.0)[:3], dtype=np.float64)
        length = float(np.linalg.norm(along))
        if rings is None or length < 1e-12:
            return None
        sweep = along / length * float(depth) * self._unit
        if abs(sweep[2]) < 1e-9:
            return None
        flat = _extruded(rings, sweep)
        matrix = axes(position, self._unit)
        return Surface(flat.vertices @ matrix[:3, :3].T + matrix[:3, 3], flat.faces)

    def _rings(self, profile: Entity) -> list[FloatArray] | None:
        """Outer ring counter-clockwise, holes clockwise. [m]"""
        kind = profile.is_a()
        if kind == "IfcArbitraryClosedProfileDef":
            curves = [profile.get_argument(2)]
        elif kind == "IfcArbitraryProfileDefWithVoids":
            curves = [profile.get_argument(2), *profile.get_argument(3)]
        else:
            return None
        try:
            rings = [outline(c, self._angle_unit) * self._unit for c in curves]
        except NotPlain:
            return None
        areas = [signed_area(r) for r in rings]
        turned = [(a > 0) == (i == 0) for i, a in enumerate(areas)]
        return [r if fine else r[::-1] for r, fine in zip(rings, turned, strict=True)]


def _extruded(rings: list[FloatArray], sweep: FloatArray) -> Surface:
    """Closed surface of rings pushed along `sweep`; bottom, top and sides share vertices."""
    plane = np.concatenate(rings)
    n = len(plane)
    ends = np.cumsum([len(r) for r in rings], dtype=np.uint32)
    cap = mapbox_earcut.triangulate_float64(plane, ends).reshape(-1, 3).astype(np.int32)
    after = np.arange(1, n + 1, dtype=np.int32)
    starts = np.concatenate([[0], ends[:-1]]).astype(np.int32)
    after[ends.astype(np.int64) - 1] = starts
    here = np.arange(n, dtype=np.int32)
    sides = np.concatenate(
        [np.column_stack([here, after, after + n]), np.column_stack([here, after + n, here + n])]
    )
    faces: IntArray = np.concatenate([cap[:, ::-1], cap + np.int32(n), sides]).astype(np.int32)
    bottom = np.column_stack([plane, np.zeros(n)])
    faces = faces if sweep[2] > 0 else np.ascontiguousarray(faces[:, ::-1])
    return Surface(np.concatenate([bottom, bottom + sweep]), faces)
