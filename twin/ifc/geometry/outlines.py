"""Plane outlines of curves with arcs, as rings of points."""

import math

import numpy as np

from twin.ifc.geometry.entities import Entity
from twin.ifc.geometry.placement import axes
from twin.model.arrays import FloatArray

SEGMENTS = 24
"""Straight pieces that stand for a full circle."""


class NotPlain(ValueError):
    """A curve of a kind that is left to the kernel."""


def outline(curve: Entity, angle_unit: float) -> FloatArray:
    """Ring of a closed plane curve without the closing point, shape (n, 2). [file units]

    Polylines, circles, ellipses, and composite curves of polylines and trimmed lines and arcs.

    Parameters
    ----------
    curve : Entity
    angle_unit : float
        Radians per angle unit of the file.

    Raises
    ------
    NotPlain
        If it is of another kind, or does not close.
    """
    points = _points(curve, angle_unit)
    size = float(np.ptp(points, axis=0).max())
    if not size > 0:
        raise NotPlain("a curve without extent")
    apart = np.abs(points - np.roll(points, 1, axis=0)).max(axis=1) > 1e-7 * size
    points = points[apart]
    if len(points) < 3:
        raise NotPlain("fewer than three points")
    return points


def signed_area(ring: FloatArray) -> float:
    """Area within a ring, negative if it runs clockwise."""
    x, y = ring[:, 0], ring[:, 1]
    return float(0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def _points(curve: Entity, angle_unit: float) -> FloatArray:
    kind = curve.is_a()
    if kind == "IfcPolyline":
        return np.array([p.get_argument(0)[:2] for p in curve.get_argument(0)], dtype=np.float64)
    if kind in ("IfcCircle", "IfcEllipse"):
        return _arc(curve, 0.0, 2.0 * math.pi)[:-1]
    if kind == "IfcTrimmedCurve":
        return _trimmed(curve, angle_unit)
    if kind == "IfcCompositeCurve":
        return _composite(curve, angle_unit)
    raise NotPlain(kind)


def _composite(curve: Entity, angle_unit: float) -> FloatArray:
    parts: list[FloatArray] = []
    for segment in curve.get_argument(0):
        if not segment.is_a("IfcCompositeCurveSegment"):
            raise NotPlain(segment.is_a())
        part = _points(segment.get_argument(2), angle_unit)
        parts.append(part if segment.get_argument(1) else part[::-1])
    joined = np.concatenate(parts)
    gap = 1e-4 * float(np.ptp(joined, axis=0).max())
    for one, other in zip(parts, [*parts[1:], parts[0]], strict=True):
        if np.abs(one[-1] - other[0]).max() > gap:
            raise NotPlain("segments that do not meet")
    return joined


def _trimmed(curve: Entity, angle_unit: float) -> FloatArray:
    basis, first, second, is_same, master = (curve.get_argument(i) for i in range(5))
    prefers_points = master == "CARTESIAN"
    if basis.is_a("IfcLine"):
        ends = [_on_line(basis, t, prefers_points=prefers_points) for t in (first, second)]
        return np.array(ends)
    if basis.is_a() not in ("IfcCircle", "IfcEllipse"):
        raise NotPlain(basis.is_a())
    start, end = (
        _angle(basis, t, angle_unit, prefers_points=prefers_points) for t in (first, second)
    )
    full = 2.0 * math.pi
    swept = (end - start) % full if is_same else -((start - end) % full)
    if abs(swept) < 1e-9:
        swept = full if is_same else -full
    return _arc(basis, start, swept)


def _arc(conic: Entity, start: float, swept: float) -> FloatArray:
    """Points of a circle or ellipse from an angle on, both ends included."""
    steps = max(2, math.ceil(abs(swept) / (2.0 * math.pi) * SEGMENTS))
    angle = start + swept * np.linspace(0.0, 1.0, steps + 1)
    frame, radii = _conic(conic)
    local = np.column_stack([radii[0] * np.cos(angle), radii[1] * np.sin(angle)])
    return local @ frame[:2, :2].T + frame[:2, 3]


def _conic(conic: Entity) -> tuple[FloatArray, tuple[float, float]]:
    position = conic.get_argument(0)
    if not position.is_a("IfcAxis2Placement2D"):
        raise NotPlain("an arc in space")
    radius = float(conic.get_argument(1))
    other = float(conic.get_argument(2)) if conic.is_a("IfcEllipse") else radius
    return axes(position, 1.0), (radius, other)


def _angle(conic: Entity, trim: tuple, angle_unit: float, *, prefers_points: bool) -> float:
    point, parameter = _either(trim)
    if parameter is not None and not (prefers_points and point is not None):
        return parameter * angle_unit
    if point is None:
        raise NotPlain("an arc without ends")
    frame, radii = _conic(conic)
    x, y = (point - frame[:2, 3]) @ frame[:2, :2]
    return math.atan2(y / radii[1], x / radii[0])


def _on_line(line: Entity, trim: tuple, *, prefers_points: bool) -> FloatArray:
    point, parameter = _either(trim)
    if point is not None and (prefers_points or parameter is None):
        return point
    if parameter is None:
        raise NotPlain("a line without ends")
    start = np.array(line.get_argument(0).get_argument(0)[:2], dtype=np.float64)
    vector = line.get_argument(1)
    along = np.array(vector.get_argument(0).get_argument(0)[:2], dtype=np.float64)
    length = float(np.linalg.norm(along))
    if length < 1e-12:
        raise NotPlain("a line without direction")
    return start + along / length * float(vector.get_argument(1)) * parameter


def _either(trim: tuple) -> tuple[FloatArray | None, float | None]:
    """Point and parameter of a trimming select."""
    point, parameter = None, None
    for one in trim:
        if one.is_a("IfcCartesianPoint"):
            point = np.array(one.get_argument(0)[:2], dtype=np.float64)
        else:
            parameter = float(one.get_argument(0))
    return point, parameter
