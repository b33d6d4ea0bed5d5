"""The contour of elements as seen by the camera."""

from dataclasses import dataclass

import numpy as np
from shapely import MultiPoint, Polygon

from twin.model.arrays import FloatArray, IntArray
from twin.model.mesh import MeshBatch
from twin.ui.scene.projection import Projection
from twin.ui.scene.section import SectionPlane

_MOST_TRIANGLES = 40_000
_WELD = 1e4


@dataclass(frozen=True, slots=True, eq=False)
class Contour:
    """What to draw: contour lines, shape (k, 2, 2), and the inside, shape (m, 3, 2). [pixel]"""

    lines: FloatArray
    inside: FloatArray


class Outline:
    """Triangles of some elements with their neighbours, ready to find the contour per frame."""

    def __init__(self, points: FloatArray, triangles: IntArray, rows: IntArray) -> None:
        self._points = points
        self._rows = rows
        self._triangles = triangles
        sides = np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        key = sides[:, 0].astype(np.int64) * max(len(points), 1) + sides[:, 1]
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        self._edges = sides[first]
        self._edge_of_side = inverse.ravel()

    def samples(self, most: int = 3) -> tuple[IntArray, FloatArray]:
        """Points on the elements: element row of each, shape (k,), and place, shape (k, 3)."""
        centres = self._points[self._triangles].mean(axis=1)
        order = np.argsort(self._rows, kind="stable")
        rows, first, counts = np.unique(self._rows[order], return_index=True, return_counts=True)
        steps = np.linspace(0.0, 1.0, most)
        chosen = first[:, None] + np.rint(steps * (counts[:, None] - 1)).astype(int)
        return np.repeat(rows, most), centres[order[chosen.ravel()]]

    def hulls(self, view: Projection, seen: IntArray) -> list[FloatArray]:
        """Convex hull of each of the elements in `seen`, shape (k, 2) each. [pixel]"""
        screen = view.screen(self._points)
        order = np.argsort(self._rows, kind="stable")
        first = np.searchsorted(self._rows[order], seen, "left")
        last = np.searchsorted(self._rows[order], seen, "right")
        found: list[FloatArray] = []
        for a, b in zip(first.tolist(), last.tolist(), strict=True):
            corners = screen[np.unique(self._triangles[order[a:b]])]
            hull = MultiPoint(corners[:, :2]).convex_hull
            if (corners[:, 2] > 0).all() and isinstance(hull, Polygon):
                found.append(np.array(hull.exterior.coords))
        return found

    def contour(
        self, view: Projection, plane: SectionPlane | None = None, seen: IntArray | None = None
    ) -> Contour:
        """Contour in this view: edges between a face seen and a face turned away.

        Faces that a section plane takes away do not count, nor elements that are not in `seen`.
        """
        screen = view.screen(self._points)
        corners = screen[self._triangles]
        in_front = (corners[:, :, 2] > 0).all(axis=1)
        if plane is not None:
            kept = (self._points - plane.origin) @ plane.normal > 0
            in_front &= kept[self._triangles].any(axis=1)
        if seen is not None:
            in_front &= np.isin(self._rows, seen)
        across = corners[:, 1, :2] - corners[:, 0, :2]
        along = corners[:, 2, :2] - corners[:, 0, :2]
        area = across[:, 0] * along[:, 1] - across[:, 1] * along[:, 0]
        faces_us = np.where(area > 0, 1, -1)
        sides = len(self._edges)
        turn = np.bincount(self._edge_of_side, np.repeat(faces_us * in_front, 3), sides)
        count = np.bincount(self._edge_of_side, np.repeat(in_front, 3), sides)
        is_contour = ((np.abs(turn) != count) | (count == 1)) & (count > 0)
        lines = screen[self._edges[is_contour]]
        lines = lines[(lines[:, :, 2] > 0).all(axis=1)]
        inside = corners[in_front]
        flip = faces_us[in_front] < 0
        inside[flip] = inside[flip][:, ::-1]
        return Contour(lines[:, :, :2], inside[:, :, :2])


def outline_of(batches: list[MeshBatch], origin: FloatArray, rows: IntArray) -> Outline | None:
    """Outline of elements; None if they have no triangles, or too many to outline."""
    parts = [_triangles(batch, origin, rows) for batch in batches]
    corners = np.concatenate([corners for corners, _ in parts]) if parts else np.zeros((0, 3, 3))
    if not len(corners) or len(corners) > _MOST_TRIANGLES:
        return None
    points, inverse = np.unique(
        np.rint(corners.reshape(-1, 3) * _WELD), axis=0, return_inverse=True
    )
    owners = np.concatenate([owner for _, owner in parts])
    return Outline(points / _WELD, inverse.reshape(-1, 3).astype(np.int32), owners)


def _triangles(
    batch: MeshBatch, origin: FloatArray, rows: IntArray
) -> tuple[FloatArray, IntArray]:
    """Corners of the faces of elements, shape (t, 3, 3), and the row of each, shape (t,)."""
    wanted = np.isin(batch.slot_element, rows)[batch.face_slot]
    corners = batch.vertices[batch.faces[wanted]].astype(np.float64) + (batch.origin - origin)
    return corners, batch.slot_element[batch.face_slot[wanted]]
