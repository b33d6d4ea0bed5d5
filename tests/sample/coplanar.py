"""Finds faces of different elements that lie in each other and are seen from outside."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import mutable, vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData, vtkStaticCellLocator

from twin.model.arrays import FloatArray, IntArray
from twin.model.mesh import MeshBatch

SAME_PLANE = 0.005  # [m]
LEAST_AREA = 0.005  # [m2]
_PARALLEL = 0.99999
_EDGE = 0.001  # neighbours that share an edge do not overlap [m]
_FAR = 1e3


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where two elements show the same piece of a plane.

    rows : of the elements.
    area : of the overlap. [m2]
    middle : a point of it that is seen. [m]
    normal : of the plane.
    """

    rows: tuple[int, int]
    area: float
    middle: tuple[float, float, float]
    normal: tuple[float, float, float]


def visible_overlaps(mesh: MeshBatch) -> list[Overlap]:
    """Overlapping faces that face the same way, at a place seen from outside and above."""
    corners = mesh.vertices[mesh.faces].astype(np.float64) + mesh.origin
    face_element = mesh.face_element
    sky = _Sky(corners)
    found: list[Overlap] = []
    for normal, offset, members in _planes(corners):
        across = np.cross(normal, (0, 0, 1.0) if abs(normal[2]) < 0.9 else (1.0, 0, 0))
        across /= np.linalg.norm(across)
        axes = np.array([across, np.cross(normal, across)])
        for rows, area in _shared(corners[members] @ axes.T, face_element[members]):
            spots = [p @ axes + normal * offset for p in _spots(area)]
            seen = [p for p in spots if sky.is_seen(p, normal)]
            if seen:
                found.append(Overlap(rows, area.area, _rounded(seen[0]), _rounded(normal)))
    return sorted(found, key=lambda o: -o.area)


def _rounded(vector: FloatArray) -> tuple[float, float, float]:
    x, y, z = (round(float(v), 3) for v in vector)
    return x, y, z


def _planes(corners: FloatArray) -> Iterator[tuple[FloatArray, float, IntArray]]:
    """Normal, distance from the origin and triangles of every plane."""
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    double = np.linalg.norm(cross, axis=1)
    normals = cross / np.maximum(double, 1e-12)[:, None]
    left = np.flatnonzero(double > 1e-6)
    while len(left):
        normal = normals[left[0]]
        is_alike = normals[left] @ normal > _PARALLEL
        alike, left = left[is_alike], left[~is_alike]
        offsets = corners[alike].mean(axis=1) @ normal
        order = np.argsort(offsets)
        breaks = np.flatnonzero(np.diff(offsets[order]) > SAME_PLANE) + 1
        for group in np.split(order, breaks):
            yield normal, float(offsets[group].max()), alike[group].astype(np.int32)


def _shared(
    triangles: FloatArray, elements: IntArray
) -> Iterator[tuple[tuple[int, int], BaseGeometry]]:
    """Pairs of elements in a plane and the area they both cover."""
    shapes = np.asarray(shapely.polygons(triangles))
    covered: dict[int, BaseGeometry] = {}

    def area_of(row: int) -> BaseGeometry:
        if row not in covered:
            covered[row] = shapely.union_all(shapes[elements == row], grid_size=1e-4)
        return covered[row]

    for row, other in _near(triangles, elements):
        area = area_of(row).intersection(area_of(other))
        if area.area > LEAST_AREA:
            yield (row, other), area


def _near(triangles: FloatArray, elements: IntArray) -> list[tuple[int, int]]:
    """Pairs of elements whose bounds in the plane overlap."""
    order = np.argsort(elements, kind="stable")
    rows, starts = np.unique(elements[order], return_index=True)
    low = np.minimum.reduceat(triangles.min(axis=1)[order], starts) + _EDGE
    high = np.maximum.reduceat(triangles.max(axis=1)[order], starts) - _EDGE
    is_solid = (high > low).all(axis=1)
    rows, low, high = rows[is_solid], low[is_solid], high[is_solid]
    bounds = shapely.box(*low.T, *high.T)
    first, second = STRtree(bounds).query(bounds)
    return [(int(rows[i]), int(rows[j])) for i, j in zip(first, second, strict=True) if i < j]


def _spots(area: BaseGeometry) -> list[FloatArray]:
    """Points spread over an area."""
    low_x, low_y, high_x, high_y = area.bounds
    step = max(0.1, np.sqrt(area.area / 40))
    x, y = np.meshgrid(
        np.arange(low_x + step / 3, high_x, step), np.arange(low_y + step / 3, high_y, step)
    )
    is_in = shapely.contains_xy(area, x.ravel(), y.ravel())
    inner = [np.array(p) for p in zip(x.ravel()[is_in], y.ravel()[is_in], strict=True)]
    parts = getattr(area, "geoms", [area])
    middles = [p.representative_point() for p in parts if p.area > LEAST_AREA / 2]
    return [*inner, *(np.array((m.x, m.y)) for m in middles)]


class _Sky:
    """Tells whether a point can be seen from far away."""

    def __init__(self, corners: FloatArray) -> None:
        points, cells = vtkPoints(), vtkCellArray()
        points.SetData(numpy_to_vtk(corners.reshape(-1, 3), deep=True))
        offsets = np.arange(0, len(corners) * 3 + 1, 3, dtype=np.int64)
        ids = np.arange(len(corners) * 3, dtype=np.int64)
        cells.SetData(
            numpy_to_vtkIdTypeArray(offsets, deep=True), numpy_to_vtkIdTypeArray(ids, deep=True)
        )
        self._triangles = vtkPolyData()
        self._triangles.SetPoints(points)
        self._triangles.SetPolys(cells)
        self._locator = vtkStaticCellLocator()
        self._locator.SetDataSet(self._triangles)
        self._locator.BuildLocator()
        self._directions = _hemisphere()

    def is_seen(self, point: FloatArray, normal: FloatArray) -> bool:
        """Whether some line of sight to the point is free."""
        start = point + normal * 2 * SAME_PLANE
        ahead = self._directions[self._directions @ normal > 0.2]
        return any(self._is_free(start, start + d * _FAR) for d in ahead)

    def _is_free(self, start: FloatArray, end: FloatArray) -> bool:
        line = tuple(start), tuple(end), 1e-6
        found = mutable(0.0), [0.0] * 3, [0.0] * 3, mutable(0), mutable(0)
        return not self._locator.IntersectWithLine(*line, *found)  # pyright: ignore[reportArgumentType]  VTK's types leave out `mutable`


def _hemisphere() -> FloatArray:
    """Directions all round, from just above the horizon to the zenith, shape (n, 3)."""
    azimuth, height = np.meshgrid(np.arange(0, 360, 22.5), (2, 12, 25, 45, 70, 88))
    a, h = np.radians(azimuth.ravel() + 4.0), np.radians(height.ravel())
    return np.stack([np.sin(a) * np.cos(h), np.cos(a) * np.cos(h), np.sin(h)], axis=1)
