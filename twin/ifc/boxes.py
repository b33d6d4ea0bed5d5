"""What stands in for a shape that cannot be made, or has too many triangles."""

import numpy as np

from twin.ifc.entities import Entity, references
from twin.ifc.placement import axes
from twin.ifc.surface import Surface
from twin.model.arrays import FloatArray, IntArray

_BOX_FACES = np.array(
    [
        (0, 2, 1), (1, 2, 3), (4, 5, 6), (5, 7, 6), (0, 1, 4), (1, 5, 4),
        (2, 6, 3), (3, 6, 7), (0, 4, 2), (2, 4, 6), (1, 3, 5), (3, 7, 5),
    ],
    dtype=np.int32,
)  # fmt: skip


def box_of(item: Entity, length_unit: float) -> Surface | None:
    """Box around all points an item refers to, or None if that has no extent. [m]

    Points of profiles and placements count as they are written, so the box shows where the
    item is and about how large, no more.
    """
    position = item.get_argument(1) if item.is_a("IfcSweptAreaSolid") else None
    skip = {position.id()} if isinstance(position, Entity) else set()
    points = _points(item, skip)
    if not points:
        return None
    corners = np.array(points) * length_unit
    low, high = corners.min(axis=0), corners.max(axis=0)
    if not np.isfinite([low, high]).all() or (high - low).max() < 1e-4:
        return None
    high = np.maximum(high, low + 0.01)
    grid = np.array([[x, y, z] for z in (0, 1) for y in (0, 1) for x in (0, 1)])
    vertices = low + grid * (high - low)
    if isinstance(position, Entity):
        matrix = axes(position, length_unit)
        vertices = vertices @ matrix[:3, :3].T + matrix[:3, 3]
    return Surface(vertices, _BOX_FACES)


def simplified(surface: Surface, most: int) -> Surface:
    """The surface with at most about `most` triangles: near vertices are drawn together."""
    size = float(np.ptp(surface.vertices, axis=0).max())
    cell = size / 2000.0
    faces, vertices = surface.faces, surface.vertices
    while len(faces) > most and cell < size:
        vertices, faces = _clustered(surface.vertices, surface.faces, cell)
        cell *= 1.6
    return Surface(vertices, faces)


def _clustered(vertices: FloatArray, faces: IntArray, cell: float) -> tuple[FloatArray, IntArray]:
    cells = np.floor(vertices / cell).astype(np.int64)
    _, first, number = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    faces = number.reshape(-1)[faces].astype(np.int32)
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (c != a)]
    _, kept = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    return vertices[first], faces[np.sort(kept)]


def _points(item: Entity, skip: set[int]) -> list[list[float]]:
    found: list[list[float]] = []
    seen: set[int] = set(skip)
    waiting = [item]
    while waiting and len(seen) < 200_000:
        entity = waiting.pop()
        if entity.id() in seen:
            continue
        seen.add(entity.id())
        if entity.is_a("IfcCartesianPoint"):
            found.append([*entity.get_argument(0), 0.0, 0.0][:3])
        elif entity.is_a("IfcCartesianPointList"):
            found.extend([*p, 0.0][:3] for p in entity.get_argument(0))
        else:
            waiting.extend(references(entity))
    return found
