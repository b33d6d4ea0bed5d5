"""Triangles ready to draw: one batch per building or per arriving portion of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import ByteArray, Float32Array, FloatArray, IntArray, frozen


@dataclass(frozen=True, slots=True, eq=False)
class MeshBatch:
    """Triangles and feature edges of elements.

    A *slot* is one (element, material) pair: a window has a frame slot and a glass slot.

    Parameters
    ----------
    origin : shape (3,), float64
        World position of vertex zero; x east, y north, z up. [m]
    vertices : shape (v, 3), float32
        Offsets from `origin`; split where the surface has a crease. [m]
    normals : shape (v, 3), float32
        Unit normals.
    vertex_slot : shape (v,), int32
    faces : shape (f, 3), int32
        Counter-clockwise seen from outside; the three vertices share one slot.
    edges : shape (e, 2), int32
        Feature edges as vertex pairs (boundary, crease over 30 degrees).
    slot_element : shape (s,), int32
        Row of the element in `BuildingModel.elements`.
    slot_colour : shape (s, 4), uint8
        Surface colour of the file, RGBA; alpha below 255 is glass.
    """

    origin: FloatArray
    vertices: Float32Array
    normals: Float32Array
    vertex_slot: IntArray
    faces: IntArray
    edges: IntArray
    slot_element: IntArray
    slot_colour: ByteArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        n = len(self.vertices)
        slots = len(self.slot_element)
        for name, dtype, shape in (
            ("origin", np.float64, (3,)),
            ("vertices", np.float32, (n, 3)),
            ("normals", np.float32, (n, 3)),
            ("vertex_slot", np.int32, (n,)),
            ("faces", np.int32, (None, 3)),
            ("edges", np.int32, (None, 2)),
            ("slot_element", np.int32, (slots,)),
            ("slot_colour", np.uint8, (slots, 4)),
        ):
            object.__setattr__(self, name, frozen(getattr(self, name), dtype, shape))

    @property
    def face_slot(self) -> IntArray:
        """Slot of each face, shape (f,)."""
        return self.vertex_slot[self.faces[:, 0]]

    @property
    def face_element(self) -> IntArray:
        """Element row of each face, shape (f,)."""
        return self.slot_element[self.face_slot]

    @property
    def bounds(self) -> FloatArray:
        """World bounds, shape (2, 3): lowest and highest corner; NaN when empty. [m]"""
        if not len(self.vertices):
            return np.full((2, 3), np.nan)
        low, high = self.vertices.min(axis=0), self.vertices.max(axis=0)
        return np.array([low, high], dtype=np.float64) + self.origin


def empty_mesh() -> MeshBatch:
    """A batch without any triangle."""
    numbers = np.zeros((0, 3), np.float32)
    rows = np.zeros(0, np.int32)
    return MeshBatch(
        origin=np.zeros(3),
        vertices=numbers,
        normals=numbers,
        vertex_slot=rows,
        faces=np.zeros((0, 3), np.int32),
        edges=np.zeros((0, 2), np.int32),
        slot_element=rows,
        slot_colour=np.zeros((0, 4), np.uint8),
    )


def joined(batches: Sequence[MeshBatch]) -> MeshBatch:
    """One batch from many; the first batch's origin is kept."""
    if not batches:
        return empty_mesh()
    origin = batches[0].origin
    vertex_start = np.cumsum([0, *(len(b.vertices) for b in batches)])
    slot_start = np.cumsum([0, *(len(b.slot_element) for b in batches)])
    return MeshBatch(
        origin,
        np.concatenate([b.vertices + (b.origin - origin).astype(np.float32) for b in batches]),
        np.concatenate([b.normals for b in batches]),
        np.concatenate([b.vertex_slot + s for b, s in zip(batches, slot_start, strict=False)]),
        np.concatenate([b.faces + v for b, v in zip(batches, vertex_start, strict=False)]),
        np.concatenate([b.edges + v for b, v in zip(batches, vertex_start, strict=False)]),
        np.concatenate([b.slot_element for b in batches]),
        np.concatenate([b.slot_colour for b in batches]),
    )
