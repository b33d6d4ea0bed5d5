"""Triangulated and polygonal face sets of IFC4."""

import re
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from twin.ifc.direct.item_meshes import ItemMeshes, gather
from twin.ifc.direct.polygons import Rings, triangulate
from twin.ifc.direct.step_index import Rows, StepIndex
from twin.model.arrays import FloatArray

T = TypeVar("T")
_TRIANGULATED = re.compile(
    rb"\(\s*#(\d+)\s*,\s*(?:\$|\(\(.*?\)\))\s*,\s*(?:\.[TFU]\.|\$)\s*,\s*\(\((.*?)\)\)", re.DOTALL
)
_POLYGONAL = re.compile(
    rb"\(\s*#(\d+)\s*,\s*(?:\.[TFU]\.|\$)\s*,\s*\(([^)]*)\)\s*,\s*(\$|\([^)]*\))\s*$", re.DOTALL
)


def tessellated_items(step: StepIndex) -> ItemMeshes:
    """Meshes of all tessellated face sets, in the item's own coordinates and file units.

    Left out: sets with an index outside of their point list.
    """
    points = _PointLists(step)
    items: list[int] = []
    rings: list[Rows] = []
    item_of_face: list[int] = []
    for row in step.rows("IFCTRIANGULATEDFACESET").tolist():
        corners = _or_none(_triangles, step, row, points)
        if corners is not None:
            item_of_face += [len(items)] * len(corners)
            rings += list(corners)
            items.append(row)
    for row in step.rows("IFCPOLYGONALFACESET").tolist():
        polygons = _or_none(_polygons, step, row, points)
        if polygons is not None:
            item_of_face += [len(items)] * len(polygons)
            rings += polygons
            items.append(row)
    xyz = points.all()
    lengths = np.array([len(r) for r in rings], np.int64)
    ring_points = np.concatenate(rings) if rings else np.zeros(0, np.int64)
    start = np.concatenate(([0], np.cumsum(lengths)))
    faces = Rings(xyz, ring_points, start, np.arange(len(rings)))
    triangles, face = triangulate(faces, len(rings))
    owner = np.array(item_of_face, np.int64)
    bad = np.zeros(len(items), np.bool_)
    return gather(step.ids[np.array(items, np.int64)], owner[face], triangles, xyz, bad)


def _or_none(
    read: Callable[[StepIndex, int, "_PointLists"], T | None],
    step: StepIndex,
    row: int,
    points: "_PointLists",
) -> T | None:
    """What `read` gives, None for text that is not laid out as expected (comments, for one)."""
    try:
        return read(step, row, points)
    except ValueError:
        return None


class _PointLists:
    """Point lists of the file, read when first asked for, in one common array."""

    def __init__(self, step: StepIndex) -> None:
        self._step = step
        self._known = set(step.rows("IFCCARTESIANPOINTLIST3D").tolist())
        self.faces = frozenset(step.rows("IFCINDEXEDPOLYGONALFACE").tolist())
        self._first: dict[int, tuple[int, int]] = {}
        self._parts: list[FloatArray] = []
        self._count = 0

    def range_of(self, step_id: int) -> tuple[int, int] | None:
        """First point and number of points of a list; None if it cannot be read."""
        row = self._step.row_of(step_id)
        if row not in self._known:
            return None
        if row not in self._first:
            text = self._step.text(row)
            numbers = np.array(re.split(rb"[(),\s]+", text[text.index(b"(") :]), dtype=object)
            values = [float(n) for n in numbers if n and n != b"$"]
            if len(values) % 3:
                return None
            self._first[row] = (self._count, len(values) // 3)
            self._parts.append(np.array(values).reshape(-1, 3))
            self._count += len(values) // 3
        return self._first[row]

    def all(self) -> FloatArray:
        """Points of all lists asked for, shape (n, 3)."""
        return np.concatenate(self._parts) if self._parts else np.zeros((0, 3))


def _triangles(step: StepIndex, row: int, points: _PointLists) -> Rows | None:
    """Corner points of each triangle, shape (t, 3), or None if left out."""
    match = _TRIANGULATED.search(step.text(row))
    found = points.range_of(int(match[1])) if match else None
    if match is None or found is None or step.text(row).count(b"((") > 1 + _has_normals(match):
        return None
    index = _integers(match[2]) - 1
    if len(index) % 3 or not len(index) or index.min() < 0 or index.max() >= found[1]:
        return None
    return index.reshape(-1, 3) + found[0]


def _has_normals(match: re.Match[bytes]) -> int:
    return 1 if b"((" in match[0][: match.start(2) - match.start() - 2] else 0


def _polygons(step: StepIndex, row: int, points: _PointLists) -> list[Rows] | None:
    """Corner points of each face, or None if left out (holes, re-indexed points)."""
    match = _POLYGONAL.search(step.text(row))
    found = points.range_of(int(match[1])) if match else None
    if match is None or found is None or match[3] != b"$":
        return None
    rings: list[Rows] = []
    for reference in match[2].split(b","):
        face = step.row_of(int(reference.strip()[1:]))
        if face not in points.faces:
            return None
        text = step.text(face)
        index = _integers(text[text.index(b"(") :]) - 1
        if len(index) < 3 or index.min() < 0 or index.max() >= found[1]:
            return None
        rings.append(index + found[0])
    return rings


def _integers(text: bytes) -> Rows:
    return np.array([int(n) for n in re.split(rb"[(),\s]+", text) if n], np.int64)
