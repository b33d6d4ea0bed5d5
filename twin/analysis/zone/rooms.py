"""Several rooms, each by its parts, with walls and open doors between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.zone import room_inputs
from twin.analysis.zone.exchange import (
    TOLERANCE,
    Block,
    Exchange,
    Link,
    Side,
    exchanged,
)
from twin.analysis.zone.inside import ABSORPTANCE, AIR_HEAT, EMISSIVITY
from twin.analysis.zone.lanes import Lanes
from twin.analysis.zone.layers import Layers
from twin.analysis.zone.modes import MODES
from twin.analysis.zone.partition import START, Half, halves
from twin.analysis.zone.parts import Surface
from twin.analysis.zone.room import Room, Schedule, prepared
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

FRAME = 1e-9  # area of a passage as a surface: nothing shines on it. [m2]
CLOSE = 1e7  # how much better a passage is tied to the air than to what lies behind it


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall or deck between two rooms, by their numbers. Area in m2.

    layers : from the first room to the second.
    inner_tilt : of the face towards the first room: 0 a floor, 90 a wall, 180 a ceiling. [degree]
    """

    first: int
    second: int
    area: float
    layers: Layers
    inner_tilt: float = 90.0


@dataclass(frozen=True, slots=True)
class Opening:
    """Air that two rooms exchange, equally much both ways. [m3/s]"""

    first: int
    second: int
    airflow: float


def simulate_rooms(
    rooms: Sequence[tuple[Room, Schedule]],
    between: Sequence[Wall | Opening],
    weather: HourlyWeather,
    density: FloatArray | None = None,
    tolerance: float = TOLERANCE,
) -> Exchange:
    """Hours of several rooms, one need of shape (8760, 1) for each, and what passes between them.

    density : of outside air against standard air by the hour; 1 if None.
    tolerance : of what the rooms meet in each other. [K]

    Raises
    ------
    MissingInput, InputOutOfRange
        If a number of a room, a wall or the weather is unknown or cannot be.
    """
    blocks, links = joined(rooms, between, weather)
    if density is not None:
        blocks = [(lanes, replace(hours, density=density)) for lanes, hours in blocks]
    return exchanged(blocks, links, tolerance)


def joined(
    rooms: Sequence[tuple[Room, Schedule]],
    between: Sequence[Wall | Opening],
    weather: HourlyWeather,
) -> tuple[list[Block], list[Link]]:
    """The numbers of several rooms; raises as `simulate_rooms`."""
    faces: list[list[Surface]] = [[] for _ in rooms]
    walls = [one for one in between if isinstance(one, Wall)]
    cut = [_cut(wall) for wall in walls]
    places: list[tuple[Side, Side]] = []
    for wall, parts in zip(walls, cut, strict=True):
        tilts = wall.inner_tilt, 180.0 - wall.inner_tilt
        sides: list[Side] = []
        for number, half, tilt in zip((wall.first, wall.second), parts, tilts, strict=True):
            sides.append(Side(number, _parts_of(rooms[number][0]) + len(faces[number])))
            faces[number].append(_face(wall.area, half, tilt, weather))
        places.append((sides[0], sides[1]))
    blocks = [
        prepared(room, schedule, weather, own)
        for (room, schedule), own in zip(rooms, faces, strict=True)
    ]
    links = [
        Link(sides, parts, wall.area)
        for sides, parts, wall in zip(places, cut, walls, strict=True)
    ]
    openings = [one for one in between if isinstance(one, Opening)]
    return blocks, [*links, *(_open(blocks, one) for one in openings)]


def _cut(wall: Wall) -> tuple[Half, Half]:
    room_inputs.check_value(wall.area, room_inputs.AREA)
    room_inputs.check_value(wall.inner_tilt, room_inputs.TILT)
    room_inputs.check_layers(wall.layers)
    return halves(wall.layers)


def _parts_of(room: Room) -> int:
    return len(room.opaque) + len(room.inner) + len(room.glass)


def _face(area: float, half: Half, tilt: float, weather: HourlyWeather) -> Surface:
    guess = np.full(len(weather.ghi), START)
    return Surface(area, half.modes, guess, tilt, ABSORPTANCE, EMISSIVITY)


def _open(blocks: list[Block], opening: Opening) -> Link:
    """The link of an opening, with a surface for it in both rooms."""
    room_inputs.check_value(opening.airflow, room_inputs.ROOM["leakage"])
    conductance = AIR_HEAT * opening.airflow
    sides: list[Side] = []
    for number in (opening.first, opening.second):
        lanes, hours = blocks[number]
        sides.append(Side(number, len(lanes.area)))
        guess = np.full((1, len(hours.temperature), 1), START, hours.outer.dtype)
        outer = np.concatenate([hours.outer, guess])
        blocks[number] = with_passage(lanes, conductance), replace(hours, outer=outer)
    return Link((sides[0], sides[1]), None, conductance)


def with_passage(lanes: Lanes, conductance: float) -> Lanes:
    """Zones with one more surface, which ties the air to what lies outside. [W/K]"""
    flux = FRAME / max(conductance, 1e-6)
    shape = lanes.area.shape[1]
    own = {
        "area": FRAME, "flux": flux, "outside": 1.0, "warm": CLOSE / flux, "cold": CLOSE / flux,
    }  # fmt: skip
    found: dict[str, FloatArray] = {}
    for name in ("area", "flux", "outside", "warm", "cold", "radiation", "beam", "diffuse"):
        row = np.full((1, shape), own.get(name, 0.0))
        found[name] = np.concatenate([getattr(lanes, name), row])
    for name in ("decay", "by_outside", "by_flux", "mean"):
        found[name] = np.concatenate([getattr(lanes, name), np.zeros((1, MODES, shape))])
    channel = np.append(lanes.channel, lanes.channel.max() + 1).astype(np.int32)
    return replace(lanes, **found, channel=channel)
