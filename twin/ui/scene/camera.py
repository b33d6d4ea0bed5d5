"""Moving the camera: orbit, pan, zoom, fit; the vertical stays vertical."""

from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkRenderingCore import vtkCamera

from twin.model.arrays import FloatArray

_UP = np.array([0.0, 0.0, 1.0])
_STEEPEST = np.radians(89.0)

VIEWS = {
    "iso": (213.0, 23.0),
    "front": (180.0, 6.0),
    "right": (90.0, 6.0),
    "back": (0.0, 6.0),
    "left": (270.0, 6.0),
    "top": (180.0, 89.0),
    "map": (190.0, 42.0),
}
"""Where the camera stands in the named views: compass azimuth and elevation. [degree]"""


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a camera is and where it looks, in scene coordinates. [m]"""

    position: tuple[float, float, float]
    focal_point: tuple[float, float, float]


def new_camera() -> vtkCamera:
    """A camera with a narrow, calm perspective."""
    camera = vtkCamera()
    camera.SetViewAngle(28.0)
    take(camera, Pose(tuple(view_direction("iso") * 30.0), (0.0, 0.0, 0.0)))
    return camera


def pose(camera: vtkCamera) -> Pose:
    """Where the camera is now."""
    return Pose(camera.GetPosition(), camera.GetFocalPoint())


def take(camera: vtkCamera, wanted: Pose) -> None:
    """Put the camera there."""
    camera.SetPosition(*wanted.position)
    camera.SetFocalPoint(*wanted.focal_point)
    camera.SetViewUp(0.0, 0.0, 1.0)


def orbit(camera: vtkCamera, pivot: FloatArray, turn: float, rise: float) -> None:
    """Turn about a point, never over the top. [radian]"""
    backward = -_direction(camera)
    elevation = np.arcsin(np.clip(backward[2], -1.0, 1.0))
    rise = np.clip(elevation + rise, -_STEEPEST, _STEEPEST) - elevation
    right = np.cross(_UP, backward)
    right /= np.linalg.norm(right)
    rotation = _rotation(_UP, turn) @ _rotation(right, -rise)
    position = pivot + rotation @ (np.array(camera.GetPosition()) - pivot)
    focal_point = pivot + rotation @ (np.array(camera.GetFocalPoint()) - pivot)
    take(camera, Pose(tuple(position), tuple(focal_point)))


def pan(camera: vtkCamera, shift: FloatArray) -> None:
    """Move camera and focal point together. [m]"""
    position = np.array(camera.GetPosition()) + shift
    focal_point = np.array(camera.GetFocalPoint()) + shift
    take(camera, Pose(tuple(position), tuple(focal_point)))


def pan_by_pixels(
    camera: vtkCamera, anchor: FloatArray, step: tuple[float, float], height: int
) -> None:
    """Move so that a point of the scene follows the pointer; y of `step` is downward."""
    backward = -_direction(camera)
    right, up = _across(backward)
    depth = max(float((np.array(camera.GetPosition()) - anchor) @ backward), _NEAREST)
    metres = 2.0 * depth * np.tan(_half_angle(camera)) / max(height, 1)
    pan(camera, (-right * step[0] + up * step[1]) * metres)


def zoom(camera: vtkCamera, target: FloatArray, factor: float) -> None:
    """Come nearer to a point by `factor` (above 1) or go away from it (below 1)."""
    share = 1.0 - 1.0 / factor
    position = np.array(camera.GetPosition())
    focal_point = np.array(camera.GetFocalPoint())
    moved = position + (target - position) * share
    kept = focal_point + (target - focal_point) * share
    if np.linalg.norm(moved - target) > _NEAREST or factor < 1.0:
        take(camera, Pose(tuple(moved), tuple(kept)))


_NEAREST = 0.25


def view_direction(name: str) -> FloatArray:
    """From the focal point towards the camera of a named view, shape (3,)."""
    azimuth, elevation = np.radians(VIEWS[name])
    level = np.cos(elevation)
    return np.array([np.sin(azimuth) * level, np.cos(azimuth) * level, np.sin(elevation)])


def fit(camera: vtkCamera, corners: FloatArray, aspect: float, towards: FloatArray | None) -> None:
    """Show a box as large as the picture allows.

    Parameters
    ----------
    corners : shape (8, 3)
        Corners of the box. [m]
    aspect : width of the picture over its height.
    towards : shape (3,) or None
        From the box to the camera; None keeps the present direction.
    """
    backward = -_direction(camera) if towards is None else towards
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    middle, distance = _closest(corners, middle, backward, (_half_angle(camera), aspect))
    take(camera, Pose(tuple(middle + backward * distance), tuple(middle)))


def _closest(
    corners: FloatArray, middle: FloatArray, backward: FloatArray, lens: tuple[float, float]
) -> tuple[FloatArray, float]:
    """Focal point and distance at which all corners are just seen."""
    half_height = np.tan(lens[0]) * _MARGIN
    half_width = half_height * lens[1]
    right, up = _across(backward)
    distance = 1.0
    for _ in range(4):
        offset = corners - middle
        x, y, near = offset @ right, offset @ up, offset @ backward
        distance = float(
            max((abs(x) / half_width + near).max(), (abs(y) / half_height + near).max())
        )
        depth = np.maximum(distance - near, 1e-6)
        seen_x, seen_y = x / depth, y / depth
        middle = middle + right * (seen_x.max() + seen_x.min()) / 2 * distance
        middle = middle + up * (seen_y.max() + seen_y.min()) / 2 * distance
    return middle, max(distance, 1.0)


_MARGIN = 0.84
"""Share of the picture a fitted box may fill."""


def box_corners(bounds: FloatArray) -> FloatArray:
    """The eight corners of a box given as (lowest, highest), shape (8, 3)."""
    low, high = bounds
    return np.array(
        [[(low, high)[i][0], (low, high)[j][1], (low, high)[k][2]]
         for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    )  # fmt: skip


def set_clipping_range(camera: vtkCamera, corners: FloatArray) -> None:
    """Put near and far plane just around a box, so that depth stays exact."""
    depth = (corners - np.array(camera.GetPosition())) @ _direction(camera)
    far = max(float(depth.max()) * 1.02, 1.0)
    near = max(float(depth.min()) * 0.98, far * 1e-3, 0.02)
    camera.SetClippingRange(near, far + 0.1)


def compass_azimuth(camera: vtkCamera) -> float:
    """Compass direction in which the camera looks. [radian]"""
    direction = _direction(camera)
    return float(np.arctan2(direction[0], direction[1]))


def elevation(camera: vtkCamera) -> float:
    """Height of the camera over its focal point as an angle. [radian]"""
    return float(-np.arcsin(np.clip(_direction(camera)[2], -1.0, 1.0)))


def metres_per_pixel(camera: vtkCamera, height: int) -> float:
    """Size of one pixel at the focal point. [m]"""
    return 2.0 * camera.GetDistance() * np.tan(_half_angle(camera)) / max(height, 1)


def axes(camera: vtkCamera) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Unit vectors to the right, upward and towards the viewer."""
    backward = -_direction(camera)
    right, up = _across(backward)
    return right, up, backward


def _half_angle(camera: vtkCamera) -> float:
    return float(np.radians(camera.GetViewAngle() / 2))


def _direction(camera: vtkCamera) -> FloatArray:
    return np.array(camera.GetDirectionOfProjection())


def _across(backward: FloatArray) -> tuple[FloatArray, FloatArray]:
    right = np.cross(_UP, backward)
    right /= np.linalg.norm(right)
    return right, np.cross(backward, right)


def _rotation(axis: FloatArray, angle: float) -> FloatArray:
    """Rotation matrix about a unit axis (Rodrigues)."""
    x, y, z = axis
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
