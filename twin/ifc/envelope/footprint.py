"""The outline of a building from its model, and where that lies on the map of the portfolio."""

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely import MultiPoint, MultiPolygon, Polygon, polygons, unary_union
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from twin.model.arrays import FloatArray
from twin.model.building import BuildingModel, Georeference
from twin.model.building import Polygon as Outline

MAP = "EPSG:25832"
OUTLINE_CLASSES = ("IfcWall", "IfcSlab", "IfcRoof", "IfcCurtainWall", "IfcPlate", "IfcCovering")
FLAT_CLASSES = ("IfcSlab", "IfcRoof")
MOST_TRIANGLES = 400
"""An element of more is taken by its convex hull; floors and roofs rarely have as many."""
CLOSING = 0.5
"""Gaps narrower than twice this, such as those between walls and slabs, are closed. [m]"""
TOLERANCE = 0.2
"""The outline may be off by this. [m]"""
MAP_COORDINATES = 10_000.0
"""Model coordinates beyond this are map coordinates already. [m]"""


def footprint(model: BuildingModel) -> Outline:
    """Outline of walls, floors and roofs seen from above, in model coordinates; () without any.

    Counter-clockwise, not closed; the largest part where there are several, courtyards filled.
    """
    shapes = [s for s in _shapes(model) if s is not None and not s.is_empty]
    if not shapes:
        return ()
    try:
        whole = unary_union(shapes).buffer(CLOSING, join_style="mitre")
        whole = whole.buffer(-CLOSING, join_style="mitre").simplify(TOLERANCE)
    except GEOSException:
        return ()
    parts = whole.geoms if isinstance(whole, MultiPolygon) else (whole,)
    largest = max(parts, key=lambda p: p.area)
    if not isinstance(largest, Polygon) or largest.area < 1.0:
        return ()
    return tuple((float(x), float(y)) for x, y in orient(largest).exterior.coords[:-1])


def heights(model: BuildingModel) -> tuple[float, float]:
    """Height of the lowest floor above the model's zero, and of the roof above that floor. [m]

    NaN where the model has no walls, floors or roofs.
    """
    corners = _corners(model)
    if not len(corners):
        return np.nan, np.nan
    bottom, top = float(corners[:, 2].min()), float(corners[:, 2].max())
    floors = [s.elevation for s in model.storeys if bottom - 0.5 <= s.elevation < top]
    lowest = min(floors, default=bottom)
    return lowest, top - lowest


def on_map(outline: Outline, georeference: Georeference | None) -> Outline | None:
    """The outline in EPSG:25832, None where the file does not say where it lies.

    A map conversion comes before the site's latitude and longitude.
    """
    points = np.array(outline, dtype=np.float64).reshape(-1, 2)
    if not len(points):
        return None
    if np.abs(points).max() > MAP_COORDINATES and not _has_conversion(georeference):
        return outline
    if georeference is None:
        return None
    try:
        placed = _placed(points, georeference)
    except (CRSError, ProjError):
        return None
    if placed is None or not _is_near_zone_32(placed):
        return None
    return tuple((float(x), float(y)) for x, y in placed)


def _placed(points: FloatArray, georeference: Georeference) -> FloatArray | None:
    """Points in EPSG:25832 by map conversion, else by latitude and longitude."""
    turned = points @ _rotation(georeference.rotation).T * georeference.scale
    if _has_conversion(georeference):
        own = CRS.from_user_input(georeference.crs or MAP)
        zero = np.array([georeference.eastings, georeference.northings])
        to_map = Transformer.from_crs(own, MAP, always_xy=True)
        east, north = to_map.transform(*(turned + zero).T)
    elif np.isfinite(georeference.latitude) and np.isfinite(georeference.longitude):
        to_map = Transformer.from_crs("EPSG:4326", MAP, always_xy=True)
        zero = np.array(to_map.transform(georeference.longitude, georeference.latitude))
        east, north = (turned + zero).T
    else:
        return None
    return np.column_stack([east, north])


def _is_near_zone_32(points: FloatArray) -> bool:
    """Whether EPSG:25832 is of use there: Europe; far outside its metres mean nothing."""
    east, north = points.T
    return bool(((east > -5e5) & (east < 1.7e6) & (north > 3.5e6) & (north < 9.5e6)).all())


def _has_conversion(georeference: Georeference | None) -> bool:
    return (
        georeference is not None
        and georeference.source == "map conversion"
        and bool(np.isfinite(georeference.eastings + georeference.northings))
    )


def _rotation(degrees: float) -> FloatArray:
    angle = np.radians(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _corners(model: BuildingModel) -> FloatArray:
    """World positions of all vertices of walls, floors and roofs, shape (v, 3). [m]"""
    mesh = model.mesh
    wanted = np.array([e.ifc_class.startswith(OUTLINE_CLASSES) for e in model.elements], bool)
    rows = mesh.slot_element[mesh.vertex_slot]
    return mesh.vertices[wanted[rows]].astype(np.float64) + mesh.origin


def _shapes(model: BuildingModel) -> list[BaseGeometry | None]:
    """One flat shape per wall, floor and roof."""
    mesh = model.mesh
    if not len(mesh.faces):
        return []
    corners = mesh.vertices[:, :2].astype(np.float64) + mesh.origin[:2]
    order = np.argsort(mesh.face_element, kind="stable")
    rows, starts = np.unique(mesh.face_element[order], return_index=True)
    groups = np.split(mesh.faces[order], starts[1:])
    return [
        _shape(model.elements[row].ifc_class, corners, faces)
        for row, faces in zip(rows, groups, strict=True)
    ]


def _shape(ifc_class: str, corners: FloatArray, faces: np.ndarray) -> BaseGeometry | None:
    if not ifc_class.startswith(OUTLINE_CLASSES):
        return None
    if not ifc_class.startswith(FLAT_CLASSES) or len(faces) > MOST_TRIANGLES:
        return MultiPoint(corners[np.unique(faces)]).convex_hull
    triangles = corners[faces]
    first, second = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    area = np.abs(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])
    return unary_union(polygons(triangles[area > 1e-6]))
