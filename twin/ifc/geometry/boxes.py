"""What stands in for a shape that cannot be made."""

import numpy as np

from twin.ifc.geometry.entities import Entity, references
from twin.ifc.geometry.placement import axes
from twin.ifc.geometry.surface import Surface

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
