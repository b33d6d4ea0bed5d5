"""Rooms of a storey from the rows of room codes in a plan."""

from dataclasses import dataclass

from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from twin.sample.plans.plan import BuildingPlan, Rectangle, Strip, Wing
from twin.sample.plans.room_catalogue import ROOMS, RoomKind


@dataclass(frozen=True, slots=True)
class Room:
    """A planned room, measured to the centres of inner walls and the outer face of outer ones."""

    code: str
    number: str
    wing: Wing
    bounds: Rectangle

    @property
    def kind(self) -> RoomKind:
        """Its entry in the catalogue."""
        return ROOMS[self.code]


def rooms(plan: BuildingPlan, storey: int) -> tuple[Room, ...]:
    """All rooms of a storey, numbered in order."""
    found: list[Room] = []
    for wing in plan.wings_on(storey):
        for code, bounds in _wing_rooms(wing, storey):
            number = f"{storey + 1}{len(found) + 1:02d}"
            found.append(Room(code, number, wing, bounds))
    return tuple(found)


def outline(plan: BuildingPlan, storey: int) -> BaseGeometry:
    """Outer face of the outer walls of a storey; empty above and below the building."""
    merged = unary_union([box(*w.bounds) for w in plan.wings_on(storey)])
    return merged if merged.is_empty else merged.simplify(1e-6)


def polygon_of(area: BaseGeometry) -> Polygon:
    """The polygon that an operation on polygons is known to give.

    Raises
    ------
    TypeError
        If it is something else.
    """
    if not isinstance(area, Polygon):
        raise TypeError(f"expected a polygon, got {type(area).__name__}")
    return area


def _wing_rooms(wing: Wing, storey: int) -> list[tuple[str, Rectangle]]:
    x0, y0, x1, y1 = wing.bounds
    along, across = (x1 - x0, y1 - y0) if wing.axis == "x" else (y1 - y0, x1 - x0)
    found: list[tuple[str, Rectangle]] = []
    for strip, (low, high) in _strip_spans(wing.strips(storey), across):
        for code, start, end in _room_spans(strip, along, wing.module):
            if wing.axis == "x":
                found.append((code, (x0 + start, y0 + low, x0 + end, y0 + high)))
            else:
                found.append((code, (x0 + low, y0 + start, x0 + high, y0 + end)))
    return found


def _strip_spans(
    strips: tuple[Strip, ...], across: float
) -> list[tuple[Strip, tuple[float, float]]]:
    fixed = sum(s.depth for s in strips)
    loose = sum(1 for s in strips if s.depth == 0.0)
    position = 0.0
    spans: list[tuple[Strip, tuple[float, float]]] = []
    for strip in strips:
        depth = strip.depth or (across - fixed) / loose
        spans.append((strip, (position, position + depth)))
        position += depth
    return spans


def _room_spans(strip: Strip, along: float, module: float) -> list[tuple[str, float, float]]:
    """Rooms of one row, stretched to fill it, partitions on the facade axes."""
    wanted = _wanted(strip.rooms, module)
    fixed = sum(length for _, length, is_fixed in wanted if is_fixed)
    loose = sum(length for _, length, is_fixed in wanted if not is_fixed)
    stretch = (along - fixed) / loose if loose else 1.0
    ends: list[float] = []
    position = 0.0
    for _, length, is_fixed in wanted:
        position += length if is_fixed else length * stretch
        ends.append(round(position / module) * module)
    ends[-1] = along
    starts = [0.0, *ends[:-1]]
    return [
        (code, start, end)
        for (code, _, _), start, end in zip(wanted, starts, ends, strict=True)
        if end - start > 0.5
    ]


def _wanted(text: str, module: float) -> list[tuple[str, float, bool]]:
    wanted: list[tuple[str, float, bool]] = []
    for word in text.split():
        code, _, times = word.partition("*")
        code, _, length = code.partition(":")
        kind = ROOMS[code]
        size = float(length) if length else kind.length
        is_fixed = kind.is_fixed or bool(length)
        if is_fixed:
            size = max(1, round(size / module)) * module
        wanted.extend([(code, size, is_fixed)] * int(times or 1))
    return wanted
