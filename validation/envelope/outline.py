"""How much of a roof or a floor lies within the walls, by plain polygons in plan.

This knows nothing of the grid that the program floods, so it tells eaves and terraces apart from
what was not found.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.model.building import BuildingModel

_WALLS = ("IfcWall", "IfcCurtainWall", "IfcPlate", "IfcWindow", "IfcDoor")
_CLOSING = 0.3
"""Gaps between walls narrower than twice this are closed. [m]"""
_BEARING = 0.45
"""Walls may stand this far beyond the floor between them. [m]"""
_SIDEWAYS = 0.2


def outline(model: BuildingModel) -> BaseGeometry:
    """What walls enclose and a floor lies under or in, seen from above: no courtyards."""
    hulls = []
    for row, element in enumerate(model.elements):
        if element.ifc_class.startswith(_WALLS):
            corners = _corners(model, row)
            if len(corners):
                hulls.append(shapely.MultiPoint(corners.reshape(-1, 3)[:, :2]).convex_hull)
    grown = shapely.buffer(shapely.union_all(hulls), _CLOSING, join_style="mitre")
    closed = shapely.buffer(grown, -_CLOSING, join_style="mitre")
    parts = shapely.get_parts(closed)
    filled = shapely.union_all(
        [shapely.Polygon(part.exterior) for part in parts if isinstance(part, shapely.Polygon)]
    )
    slabs = [
        _plan(_corners(model, row))
        for row, element in enumerate(model.elements)
        if element.ifc_class == "IfcSlab" and element.predefined_type != "ROOF"
    ]
    if not slabs:
        return filled
    borne = shapely.buffer(shapely.union_all(slabs), _BEARING, join_style="mitre")
    return shapely.intersection(filled, borne)


def area_within(model: BuildingModel, row: int, within: BaseGeometry, *, is_roof: bool) -> float:
    """Area of an element's upper (of roofs) or lower side within an outline, on the slope. [m2]"""
    corners = _corners(model, row)
    if not len(corners):
        return float("nan")
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    double = np.linalg.norm(normal, axis=1)
    slope = normal[:, 2] / np.maximum(double, 1e-12)
    chosen = slope > _SIDEWAYS if is_roof else slope < -_SIDEWAYS
    flat = np.asarray(shapely.polygons(corners[chosen][:, :, :2]), dtype=object)
    inside = shapely.area(shapely.intersection(flat, within))
    return float((inside / np.abs(slope[chosen])).sum())


def _plan(corners: np.ndarray) -> BaseGeometry:
    u, v = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    is_flat = np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]) > 1e-6
    flat = np.asarray(shapely.polygons(corners[is_flat][:, :, :2]), dtype=object)
    return shapely.union_all(flat)


def _corners(model: BuildingModel, row: int) -> np.ndarray:
    """Corners of the triangles of an element and of its parts, shape (t, 3, 3). [m]"""
    mesh = model.mesh
    faces = mesh.faces[mesh.face_element == row]
    return mesh.vertices[faces].astype(np.float64) + mesh.origin
