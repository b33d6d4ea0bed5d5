"""Buildings of a portfolio as blocks raised from their footprints."""

from collections.abc import Sequence
from dataclasses import dataclass

import mapbox_earcut
import numpy as np
import shapely

from twin.model.arrays import FloatArray, IntArray
from twin.model.building import Building
from twin.model.mesh import MeshBatch, empty_mesh

STOREY_HEIGHT = 3.3
"""Assumed where a building's height is unknown. [m]"""

_UNKNOWN_HEIGHT = 6.0
_HIGHEST_PITCHED_ROOF = 14.0
_PITCH = np.tan(np.radians(30.0))
_BLOCK_COLOUR = (228, 230, 233, 255)

_SAME_CORNER = 0.01
"""Nearer corners are one corner; an absolute length, because map coordinates are large. [m]"""

_Face = FloatArray
"""Corners of a plane polygon, counter-clockwise seen from outside, shape (k, 3)."""


def blocks(buildings: Sequence[Building], enlarged: float = 1.0) -> MeshBatch:
    """One slot per building; a building without a footprint has a slot and no triangles.

    All blocks stand at height zero: the ground of the portfolio is a plane. `enlarged` blocks
    stay on their places.
    """
    outlines = [_outline(building) for building in buildings]
    known = [outline for outline in outlines if len(outline)]
    if not known:
        return empty_mesh()
    centre = np.round(np.mean([outline.mean(axis=0) for outline in known], axis=0))
    faces = [
        (row, face)
        for row, (building, outline) in enumerate(zip(buildings, outlines, strict=True))
        if len(outline)
        for face in _enlarged(_faces(building, outline - centre), enlarged)
    ]
    parts = [_part(faces, corners) for corners in sorted({len(face) for _, face in faces})]
    starts = np.cumsum([0, *(len(part.vertices) for part in parts)])
    pairs = list(zip(parts, starts, strict=False))
    return MeshBatch(
        origin=np.array([*centre, 0.0]),
        vertices=np.concatenate([part.vertices for part in parts]).astype(np.float32),
        normals=np.concatenate([part.normals for part in parts]).astype(np.float32),
        vertex_slot=np.concatenate([part.rows for part in parts]),
        faces=np.concatenate([part.triangles + start for part, start in pairs]),
        edges=np.concatenate([part.edges + start for part, start in pairs]),
        slot_element=np.arange(len(buildings), dtype=np.int32),
        slot_colour=np.tile(np.array(_BLOCK_COLOUR, np.uint8), (len(buildings), 1)),
    )


def enlargement(buildings: Sequence[Building]) -> int:
    """How many times larger blocks must be drawn to be seen in a view of them all.

    Buildings of a municipality lie kilometres apart and would be dots. Blocks grow until the
    typical one spans a share of the picture, but not into their neighbours; 1 where they are
    large enough.
    """
    outlines = [o for o in (_outline(building) for building in buildings) if len(o)]
    if len(outlines) < 2:
        return 1
    middles = np.array([(o.min(axis=0) + o.max(axis=0)) / 2 for o in outlines])
    radii = np.array([np.linalg.norm(np.ptp(o, axis=0)) / 2 for o in outlines])
    extent = float(np.linalg.norm(np.ptp(middles, axis=0)))
    points = [shapely.Point(middle) for middle in middles]
    one, other = shapely.STRtree(points).query_nearest(points, exclusive=True, all_matches=False)
    if not len(one):  # all at the same place
        return 1
    gaps = np.linalg.norm(middles[one] - middles[other], axis=1)
    room = np.quantile(gaps / (radii[one] + radii[other]), 0.15) * 0.85
    wanted = _SEEN_SHARE * extent / (2 * float(np.median(radii)))
    return max(int(min(wanted, room, _MOST_ENLARGED)), 1)


_SEEN_SHARE = 0.05
_MOST_ENLARGED = 60


def block_height(building: Building) -> float:
    """Height of the block: as stored, else from the storeys, else a low building. [m]"""
    if np.isfinite(building.height) and building.height > 0:
        return float(building.height)
    return building.storeys * STOREY_HEIGHT if building.storeys > 0 else _UNKNOWN_HEIGHT


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """All faces with the same number of corners."""

    rows: IntArray
    vertices: FloatArray
    normals: FloatArray
    triangles: IntArray
    edges: IntArray


def _outline(building: Building) -> FloatArray:
    """Footprint, counter-clockwise, without a repeated last corner, shape (k, 2)."""
    corners = np.array(building.footprint, dtype=np.float64).reshape(-1, 2)
    if len(corners) > 1 and np.abs(corners[0] - corners[-1]).max() < _SAME_CORNER:
        corners = corners[:-1]
    if len(corners) < 3 or not np.isfinite(corners).all():
        return np.zeros((0, 2))
    x, y = corners.T
    x, y = x - x[0], y - y[0]
    twice_area = np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))
    if abs(twice_area) < 1.0:
        return np.zeros((0, 2))
    return corners if twice_area > 0 else corners[::-1]


def _faces(building: Building, outline: FloatArray) -> list[_Face]:
    height = block_height(building)
    is_pitched = building.roof in ("gable", "hip") and height < _HIGHEST_PITCHED_ROOF
    if is_pitched and _is_rectangle(outline):
        return _pitched(outline, height, is_hip=building.roof == "hip")
    return [*_walls(outline, height), _level(outline, height)]


def _is_rectangle(outline: FloatArray) -> bool:
    """Four corners, all near to right angles."""
    if len(outline) != 4:
        return False
    sides = np.roll(outline, -1, axis=0) - outline
    sides = sides / np.maximum(np.linalg.norm(sides, axis=1), 1e-9)[:, None]
    return bool((np.abs((sides * np.roll(sides, 1, axis=0)).sum(axis=1)) < 0.1).all())


def _walls(outline: FloatArray, height: float) -> list[_Face]:
    """One face per side: two corners on the ground, two at the eaves."""
    corners = np.zeros((len(outline), 4, 3))
    corners[:, (0, 3), :2] = outline[:, None]
    corners[:, (1, 2), :2] = np.roll(outline, -1, axis=0)[:, None]
    corners[:, 2:, 2] = height
    return list(corners)


def _level(outline: FloatArray, height: float) -> _Face:
    return np.column_stack([outline, np.full(len(outline), height)])


def _pitched(outline: FloatArray, height: float, *, is_hip: bool) -> list[_Face]:
    """Walls and roof over a rectangle, the ridge along its longer side."""
    if np.linalg.norm(outline[1] - outline[0]) < np.linalg.norm(outline[2] - outline[1]):
        outline = np.roll(outline, -1, axis=0)
    width = float(np.linalg.norm(outline[2] - outline[1]))
    length = float(np.linalg.norm(outline[1] - outline[0]))
    rise = min(width / 2 * _PITCH, height * 0.5)
    eaves = height - rise
    a, b, c, d = _level(outline, eaves)
    along = (b - a) / length * (min(width / 2, length * 0.45) if is_hip else 0.0)
    lift = np.array([0.0, 0.0, rise])
    first, last = (a + d) / 2 + lift + along, (b + c) / 2 + lift - along
    slopes = [np.array([a, b, last, first]), np.array([c, d, first, last])]
    walls = _walls(outline, eaves)
    if is_hip:
        return [*walls, *slopes, np.array([b, c, last]), np.array([d, a, first])]
    walls[1] = np.vstack([walls[1][:3], last, walls[1][3:]])
    walls[3] = np.vstack([walls[3][:3], first, walls[3][3:]])
    return [*walls, *slopes]


def _part(faces: list[tuple[int, _Face]], count: int) -> _Part:
    chosen = [(row, face) for row, face in faces if len(face) == count]
    corners = np.array([face for _, face in chosen])
    normals = _normals(corners)
    fan = np.array([[0, i, i + 1] for i in range(1, count - 1)], np.int32)
    is_level = (normals[:, 2] > 0.999) & (count > 3)
    triangles = [
        _triangulated(face) if level else fan
        for face, level in zip(corners, is_level, strict=True)
    ]
    first = np.arange(len(chosen), dtype=np.int32) * count
    around = np.arange(count)
    pairs = np.column_stack([around, (around + 1) % count])
    edges = (first[:, None, None] + pairs).reshape(-1, 2)
    vertices = corners.reshape(-1, 3)
    return _Part(
        np.repeat(np.array([row for row, _ in chosen], np.int32), count),
        vertices,
        np.repeat(normals, count, axis=0),
        np.concatenate([t + start for t, start in zip(triangles, first, strict=True)]),
        edges[(vertices[edges, 2] > _ON_GROUND).any(axis=1)],
    )


_ON_GROUND = 0.01
"""Edges that lie on the ground are not drawn. [m]"""


def _enlarged(faces: list[_Face], factor: float) -> list[_Face]:
    if factor == 1.0:
        return faces
    corners = np.concatenate(faces)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    middle[2] = 0.0
    return [middle + (face - middle) * factor for face in faces]


def _normals(corners: FloatArray) -> FloatArray:
    """Unit normals of plane polygons (Newell's method); corners: shape (m, k, 3)."""
    found = np.cross(corners, np.roll(corners, -1, axis=1)).sum(axis=1)
    return found / np.maximum(np.linalg.norm(found, axis=1), 1e-12)[:, None]


def _triangulated(face: _Face) -> IntArray:
    """Triangles of a level polygon, counter-clockwise seen from above."""
    flat = np.ascontiguousarray(face[:, :2])
    ends = np.array([len(face)], dtype=np.uint32)
    triangles = mapbox_earcut.triangulate_float64(flat, ends).reshape(-1, 3).astype(np.int32)
    a, b, c = flat[triangles].transpose(1, 0, 2)
    clockwise = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0] < 0
    triangles[clockwise] = triangles[clockwise][:, ::-1]
    return triangles
