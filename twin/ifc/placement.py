"""Where things stand: placements and transformation operators as 4x4 matrices in metres."""

from collections.abc import Callable, Sequence

import numpy as np

from twin.ifc.entities import Entity, count
from twin.model.arrays import FloatArray

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
    if placement.is_a("IfcAxis2Placement2D"):
        along = _direction(placement.get_argument(1), (1.0, 0.0, 0.0))
        return _frame(location, np.array([0.0, 0.0, 1.0]), along)
    upward = _direction(placement.get_argument(1), (0.0, 0.0, 1.0))
    along = (1.0, 0.0, 0.0) if count(placement) < 3 else placement.get_argument(2)
    if not isinstance(along, tuple):
        along = _direction(along, (1.0, 0.0, 0.0))
    return _frame(location, upward, np.asarray(along))


def operator(target: Entity, length_unit: float) -> FloatArray:
    """Matrix of an IfcCartesianTransformationOperator, shape (4, 4). [m]"""
    first, second, origin, scale = (target.get_argument(i) for i in range(4))
    is_3d = target.is_a("IfcCartesianTransformationOperator3D")
    third = target.get_argument(4) if is_3d else None
    upward = _direction(third, (0.0, 0.0, 1.0))
    x = _direction(first, (1.0, 0.0, 0.0))
    matrix = _frame(point(origin) * length_unit, upward, x)
    y = _direction(second, tuple(matrix[:3, 1]))
    if np.dot(y, matrix[:3, 1]) < 0:
        matrix[:3, 1] *= -1.0
    scales = _scales(target, 1.0 if scale is None else float(scale), is_3d=is_3d)
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


def _scales(target: Entity, scale: float, *, is_3d: bool) -> FloatArray:
    if not target.is_a().endswith("nonUniform"):
        return np.full(3, scale)
    start = 5 if is_3d else 4
    others = [target.get_argument(i) for i in range(start, count(target))]
    values = [scale, *(scale if o is None else float(o) for o in others)]
    return np.array([*values, 1.0, 1.0][:3])


def _direction(entity: Entity | None, otherwise: Sequence[float]) -> FloatArray:
    ratios = otherwise if entity is None else entity.get_argument(0)
    vector = np.array((*ratios, 0.0)[:3], dtype=np.float64)
    length = float(np.sqrt(vector @ vector))
    return vector / length if length > 1e-12 else np.array(otherwise, dtype=np.float64)


def _frame(location: FloatArray, upward: FloatArray, along: FloatArray) -> FloatArray:
    """Right-handed frame with z = `upward` and x nearest to `along`."""
    x = along - upward * (along @ upward)
    length = float(np.sqrt(x @ x))
    if length < 1e-9:
        x = np.roll(upward, 1)
        x = x - upward * (x @ upward)
        length = float(np.sqrt(x @ x))
    x = x / length
    matrix = np.empty((4, 4))
    matrix[:3, 0] = x
    matrix[0, 1] = upward[1] * x[2] - upward[2] * x[1]
    matrix[1, 1] = upward[2] * x[0] - upward[0] * x[2]
    matrix[2, 1] = upward[0] * x[1] - upward[1] * x[0]
    matrix[:3, 2] = upward
    matrix[:3, 3] = location
    matrix[3] = (0.0, 0.0, 0.0, 1.0)
    return matrix
