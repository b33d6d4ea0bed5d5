"""Fewer triangles where a model has more than a screen can show."""

import numpy as np

from twin.ifc.geometry.openings import NotSolid, solid, surface_of
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray, IntArray

_STEPS = 12
"""Tries, each with a coarser tolerance than the one before."""


def simplified(surface: Surface, most: int) -> Surface:
    """The surface with at most about `most` triangles.

    A solid loses its short edges; where that is not enough, or it is no solid, vertices that
    are near to each other are drawn together.
    """
    if len(surface.faces) <= most:
        return surface
    size = float(np.ptp(surface.vertices, axis=0).max())
    try:
        body = solid(surface)
        tolerance = size / 2000.0
        for _ in range(_STEPS // 2):
            body = body.simplify(tolerance)
            if body.num_tri() <= most and not body.is_empty():
                return surface_of(body)
            tolerance *= 2.0
    except NotSolid:
        pass
    return _coarser(surface, most, size)


def _coarser(surface: Surface, most: int, size: float) -> Surface:
    cell = size / 1000.0
    best = surface
    for _ in range(_STEPS):
        vertices, faces = _clustered(surface.vertices, surface.faces, cell)
        if not len(faces):
            break
        best = Surface(vertices, faces)
        if len(faces) <= most:
            break
        cell *= 1.6
    return best


def _clustered(vertices: FloatArray, faces: IntArray, cell: float) -> tuple[FloatArray, IntArray]:
    cells = np.floor(vertices / cell).astype(np.int64)
    _, first, number = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    faces = number.reshape(-1)[faces].astype(np.int32)
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (c != a)]
    _, kept = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    return vertices[first], faces[np.sort(kept)]
