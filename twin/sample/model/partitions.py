"""Inner walls between rooms, doors in them, and what the walls leave of each room."""

from dataclasses import dataclass, replace
from itertools import pairwise

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from twin.sample.plans.layout import Room

_NEAR = 1e-3


@dataclass(frozen=True, slots=True)
class InnerWall:
    """A straight inner wall. axis ``x``: runs east at y = line; axis ``y``: runs north.

    thickness : [m]
    is_full : goes up through the floor above, beside a room of two storeys.
    """

    axis: str
    line: float
    start: float
    end: float
    thickness: float
    is_full: bool = False

    @property
    def rectangle(self) -> Polygon:
        """What it covers on the plan."""
        half = self.thickness / 2
        if self.axis == "x":
            return box(self.start, self.line - half, self.end, self.line + half)
        return box(self.line - half, self.start, self.line + half, self.end)


@dataclass(frozen=True, slots=True)
class InnerDoor:
    """A door in an inner wall. centre : coordinate along the wall's axis. [m]"""

    wall: InnerWall
    room: Room
    centre: float
    width: float


_HEAVY, _LIGHT = 0.2, 0.12
_TALL_ROOMS = {"hall", "gymsal"}
_HEAVY_ROOMS = {"trapp", "heis", "hall", "gymsal", "vognhall", "void", "teknisk", "tårn"}


def inner_walls(storey_rooms: tuple[Room, ...], inside: Polygon) -> tuple[InnerWall, ...]:
    """Walls along every border of two rooms that are not open to each other.

    inside : what the outer walls leave of the storey.
    """
    walls = _merged(
        [
            InnerWall(axis, line, start, end, _thickness(a, b), _is_full(a, b))
            for i, a in enumerate(storey_rooms)
            for b in storey_rooms[i + 1 :]
            for axis, line, start, end in _borders(a, b)
            if not (a.kind.is_open and b.kind.is_open)
        ]
    )
    joined = [_joined(wall, walls) for wall in walls]
    clipped = [_clipped(wall, inside) for wall in joined]
    return tuple(w for w in clipped if w.end - w.start > 0.2)


def inner_doors(
    storey_rooms: tuple[Room, ...], walls: tuple[InnerWall, ...]
) -> tuple[InnerDoor, ...]:
    """One door into each room, from circulation where it borders any."""
    doors: list[InnerDoor] = []
    for room in storey_rooms:
        if room.code in ("void", "heis") or room.kind.is_open:
            continue
        door = _door_of(room, storey_rooms, walls, doors)
        if door is not None:
            doors.append(door)
    return tuple(doors)


def net_area(room: Room, inside: Polygon, walls: tuple[InnerWall, ...]) -> Polygon:
    """What outer and inner walls leave of a room."""
    nearby = [w.rectangle for w in walls if w.rectangle.intersects(box(*room.bounds))]
    left = box(*room.bounds).intersection(inside).difference(unary_union(nearby))
    parts = [p for p in getattr(left, "geoms", [left]) if isinstance(p, Polygon)]
    return max(parts, key=lambda p: p.area, default=Polygon())


def _thickness(a: Room, b: Room) -> float:
    if a.code in _HEAVY_ROOMS or b.code in _HEAVY_ROOMS or a.wing.key != b.wing.key:
        return _HEAVY
    return _LIGHT


def _is_full(a: Room, b: Room) -> bool:
    return a.code in _TALL_ROOMS or b.code in _TALL_ROOMS


def _borders(a: Room, b: Room) -> list[tuple[str, float, float, float]]:
    ax0, ay0, ax1, ay1 = a.bounds
    bx0, by0, bx1, by1 = b.bounds
    found: list[tuple[str, float, float, float]] = []
    for line, other in ((ax1, bx0), (ax0, bx1)):
        low, high = max(ay0, by0), min(ay1, by1)
        if abs(line - other) < _NEAR and high - low > 0.3:
            found.append(("y", line, low, high))
    for line, other in ((ay1, by0), (ay0, by1)):
        low, high = max(ax0, bx0), min(ax1, bx1)
        if abs(line - other) < _NEAR and high - low > 0.3:
            found.append(("x", line, low, high))
    return found


def _merged(walls: list[InnerWall]) -> list[InnerWall]:
    """Touching walls of one line and thickness as one wall."""
    result: list[InnerWall] = []
    for wall in sorted(walls, key=lambda w: (w.axis, round(w.line, 3), w.start)):
        last = result[-1] if result else None
        if last and _continues(last, wall):
            result[-1] = replace(last, end=max(last.end, wall.end))
        else:
            result.append(wall)
    return [piece for wall in result for piece in _split_at_crossings(wall, result)]


def _continues(last: InnerWall, wall: InnerWall) -> bool:
    return (
        last.axis == wall.axis
        and abs(last.line - wall.line) < _NEAR
        and wall.start <= last.end + _NEAR
        and abs(last.thickness - wall.thickness) < _NEAR
        and last.is_full == wall.is_full
    )


def _split_at_crossings(wall: InnerWall, walls: list[InnerWall]) -> list[InnerWall]:
    """Walls along y give way where they cross a wall along x."""
    if wall.axis == "x":
        return [wall]
    cuts = sorted(
        {
            w.line
            for w in walls
            if w.axis == "x"
            and w.start + _NEAR < wall.line < w.end - _NEAR
            and wall.start + _NEAR < w.line < wall.end - _NEAR
        }
    )
    ends = [wall.start, *cuts, wall.end]
    return [replace(wall, start=a, end=b) for a, b in pairwise(ends)]


def _joined(wall: InnerWall, walls: list[InnerWall]) -> InnerWall:
    """Wall whose ends butt against the walls they meet."""
    start = wall.start + _end_trim(wall, wall.start, walls)
    end = wall.end - _end_trim(wall, wall.end, walls)
    return replace(wall, start=start, end=end)


def _end_trim(wall: InnerWall, end: float, walls: list[InnerWall]) -> float:
    trims = [0.0]
    for other in walls:
        if other.axis == wall.axis or abs(other.line - end) > _NEAR:
            continue
        if other.start - _NEAR > wall.line or other.end + _NEAR < wall.line:
            continue
        passes = other.start + _NEAR < wall.line < other.end - _NEAR
        if passes or wall.axis == "y":
            trims.append(other.thickness / 2)
        else:
            trims.append(-other.thickness / 2)
    return max(trims) if max(trims) > 0 else min(trims)


def _clipped(wall: InnerWall, inside: Polygon) -> InnerWall:
    """Wall without what lies in the outer walls."""
    covered = wall.rectangle.intersection(inside)
    if covered.is_empty or covered.area > wall.rectangle.area - _NEAR:
        return wall if not covered.is_empty else replace(wall, end=wall.start)
    half = wall.thickness / 2
    outside = wall.rectangle.difference(inside)
    start, end = wall.start, wall.end
    for part in getattr(outside, "geoms", [outside]):
        x0, y0, x1, y1 = part.bounds
        low, high = (x0, x1) if wall.axis == "x" else (y0, y1)
        if high - wall.start < wall.end - low:
            start = max(start, high)
        elif high - low < half or wall.end - high < _NEAR:
            end = min(end, low)
    return replace(wall, start=start, end=end)


def _door_of(
    room: Room,
    storey_rooms: tuple[Room, ...],
    walls: tuple[InnerWall, ...],
    doors: list[InnerDoor],
) -> InnerDoor | None:
    neighbours = sorted(
        (
            (_door_rank(room, other), -(end - start), axis, line, start, end)
            for other in storey_rooms
            if other is not room and other.code not in ("void", "heis")
            for axis, line, start, end in _borders(room, other)
        ),
    )
    width = _door_width(room)
    for _, _, axis, line, start, end in neighbours:
        for wall in walls:
            if wall.axis != axis or abs(wall.line - line) > _NEAR:
                continue
            low, high = max(wall.start, start) + 0.25, min(wall.end, end) - 0.25
            centre = _free_centre(wall, low, high, width, doors)
            if centre is not None:
                return InnerDoor(wall, room, centre, width)
    return None


def _door_rank(room: Room, other: Room) -> int:
    if other.kind.is_open:
        return 0
    return 1 if other.code != room.code else 2


def _door_width(room: Room) -> float:
    if room.code in ("hall", "gymsal", "aula", "kantine", "sal", "utlån", "vognhall", "tårn"):
        return 1.9
    return 0.9 if room.code in ("wc", "renhold", "lager", "kopi", "tavle") else 1.0


def _free_centre(
    wall: InnerWall, low: float, high: float, width: float, doors: list[InnerDoor]
) -> float | None:
    """Place near one end of the border that no other door has taken."""
    if high - low < width:
        return None
    candidates = [low + width / 2 + 0.1, (low + high) / 2, high - width / 2 - 0.1]
    if width > 1.5:
        candidates = candidates[1:2]
    for centre in candidates:
        others = [d for d in doors if d.wall == wall]
        fits = low <= centre - width / 2 and centre + width / 2 <= high
        if fits and all(abs(d.centre - centre) > (d.width + width) / 2 + 0.1 for d in others):
            return centre
    return None
