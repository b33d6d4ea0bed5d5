"""Which element lies under a point of the picture."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from vtkmodules.vtkCommonCore import mutable
from vtkmodules.vtkCommonDataModel import vtkGenericCell, vtkStaticCellLocator

from twin.model.arrays import FloatArray
from twin.ui.scene.batch_actors import BatchShape
from twin.ui.scene.painting import Appearance

_MOST_SKIPS = 200
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Element row and point, shape (3,), in scene coordinates. [m]"""

    element: int
    point: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Ray:
    """From `start` to `end`, both shape (3,), in scene coordinates. [m]"""

    start: FloatArray
    end: FloatArray

    def kept_by(self, origin: FloatArray, normal: FloatArray) -> "Ray | None":
        """The part of the ray on the positive side of a plane; None if there is none."""
        first, last = (self.start - origin) @ normal, (self.end - origin) @ normal
        if first < 0 and last < 0:
            return None
        if first >= 0 and last >= 0:
            return self
        crossing = self.start + (self.end - self.start) * (first / (first - last))
        return Ray(crossing, self.end) if first < 0 else Ray(self.start, crossing)


class Picker:
    """Search trees over the triangles of batches; made at the first pick of each."""

    def __init__(self) -> None:
        self._trees: dict[int, vtkStaticCellLocator] = {}
        self._cell = vtkGenericCell()

    def forget(self) -> None:
        """Drop all trees: other batches are shown."""
        self._trees.clear()

    def prepare(self, shape: BatchShape) -> None:
        """Build the tree of a batch ahead of the first pick."""
        if id(shape) not in self._trees:
            tree = vtkStaticCellLocator()
            tree.SetDataSet(shape.faces)
            tree.BuildLocator()
            self._trees[id(shape)] = tree

    def pick(
        self, ray: Ray, shapes: list[BatchShape], origin: FloatArray, appearance: Appearance
    ) -> Hit | None:
        """The nearest element along the ray that is neither hidden nor ghosted."""
        hits = [self._pick_batch(ray, shape, origin, appearance) for shape in shapes]
        found = [hit for hit in hits if hit is not None]
        return min(
            found, key=lambda hit: float(np.linalg.norm(hit.point - ray.start)), default=None
        )

    def _pick_batch(
        self, ray: Ray, shape: BatchShape, origin: FloatArray, appearance: Appearance
    ) -> Hit | None:
        if not len(shape.batch.faces):
            return None
        self.prepare(shape)
        offset = shape.batch.origin - origin
        start, end = ray.start - offset, ray.end - offset
        step = (end - start) / np.linalg.norm(end - start) * 0.002
        for _ in range(_MOST_SKIPS):
            found = self._first(shape, start, end)
            if found is None:
                return None
            element, point = found
            row = np.array([element])
            if not (appearance.is_hidden(row)[0] or appearance.is_ghosted(row)[0]):
                return Hit(element, point + offset)
            start = point + step
        return None

    def _first(
        self, shape: BatchShape, start: FloatArray, end: FloatArray
    ) -> tuple[int, FloatArray] | None:
        face: Any = mutable(-1)  # VTK's stubs do not know output arguments
        t: Any = mutable(0.0)
        point, inside = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
        tree: Any = self._trees[id(shape)]
        found = tree.IntersectWithLine(
            start, end, _TOLERANCE, t, point, inside, mutable(0), face, self._cell
        )
        if not found:
            return None
        batch = shape.batch
        slot = batch.vertex_slot[batch.faces[int(face), 0]]
        return int(batch.slot_element[slot]), np.array(point)
