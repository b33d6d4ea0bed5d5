"""Where a fitted view leaves room: nothing that floats over the scene shall cover the building."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkCamera

from twin.model.arrays import BoolArray, FloatArray
from twin.ui.scene import camera as moves
from twin.ui.scene.labels import Box
from twin.ui.scene.projection import projection

EDGE = 10.0
"""Room around what is shown. [pixel]"""

_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
_RIM = 16.0
_STEP = 10.0
_MOST_SCATTERED = 600


@dataclass(frozen=True, slots=True)
class Room:
    """One side of the view. covered: boxes that other things lie on. [pixel]

    is_scattered : many things apart, as on a map, so that boxes may lie between them.
    """

    width: float
    height: float
    covered: tuple[Box, ...] = ()
    is_scattered: bool = False

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / max(self.height, 1.0)


def is_clear(camera: vtkCamera, points: FloatArray, room: Room) -> bool:
    """Whether all points are seen and nothing covers what they span."""
    shown = _shown(camera, points, room)
    if shown is None:
        return True
    left, top, right, bottom = shown.bounds
    is_inside = left >= 0 and top >= 0 and right <= room.width and bottom <= room.height
    return is_inside and not shown.touched(np.array(room.covered).reshape(-1, 4)).any()


def step_aside(camera: vtkCamera, points: FloatArray, room: Room) -> bool:
    """Move a camera that was fitted to the points until nothing covers them; True if it moved.

    It moves sideways as little as it can, and away where that is not enough; it stays where no
    place is free.
    """
    fitted = moves.pose(camera)
    for scale in _SCALES:
        moves.take(camera, fitted)
        moves.zoom(camera, np.array(fitted.focal_point), scale)
        shown = _shown(camera, points, room)
        if shown is None:
            break
        step = _free_step(shown, room)
        if step is not None:
            moves.pan_by_pixels(camera, np.array(fitted.focal_point), step, int(room.height))
            return scale < 1.0 or step != (0.0, 0.0)
    moves.take(camera, fitted)
    return False


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is seen of the scene: one hull or many points. bounds: with the rim. [pixel]

    rim : room that is kept around it.
    """

    found: shapely.STRtree
    bounds: Box
    rim: float

    def touched(self, boxes: FloatArray) -> BoolArray:
        """Which boxes lie on it or on its rim, shape (n,), boxes of shape (n, 4)."""
        low_x, low_y, high_x, high_y = np.asarray(boxes, dtype=np.float64).T
        rim, touched = self.rim, np.zeros(len(boxes), np.bool_)
        grown = shapely.box(low_x - rim, low_y - rim, high_x + rim, high_y + rim)
        touched[self.found.query(grown, predicate="intersects")[0]] = True
        return touched


def _shown(camera: vtkCamera, points: FloatArray, room: Room) -> _Shown | None:
    """What the points span on the screen, with the edge around it."""
    seen = projection(camera, 0.0, room.width, room.height).screen(points)
    seen = seen[(seen[:, 2] > 0) & np.isfinite(seen).all(axis=1), :2]
    if not len(seen):
        return None
    if room.is_scattered:
        some = seen[:: len(seen) // _MOST_SCATTERED + 1]
        return _tree(np.asarray(shapely.points(some)), 2 * EDGE)
    return _tree(np.array([shapely.MultiPoint(seen).convex_hull]), EDGE)


def _tree(shapes: NDArray[np.object_], rim: float) -> _Shown:
    left, top, right, bottom = (float(v) for v in shapely.total_bounds(shapes))
    around = (left - rim, top - rim, right + rim, bottom + rim)
    return _Shown(shapely.STRtree(shapes), around, rim)


def _free_step(shown: _Shown, room: Room) -> tuple[float, float] | None:
    """The shortest step to the right and down that leaves all boxes, None if there is none."""
    left, top, right, bottom = shown.bounds
    across = _steps(_RIM - left, room.width - _RIM - right)
    down = _steps(_RIM - top, room.height - _RIM - bottom)
    if not len(across) or not len(down):
        return None
    steps = np.array([(x, y) for x in across for y in down])
    is_free = np.ones(len(steps), np.bool_)
    for low_x, low_y, high_x, high_y in room.covered:
        across, down = steps.T
        moved = np.stack((low_x - across, low_y - down, high_x - across, high_y - down), axis=1)
        is_free &= ~shown.touched(moved)
    free = steps[is_free]
    if not len(free):
        return None
    x, y = free[np.argmin(np.hypot(free[:, 0], free[:, 1]))]
    return float(x), float(y)


def _steps(lowest: float, highest: float) -> FloatArray:
    """Whole steps between two ends, zero among them where it lies between."""
    if lowest > highest:
        return np.zeros(0)
    return np.arange(np.ceil(lowest / _STEP), np.floor(highest / _STEP) + 1) * _STEP
