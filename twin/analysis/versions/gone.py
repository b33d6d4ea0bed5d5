"""Triangles of some elements of a model, to draw them where they stood."""

import numpy as np

from twin.model.arrays import IntArray
from twin.model.mesh import MeshBatch


def triangles_of(mesh: MeshBatch, rows: IntArray) -> MeshBatch:
    """The part of a batch that belongs to some elements; slots and rows keep their numbers."""
    element = mesh.slot_element[mesh.vertex_slot] if len(mesh.vertex_slot) else mesh.vertex_slot
    kept = np.isin(element, rows)
    place = np.cumsum(kept) - 1
    return MeshBatch(
        mesh.origin,
        mesh.vertices[kept],
        mesh.normals[kept],
        mesh.vertex_slot[kept],
        place[mesh.faces[kept[mesh.faces].all(axis=1)]],
        place[mesh.edges[kept[mesh.edges].all(axis=1)]],
        mesh.slot_element,
        mesh.slot_colour,
    )
