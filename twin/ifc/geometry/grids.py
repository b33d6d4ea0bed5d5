"""Placements at the crossings of grid lines."""

from collections.abc import Callable

import numpy as np

from twin.ifc.geometry.entities import Entity, count
from twin.ifc.geometry.placement import IDENTITY
from twin.model.arrays import FloatArray


def grid_placement(
    placement: Entity, matrix_of: Callable[[Entity | None], FloatArray], length_unit: float
) -> FloatArray:
    """World matrix of an IfcGridPlacement, shape (4, 4). [m]

    Grid axes may be lines or polylines of two points; the place is their crossing, moved by the
    offsets. In IFC4X3 the placement is relative to `PlacementRelTo`, before to the grid's own.

    Raises
    ------
    ValueError
        If an axis is not straight, or the axes do not cross.
    """
    attributes = [placement.get_argument(i) for i in range(count(placement))]
    relative = attributes.pop(0) if len(attributes) == 3 else None
    crossing, direction = attributes
    parent = _grid_matrix(crossing, matrix_of) if relative is None else matrix_of(relative)
    local = np.eye(4)
    local[:3, 3] = _crossing(crossing) * length_unit
    along = _along(crossing, direction, local[:3, 3], length_unit)
    local[:2, 0] = along
    local[:2, 1] = (-along[1], along[0])
    return parent @ local


def _grid_matrix(crossing: Entity, matrix_of: Callable[[Entity | None], FloatArray]) -> FloatArray:
    for axis in crossing.get_argument(0):
        for name in ("PartOfU", "PartOfV", "PartOfW"):
            for grid in getattr(axis, name, ()) or ():
                return matrix_of(grid.get_argument(5))
    return IDENTITY


def _crossing(crossing: Entity) -> FloatArray:
    """Crossing of two grid axes in the grid's coordinates, with offsets, (3,). [file units]"""
    axes, offsets = crossing.get_argument(0), crossing.get_argument(1) or ()
    offsets = (*offsets, 0.0, 0.0, 0.0)[:3]
    lines = [_line(axis) for axis in axes[:2]]
    points, sides = [], []
    for (start, along), offset in zip(lines, offsets, strict=False):
        side = np.array([-along[1], along[0]])
        points.append(start + side * offset)
        sides.append(side)
    matrix = np.array(sides)
    if abs(np.linalg.det(matrix)) < 1e-9:
        raise ValueError("grid axes that do not cross")
    right = [float(side @ point) for side, point in zip(sides, points, strict=True)]
    x, y = np.linalg.solve(matrix, np.array(right))
    return np.array([x, y, offsets[2]])


def _line(axis: Entity) -> tuple[FloatArray, FloatArray]:
    """A point and the unit direction of an IfcGridAxis in the plane."""
    curve, is_same = axis.get_argument(1), axis.get_argument(2)
    if curve.is_a("IfcPolyline") and len(curve.get_argument(0)) == 2:
        start, end = (np.array(p.get_argument(0)[:2], float) for p in curve.get_argument(0))
        along = end - start
    elif curve.is_a("IfcLine"):
        start = np.array(curve.get_argument(0).get_argument(0)[:2], float)
        along = np.array(curve.get_argument(1).get_argument(0).get_argument(0)[:2], float)
    else:
        raise ValueError(f"a grid axis that is {curve.is_a()}")
    length = float(np.linalg.norm(along))
    if length < 1e-12:
        raise ValueError("a grid axis without length")
    return start, along / length if is_same else -along / length


def _along(
    crossing: Entity, direction: Entity | None, here: FloatArray, length_unit: float
) -> FloatArray:
    """Unit x direction in the plane: given, towards another crossing, or the first axis."""
    if direction is None:
        return _line(crossing.get_argument(0)[0])[1]
    if direction.is_a("IfcDirection"):
        vector = np.array(direction.get_argument(0)[:2], float)
    else:
        vector = (_crossing(direction) * length_unit - here)[:2]
    length = float(np.linalg.norm(vector))
    if length < 1e-12:
        raise ValueError("a grid placement without direction")
    return vector / length
