"""Positions of items as matrices, straight from the text of the file."""

import numpy as np

from twin.ifc.direct.step_index import Lists, Rows, StepIndex
from twin.model.arrays import BoolArray, FloatArray


def placements(step: StepIndex, rows: Rows) -> tuple[FloatArray, BoolArray]:
    """Matrices of IfcAxis2Placement3D or 2D, shape (n, 4, 4), and which of them are known.

    Row -1 is the identity (an omitted position).
    """
    matrices = np.tile(np.eye(4), (len(rows), 1, 1))
    known = rows < 0
    three = np.flatnonzero(np.isin(rows, step.rows("IFCAXIS2PLACEMENT3D")))
    two = np.flatnonzero(np.isin(rows, step.rows("IFCAXIS2PLACEMENT2D")))
    points = step.rows("IFCCARTESIANPOINT")
    directions = step.rows("IFCDIRECTION")
    for chosen, is_flat in ((three, False), (two, True)):
        if not len(chosen):
            continue
        lists = step.references(rows[chosen])
        location = _item(lists, 0)
        axis = np.full(len(chosen), -1) if is_flat else _item(lists, 1)
        along = _item(lists, 1 if is_flat else 2)
        has_all_or_none = (lists.lengths == 1) | (lists.lengths == (2 if is_flat else 3))
        fine = has_all_or_none & np.isin(location, points)
        fine &= (axis < 0) | np.isin(axis, directions)
        fine &= (along < 0) | np.isin(along, directions)
        chosen, location = chosen[fine], location[fine]
        if not len(chosen):
            continue
        z = _directions(step, axis[fine], (0.0, 0.0, 1.0))
        x = _directions(step, along[fine], (1.0, 0.0, 0.0))
        matrices[chosen] = _frames(step.coordinates(location), z, x)
        known[chosen] = np.isfinite(matrices[chosen]).all(axis=(1, 2))
    return matrices, known


def _item(lists: Lists, at: int) -> Rows:
    has = lists.lengths > at
    result = np.full(len(lists.start) - 1, -1)
    result[has] = lists.items[lists.start[:-1][has] + at]
    return result


def _directions(step: StepIndex, rows: Rows, otherwise: tuple[float, float, float]) -> FloatArray:
    result = np.tile(np.array(otherwise), (len(rows), 1))
    given = rows >= 0
    if given.any():
        result[given] = step.coordinates(rows[given])
    return result


def _frames(origin: FloatArray, z: FloatArray, x: FloatArray) -> FloatArray:
    """Right-handed frames; NaN where the two directions are parallel."""
    with np.errstate(invalid="ignore", divide="ignore"):
        z = z / np.linalg.norm(z, axis=1, keepdims=True)
        x = x - np.einsum("nk,nk->n", x, z)[:, None] * z
        length = np.linalg.norm(x, axis=1, keepdims=True)
        x = np.where(length > 1e-9, x / length, np.nan)
    frames = np.tile(np.eye(4), (len(origin), 1, 1))
    frames[:, :3, 0] = x
    frames[:, :3, 1] = np.cross(z, x)
    frames[:, :3, 2] = z
    frames[:, :3, 3] = origin
    return frames
