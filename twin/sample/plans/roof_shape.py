"""Faces of the sloping roofs of a storey, by the upper envelope of the planes of its wings."""

from dataclasses import astuple, dataclass
from itertools import combinations

import numpy as np
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from twin.sample.plans.layout import outline, polygon_of
from twin.sample.plans.plan import BuildingPlan, Wing

Corner = tuple[float, float]
_FAR, _TOUCH = 1e4, 1e-3


@dataclass(frozen=True, slots=True)
class RoofPlane:
    """Underside of a roof: z = a x + b y + c. [m]"""

    a: float
    b: float
    c: float

    def height(self, x: float, y: float) -> float:
        """Underside above a point of the plan. [m]"""
        return self.a * x + self.b * y + self.c


@dataclass(frozen=True, slots=True)
class RoofFace:
    """One sloping face and what it covers on the plan."""

    wing: Wing
    plane: RoofPlane
    area: Polygon


@dataclass(slots=True)
class _Piece:
    """What one wing claims in one plane."""

    wing: Wing
    plane: RoofPlane
    area: BaseGeometry


def sloping_faces(plan: BuildingPlan, storey: int) -> tuple[RoofFace, ...]:
    """Faces of all sloping roofs whose wings end with this storey."""
    wings = [w for w in plan.wings_on(storey) if w.last == storey and w.roof != "flat"]
    top = plan.levels[storey + 1]
    reach = {w.key: _reach(w, wings, plan.overhang) for w in wings}
    planes = {w.key: _planes(w, wings, top) for w in wings}
    above = outline(plan, storey + 1)
    pieces: list[_Piece] = []
    for wing in wings:
        for plane in planes[wing.key]:
            area: BaseGeometry = _lowest(reach[wing.key], plane, planes[wing.key])
            for other in wings:
                if other is not wing:
                    cover = _cover(wing, other, reach[other.key])
                    area = area.difference(_higher(cover, plane, planes[other.key]))
            pieces.append(_Piece(wing, plane, area))
    _part(pieces, {w.key: _eaves(w, wings, plan.overhang) for w in wings})
    return tuple(
        RoofFace(piece.wing, piece.plane, polygon)
        for piece in pieces
        for polygon in _polygons(piece.area.difference(above))
    )


def joins(wing: Wing, side: str, wings: list[Wing]) -> bool:
    """Whether the ridge of a wing runs on into another wing on a side."""
    ends = "WE" if wing.axis == "x" else "SN"
    return (
        side in ends
        and not wing.roof.startswith("mono")
        and _neighbour(wing, side, wings) is not None
    )


def underside(
    faces: tuple[RoofFace, ...], start: Corner, end: Corner, key: str
) -> list[tuple[float, float]]:
    """Height of the roof along a line of the plan, as (distance, height) corners.

    key : of the wing whose own roof counts first.
    """
    line = LineString([start, end])
    stops = {0.0, round(line.length, 6)}
    for face in faces:
        crossing = line.intersection(face.area.boundary)
        for part in getattr(crossing, "geoms", [crossing]):
            stops.update(round(line.project(Point(c)), 6) for c in part.coords)
    profile: list[tuple[float, float]] = []
    for stop in sorted(stops):
        at = line.interpolate(stop)
        over = [f for f in faces if f.area.buffer(_TOUCH).covers(at)]
        heights = [f.plane.height(at.x, at.y) for f in over if f.wing.key == key]
        heights = heights or [f.plane.height(at.x, at.y) for f in over]
        if heights:
            profile.append((stop, max(heights)))
    return profile


def _part(pieces: list[_Piece], eaves: dict[str, BaseGeometry]) -> None:
    """Let wings whose roofs lie in one plane meet at their border, so that neither lies twice."""
    for earlier, later in combinations(pieces, 2):
        is_level = np.allclose(astuple(earlier.plane), astuple(later.plane), atol=1e-6)
        if is_level and earlier.area.intersection(later.area).area > 0:
            kept = later.area.intersection(eaves[later.wing.key])
            earlier.area = earlier.area.union(later.area).difference(kept)
            later.area = kept


def _polygons(area: BaseGeometry) -> list[Polygon]:
    """Separate polygons; parts that only touch in a point are taken apart."""
    shrunk = area.buffer(-_TOUCH, join_style="mitre")
    grown = [p.buffer(_TOUCH, join_style="mitre") for p in getattr(shrunk, "geoms", [shrunk])]
    return [
        polygon_of(p.simplify(1e-4)) for p in grown if isinstance(p, Polygon) and p.area > 0.02
    ]


def _planes(wing: Wing, wings: list[Wing], top: float) -> tuple[RoofPlane, ...]:
    x0, y0, x1, y1 = wing.bounds
    slope = float(np.tan(np.radians(wing.pitch)))
    by_side = {
        "S": RoofPlane(0.0, slope, top - slope * y0),
        "N": RoofPlane(0.0, -slope, top + slope * y1),
        "W": RoofPlane(slope, 0.0, top - slope * x0),
        "E": RoofPlane(-slope, 0.0, top + slope * x1),
    }
    if wing.roof.startswith("mono"):
        opposite = {"N": "S", "S": "N", "E": "W", "W": "E"}
        return (by_side[opposite[wing.roof[-1]]],)
    long_sides = "SN" if wing.axis == "x" else "WE"
    ends = "WE" if wing.axis == "x" else "SN"
    hipped = [s for s in ends if wing.roof == "hip" and _neighbour(wing, s, wings) is None]
    return tuple(by_side[s] for s in (*long_sides, *hipped))


def _eaves(wing: Wing, wings: list[Wing], overhang: float) -> BaseGeometry:
    """The wing with its eaves, without them where it meets another wing."""
    x0, y0, x1, y1 = wing.bounds
    out = {side: 0.0 if joins(wing, side, wings) else overhang for side in "WSEN"}
    return box(x0 - out["W"], y0 - out["S"], x1 + out["E"], y1 + out["N"])


def _reach(wing: Wing, wings: list[Wing], overhang: float) -> BaseGeometry:
    """The wing with its eaves; an end that meets another wing runs on below its roof."""
    x0, y0, x1, y1 = wing.bounds
    beyond: list[BaseGeometry] = []
    for side in "WSEN":
        other = _neighbour(wing, side, wings) if joins(wing, side, wings) else None
        if other is None:
            continue
        ox0, oy0, ox1, oy1 = other.bounds
        half = (ox1 - ox0) / 2 if wing.axis == "x" else (oy1 - oy0) / 2
        further = {
            "W": (x0 - half, y0 - overhang, x0, y1 + overhang),
            "E": (x1, y0 - overhang, x1 + half, y1 + overhang),
            "S": (x0 - overhang, y0 - half, x1 + overhang, y0),
            "N": (x0 - overhang, y1, x1 + overhang, y1 + half),
        }[side]
        eaves = box(*other.bounds).buffer(overhang, join_style="mitre")
        beyond.append(box(*further).intersection(eaves))
    return unary_union([_eaves(wing, wings, overhang), *beyond])


def _cover(wing: Wing, other: Wing, reach: BaseGeometry) -> BaseGeometry:
    """What of another roof may lie over this one: not the eaves of a higher mono-pitch roof."""
    is_mono = wing.roof.startswith("mono") or other.roof.startswith("mono")
    return box(*other.bounds) if is_mono else reach


def _neighbour(wing: Wing, side: str, wings: list[Wing]) -> Wing | None:
    x0, y0, x1, y1 = wing.bounds
    strip = {
        "W": box(x0 - 0.1, y0, x0, y1),
        "E": box(x1, y0, x1 + 0.1, y1),
        "S": box(x0, y0 - 0.1, x1, y0),
        "N": box(x0, y1, x1, y1 + 0.1),
    }[side]
    for other in wings:
        if other is not wing and box(*other.bounds).intersection(strip).area > strip.area / 2:
            return other
    return None


def _half_plane(a: float, b: float, c: float) -> Polygon:
    """Where a x + b y + c >= 0, as a very large polygon."""
    length = float(np.hypot(a, b))
    if length < 1e-9:
        return box(-_FAR, -_FAR, _FAR, _FAR) if c >= -1e-9 else Polygon()
    nx, ny, d = a / length, b / length, c / length
    px, py, tx, ty = -nx * d, -ny * d, -ny, nx
    return Polygon(
        [
            (px - tx * _FAR, py - ty * _FAR),
            (px + tx * _FAR, py + ty * _FAR),
            (px + tx * _FAR + nx * _FAR, py + ty * _FAR + ny * _FAR),
            (px - tx * _FAR + nx * _FAR, py - ty * _FAR + ny * _FAR),
        ]
    )


def _lowest(reach: BaseGeometry, plane: RoofPlane, planes: tuple[RoofPlane, ...]) -> BaseGeometry:
    """Where a plane is the lowest of its wing."""
    area = reach
    for other in planes:
        if other is not plane:
            area = area.intersection(
                _half_plane(other.a - plane.a, other.b - plane.b, other.c - plane.c)
            )
    return area


def _higher(reach: BaseGeometry, plane: RoofPlane, planes: tuple[RoofPlane, ...]) -> BaseGeometry:
    """Where the roof of another wing lies above a plane."""
    area = reach
    for other in planes:
        area = area.intersection(
            _half_plane(other.a - plane.a, other.b - plane.b, other.c - plane.c - 1e-7)
        )
    return area


def flat_area(plan: BuildingPlan, storey: int, inside: BaseGeometry) -> list[Polygon]:
    """What flat roofs have to cover on top of a storey."""
    ending = unary_union(
        [box(*w.bounds) for w in plan.wings_on(storey) if w.last == storey and w.roof == "flat"]
    )
    return _polygons(ending.intersection(inside).difference(outline(plan, storey + 1)))
