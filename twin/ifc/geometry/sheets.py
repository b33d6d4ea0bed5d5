"""Cut openings out of surfaces that enclose no volume, triangle by triangle."""

import numpy as np

from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray

_FLAT = 1e-6
"""Points nearer to a plane than this lie in it. [m]"""


def planes_of(tool: Surface) -> FloatArray | None:
    """Outward planes (normal, offset) of a convex surface, shape (p, 4); None if not convex."""
    corner = tool.vertices[tool.faces]
    normals = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    size = np.linalg.norm(normals, axis=1)
    used = size > 1e-12
    normals = normals[used] / size[used, None]
    centre = tool.vertices[np.unique(tool.faces)].mean(axis=0)
    inward = np.einsum("ij,ij->i", normals, centre - corner[used][:, 0]) > 0
    normals[inward] *= -1.0
    planes = np.column_stack([normals, np.einsum("ij,ij->i", normals, corner[used][:, 0])])
    planes = np.unique(np.round(planes, 6).astype(np.float64), axis=0)
    heights = tool.vertices @ planes[:, :3].T - planes[:, 3]
    return planes if len(planes) > 3 and heights.max() < 10 * _FLAT else None


def outside(surface: Surface, tools: list[FloatArray]) -> Surface:
    """The parts of a surface outside of all convex `tools` (planes as of `planes_of`)."""
    for planes in tools:
        surface = _outside_one(surface, planes)
    return surface


def _outside_one(surface: Surface, planes: FloatArray) -> Surface:
    corner = surface.vertices[surface.faces]
    heights = corner @ planes[:, :3].T - planes[:, 3]
    is_clear = np.any(np.all(heights > -_FLAT, axis=1), axis=1)
    if is_clear.all():
        return surface
    pieces = [p for t in corner[~is_clear] for p in _pieces(t, planes)]
    counts = [len(p) for p in pieces]
    starts = len(surface.vertices) + np.cumsum([0, *counts])
    faces = [surface.faces[is_clear]]
    for start, count in zip(starts, counts, strict=False):
        step = np.arange(1, count - 1)
        faces.append(np.column_stack([np.zeros_like(step), step, step + 1]) + start)
    return Surface(
        np.concatenate([surface.vertices, *pieces]), np.concatenate(faces).astype(np.int32)
    )


def _pieces(polygon: FloatArray, planes: FloatArray) -> list[FloatArray]:
    """Convex pieces of a convex polygon outside of the convex body within `planes`."""
    found: list[FloatArray] = []
    for plane in planes:
        height = polygon @ plane[:3] - plane[3]
        if (height <= _FLAT).all():
            continue
        if (height >= -_FLAT).all():
            return [*found, polygon]
        found.append(_half(polygon, height))
        polygon = _half(polygon, -height)
    return found


def _half(polygon: FloatArray, height: FloatArray) -> FloatArray:
    """The part of a convex polygon where `height` is positive."""
    points: list[FloatArray] = []
    for k, here in enumerate(height):
        after = height[(k + 1) % len(height)]
        if here >= 0:
            points.append(polygon[k])
        if here * after < 0:
            share = here / (here - after)
            points.append(polygon[k] + share * (polygon[(k + 1) % len(height)] - polygon[k]))
    return np.array(points)
