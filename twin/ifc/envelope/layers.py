"""Faces that lie close behind one another: only the outermost separates inside from outside."""

import numpy as np
import shapely

from twin.ifc.envelope.exterior import Samples
from twin.ifc.envelope.panels import in_plane
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

_CELL, _GAP = 0.5, 0.5
"""Layers are looked for in cells at least this wide, this close. [m]"""
_EVEN = 0.2
"""Unevenness of a face inside a cell, as a share of the cell's width."""
_APART = 0.003
"""Faces nearer than this are one face in two parts. [m]"""


def is_outermost(
    samples: Samples, chosen: IntArray, key: tuple[IntArray, IntArray], mesh: MeshBatch
) -> BoolArray:
    """Whether a sample is the first of the layers that stand close behind one another.

    An inner leaf, or a slab under its roofing, is not counted beside the outer one. A sample a
    little behind the first of its cell lies beside it on an uneven face, or is covered by a thin
    layer: the triangles before it tell.

    Parameters
    ----------
    chosen : IntArray, shape (n,)
        Samples that may be part of the envelope.
    key : two IntArray, shape (n,)
        Kind and sector of each.
    """
    position, normal = samples.position[chosen], samples.normal[chosen]
    _, _, means = summed(key, samples.area[chosen], normal)
    _, index = np.unique(np.stack(key, axis=1), axis=0, return_inverse=True)
    index = index.reshape(-1).astype(np.int32)
    flat = np.zeros((len(chosen), 3))
    for number, mean in enumerate(means):
        mine = index == number
        flat[mine] = position[mine] @ np.stack((*in_plane(mean), mean), axis=1)
    width = max(_CELL, 2 * float(np.sqrt(samples.area[chosen].sum() / max(len(chosen), 1))))
    first = _first_of_column(index, flat, width)
    behind_first = flat[first, 2] - flat[:, 2]
    outermost = behind_first < _EVEN * width
    offset = np.einsum("ij,ij->i", position[first] - position, normal)
    doubtful = outermost & (offset > _APART)
    for number in np.unique(index[doubtful]):
        asked = np.flatnonzero(doubtful & (index == number))
        corners = _triangles(mesh, samples.face[chosen[index == number]])
        outermost[asked] = ~_is_covered(position[asked], corners, means[number])
    return outermost


def summed(
    key: tuple[IntArray, ...], area: FloatArray, normal: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Distinct keys with the area and the mean direction of each."""
    keys, index = np.unique(np.stack(key, axis=1), axis=0, return_inverse=True)
    index = index.reshape(-1)
    areas = np.bincount(index, area, len(keys)).astype(np.float64)
    sums = np.stack([np.bincount(index, area * n, len(keys)) for n in normal.T], axis=1)
    return keys, areas, sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)


def _first_of_column(index: IntArray, flat: FloatArray, width: float) -> IntArray:
    """Row of the outermost sample of the layers that each sample belongs to, shape (n,).

    flat : position in the plane of its group and along the group's direction, shape (n, 3).
    """
    cells = np.floor(flat[:, :2] / width)
    order = np.lexsort((-flat[:, 2], cells[:, 1], cells[:, 0], index))
    column = np.column_stack((index, cells))[order]
    depth = flat[order, 2]
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = np.any(column[1:] != column[:-1], axis=1)
    is_new[1:] |= depth[:-1] - depth[1:] > _GAP
    first = np.zeros(len(order), dtype=np.int32)
    first[order] = order[np.maximum.accumulate(np.where(is_new, np.arange(len(order)), 0))]
    return first


def _is_covered(points: FloatArray, corners: FloatArray, direction: FloatArray) -> BoolArray:
    """Whether a triangle lies close before each point, seen against `direction`, shape (n,).

    corners : of the triangles, shape (t, 3, 3). [m]
    """
    plane = np.stack(in_plane(direction), axis=1)
    outlines = np.asarray(shapely.polygons(corners @ plane), dtype=object)
    seen = np.asarray(shapely.points(points @ plane), dtype=object)
    point, triangle = shapely.STRtree(outlines).query(seen, predicate="intersects")
    a, b, c = corners[triangle].transpose(1, 0, 2)
    normal = np.cross(b - a, c - a)
    slope = normal @ direction
    distance = np.einsum("ij,ij->i", a - points[point], normal)
    height = np.where(np.abs(slope) > 1e-12, distance / np.where(slope == 0, 1.0, slope), 0.0)
    covered = np.zeros(len(points), dtype=bool)
    covered[point[(height > _APART) & (height < _GAP)]] = True
    return covered


def _triangles(mesh: MeshBatch, faces: IntArray) -> FloatArray:
    """Corners of each of these triangles once, shape (t, 3, 3). [m]"""
    return mesh.vertices[mesh.faces[np.unique(faces)]].astype(np.float64) + mesh.origin
