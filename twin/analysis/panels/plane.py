"""A plane that solar panels could lie in."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from twin.model.arrays import FloatArray


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
