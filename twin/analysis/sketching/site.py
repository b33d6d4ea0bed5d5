"""A building as seen from above: where it stands and how high it is, for what is added to it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.analysis.sun.obstacles import NO_OBSTACLES
from twin.model.arrays import FloatArray
from twin.model.building import BuildingModel

LEVEL = 0.5  # upward part of the normal from which on a face is seen from above
SEAM = 0.05  # gaps between parts that are none. [m]
BESIDE = 1.0  # how far from a line its roof is looked for. [m]


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Outline and heights of a building, in the coordinates of its model. [m]

    footprint : everything that is seen from above.
    ground : height of its lowest floor.
    faces, heights : roofs, as triangles in the plan, and how high they lie.
    north : from the model's y to true north, clockwise. [degree]
    """

    footprint: BaseGeometry
    ground: float
    faces: tuple[BaseGeometry, ...]
    heights: FloatArray
    north: float = 0.0

    def height_over(self, place: BaseGeometry) -> float:
        """Mean height of the roof over a part of the plan, above the ground; 0 without any."""
        if not self.faces:
            return 0.0
        area = shapely.area(shapely.intersection(np.array(self.faces), place))
        total = float(area.sum())
        return float((area * (self.heights - self.ground)).sum()) / total if total > 0 else 0.0

    def volume_in(self, place: BaseGeometry) -> float:
        """What the building encloses over a part of the plan. [m3]"""
        if not self.faces:
            return 0.0
        area = shapely.area(shapely.intersection(np.array(self.faces), place))
        return float((area * (self.heights - self.ground)).sum())

    def height_beside(self, line: BaseGeometry) -> float:
        """Height of the building along a line, above the ground; 0 where there is none."""
        return self.height_over(line.buffer(BESIDE, cap_style="flat"))


EMPTY = Site(shapely.Polygon(), 0.0, (), np.zeros(0))


@lru_cache(maxsize=2)
def site_of(model: BuildingModel) -> Site:
    """Outline and heights of a model: its roofs, else all that looks up."""
    mesh = model.mesh
    if not len(mesh.faces):
        return EMPTY
    solid = np.array([e.ifc_class not in NO_OBSTACLES for e in model.elements], dtype=bool)
    kept = solid[mesh.face_element]
    envelope = model.envelope
    roofs = _of_kind(model, "roof")
    if roofs.any() and envelope is not None:
        kept &= roofs[mesh.face_element]
    corners = mesh.vertices[mesh.faces[kept]].astype(np.float64) + mesh.origin
    flat = np.asarray(shapely.polygons(corners[:, :, :2]))
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.maximum(np.linalg.norm(normal, axis=1), 1e-12)
    up = (normal[:, 2] / length > LEVEL) & (shapely.area(flat) > 1e-6)
    grown = shapely.buffer(flat[up], SEAM, join_style="mitre")
    footprint = shapely.union_all(grown).buffer(-SEAM, join_style="mitre").simplify(SEAM)
    return Site(
        footprint,
        _ground(model, corners),
        tuple(flat[up]),
        corners[up, :, 2].mean(axis=1),
        model.true_north,
    )


def _of_kind(model: BuildingModel, kind: str) -> np.ndarray:
    found = np.zeros(len(model.elements), dtype=bool)
    if model.envelope is not None:
        rows = model.envelope.element[np.array(model.envelope.kind) == kind]
        found[rows[rows >= 0]] = True
    return found


def _ground(model: BuildingModel, corners: FloatArray) -> float:
    """Top of the lowest floor of the envelope; the lowest corner of all where there is none."""
    floors = _of_kind(model, "floor") | _of_kind(model, "wall")
    mesh = model.mesh
    rows = mesh.faces[floors[mesh.face_element]]
    if not len(rows):
        return float(corners[..., 2].min()) if len(corners) else 0.0
    is_floor = _of_kind(model, "floor")[mesh.face_element]
    if is_floor.any():
        heights = mesh.vertices[mesh.faces[is_floor]][..., 2].astype(np.float64).mean(axis=1)
        return float(np.quantile(heights, 0.1)) + float(mesh.origin[2])
    return float(mesh.vertices[rows][..., 2].min()) + float(mesh.origin[2])
