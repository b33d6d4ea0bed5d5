"""Where things stand: placements and transformation operators as 4x4 matrices in metres."""

import math
from collections.abc import Callable

import numpy as np

from twin.ifc.geometry.entities import Entity, count
from twin.model.arrays import FloatArray

Triple = tuple[float, float, float]
_X, _Y, _Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)

IDENTITY: FloatArray = np.eye(4)
IDENTITY.setflags(write=False)


class Placements:
    """Object placements of one file, each worked out once.

    Parameters
    ----------
    length_unit : float
        Metres per length unit of the file.
    foreign : callable
        World matrix of a placement that is no IfcLocalPlacement.
    """

    def __init__(self, length_unit: float, foreign: Callable[[Entity], FloatArray]) -> None:
        self._unit = length_unit
        self._foreign = foreign
        self._known: dict[int, FloatArray] = {}

    def matrix(self, placement: Entity | None) -> FloatArray:
        """World matrix of an IfcObjectPlacement, shape (4, 4). [m]

        Raises
        ------
        ValueError
            If it has no location or goes round in a circle, or `foreign` has no answer.
        """
        chain: list[Entity] = []
        step = placement
        while step is not None and step.id() not in self._known:
            if not step.is_a("IfcLocalPlacement"):
                self._known[step.id()] = self._foreign(step)
                break
            if len(chain) > 200:
                raise ValueError(f"placement #{step.id()} refers to itself")
            chain.append(step)
            step = step.get_argument(0)
        world = IDENTITY if step is None else self._known[step.id()]
        for link in reversed(chain):
            world = world @ axes(link.get_argument(1), self._unit)
            self._known[link.id()] = world
        return world


def axes(placement: Entity | None, length_unit: float) -> FloatArray:
    """Matrix of an IfcAxis2Placement3D, IfcAxis2Placement2D or IfcAxis1Placement, (4, 4). [m]"""
    if placement is None:
        return IDENTITY
    location = point(placement.get_argument(0)) * length_unit
    kind = placement.is_a()
    if kind == "IfcAxis2Placement2D":
        return _frame(location, _Z, _direction(placement.get_argument(1), _X))
    upward = _direction(placement.get_argument(1), _Z)
    along = placement.get_argument(2) if kind == "IfcAxis2Placement3D" else None
    return _frame(location, upward, _direction(along, _X))


def operator(target: Entity, length_unit: float) -> FloatArray:
    """Matrix of an IfcCartesianTransformationOperator, shape (4, 4). [m]"""
    first, second, origin, scale = (target.get_argument(i) for i in range(4))
    is_3d = target.is_a("IfcCartesianTransformationOperator3D")
    third = target.get_argument(4) if is_3d else None
    matrix = _frame(point(origin) * length_unit, _direction(third, _Z), _direction(first, _X))
    if second is not None and np.dot(_direction(second, _Y), matrix[:3, 1]) < 0:
        matrix[:3, 1] *= -1.0
    scales = _scales(target, 1.0 if scale is None else float(scale), is_3d=is_3d)
    if scales != (1.0, 1.0, 1.0):
        matrix[:3, :3] *= scales
    return matrix


def transformed(vertices: FloatArray, matrix: FloatArray) -> FloatArray:
    """Points of shape (v, 3) moved by `matrix`."""
    if matrix is IDENTITY:
        return vertices
    return vertices @ matrix[:3, :3].T + matrix[:3, 3]


def point(entity: Entity | None) -> FloatArray:
    """Coordinates of an IfcCartesianPoint in file units, z = 0 in the plane, shape (3,)."""
    if entity is None or not entity.is_a("IfcCartesianPoint"):
        raise ValueError("a location is not a point")
    found = entity.get_argument(0)
    return np.array((*found, 0.0, 0.0)[:3], dtype=np.float64)


def _scales(target: Entity, scale: float, *, is_3d: bool) -> Triple:
    if not target.is_a().endswith("nonUniform"):
        return scale, scale, scale
    start = 5 if is_3d else 4
    others = [target.get_argument(i) for i in range(start, count(target))]
    values = (scale, *(scale if o is None else float(o) for o in others), 1.0, 1.0)
    return values[0], values[1], values[2]


def _direction(entity: Entity | None, otherwise: Triple) -> Triple:
    """Unit vector of an IfcDirection."""
    if entity is None:
        return otherwise
    x, y, z = (*entity.get_argument(0), 0.0)[:3]
    length = math.sqrt(x * x + y * y + z * z)
    return (x / length, y / length, z / length) if length > 1e-12 else otherwise


def _frame(location: FloatArray, upward: Triple, along: Triple) -> FloatArray:
    """Right-handed frame with z = `upward` and x nearest to `along`."""
    a, b, c = upward
    x = _across(upward, along)
    if x is None:
        x = _across(upward, (c, a, b)) or _across(upward, (b, -a, 0.0)) or (1.0, 0.0, 0.0)
    u, v, w = x
    return np.array(
        [
            (u, b * w - c * v, a, location[0]),
            (v, c * u - a * w, b, location[1]),
            (w, a * v - b * u, c, location[2]),
            (0.0, 0.0, 0.0, 1.0),
        ]
    )


def _across(upward: Triple, along: Triple) -> Triple | None:
    """Unit vector nearest to `along` at right angles to `upward`, None if they are parallel."""
    a, b, c = upward
    x, y, z = along
    share = a * x + b * y + c * z
    x, y, z = x - share * a, y - share * b, z - share * c
    length = math.sqrt(x * x + y * y + z * z)
    return (x / length, y / length, z / length) if length > 1e-9 else None
