"""The box of a case as EnergyPlus surfaces: zones, walls, windows, floors, roof and overhangs."""

from collections.abc import Iterator

from validation.energyplus.cases import SIDES, Box, Case, Side
from validation.energyplus.idf_text import obj

WINDOW_HEIGHT = 1.5  # unless the window has to be taller. [m]
WINDOW_BREADTH = 0.98  # of the side, at most.

Point = tuple[float, float, float]


def zone_name(storey: int) -> str:
    """Name of the zone of a storey, 0 is the lowest."""
    return f"storey_{storey}"


def surfaces(case: Case) -> Iterator[str]:
    """Yield zones and all their surfaces but the inner walls."""
    for storey in range(case.box.storeys):
        zone = zone_name(storey)
        yield obj("Zone", zone, 0, 0, 0, 0, 1, 1)
        yield from _level(case.box, storey)
        for side in SIDES:
            yield _wall(case.box, storey, side)
            if case.windows.share(side) > 0:
                yield from _window(case, storey, side)


def _level(box: Box, storey: int) -> Iterator[str]:
    """Floor and ceiling of a storey."""
    zone, low = zone_name(storey), storey * box.storey_height
    length, width, high = box.length, box.width, low + box.storey_height
    below = ((0.0, 0.0), (0.0, width), (length, width), (length, 0.0))
    above = ((0.0, width), (0.0, 0.0), (length, 0.0), (length, width))
    floor = tuple((x, y, low) for x, y in below)
    ceiling = tuple((x, y, high) for x, y in above)
    inside = ("NoSun", "NoWind")
    if storey == 0:
        yield _surface(f"{zone} floor", "Floor", "ground_floor", zone, ("Ground", "", *inside),
                       floor)  # fmt: skip
    else:
        other = f"{zone_name(storey - 1)} ceiling"
        yield _surface(f"{zone} floor", "Floor", "storey_floor", zone,
                       ("Surface", other, *inside), floor)  # fmt: skip
    if storey == box.storeys - 1:
        yield _surface(f"{zone} roof", "Roof", "roof", zone,
                       ("Outdoors", "", "SunExposed", "WindExposed"), ceiling)  # fmt: skip
        return
    other = f"{zone_name(storey + 1)} floor"
    yield _surface(f"{zone} ceiling", "Ceiling", "storey_ceiling", zone,
                   ("Surface", other, *inside), ceiling)  # fmt: skip


def _surface(
    name: str,
    kind: str,
    construction: str,
    zone: str,
    boundary: tuple[str, str, str, str],
    points: tuple[Point, ...],
) -> str:
    corners = [value for point in points for value in point]
    return obj(
        "BuildingSurface:Detailed", name, kind, construction, zone, "", *boundary,
        "autocalculate", len(points), *corners,
    )  # fmt: skip


def _wall(box: Box, storey: int, side: Side) -> str:
    low = storey * box.storey_height
    zone = zone_name(storey)
    corners = _upright(box, side, (0.0, 1.0), (low, low + box.storey_height))
    outdoors = ("Outdoors", "", "SunExposed", "WindExposed")
    return _surface(f"{zone} {side}", "Wall", "wall", zone, outdoors, corners)


def _window(case: Case, storey: int, side: Side) -> Iterator[str]:
    box, name = case.box, f"{zone_name(storey)} {side}"
    share = case.windows.share(side)
    height = max(share * box.storey_height / WINDOW_BREADTH, WINDOW_HEIGHT)
    breadth = share * box.storey_height / height
    low = storey * box.storey_height + (box.storey_height - height) / 2
    margin = (1 - breadth) / 2
    corners = _upright(box, side, (margin, 1 - margin), (low, low + height))
    yield obj(
        "FenestrationSurface:Detailed", f"{name} window", "Window", "window", name, "",
        "autocalculate", "", 1, 4, *(value for point in corners for value in point),
    )  # fmt: skip
    if case.windows.screen is not None:
        yield obj(
            "WindowShadingControl", f"{name} screen", zone_name(storey), "", "ExteriorShade", "",
            "OnIfHighSolarOnWindow", "", case.windows.screen.threshold, "No", "No", "screen", "",
            "", "", "", "Sequential", f"{name} window",
        )  # fmt: skip
    if case.windows.overhang > 0:
        yield obj(
            "Shading:Overhang", f"{name} overhang", f"{name} window", 0.0, 90.0, 0.0, 0.0,
            case.windows.overhang,
        )  # fmt: skip


def _upright(
    box: Box, side: Side, across: tuple[float, float], heights: tuple[float, float]
) -> tuple[Point, ...]:
    """Corners of a rectangle in a side, counterclockwise from outside, upper left first.

    across : from left to right as seen from outside, 0 to 1.
    """
    left, right = (_along(box, side, part) for part in across)
    low, high = heights
    return ((*left, high), (*left, low), (*right, low), (*right, high))


def _along(box: Box, side: Side, part: float) -> tuple[float, float]:
    length, width = box.length, box.width
    if side == "south":
        return part * length, 0.0
    if side == "north":
        return (1 - part) * length, width
    if side == "east":
        return length, part * width
    return 0.0, (1 - part) * width
