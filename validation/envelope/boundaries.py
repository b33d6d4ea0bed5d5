"""Areas of the space boundaries of a model: a third opinion, measured inside the rooms."""

from collections import defaultdict
from pathlib import Path

import ifcopenshell
import numpy as np

Entity = ifcopenshell.entity_instance
_KINDS = (
    ("IfcWall", "wall"), ("IfcCurtainWall", "wall"), ("IfcWindow", "window"), ("IfcDoor", "door"),
)  # fmt: skip


def external_boundaries(path: Path) -> dict[str, float]:
    """Area of external physical space boundaries by kind of element, {} without any. [m2]

    Windows and doors lie in the boundaries of their walls in some models and beside them in
    others, so walls may be gross. Slabs are left out: few models say which side they lie on.
    """
    file = ifcopenshell.open(str(path))
    if not isinstance(file, ifcopenshell.file):
        return {}
    length = _metres(file)
    found: dict[str, float] = defaultdict(float)
    for one in file.by_type("IfcRelSpaceBoundary"):
        element = one.RelatedBuildingElement
        if one.InternalOrExternalBoundary != "EXTERNAL" or element is None:
            continue
        kind = next((k for words, k in _KINDS if element.is_a(words)), "")
        if kind and one.ConnectionGeometry is not None:
            found[kind] += _area(one.ConnectionGeometry.SurfaceOnRelatingElement) * length**2
    return dict(found)


def _metres(file: ifcopenshell.file) -> float:
    for unit in file.by_type("IfcProject")[0].UnitsInContext.Units:
        if getattr(unit, "UnitType", "") == "LENGTHUNIT" and unit.is_a("IfcSIUnit"):
            return {"MILLI": 1e-3, "CENTI": 1e-2}.get(unit.Prefix or "", 1.0)
    return 1.0


def _area(surface: Entity) -> float:
    if surface.is_a("IfcCurveBoundedPlane"):
        outer = _polygon(surface.OuterBoundary)
        return outer - sum(_polygon(c) for c in surface.InnerBoundaries or ())
    if surface.is_a("IfcSurfaceOfLinearExtrusion"):
        curve = getattr(surface.SweptCurve, "Curve", None)
        return _length(curve) * float(surface.Depth) if curve is not None else 0.0
    return 0.0


def _points(curve: Entity) -> np.ndarray:
    if curve.is_a("IfcPolyline"):
        return np.array([p.Coordinates for p in curve.Points], dtype=np.float64)
    if curve.is_a("IfcCompositeCurve"):
        return np.concatenate([_points(s.ParentCurve) for s in curve.Segments])
    if curve.is_a("IfcTrimmedCurve"):
        ends = [t for trim in (curve.Trim1, curve.Trim2) for t in trim if not isinstance(t, float)]
        corners = [e.Coordinates for e in ends if hasattr(e, "Coordinates")]
        return np.array(corners, dtype=np.float64).reshape(
            -1, 2 if not corners else len(corners[0])
        )
    return np.zeros((0, 2))


def _polygon(curve: Entity) -> float:
    points = _points(curve)[:, :2]
    if len(points) < 3:
        return 0.0
    x, y = points.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def _length(curve: Entity) -> float:
    points = _points(curve)
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum()) if len(points) > 1 else 0.0
