"""Points spread over surfaces, from which the sky is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.sun.obstacles import content_key, turned
from twin.errors import InputOutOfRange
from twin.model.arrays import FloatArray, IntArray, frozen
from twin.model.building import BuildingModel
from twin.model.thermal import ThermalSurface

OUTWARD = 0.9  # cosine between a triangle and the direction of its surface, at least
CLEARANCE = 0.02  # from the surface to its points. [m]
GOLDEN = 0.6180339887498949  # step that spreads points evenly along a line
FIRST = 0.58  # where they begin; leaves the least bias of few points on a wall of two triangles


@dataclass(frozen=True, slots=True, eq=False)
class SurfacePoints:
    """Points on surfaces, each for the same part of its surface. Two with the same are equal.

    position : just outside the surface; x east, y north, z up, shape (n, 3). [m]
    normal : outward unit vectors, shape (n, 3).
    surface : which surface each belongs to, 0 to `surfaces` less one, shape (n,).
    ground : height of the ground that each point sees, shape (n,). [m]
    surfaces : how many there are; one without points counts as unshaded.
    key : of the content.
    """

    position: FloatArray
    normal: FloatArray
    surface: IntArray
    ground: FloatArray
    surfaces: int
    key: str = field(init=False)

    def __post_init__(self) -> None:
        """Check shapes and values, freeze.

        Raises
        ------
        InputOutOfRange
            If a number is missing or a surface is not there.
        """
        n = len(self.surface)
        for name, dtype, shape in (
            ("position", np.float64, (n, 3)),
            ("normal", np.float64, (n, 3)),
            ("surface", np.int32, (n,)),
            ("ground", np.float64, (n,)),
        ):
            object.__setattr__(self, name, frozen(getattr(self, name), dtype, shape))
        numbers = (self.position, self.normal, self.ground)
        is_whole = all(np.isfinite(values).all() for values in numbers)
        if not is_whole or (
            n and not 0 <= self.surface.min() <= self.surface.max() < self.surfaces
        ):
            raise InputOutOfRange(
                "Points on surfaces have missing coordinates or belong to no surface, so their "
                "sky cannot be looked at.",
                "Read the model again; if it stays so, treat its surfaces as unshaded.",
            )
        key = content_key(*numbers, self.surface, np.array(self.surfaces))
        object.__setattr__(self, "key", key)

    def __eq__(self, other: object) -> bool:
        """Whether the points are the same."""
        return isinstance(other, SurfacePoints) and other.key == self.key

    def __hash__(self) -> int:
        """By content."""
        return hash(self.key)


def model_points(
    model: BuildingModel, surfaces: Sequence[ThermalSurface], north: float = 0.0, number: int = 20
) -> SurfacePoints:
    """Points on the elements of surfaces, on the triangles that face as the surface does.

    A surface without elements, or whose elements have no such triangle, gets no points.

    Parameters
    ----------
    surfaces : their `elements` are rows of the model, azimuth and tilt of true north.
    north : angle from the model's y to true north, clockwise. [degree]
    number : of points on each surface.
    """
    mesh = model.mesh
    corners = turned(mesh.vertices[mesh.faces].astype(np.float64) + mesh.origin, north)
    face_element = mesh.face_element if len(mesh.faces) else np.zeros(0, np.int32)
    found = [
        spread(corners[np.isin(face_element, surface.elements)], outward(surface), number)
        for surface in surfaces
    ]
    ground = float(corners[..., 2].min()) if corners.size else 0.0
    return gathered(found, np.full(len(surfaces), ground))


def spread(
    triangles: FloatArray, facing: FloatArray, number: int
) -> tuple[FloatArray, FloatArray]:
    """Evenly spread points on the triangles that face a direction, the same every time.

    Parameters
    ----------
    triangles : shape (t, 3, 3); those without area or with missing corners get no points. [m]
    facing : unit vector, shape (3,).

    Returns
    -------
    Positions just outside and normals, each of shape (number, 3), or (0, 3) without a triangle.
    """
    cross = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    length = np.linalg.norm(cross, axis=1)
    is_whole = np.isfinite(length) & (length > 0)
    normal = np.zeros_like(cross)
    normal[is_whole] = cross[is_whole] / length[is_whole, np.newaxis]
    rows = np.flatnonzero(is_whole & (normal @ facing > OUTWARD))
    if not len(rows):
        return np.zeros((0, 3)), np.zeros((0, 3))
    reach = np.cumsum(length[rows])
    step = np.arange(number) + 0.5
    place = step / number * reach[-1]
    into = np.minimum(np.searchsorted(reach, place), len(rows) - 1)
    chosen = rows[into]
    part = np.sqrt(np.clip((place - reach[into]) / length[chosen] + 1, 0.0, 1.0))
    side = (FIRST + np.arange(number) * GOLDEN) % 1.0
    weight = np.column_stack([1 - part, part * (1 - side), part * side])
    position = np.einsum("nc,nck->nk", weight, triangles[chosen])
    return position + CLEARANCE * normal[chosen], normal[chosen]


def gathered(found: Sequence[tuple[FloatArray, FloatArray]], ground: FloatArray) -> SurfacePoints:
    """Points of many surfaces as one.

    Parameters
    ----------
    found : positions and normals of each surface, as `spread` gives them.
    ground : height of the ground before each surface, shape (surfaces,). [m]
    """
    numbers = [len(position) for position, _ in found]
    nothing = np.zeros((0, 3))
    return SurfacePoints(
        np.concatenate([nothing, *(position for position, _ in found)]),
        np.concatenate([nothing, *(normal for _, normal in found)]),
        np.repeat(np.arange(len(found), dtype=np.int32), numbers),
        np.repeat(np.asarray(ground, dtype=float), numbers),
        len(found),
    )


def outward(surface: ThermalSurface) -> FloatArray:
    """Unit vector of the outward normal, shape (3,): east, north, up."""
    azimuth = surface.azimuth if np.isfinite(surface.azimuth) else 0.0
    return facing(surface.tilt, azimuth)


def facing(tilt: float, azimuth: float) -> FloatArray:
    """Unit vector of a plane's outward normal, shape (3,): east, north, up."""
    t, a = np.radians([tilt, azimuth])
    return np.array([np.sin(t) * np.sin(a), np.sin(t) * np.cos(a), np.cos(t)])
