"""Place, size and shape of every element, as numbers that two versions can be compared by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from twin.model.arrays import BoolArray, FloatArray
from twin.model.mesh import MeshBatch

Rows = NDArray[np.intp]

TOLERANCE = 0.002
"""Two places closer than this are the same; single precision far from zero is as coarse. [m]"""
_APART = 1_000.0  # between elements in the fourth dimension of the tree; larger than any of them
_MIX = tuple(np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Of n elements; NaN where an element has no triangle.

    low, high : corners of the box in the world, shape (n, 3). [m]
    vertices : world, sorted by element, shape (v, 3). [m]
    start : first vertex of each element, and the number of all at the end, shape (n + 1,).
    signature : the same for the same vertices, wherever the element stands, shape (n,), uint64.
    """

    low: FloatArray
    high: FloatArray
    vertices: FloatArray
    start: Rows
    signature: NDArray[np.uint64]

    @property
    def centre(self) -> FloatArray:
        """Middle of the box, shape (n, 3). [m]"""
        return (self.low + self.high) / 2

    @property
    def size(self) -> FloatArray:
        """Edges of the box, shape (n, 3). [m]"""
        return self.high - self.low

    @property
    def is_drawn(self) -> BoolArray:
        """Whether an element has triangles, shape (n,)."""
        return np.isfinite(self.low[:, 0])


def shapes(mesh: MeshBatch, n: int) -> Shapes:
    """Shapes of the n elements of a model."""
    used = np.zeros(len(mesh.vertices), dtype=np.bool_)
    used[mesh.faces.ravel()] = True
    row = mesh.slot_element[mesh.vertex_slot[used]]
    order = np.argsort(row, kind="stable")
    row = row[order]
    vertices = mesh.vertices[used][order].astype(np.float64) + mesh.origin
    start = np.searchsorted(row, np.arange(n + 1))
    low, high = np.full((n, 3), np.nan), np.full((n, 3), np.nan)
    drawn = np.flatnonzero(np.diff(start) > 0)
    signature = np.zeros(n, dtype=np.uint64)
    if len(drawn):
        low[drawn] = np.minimum.reduceat(vertices, start[drawn])
        high[drawn] = np.maximum.reduceat(vertices, start[drawn])
        signature[drawn] = np.add.reduceat(_mixed(vertices - low[row]), start[drawn])
    return Shapes(low, high, vertices, start, signature)


def is_reshaped(old: Shapes, new: Shapes, rows: Rows, new_rows: Rows) -> BoolArray:
    """Whether pairs of the same size have vertices in other places, shape (m,).

    Equal signatures settle most of it; the rest is looked at vertex by vertex, because rounding
    near the edge of a step gives another signature to the same shape.
    """
    found = old.signature[rows] != new.signature[new_rows]
    open_pairs = np.flatnonzero(found & old.is_drawn[rows] & new.is_drawn[new_rows])
    if len(open_pairs):
        one = _side_by_side(old, rows[open_pairs])
        other = _side_by_side(new, new_rows[open_pairs])
        found[open_pairs] = _strays(one, other, len(open_pairs)) | _strays(
            other, one, len(open_pairs)
        )
    return found


def _mixed(offsets: FloatArray) -> NDArray[np.uint64]:
    steps = np.round(offsets / TOLERANCE).astype(np.int64).astype(np.uint64)
    mixed = steps[:, 0] * _MIX[0] ^ steps[:, 1] * _MIX[1] ^ steps[:, 2] * _MIX[2]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX[1]
    return mixed ^ (mixed >> np.uint64(32))


def _side_by_side(of: Shapes, rows: Rows) -> FloatArray:
    """Vertices of pairs from the corner of their box, pairs apart, shape (v, 4)."""
    counts = of.start[rows + 1] - of.start[rows]
    pair = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    vertices = of.vertices[of.start[rows][pair] + within] - of.low[rows][pair]
    steps = np.round(vertices / TOLERANCE, 1) * TOLERANCE
    return np.unique(np.column_stack([steps, pair * _APART]), axis=0).astype(np.float64)


def _strays(points: FloatArray, among: FloatArray, n: int) -> BoolArray:
    """Which of n pairs have a point that is near none of the others."""
    distance, _ = KDTree(among).query(points, distance_upper_bound=2 * TOLERANCE)
    stray = np.zeros(n, dtype=np.bool_)
    stray[np.round(points[~np.isfinite(distance), 3] / _APART).astype(np.int64)] = True
    return stray
