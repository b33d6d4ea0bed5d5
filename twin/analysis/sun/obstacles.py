"""What can stand in the way of the sun: the building itself and the buildings around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import shapely

from twin.model.arrays import BoolArray, FloatArray, frozen
from twin.model.building import BuildingModel

NO_OBSTACLES = frozenset({
    "IfcSite", "IfcGeographicElement", "IfcSpace", "IfcOpeningElement", "IfcVirtualElement",
    "IfcAnnotation", "IfcGrid", "IfcSpatialZone",
})  # fmt: skip
"""Classes that stand in nobody's sun: land, which the horizon tells of, and what is no thing."""
LEAST_AREA = 1e-8  # of a triangle. [m2]


@dataclass(frozen=True, slots=True, eq=False)
class Obstacles:
    """Triangles that hide what is behind them, from both sides.

    Two with the same triangles are equal. Triangles without area and with missing corners are
    left out.

    triangles : shape (t, 3, 3): corners; x east, y north, z up. [m]
    left_out : how many triangles had no area or a missing corner.
    key : of the content.
    """

    triangles: FloatArray
    left_out: int = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        """Check the shape, drop what is no triangle, freeze."""
        given = frozen(self.triangles, np.float64, (None, 3, 3))
        kept = given[_is_triangle(given)]
        object.__setattr__(self, "triangles", frozen(kept, np.float64, (None, 3, 3)))
        object.__setattr__(self, "left_out", len(given) - len(kept))
        object.__setattr__(self, "key", content_key(self.triangles))

    def __len__(self) -> int:
        """Number of triangles."""
        return len(self.triangles)

    def __eq__(self, other: object) -> bool:
        """Whether the triangles are the same."""
        return isinstance(other, Obstacles) and other.key == self.key

    def __hash__(self) -> int:
        """By content."""
        return hash(self.key)


def content_key(*arrays: np.ndarray) -> str:
    """Digest of the shapes and values of arrays."""
    digest = blake2b(digest_size=16)
    for array in arrays:
        digest.update(repr(array.shape).encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def no_obstacles() -> Obstacles:
    """Open country."""
    return Obstacles(np.zeros((0, 3, 3)))


def together(parts: Sequence[Obstacles]) -> Obstacles:
    """All of them as one."""
    return Obstacles(np.concatenate([np.zeros((0, 3, 3)), *(part.triangles for part in parts)]))


def model_obstacles(model: BuildingModel, north: float = 0.0) -> Obstacles:
    """The bodies of a model, turned so that y is north; glass counts as opaque.

    north : angle from the model's y to true north, clockwise. [degree]
    """
    mesh = model.mesh
    solid = np.array([e.ifc_class not in NO_OBSTACLES for e in model.elements], dtype=bool)
    faces = mesh.faces[solid[mesh.face_element]] if len(mesh.faces) else mesh.faces
    return Obstacles(turned(mesh.vertices[faces].astype(np.float64) + mesh.origin, north))


def turned(vectors: FloatArray, north: float) -> FloatArray:
    """Points or directions, shape (..., 3), turned so that the direction `north` becomes y.

    north : clockwise from y. [degree]
    """
    angle = np.radians(north)
    turn = np.array([
        [np.cos(angle), -np.sin(angle), 0.0], [np.sin(angle), np.cos(angle), 0.0], [0.0, 0.0, 1.0],
    ])  # fmt: skip
    return vectors @ turn.T


def extruded(footprint: FloatArray, base: float, top: float) -> FloatArray:
    """Walls and flat roof over an outline, shape (t, 3, 3), seen counter-clockwise from outside.

    Nothing where the outline encloses nothing.

    Parameters
    ----------
    footprint : corners in either order, not closed, shape (n, 2). [m]
    base, top : heights of the foot of the walls and of the roof. [m]
    """
    outline = np.asarray(footprint, dtype=float).reshape(-1, 2)
    if len(outline) < 3 or not np.isfinite(outline).all() or not top > base:
        return np.zeros((0, 3, 3))
    if _turning(outline[np.newaxis])[0] < 0:
        outline = outline[::-1]
    shape = shapely.make_valid(shapely.Polygon(outline))
    pieces = shapely.get_parts(shapely.constrained_delaunay_triangles(shape))
    corners = shapely.get_coordinates(pieces).reshape(-1, 4, 2)[:, :3]
    corners = np.where((_turning(corners) < 0)[:, None, None], corners[:, ::-1], corners)
    roof = np.concatenate([corners, np.full((*corners.shape[:2], 1), top)], axis=2)
    start, end = outline, np.roll(outline, -1, axis=0)
    low_start, low_end, high_start, high_end = (
        np.column_stack([points, np.full(len(points), z)])
        for z in (base, top)
        for points in (start, end)
    )
    walls = np.concatenate([
        np.stack([low_start, low_end, high_end], axis=1),
        np.stack([low_start, high_end, high_start], axis=1),
    ])  # fmt: skip
    return np.concatenate([walls, roof])


def _turning(outlines: FloatArray) -> FloatArray:
    """Twice the area of each outline, shape (k,); negative clockwise. [m2]"""
    x, y = outlines[..., 0], outlines[..., 1]
    return (x * np.roll(y, -1, axis=-1) - y * np.roll(x, -1, axis=-1)).sum(axis=-1)


def _is_triangle(triangles: FloatArray) -> BoolArray:
    finite: BoolArray = np.asarray(np.isfinite(triangles.reshape(-1, 9)).all(axis=1))
    corners = triangles.copy()
    corners[~finite] = 0.0
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return finite & (np.linalg.norm(np.cross(along, across), axis=1) / 2 > LEAST_AREA)
