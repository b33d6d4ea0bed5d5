"""What of a model is outside: the air that reaches in from the sky, in a grid of cells."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.envelope.room_cells import Grid
from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

FINEST = 0.25
"""Smallest edge of a cell; gaps narrower than two cells count as closed. [m]"""
MOST_CELLS = 250_000
MOST_SAMPLES = 600_000
REACH = 1.2
"""How far behind a surface the room may begin: the thickest wall or roof. [m]"""
LEAST_HEIGHT = 1.3
"""Air lower than this, under floors and above ceilings, is no room. [m]"""
NO_AIR, INSIDE, OUTSIDE, UNHEATED = 0, 1, 2, 3
_PADDING = 4


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Points spread evenly over triangles, all of about the same area.

    position, normal : shape (n, 3). [m]
    face : index of the triangle in the mesh, shape (n,).
    area : what each point stands for, shape (n,). [m2]
    """

    position: FloatArray
    normal: FloatArray
    face: IntArray
    area: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Exterior:
    """Cells of a grid and what fills each.

    corner : lowest corner of the grid, shape (3,). [m]
    size : edge of a cell. [m]
    kinds : `NO_AIR` (solid or too low for a room), `INSIDE`, `OUTSIDE` or `UNHEATED` (inside a
        room that is not heated), shape (nx, ny, nz).
    """

    corner: FloatArray
    size: float
    kinds: ByteArray

    def first_air(self, points: FloatArray, directions: FloatArray) -> ByteArray:
        """First air met from each point along its direction, within `REACH`.

        Returns
        -------
        ByteArray, shape (n,)
            One of the kinds; off the grid it is outside.
        """
        met = np.full(len(points), NO_AIR, dtype=np.uint8)
        for step in np.arange(self.size / 2, REACH + self.size, self.size / 2):
            left = np.flatnonzero(met == NO_AIR)
            if not len(left):
                break
            place = points[left] + directions[left] * step
            found = self._at(place)
            pocket = np.flatnonzero(found == INSIDE)
            ways = directions[left[pocket]] * self.size
            found[pocket[self._is_pocket(place[pocket], ways)]] = OUTSIDE
            met[left] = found
        return met

    def _is_pocket(self, places: FloatArray, ways: FloatArray) -> BoolArray:
        """Whether outside air follows inside air directly: in reveals, which floods miss."""
        halfway, beyond = self._at(places + ways / 2), self._at(places + ways)
        return (halfway == OUTSIDE) | ((beyond == OUTSIDE) & (halfway != NO_AIR))

    def kind_at(self, points: FloatArray, directions: FloatArray) -> ByteArray:
        """Kind of the cell each point lies in, seen along a direction; off the grid outside."""
        found = self._at(points)
        pocket = np.flatnonzero(found == INSIDE)
        ways = directions[pocket] * self.size
        found[pocket[self._is_pocket(points[pocket], ways)]] = OUTSIDE
        return found

    def is_over_room(self, points: FloatArray) -> BoolArray:
        """Whether there is inside air below each point, or beside that within a cell."""
        ground = grown(np.any(self.inside, axis=2, keepdims=True))[:, :, 0]
        index = np.floor((points[:, :2] - self.corner[:2]) / self.size).astype(np.int64)
        i, j = np.clip(index, 0, np.array(ground.shape) - 1).T
        return ground[i, j]

    @property
    def inside(self) -> BoolArray:
        """Cells of inside air."""
        return self.kinds == INSIDE

    def _at(self, points: FloatArray) -> ByteArray:
        index = np.floor((points - self.corner) / self.size).astype(np.int64)
        is_within = np.all((index >= 0) & (index < np.array(self.kinds.shape)), axis=1)
        i, j, k = np.where(np.expand_dims(is_within, 1), index, 0).T
        return np.where(is_within, self.kinds[i, j, k], OUTSIDE).astype(np.uint8)


def sampled(mesh: MeshBatch, faces: IntArray, spacing: float) -> Samples:
    """Points about `spacing` apart on the given triangles, at least one on each."""
    corners = mesh.vertices[mesh.faces[faces]].astype(np.float64)
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    cross = np.cross(b - a, c - a)
    double = np.linalg.norm(cross, axis=1)
    area = double / 2
    spacing = max(spacing, float(np.sqrt(area.sum() / MOST_SAMPLES)))
    count = np.ceil(area / spacing**2).astype(np.int64)
    count = np.where(area > 0, np.maximum(count, 1), 0)
    which = np.repeat(np.arange(len(faces)), count)
    order = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    u, v = _spread(order.astype(np.float64))
    position = a[which] + u[:, None] * (b - a)[which] + v[:, None] * (c - a)[which]
    normal = cross / np.maximum(double, 1e-12)[:, None]
    share = area / np.maximum(count, 1)
    return Samples(
        position + mesh.origin, normal[which], faces[which].astype(np.int32), share[which]
    )


def _spread(order: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Even points of a triangle in its two edge coordinates.

    References
    ----------
    Roberts (2018), The unreasonable effectiveness of quasirandom sequences: the R2 sequence.
    """
    u = (0.5 + 0.7548776662466927 * order) % 1.0
    v = (0.5 + 0.5698402909980532 * order) % 1.0
    is_beyond = u + v > 1.0
    return np.where(is_beyond, 1.0 - u, u), np.where(is_beyond, 1.0 - v, v)


def cell_size(low: FloatArray, high: FloatArray) -> float:
    """Edge of a cell so that a model of this extent needs at most `MOST_CELLS`. [m]"""
    volume = float(np.prod(np.maximum(high - low, FINEST)))
    return max(FINEST, (volume / MOST_CELLS) ** (1 / 3))


@dataclass(frozen=True, slots=True)
class Closing:
    """What air cannot pass besides solid cells.

    floor : nothing enters from below this level: most models have no ground. [m]
    lid : nothing enters from above this level. [m]
    gap : openings narrower than this are shut. [m]
    """

    floor: float
    lid: float = np.inf
    gap: float = 0.0


def grid_around(points: FloatArray, size: float) -> Grid:
    """Cells of this size around points, some empty ones on every side."""
    corner = points.min(axis=0) - _PADDING * size
    nx, ny, nz = np.ceil((points.max(axis=0) - corner) / size).astype(int) + _PADDING
    return Grid(corner, size, (int(nx), int(ny), int(nz)))


def exterior(
    points: FloatArray, grid: Grid, closing: Closing, rooms: ByteArray | None = None
) -> Exterior:
    """Flood the air around solid points from the edges of the grid.

    Parameters
    ----------
    points : FloatArray, shape (n, 3)
        On surfaces, at most about a cell apart. [m]
    grid : Grid
    closing : Closing
    rooms : ByteArray, shape of the grid
        1 in heated rooms that the file tells of, 2 in unheated ones: no outside air gets there.
    """
    size, shape = grid.size, grid.shape
    solid = np.zeros(shape, dtype=bool)
    i, j, k = np.floor((points - grid.corner) / size).astype(np.int64).T
    solid[i, j, k] = True
    times = max(1, min(_PADDING - 1, round(closing.gap / (2 * size))))
    barrier = grown(solid, times)
    for level, beyond in ((closing.floor, -1), (closing.lid, 1)):
        layer = int((level - grid.corner[2]) // size) + beyond if np.isfinite(level) else -1
        if 0 <= layer < shape[2]:
            barrier[:, :, layer] = True
    told = np.zeros(shape, dtype=np.uint8) if rooms is None else np.where(solid, 0, rooms)
    outside = grown(_flooded(~(barrier | (told > 0))), times) & ~solid & (told == 0)
    high = _high(~(outside | solid), max(1, round(LEAST_HEIGHT / size)))
    kinds = np.where(outside, OUTSIDE, np.where(high | (told == 1), INSIDE, NO_AIR))
    if np.any(told == 2):
        between = (kinds == INSIDE) & (told == 0)  # slivers along the walls of a room
        kinds[(told == 2) | (between & grown(told == 2) & ~grown(told == 1))] = UNHEATED
    return Exterior(grid.corner, size, kinds.astype(np.uint8))


def _high(cells: BoolArray, least: int) -> BoolArray:
    """Cells that stand in an upright run of at least `least`."""
    heights = np.arange(cells.shape[2])
    ends = np.where(cells, -1, heights)
    below = np.maximum.accumulate(ends, axis=2)
    above = np.where(cells, cells.shape[2], heights)
    above = np.minimum.accumulate(above[:, :, ::-1], axis=2)[:, :, ::-1]
    return cells & (above - below > least)


def enclosed_area(points: FloatArray, size: float) -> float:
    """Ground that walls enclose, seen from above, the walls included. [m2]"""
    corner = points[:, :2].min(axis=0) - _PADDING * size
    shape = np.ceil((points[:, :2].max(axis=0) - corner) / size).astype(int) + _PADDING
    solid = np.zeros(tuple(shape), dtype=bool)
    i, j = np.floor((points[:, :2] - corner) / size).astype(np.int64).T
    solid[i, j] = True
    outside = grown(_flooded(~grown(solid))) & ~solid
    return float((~outside).sum()) * size**2


def grown(cells: BoolArray, times: int = 1) -> BoolArray:
    """The cells and their neighbours, also across edges and corners, so many times."""
    if times > 1:
        cells = grown(cells, times - 1)
    wide = cells.copy()
    for axis in range(cells.ndim):
        before = wide.copy()
        ahead, behind = _along(cells, axis, slice(1, None)), _along(cells, axis, slice(None, -1))
        wide[ahead] |= before[behind]
        wide[behind] |= before[ahead]
    return wide


def _along(cells: BoolArray, axis: int, part: slice | int) -> tuple[slice | int, ...]:
    """Index of a part of the cells along one axis."""
    return tuple(part if a == axis else slice(None) for a in range(cells.ndim))


def _flooded(free: BoolArray) -> BoolArray:
    """Free cells that are joined to the edge of the grid."""
    flooded = np.zeros_like(free)
    for axis in range(free.ndim):
        for end in (0, -1):
            edge = _along(free, axis, end)
            flooded[edge] = free[edge]
    axes = range(free.ndim - 1, -1, -1)  # from the sky first
    runs = [_Run(free, axis, way) for axis in axes for way in (-1, 1)]
    count = -1
    while count != (count := int(flooded.sum())):
        for run in runs:
            run.spread(flooded)
    return flooded


class _Run:
    """One direction in which a flood runs as far as cells are free."""

    def __init__(self, free: BoolArray, axis: int, way: int) -> None:
        self._axis = axis
        self._turn = _along(free, axis, slice(None, None, way))
        steps = np.arange(1, free.shape[axis] + 1, dtype=np.int16)
        self._steps = steps.reshape([-1 if a == axis else 1 for a in range(free.ndim)])
        walls = np.where(free[self._turn], np.int16(0), self._steps)
        self._last_wall = np.maximum.accumulate(walls, axis=axis)

    def spread(self, flooded: BoolArray) -> None:
        """Flood every free cell that a flooded one reaches in this direction."""
        wet = flooded[self._turn]
        last_wet = np.maximum.accumulate(np.where(wet, self._steps, np.int16(0)), axis=self._axis)
        wet |= last_wet > self._last_wall
