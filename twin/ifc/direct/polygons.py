"""Triangles of many planar polygons at once."""

from dataclasses import dataclass

import mapbox_earcut
import numpy as np
from numpy.typing import NDArray

from twin.ifc.direct.step_index import Rows
from twin.model.arrays import BoolArray, FloatArray

_KEPT = ([1, 2], [2, 0], [0, 1])


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Closed rings of points; ring i is `points[start[i] : start[i + 1]]`.

    points : index into `xyz`.  xyz : shape (n, 3).
    face : face of each ring, ascending. The outline of a face is its largest ring: files call
        holes outer bounds now and then.
    """

    xyz: FloatArray
    points: Rows
    start: Rows
    face: Rows


def triangulate(rings: Rings, n_faces: int) -> tuple[Rows, Rows]:
    """Triangles of all faces: corner points, shape (t, 3), and the face of each, shape (t,).

    Faces with fewer than three points or without area give nothing.
    """
    if not len(rings.points):
        return np.zeros((0, 3), np.int64), np.zeros(0, np.int64)
    per_face = np.bincount(rings.face, minlength=n_faces)
    first_ring = np.cumsum(per_face) - per_face
    lengths = np.diff(rings.start)
    corners: list[NDArray[np.int64]] = []
    faces: list[NDArray[np.int64]] = []
    is_simple = (per_face == 1)[rings.face]
    awkward = [np.flatnonzero(per_face > 1)]
    for n in np.unique(lengths[is_simple]):
        if n < 3:
            continue
        chosen = np.flatnonzero(is_simple & (lengths == n))
        index = rings.points[rings.start[chosen][:, None] + np.arange(n)]
        convex = _is_convex(rings.xyz[index]) if n > 3 else np.ones(len(chosen), np.bool_)
        fan = index[convex]
        for k in range(1, int(n) - 1):
            corners.append(fan[:, [0, k, k + 1]])
            faces.append(rings.face[chosen[convex]])
        awkward.append(rings.face[chosen[~convex]])
    more_corners, more_faces = _ears(rings, np.concatenate(awkward), first_ring, per_face)
    corners += more_corners
    faces += more_faces
    if not corners:
        return np.zeros((0, 3), np.int64), np.zeros(0, np.int64)
    return np.concatenate(corners), np.concatenate(faces)


def _is_convex(points: FloatArray) -> BoolArray:
    """Whether each polygon, shape (m, n, 3), turns the same way at every corner, once round."""
    edge = np.roll(points, -1, axis=1) - points
    turn = _cross(edge, np.roll(edge, -1, axis=1))
    normal = turn.sum(axis=1)
    along = np.einsum("mnk,mk->mn", turn, normal)
    size = np.einsum("mk,mk->m", normal, normal)
    length = np.sqrt(np.einsum("mnk,mnk->mn", edge, edge))
    unit = edge / np.where(length > 0, length, 1.0)[:, :, None]
    cosine = np.einsum("mnk,mnk->mn", unit, np.roll(unit, -1, axis=1))
    turned = np.arccos(np.clip(cosine, -1.0, 1.0)).sum(axis=1)
    return (along >= -1e-9 * size[:, None]).all(axis=1) & (size > 0) & (turned < 3 * np.pi)


def _cross(a: FloatArray, b: FloatArray) -> FloatArray:
    result = np.empty_like(a)
    for axis in range(3):
        j, k = (axis + 1) % 3, (axis + 2) % 3
        result[..., axis] = a[..., j] * b[..., k] - a[..., k] * b[..., j]
    return result


def _ears(
    rings: Rings, awkward: Rows, first_ring: Rows, per_face: Rows
) -> tuple[list[Rows], list[Rows]]:
    """Triangles of faces with holes or notches, one face at a time."""
    normals = _ring_normals(rings)
    sizes = np.abs(normals).max(axis=1)
    axes = np.argmax(np.abs(normals), axis=1)
    corners: list[Rows] = []
    faces: list[Rows] = []
    for face in awkward.tolist():
        ring = int(first_ring[face])
        members = range(ring, ring + int(per_face[face]))
        outer = max(members, key=lambda r: float(sizes[r]))
        axis = int(axes[outer])
        upward = normals[outer, axis]
        if upward == 0.0:
            continue
        ordered = (outer, *(r for r in members if r != outer))
        parts = [rings.points[rings.start[r] : rings.start[r + 1]] for r in ordered]
        index = np.concatenate(parts)
        ends = np.cumsum([len(p) for p in parts], dtype=np.uint32)
        flat = rings.xyz[index][:, _KEPT[axis]]
        triangles = mapbox_earcut.triangulate_float64(flat - flat[0], ends).reshape(-1, 3)
        if upward < 0:
            triangles = triangles[:, ::-1]
        corners.append(index[triangles])
        faces.append(np.full(len(triangles), face))
    return corners, faces


def _ring_normals(rings: Rings) -> FloatArray:
    """Twice the area vector of each ring (Newell), shape (r, 3)."""
    begin, end = rings.start[:-1], rings.start[1:]
    points = rings.xyz[rings.points]
    following = np.arange(1, len(points) + 1)
    following[end[end > begin] - 1] = begin[end > begin]
    anchor = np.repeat(points[np.minimum(begin, max(len(points) - 1, 0))], end - begin, axis=0)
    product = _cross(points - anchor, points[following] - anchor)
    totals = np.concatenate((np.zeros((1, 3)), np.cumsum(product, axis=0)))
    return totals[end] - totals[begin]
