"""Boxes around slots: for fitting, and to know what may be left out while the camera moves."""

import numpy as np

from twin.model.arrays import BoolArray, Float32Array, FloatArray
from twin.model.mesh import MeshBatch

MOST_MOVING_FACES = 300_000
"""More triangles than this are thinned out while the camera moves."""


def slot_boxes(batch: MeshBatch) -> FloatArray:
    """Lowest and highest corner of each slot from the batch's origin, NaN if empty, (s, 2, 3)."""
    slots = len(batch.slot_element)
    boxes = np.empty((slots, 2, 3))
    for axis in range(3):
        values = np.ascontiguousarray(batch.vertices[:, axis], dtype=np.float64)
        low, high = np.full(slots, np.inf), np.full(slots, -np.inf)
        np.minimum.at(low, batch.vertex_slot, values)
        np.maximum.at(high, batch.vertex_slot, values)
        boxes[:, 0, axis], boxes[:, 1, axis] = low, high
    boxes[~np.isfinite(boxes[:, 0, 0])] = np.nan
    return boxes


def large_faces(batch: MeshBatch, boxes: FloatArray) -> BoolArray:
    """Faces of the slots that show most for their triangles, shape (f,).

    Slots are taken by the square of their size per triangle until the limit is reached.
    """
    face_slot = batch.face_slot
    triangles = np.bincount(face_slot, minlength=len(boxes))
    size = np.nan_to_num(np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1))
    worth = size**2 / np.maximum(triangles, 1)
    order = np.argsort(-worth, kind="stable")
    kept = np.zeros(len(boxes), np.bool_)
    kept[order[np.cumsum(triangles[order]) <= MOST_MOVING_FACES]] = True
    return kept[face_slot]


def without_strays(points: FloatArray) -> FloatArray:
    """Points without the few that lie so far off that the rest would be a dot, shape (n, 3)."""
    if len(points) < _FEWEST_POINTS:
        return points
    distance = np.linalg.norm(points - np.median(points, axis=0), axis=1)
    return points[distance <= 8.0 * np.quantile(distance, 0.95)]


def sample(vertices: Float32Array) -> FloatArray:
    """Some thousand vertices, among them the outermost in each direction, also slanting."""
    if len(vertices) <= _SAMPLE:
        return vertices.astype(np.float64)
    ends = [*vertices.argmin(axis=0), *vertices.argmax(axis=0)]
    step = len(vertices) // _MOST_COMPARED + 1
    along = vertices[::step] @ _SLANTING.T
    slanting = [*along.argmin(axis=0) * step, *along.argmax(axis=0) * step]
    rows = np.r_[ends, slanting, np.arange(0, len(vertices), len(vertices) // _SAMPLE)]
    return vertices[rows].astype(np.float64)


_SAMPLE = 6000
_MOST_COMPARED = 300_000
_ROUND = np.radians(np.arange(0.0, 180.0, 15.0))
_SLANTING = np.array(
    [(np.cos(a), np.sin(a), z) for a in _ROUND for z in (-0.7, 0.0, 0.7)], np.float32
)
"""Directions in which corners of a building lie outermost, shape (d, 3)."""

_FEWEST_POINTS = 50
