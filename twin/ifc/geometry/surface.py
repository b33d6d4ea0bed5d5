"""Triangles of one geometric item in its own coordinates."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """Triangles as a kernel or a rule made them: not yet welded, no normals.

    vertices : shape (v, 3), float64. [m]
    faces : shape (f, 3), int32, counter-clockwise seen from outside.
    """

    vertices: FloatArray
    faces: IntArray

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not len(self.faces)


NOTHING = Surface(np.zeros((0, 3)), np.zeros((0, 3), dtype=np.int32))


def merged(surfaces: list[Surface]) -> Surface:
    """All triangles of several surfaces in one."""
    if len(surfaces) == 1:
        return surfaces[0]
    starts = np.cumsum([0, *(len(s.vertices) for s in surfaces)])
    return Surface(
        np.concatenate([s.vertices for s in surfaces]) if surfaces else NOTHING.vertices,
        np.concatenate([s.faces + i for s, i in zip(surfaces, starts, strict=False)]).astype(
            np.int32
        )
        if surfaces
        else NOTHING.faces,
    )
