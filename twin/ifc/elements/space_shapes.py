"""Floor area and volume of a space from its shape, where the file states none."""

import math
from collections.abc import Iterable, Sequence

import ifcopenshell
import numpy as np

from twin.model.arrays import FloatArray

Entity = ifcopenshell.entity_instance
_LEVEL = 0.999
"""Cosine from which on a face or an axis counts as level or upright."""
_LOW_PART = 0.3
"""Level faces in this lowest part of a shape are floor. [-]"""
_DEPTH = 10


def floor_area_and_volume(space: Entity, length: float) -> tuple[float, float]:
    """Area of the floor and volume, NaN where the shape does not give it. [m2], [m3]

    Reads upright IfcExtrudedAreaSolid with polygonal or rectangular profiles (clipped ones by
    what is clipped: the volume is then unknown) and IfcFacetedBrep.

    Parameters
    ----------
    space : IfcSpace
    length : float
        Metres per length unit of the file.
    """
    measured = [_measured(item) for item in _body(space)]
    if not measured:
        return math.nan, math.nan
    area = sum(area for area, _ in measured) * length**2
    volume = sum(volume for _, volume in measured) * length**3
    return area if area > 0 else math.nan, volume if volume > 0 else math.nan


def _body(space: Entity) -> Iterable[Entity]:
    shape = space.Representation
    for representation in shape.Representations or () if shape is not None else ():
        if representation.RepresentationIdentifier == "Body":
            yield from representation.Items or ()


def _measured(item: Entity) -> tuple[float, float]:
    is_clipped = False
    for _ in range(_DEPTH):
        if not item.is_a("IfcBooleanResult"):
            break
        item, is_clipped = item.FirstOperand, True
    if item.is_a("IfcExtrudedAreaSolid"):
        area = _profile_area(item.SweptArea) if _is_upright(item) else math.nan
        return area, math.nan if is_clipped else area * float(item.Depth)
    if item.is_a("IfcFacetedBrep"):
        return _lower_area(item.Outer.CfsFaces or ()), math.nan
    return math.nan, math.nan


def _is_upright(solid: Entity) -> bool:
    directions = [solid.ExtrudedDirection]
    if solid.Position is not None and solid.Position.Axis is not None:
        directions.append(solid.Position.Axis)
    return all(abs(_unit(d.DirectionRatios)[2]) > _LEVEL for d in directions)


def _unit(ratios: Sequence[float]) -> FloatArray:
    vector = np.array([*ratios, 0.0, 0.0][:3], dtype=np.float64)
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def _profile_area(profile: Entity) -> float:
    if profile.is_a("IfcRectangleProfileDef"):
        return float(profile.XDim) * float(profile.YDim)
    if not profile.is_a("IfcArbitraryClosedProfileDef"):
        return math.nan
    holes = profile.InnerCurves if profile.is_a("IfcArbitraryProfileDefWithVoids") else ()
    return _curve_area(profile.OuterCurve) - sum(_curve_area(c) for c in holes or ())


def _curve_area(curve: Entity) -> float:
    points = np.array(corners_of(curve), dtype=np.float64)
    if len(points) < 3:
        return math.nan
    x, y = points[:, 0], points[:, 1]
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def corners_of(curve: Entity) -> list[Sequence[float]]:
    """Corners of a polygon in file units; [] for curves with arcs."""
    if curve.is_a("IfcPolyline"):
        return [p.Coordinates[:2] for p in curve.Points or ()]
    if curve.is_a("IfcIndexedPolyCurve"):
        segments = curve.Segments or ()
        if all(s.is_a("IfcLineIndex") for s in segments):
            return [c[:2] for c in curve.Points.CoordList]
    if curve.is_a("IfcCompositeCurve"):
        parts = [corners_of(s.ParentCurve) for s in curve.Segments or ()]
        forward = [s.SameSense for s in curve.Segments or ()]
        pairs = zip(parts, forward, strict=True)
        return [p for part, is_forward in pairs for p in (part if is_forward else part[::-1])[:-1]]
    return []


def _lower_area(faces: Iterable[Entity]) -> float:
    """Area of level faces at the lowest level; which way they are turned is often wrong."""
    found: list[tuple[float, float]] = []
    for face in faces:
        bound = (face.Bounds or (None,))[0]
        if bound is None or not bound.Bound.is_a("IfcPolyLoop"):
            continue
        corners = np.array([p.Coordinates for p in bound.Bound.Polygon], dtype=np.float64)
        normal = np.cross(corners, np.roll(corners, -1, axis=0)).sum(axis=0) / 2
        size = float(np.linalg.norm(normal))
        if size > 0 and abs(normal[2]) > _LEVEL * size:
            found.append((float(corners[:, 2].mean()), size))
    lowest = min((height for height, _ in found), default=0.0)
    heights = max((height for height, _ in found), default=0.0) - lowest
    return sum(size for height, size in found if height - lowest <= _LOW_PART * heights)
