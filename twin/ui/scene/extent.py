"""Where elements lie: boxes and points of some, or of all but the ground around them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch
from twin.ui.scene.batch_actors import BatchShape
from twin.ui.scene.boxes import sample, without_strays


@dataclass(frozen=True, slots=True, eq=False)
class Extent:
    """Batches in coordinates relative to `origin`. terrain: by element row, () for none."""

    shapes: Sequence[BatchShape]
    origin: FloatArray
    terrain: BoolArray

    def bounds(self, rows: IntArray | None = None) -> FloatArray | None:
        """Lowest and highest corner of some elements, of all but terrain if None, shape (2, 3)."""
        boxes = [self._box(s, self._is_wanted(s.batch, rows)) for s in self.shapes]
        found = _joined(boxes)
        return self.everything() if found is None and rows is None else found

    def everything(self) -> FloatArray | None:
        """Lowest and highest corner of all elements and the terrain, shape (2, 3)."""
        return _joined([self._box(s, np.ones(len(s.boxes), np.bool_)) for s in self.shapes])

    def points(self, rows: IntArray | None) -> FloatArray:
        """A sample of the vertices of some elements without strays, shape (n, 3)."""
        batches = [shape.batch for shape in self.shapes]
        found = [
            sample(batch.vertices[self._is_wanted(batch, rows)[batch.vertex_slot]])
            + (batch.origin - self.origin)
            for batch in batches
        ]
        return without_strays(np.concatenate([np.zeros((0, 3)), *found]))

    def rows(self) -> IntArray:
        """Rows of all elements but terrain, rising."""
        found = [np.zeros(0, np.int32), *(shape.batch.slot_element for shape in self.shapes)]
        rows = np.unique(np.concatenate(found))
        return rows[~self._at(rows)]

    def is_terrain(self, batch: MeshBatch) -> BoolArray:
        """Which slots of a batch are terrain, shape (s,)."""
        return self._at(batch.slot_element)

    def _is_wanted(self, batch: MeshBatch, rows: IntArray | None) -> BoolArray:
        return ~self.is_terrain(batch) if rows is None else np.isin(batch.slot_element, rows)

    def _at(self, rows: IntArray) -> BoolArray:
        if not len(self.terrain):
            return np.zeros(len(rows), np.bool_)
        return self.terrain[np.minimum(rows, len(self.terrain) - 1)]

    def _box(self, shape: BatchShape, wanted: BoolArray) -> FloatArray | None:
        boxes = shape.boxes[wanted & ~np.isnan(shape.boxes[:, 0, 0])]
        if not len(boxes):
            return None
        box = np.array([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])
        return box + (shape.batch.origin - self.origin)


def _joined(boxes: Sequence[FloatArray | None]) -> FloatArray | None:
    found = [box for box in boxes if box is not None]
    if not found:
        return None
    return np.array([np.min([b[0] for b in found], axis=0), np.max([b[1] for b in found], axis=0)])
