"""What stands on or over a plane and keeps solar panels away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from twin.analysis.panels.plane import OuterPlane
from twin.model.arrays import FloatArray, IntArray

SAME_DIRECTION = np.cos(np.radians(4.0))  # triangles that differ less lie in one plane
RISE, REACH = 0.15, 2.5  # things that rise between these heights over a plane are in the way. [m]
CLEARANCE = 0.3  # around them. [m]
OPENING_DEPTH = 0.6  # windows and doors this deep in a plane keep panels away. [m]
SMALL = 0.1  # triangles no larger are taken as spots. [m]
UNDER = 0.6  # a plane this close below a parallel one is covered by it. [m]


@dataclass(frozen=True, slots=True, eq=False)
class Things:
    """Triangles with a ball around each, so that most are left out at a glance."""

    corners: FloatArray
    middle: FloatArray
    radius: FloatArray

    def near(self, plane: OuterPlane, lowest: float, highest: float) -> IntArray:
        """Rows that may lie over the plane between two heights."""
        left, low, right, high = plane.shape.bounds
        flat = np.array([(left + right) / 2, (low + high) / 2])
        away = self.middle - plane.place(flat)
        height, reach = away @ plane.normal, np.hypot(right - left, high - low) / 2
        over = (height + self.radius > lowest) & (height - self.radius < highest)
        around = np.einsum("ij,ij->i", away, away) < (reach + highest + self.radius) ** 2
        return np.flatnonzero(over & around).astype(np.int32)


def things_of(corners: FloatArray) -> Things:
    """Triangles of shape (t, 3, 3). [m]"""
    middle = corners.mean(axis=1)
    radius = np.sqrt(((corners - middle[:, np.newaxis]) ** 2).sum(axis=2).max(axis=1, initial=0))
    return Things(corners, middle, radius)


def _shadows(
    plane: OuterPlane, things: Things, lowest: float, highest: float
) -> list[BaseGeometry]:
    """What of triangles lies between two heights over the plane, straight onto it, widened."""
    from_origin = things.corners[things.near(plane, lowest, highest)] - plane.origin
    height = from_origin @ plane.normal
    over = (height.max(axis=1) > lowest) & (height.min(axis=1) < highest)
    flat = np.stack([from_origin[over] @ plane.right, from_origin[over] @ plane.up], axis=-1)
    left, low, right, high = plane.shape.bounds
    inside = (flat.max(axis=1) > (left, low)).all(axis=1)
    inside &= (flat.min(axis=1) < (right, high)).all(axis=1)
    shown = flat[inside]
    is_small = np.ptp(shown, axis=1).max(axis=1, initial=0.0) < SMALL
    spots = np.unique((shown[is_small].mean(axis=1) / SMALL).round(), axis=0) * SMALL
    large, small = _points(shown[~is_small]), _points(spots)
    hulls: Any = shapely.convex_hull(shapely.multipoints(large))
    wide = shapely.buffer(hulls, CLEARANCE, quad_segs=2)
    around = shapely.buffer(small, CLEARANCE + SMALL, quad_segs=2)
    return [*wide, *around]


def _points(places: FloatArray) -> Any:  # Any: an array of geometries
    return np.atleast_1d(np.asarray(shapely.points(places), dtype=object))


def _covering(plane: OuterPlane, other: OuterPlane) -> BaseGeometry:
    """Shape of a parallel plane just above, on this one; empty where it is none."""
    rise = float((other.origin - plane.origin) @ plane.normal)
    if plane.normal @ other.normal < SAME_DIRECTION or not 0.0 < rise < UNDER:
        return shapely.Polygon()
    step = other.origin - plane.origin
    return translate(other.shape, float(step @ plane.right), float(step @ plane.up))


def freed(
    plane: OuterPlane,
    others: Sequence[OuterPlane],
    everything: Things,
    openings: Things,
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
