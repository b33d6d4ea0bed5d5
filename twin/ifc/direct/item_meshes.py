"""Triangles of representation items, one after the other in common arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.ifc.direct.step_index import Rows
from twin.model.arrays import BoolArray, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ItemMeshes:
    """Meshes of items, in each item's own coordinates and in file units.

    item : STEP instance number of each item, shape (n,).
    vertices : shape (v, 3); item i owns `vertex_start[i]` to `vertex_start[i + 1]`.
    faces : shape (f, 3), counted from the item's first vertex; rows by `face_start`.
    """

    item: Rows
    vertices: FloatArray
    vertex_start: Rows
    faces: NDArray[np.int32]
    face_start: Rows


def gather(
    ids: Rows, item: Rows, triangles: Rows, xyz: FloatArray, is_bad: BoolArray
) -> ItemMeshes:
    """Meshes by item from triangles over common points.

    item : index into `ids` of each triangle.  triangles : shape (t, 3), index into `xyz`.
    is_bad : items to leave out, shape (len(ids),).
    """
    keep = ~is_bad[item]
    item, triangles = item[keep], triangles[keep]
    order = np.argsort(item, kind="stable")
    item, triangles = item[order], triangles[order]
    key = item[:, None] * len(xyz) + triangles
    used, inverse = np.unique(key, return_inverse=True)
    owner = used // max(len(xyz), 1)
    present = np.unique(item)
    vertex_start = np.searchsorted(owner, np.append(present, len(ids)))
    face_start = np.searchsorted(item, np.append(present, len(ids)))
    local = inverse.reshape(-1, 3) - vertex_start[np.searchsorted(present, item)][:, None]
    return ItemMeshes(
        ids[present],
        xyz[used % max(len(xyz), 1)],
        vertex_start,
        local.astype(np.int32),
        face_start,
    )


def joined(parts: Sequence[ItemMeshes]) -> ItemMeshes:
    """All meshes in one table, in the order of `parts`."""
    vertices = np.cumsum([0, *(len(p.vertices) for p in parts)])
    faces = np.cumsum([0, *(len(p.faces) for p in parts)])
    return ItemMeshes(
        np.concatenate([p.item for p in parts]),
        np.concatenate([p.vertices for p in parts]),
        np.append(
            np.concatenate(
                [p.vertex_start[:-1] + s for p, s in zip(parts, vertices, strict=False)]
            ),
            vertices[-1],
        ),
        np.concatenate([p.faces for p in parts]),
        np.append(
            np.concatenate([p.face_start[:-1] + s for p, s in zip(parts, faces, strict=False)]),
            faces[-1],
        ),
    )
