"""Case 960: a room as case 600 without windows, and a sunspace as case 900 before its south wall.

Source: NREL/BESTEST-GSR, shared_resources/Bestest_Geo_Sunspace.osm (geometry); the common wall is
0.2 m of concrete block. Only the room behind is heated and cooled, and only it has gains.
"""

import numpy as np

from twin.analysis.zone.exchange import Exchange
from twin.analysis.zone.layers import Layer
from twin.analysis.zone.outdoors import air_density
from twin.analysis.zone.parts import Opaque
from twin.analysis.zone.room import Room, Schedule
from twin.analysis.zone.rooms import Wall, simulate_rooms
from twin.model.thermal import HourlyWeather
from validation.ashrae140.cases import (
    GROUND,
    HEIGHT,
    LEAKAGE,
    LENGTH,
    WALLS,
    WIDTH,
    fabric,
    outer_face,
    panes_of,
    schedule_of,
    window,
)

DEPTH = 2.0  # of the sunspace. [m]
COMMON = (Layer(0.200, 0.51, 1400, 1000),)
GLASS = 12.0  # [m2]
EXACT = 1e-3  # until which rooms are repeated. [K]


def run_sunspace(weather: HourlyWeather) -> Exchange:
    """Hours of the room behind and of the sunspace."""
    return simulate_rooms(
        [(room_behind(), schedule_of("00", is_free=False)), (sunspace(weather), _idle())],
        [Wall(0, 1, LENGTH * HEIGHT, COMMON)],
        weather,
        air_density(weather),
        EXACT,
    )


def room_behind() -> Room:
    """Light, without windows and without a south wall of its own."""
    wall, roof, floor = fabric(is_heavy=False, is_insulated=False)
    walls = tuple(
        Opaque(area, wall, outer_face(90.0, azimuth, HEIGHT / 2), 90.0)
        for azimuth, area in WALLS.items()
        if azimuth != 180.0
    )
    return Room(LENGTH * WIDTH * HEIGHT, (*walls, *_ends(WIDTH, roof, floor)), (), leakage=LEAKAGE)


def sunspace(weather: HourlyWeather) -> Room:
    """Heavy, with the windows of case 600."""
    wall, roof, floor = fabric(is_heavy=True, is_insulated=False)
    sizes = {90.0: DEPTH * HEIGHT, 180.0: LENGTH * HEIGHT - GLASS, 270.0: DEPTH * HEIGHT}
    walls = tuple(
        Opaque(area, wall, outer_face(90.0, azimuth, HEIGHT / 2), 90.0)
        for azimuth, area in sizes.items()
    )
    return Room(
        LENGTH * DEPTH * HEIGHT,
        (*walls, *_ends(DEPTH, roof, floor)),
        (window(180.0, GLASS, panes_of("00"), "00", weather),),
        leakage=LEAKAGE * DEPTH / WIDTH,
    )


def _ends(depth: float, roof: tuple[Layer, ...], floor: tuple[Layer, ...]) -> tuple[Opaque, ...]:
    area = LENGTH * depth
    return (
        Opaque(area, roof, outer_face(0.0, 0.0, HEIGHT), 180.0),
        Opaque(area, floor, None, 0.0, (GROUND,) * 12),
    )


def _idle() -> Schedule:
    free, none = schedule_of("00", is_free=True), np.zeros(8760)
    return Schedule(none, none, none, free.heating, free.cooling)
