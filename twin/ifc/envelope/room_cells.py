"""Rooms of the file as cells of the grid."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.rooms import Body
from twin.model.arrays import BoolArray, ByteArray, FloatArray

_OFF_THE_EDGES = np.array([1.234567e-4, 2.345678e-4])
"""Columns are moved so little that none runs through an edge two triangles share. [m]"""
MOST_FANS = 5_000
"""Bodies of more triangles, such as rooms full of furniture, are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Cells around a model. corner: lowest, shape (3,); size: edge of a cell. [m]"""

    corner: FloatArray
    size: float
    shape: tuple[int, int, int]

    def centres(self, axis: int) -> FloatArray:
        """Middles of the cells along an axis. [m]"""
        return self.corner[axis] + (np.arange(self.shape[axis]) + 0.5) * self.size


def stamped(grid: Grid, rooms: list[tuple[int, tuple[Body, ...]]]) -> ByteArray:
    """Number of the kind of room that each cell lies in, 0 for none; shape of the grid.

    Parameters
    ----------
    rooms : kind (from 1) and bodies of each; later ones win.
    """
    cells = np.zeros(grid.shape, dtype=np.uint8)
    for kind, bodies in rooms:
        for body in bodies:
            if len(body.fans) <= MOST_FANS:
                _stamp(cells, grid, body, kind)
    return cells


def _stamp(cells: ByteArray, grid: Grid, body: Body, kind: int) -> None:
    corners = body.fans.reshape(-1, 3)
    low = np.floor((corners.min(axis=0) - grid.corner) / grid.size).astype(int)
    high = np.ceil((corners.max(axis=0) - grid.corner) / grid.size).astype(int) + 1
    low, high = np.clip(low, 0, grid.shape), np.clip(high, 0, grid.shape)
    if not np.all(high > low):
        return
    (x0, y0, z0), (x1, y1, z1) = low, high
    x, y = grid.centres(0)[x0:x1], grid.centres(1)[y0:y1]
    z = grid.centres(2)[z0:z1]
    inside = _crossings(body.fans, (x + _OFF_THE_EDGES[0], y + _OFF_THE_EDGES[1]), z)
    for point, removed in body.cuts:
        distance = (
            (x - point[0])[:, None, None] * removed[0]
            + (y - point[1])[None, :, None] * removed[1]
            + (z - point[2])[None, None, :] * removed[2]
        )
        inside &= distance <= 0
    cells[x0:x1, y0:y1, z0:z1][inside] = kind


def _crossings(
    fans: FloatArray, columns: tuple[FloatArray, FloatArray], z: FloatArray
) -> BoolArray:
    """Whether a ray from below has entered the solid where each cell is."""
    x, y = columns
    crossed = np.zeros((len(x), len(y), len(z) + 1), dtype=np.uint8)
    first, second = fans[:, 1] - fans[:, 0], fans[:, 2] - fans[:, 0]
    double = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    for fan in np.flatnonzero(np.abs(double) > 1e-9):
        a, u, v = fans[fan, 0], first[fan], second[fan]
        low, high = fans[fan, :, :2].min(axis=0), fans[fan, :, :2].max(axis=0)
        i = slice(*np.searchsorted(x, (low[0], high[0])))
        j = slice(*np.searchsorted(y, (low[1], high[1])))
        dx, dy = (x[i] - a[0])[:, None], (y[j] - a[1])[None, :]
        s = (dx * v[1] - dy * v[0]) / double[fan]
        t = (dy * u[0] - dx * u[1]) / double[fan]
        hit = (s >= 0) & (t >= 0) & (s + t < 1)
        if hit.any():
            p, q = np.nonzero(hit)
            height = a[2] + s[hit] * u[2] + t[hit] * v[2]
            np.add.at(crossed, (p + i.start, q + j.start, np.searchsorted(z, height)), 1)
    return np.cumsum(crossed[:, :, :-1], axis=2) % 2 == 1
