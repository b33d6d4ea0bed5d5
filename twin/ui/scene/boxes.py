"""Boxes around slots: for fitting, and to know what may be left out while the camera moves."""

import numpy as np

from twin.model.arrays import BoolArray, FloatArray
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
