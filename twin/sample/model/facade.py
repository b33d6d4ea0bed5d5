"""Edges of a storey's outline, and which windows and doors lie in each."""

from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.polygon import orient

from twin.sample.plans.layout import Room, outline, rooms
from twin.sample.plans.plan import BuildingPlan, Entrance, Wing
from twin.sample.plans.window_styles import STYLES, WindowShape

Point = tuple[float, float]
_NEAR = 1e-3


@dataclass(frozen=True, slots=True)
class FacadeEdge:
    """One straight outer wall of one storey, outside on the right of start to end.

    inner_start, inner_end : where its inner face begins and ends, along the edge. [m]
    """

    storey: int
    wing: Wing
    start: Point
    end: Point
    inner_start: float
    inner_end: float

    @property
    def length(self) -> float:
        """Length of the outer face. [m]"""
        return float(np.hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]))

    @property
    def direction(self) -> Point:
        """Unit vector from start to end."""
        return (
            (self.end[0] - self.start[0]) / self.length,
            (self.end[1] - self.start[1]) / self.length,
        )

    @property
    def side(self) -> str:
        """Which way it faces in the building's own axes."""
        dx, dy = self.direction
        if abs(dx) > abs(dy):
            return "S" if dx > 0 else "N"
        return "E" if dy > 0 else "W"

    def at(self, along: float, inward: float = 0.0) -> Point:
        """Point on the plan at a distance along the edge and in from the outer face."""
        dx, dy = self.direction
        x, y = self.start
        return (x + dx * along - dy * inward, y + dy * along + dx * inward)


@dataclass(frozen=True, slots=True)
class FacadeOpening:
    """A window or an outer door.

    centre : along the edge. [m]
    kind : ``window``, ``balcony`` (a window down to the floor) or the kind of an `Entrance`.
    """

    edge: FacadeEdge
    room: Room
    centre: float
    shape: WindowShape
    kind: str = "window"
    canopy: float = 0.0

    @property
    def span(self) -> tuple[float, float]:
        """From where to where along the edge. [m]"""
        return (self.centre - self.shape.width / 2, self.centre + self.shape.width / 2)


_BALCONY = WindowShape(1.8, 2.25, 0.02, 2, 1, depth=0.06)
_DOORS = {
    "double": WindowShape(1.9, 2.3, 0.0),
    "glazed": WindowShape(1.9, 2.4, 0.0),
    "single": WindowShape(1.0, 2.1, 0.0),
    "gate": WindowShape(4.0, 4.2, 0.0),
}


def facade_edges(plan: BuildingPlan, storey: int, thickness: float) -> tuple[FacadeEdge, ...]:
    """Edges all round a storey, courtyards too, split where one wing ends and another begins."""
    shape = outline(plan, storey)
    polygons = [shape] if isinstance(shape, Polygon) else list(getattr(shape, "geoms", []))
    edges: list[FacadeEdge] = []
    for polygon in polygons:
        turned = orient(polygon)
        for ring in (turned.exterior, *turned.interiors):
            corners = _split_corners(
                [(float(x), float(y)) for x, y in list(ring.coords)[:-1]], plan, storey
            )
            edges.extend(_ring_edges(corners, plan, storey, thickness))
    return tuple(edges)


def facade_openings(
    plan: BuildingPlan, storey: int, edges: tuple[FacadeEdge, ...]
) -> tuple[FacadeOpening, ...]:
    """Windows by the style of the wing and the need of each room, and doors at ground level."""
    storey_rooms = rooms(plan, storey)
    doors = _doors(plan, edges, storey_rooms) if storey == 0 else []
    windows: list[FacadeOpening] = []
    for edge in edges:
        taken = [d.span for d in doors if d.edge is edge]
        for room in storey_rooms:
            windows.extend(
                w for w in _room_windows(edge, room) if all(_apart(w.span, s) for s in taken)
            )
    return (*doors, *_with_balcony_doors(plan, storey, windows))


def _with_balcony_doors(
    plan: BuildingPlan, storey: int, windows: list[FacadeOpening]
) -> list[FacadeOpening]:
    """Every second south window of a wing with balconies becomes a door out to one."""
    result: list[FacadeOpening] = []
    count = 0
    for window in windows:
        wing = window.edge.wing.key
        if storey == 0 or wing not in plan.balconies or window.edge.side != "S":
            result.append(window)
            continue
        count += 1
        is_door = count % 2 == 1 and window.room.kind.light == "day"
        result.append(replace(window, shape=_BALCONY, kind="balcony") if is_door else window)
    return result


def _split_corners(corners: list[Point], plan: BuildingPlan, storey: int) -> list[Point]:
    wing_corners = {
        (x, y)
        for w in plan.wings_on(storey)
        for x in (w.bounds[0], w.bounds[2])
        for y in (w.bounds[1], w.bounds[3])
    }
    result: list[Point] = []
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        between = [c for c in wing_corners if _strictly_between(c, start, end)]
        between.sort(key=lambda c: abs(c[0] - start[0]) + abs(c[1] - start[1]))
        result.extend([start, *between])
    return result


def _strictly_between(point: Point, start: Point, end: Point) -> bool:
    (px, py), (ax, ay), (bx, by) = point, start, end
    if abs((bx - ax) * (py - ay) - (by - ay) * (px - ax)) > _NEAR:
        return False
    along = (px - ax) * (bx - ax) + (py - ay) * (by - ay)
    return (
        0.05 < along / max(np.hypot(bx - ax, by - ay), _NEAR) < np.hypot(bx - ax, by - ay) - 0.05
    )


def _ring_edges(
    corners: list[Point], plan: BuildingPlan, storey: int, thickness: float
) -> list[FacadeEdge]:
    count = len(corners)
    directions = [_unit(corners[i], corners[(i + 1) % count]) for i in range(count)]
    edges: list[FacadeEdge] = []
    for i in range(count):
        start, end = corners[i], corners[(i + 1) % count]
        before, here, after = directions[i - 1], directions[i], directions[(i + 1) % count]
        length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
        edges.append(
            FacadeEdge(
                storey,
                _wing_at(plan, storey, start, end),
                start,
                end,
                thickness * _turn(before, here),
                length - thickness * _turn(here, after),
            )
        )
    return edges


def _unit(a: Point, b: Point) -> Point:
    length = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length)


def _turn(before: Point, after: Point) -> int:
    """1 for an outer corner, -1 for an inner corner, 0 straight on."""
    return round(before[0] * after[1] - before[1] * after[0])


def _wing_at(plan: BuildingPlan, storey: int, start: Point, end: Point) -> Wing:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    direction = _unit(start, end)
    x, y = middle[0] - direction[1] * 0.1, middle[1] + direction[0] * 0.1
    for wing in plan.wings_on(storey):
        x0, y0, x1, y1 = wing.bounds
        if x0 <= x <= x1 and y0 <= y <= y1:
            return wing
    raise ValueError(f"no wing of {plan.name} at {middle} on storey {storey}")


def _room_span(edge: FacadeEdge, room: Room) -> tuple[float, float] | None:
    """From where to where the room lies on the edge, None if it does not."""
    x0, y0, x1, y1 = room.bounds
    line, low, high = {
        "S": (y0, x0, x1),
        "N": (y1, x0, x1),
        "E": (x1, y0, y1),
        "W": (x0, y0, y1),
    }[edge.side]
    is_level = edge.side in "SN"
    position = edge.start[1] if is_level else edge.start[0]
    if abs(position - line) > _NEAR:
        return None
    origin = edge.start[0] if is_level else edge.start[1]
    ends = sorted(((low - origin), (high - origin)))
    if edge.side in "NW":
        ends = sorted((origin - high, origin - low))
    start, end = max(ends[0], 0.0), min(ends[1], edge.length)
    return (start, end) if end - start > 0.6 else None


def _room_windows(edge: FacadeEdge, room: Room) -> list[FacadeOpening]:
    span = _room_span(edge, room)
    shape = STYLES[room.wing.window_style(edge.storey)].get(room.kind.light)
    if span is None or shape is None:
        return []
    length = span[1] - span[0]
    low = max(span[0] + 0.15, edge.inner_start + 0.1, 0.4)
    high = min(span[1] - 0.15, edge.inner_end - 0.1, edge.length - 0.4)
    count = _window_count(room, shape, length)
    shape = _fitting(shape, min(length / count, high - low))
    return [FacadeOpening(edge, room, c, shape) for c in _centres(span, (low, high), shape, count)]


def _centres(
    span: tuple[float, float], free: tuple[float, float], shape: WindowShape, count: int
) -> list[float]:
    """Middles of windows on the facade axes, or spread over the free wall if they do not fit."""
    (start, end), (low, high) = span, free
    if shape.width < 0.5 or high - low < shape.width:
        return []
    fits = start + (end - start) / count / 2 - shape.width / 2 >= low
    if not fits or end - (end - start) / count / 2 + shape.width / 2 > high:
        start, end = low, high
        count = min(count, int((high - low) // (shape.width + 0.1)) or 1)
    return [start + (end - start) * (i + 0.5) / count for i in range(count)]


def _window_count(room: Room, shape: WindowShape, length: float) -> int:
    axes = max(1, round(length / room.wing.module))
    if room.kind.light == "high":
        return max(1, axes // 2)
    if room.kind.light == "stair" and length < 6.0:
        return 1
    return axes * shape.per_axis


def _fitting(shape: WindowShape, room: float) -> WindowShape:
    """The shape, or a narrower one where the facade axis is too short for it."""
    if shape.width <= room - 0.05:
        return shape
    width = np.floor((room - 0.1) * 5) / 5
    return replace(
        shape, width=round(float(width), 2), columns=1 if width < 1.3 else shape.columns
    )


def _doors(
    plan: BuildingPlan, edges: tuple[FacadeEdge, ...], storey_rooms: tuple[Room, ...]
) -> list[FacadeOpening]:
    doors: list[FacadeOpening] = []
    for entrance in plan.entrances:
        placed = _entrance(entrance, edges, storey_rooms)
        doors.extend(d for d in placed if all(_clear(d, other) for other in doors))
    return doors


def _entrance(
    entrance: Entrance, edges: tuple[FacadeEdge, ...], storey_rooms: tuple[Room, ...]
) -> list[FacadeOpening]:
    shape = _DOORS[entrance.kind]
    for room in storey_rooms:
        if room.wing.key != entrance.wing or room.code != entrance.room:
            continue
        for edge in edges:
            span = _room_span(edge, room) if edge.side == entrance.side else None
            if span is None or span[1] - span[0] < shape.width + 0.3:
                continue
            middle = (span[0] + span[1]) / 2
            centres = [middle] if entrance.kind != "gate" else _gate_centres(span, shape.width)
            return [
                FacadeOpening(edge, room, c, shape, entrance.kind, entrance.canopy)
                for c in centres
            ]
    raise ValueError(f"no {entrance.room} of wing {entrance.wing} faces {entrance.side}")


def _gate_centres(span: tuple[float, float], width: float) -> list[float]:
    count = int((span[1] - span[0]) // (width + 0.8))
    pitch = (span[1] - span[0]) / count
    return [span[0] + pitch * (i + 0.5) for i in range(count)]


def _apart(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[1] + 0.25 < b[0] or b[1] + 0.25 < a[0]


def _clear(door: FacadeOpening, other: FacadeOpening) -> bool:
    return door.edge is not other.edge or _apart(door.span, other.span)
