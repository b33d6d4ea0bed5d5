"""The box of ASHRAE 140 as the engine sees it. No setting differs but what the cases prescribe.

Sources: NREL/BESTEST-GSR, shared_resources (layers, panes, schedules, geometry of the shading), as
the standard itself may not be copied. The floor stands on a constant 10 degree C.
"""

from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.zone.glazing import Glazing, glazing
from twin.analysis.zone.lanes import Need
from twin.analysis.zone.layers import Layer, Layers
from twin.analysis.zone.outdoors import Face, air_density
from twin.analysis.zone.panes import Pane, gap_resistance
from twin.analysis.zone.parts import Glass, Opaque
from twin.analysis.zone.room import Room, Schedule, simulate
from twin.model.thermal import HourlyWeather
from validation.ashrae140.shades import wall_shade, window_shade

CASES = (
    "600", "610", "620", "630", "640", "650", "660", "670", "680", "685", "695",
    "900", "910", "920", "930", "940", "950", "980", "985", "995",
)  # fmt: skip
FREE_FLOAT = ("600FF", "650FF", "680FF", "900FF", "950FF", "980FF")
LENGTH, WIDTH, HEIGHT = 8.0, 6.0, 2.7
WALLS = {0.0: 21.6, 90.0: 16.2, 180.0: 21.6, 270.0: 16.2}
GROUND = 10.0  # [degree C]
GAINS, RADIANT = 200.0, 0.6  # [W]
LEAKAGE = 0.5 * LENGTH * WIDTH * HEIGHT / 3600
NIGHT_FAN = 1703.16 / 3600
HOUR = np.arange(8760) % 24
NEVER = 1e3
FILMS = 0.17  # of a window, to guess how warm its outer face is, EN ISO 6946. [m2 K/W]
SHADED = "10", "30"  # last digits of the cases with overhangs and fins

PLASTERBOARD, ROOF_BOARD = Layer(0.012, 0.16, 950, 840), Layer(0.010, 0.16, 950, 840)
SIDING, DECK = Layer(0.009, 0.14, 530, 900), Layer(0.019, 0.14, 530, 900)
TIMBER = Layer(0.025, 0.14, 650, 1200)
BLOCK, SLAB = Layer(0.100, 0.51, 1400, 1000), Layer(0.080, 1.13, 1400, 1000)


def quilt(thickness: float) -> Layer:
    """Fibreglass. [m]"""
    return Layer(thickness, 0.04, 12, 840)


def foam(thickness: float) -> Layer:
    """Insulation of the heavy walls. [m]"""
    return Layer(thickness, 0.04, 10, 1400)


CLEAR = Pane(0.834, 0.075, 0.075, resistance=0.003048)
LOW_E = Pane(0.452, 0.359, 0.397, coated=True, resistance=0.003180)
AIR_GAP = gap_resistance("air", 0.012, (0.84, 0.84))
ARGON_GAP = gap_resistance("argon", 0.012, (0.047, 0.84))


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A case: the room, what happens in it, and its windows."""

    room: Room
    schedule: Schedule
    glass: Glazing


def run_case(name: str, weather: HourlyWeather) -> Need:
    """Hours of a case, arrays of shape (8760, 1)."""
    box = box_of(name, weather)
    return simulate(box.room, box.schedule, weather, air_density(weather))


def box_of(name: str, weather: HourlyWeather) -> Box:
    """The case `name`, for example ``600`` or ``950FF``."""
    number = name.removesuffix("FF")
    kind = number[1:]
    is_heavy, is_insulated = number[0] == "9", kind in ("80", "95")
    panes = panes_of(kind)
    glass_area = {90.0: 6.0, 270.0: 6.0} if kind in ("20", "30") else {180.0: 12.0}
    wall, roof, floor = fabric(is_heavy, is_insulated)
    shades = {a: wall_shade(a, weather) for a in glass_area if kind in SHADED}
    opaque = [
        Opaque(
            area - glass_area.get(azimuth, 0.0), wall, outer_face(90.0, azimuth, 1.35), 90.0,
            shading=shades.get(azimuth),
        )
        for azimuth, area in WALLS.items()
    ]  # fmt: skip
    opaque.append(Opaque(48.0, roof, outer_face(0.0, 0.0, HEIGHT), 180.0))
    opaque.append(Opaque(48.0, floor, None, 0.0, (GROUND,) * 12))
    glass = tuple(
        window(azimuth, area, panes, kind, weather) for azimuth, area in glass_area.items()
    )
    room = Room(LENGTH * WIDTH * HEIGHT, tuple(opaque), glass, leakage=LEAKAGE)
    return Box(room, schedule_of(kind, name.endswith("FF")), panes)


def wall_layers() -> dict[str, Layers]:
    """Walls, roofs and floors of the boxes by name, from the inside to the outside."""
    parts = ("wall", "roof", "floor")
    return {
        f"{part} {'heavy' if is_heavy else 'light'}": layers
        for is_heavy in (False, True)
        for part, layers in zip(parts, fabric(is_heavy, is_insulated=False), strict=True)
    }


def outer_face(tilt: float, azimuth: float, height: float) -> Face:
    """The outer side of a part, its middle so high above the ground. [degree, degree, m]"""
    return Face(tilt, azimuth, height=height, terrain="country")


def fabric(is_heavy: bool, is_insulated: bool) -> tuple[Layers, Layers, Layers]:
    """Wall, roof and floor, from the inside to the outside."""
    roof = (ROOF_BOARD, quilt(0.400 if is_insulated else 0.1118), DECK)
    if is_heavy:
        wall = (BLOCK, foam(0.2452 if is_insulated else 0.0615), SIDING)
        return wall, roof, (SLAB, Layer(1.007, 0.04, 0, 0))
    wall = (PLASTERBOARD, quilt(0.250 if is_insulated else 0.066), SIDING)
    return wall, roof, (TIMBER, Layer(1.003, 0.04, 0, 0))


def panes_of(kind: str) -> Glazing:
    """The glazing of a case by its last two digits."""
    if kind == "60":
        return glazing([LOW_E, CLEAR], [ARGON_GAP], 18.0)
    if kind == "70":
        return glazing([CLEAR], [], 18.0)
    return glazing([CLEAR, CLEAR], [AIR_GAP], 18.0)


def window(
    azimuth: float, area: float, panes: Glazing, kind: str, weather: HourlyWeather
) -> Glass:
    """The windows of one wall."""
    face = replace(
        outer_face(90.0, azimuth, 1.2),
        absorptance=0.0,
        emissivity=0.84,
        roughness=1.0,
        u_value=1 / (panes.resistance + FILMS),
    )
    shading = window_shade(azimuth, weather) if kind in SHADED else None
    return Glass(area, panes, face, shading=shading)


def schedule_of(kind: str, is_free: bool) -> Schedule:
    """What happens in a case, by its last two digits."""
    full = np.ones(8760)
    heating, cooling, extra = 20.0 * full, 27.0 * full, 0.0 * full
    is_night = (HOUR >= 18) | (HOUR < 7)
    if kind in ("85", "95"):
        cooling = 20.0 * full
    if kind == "40":  # back up in a ramp from 07:00 to 08:00
        heating = np.where((HOUR >= 23) | (HOUR < 7), 10.0, 20.0)
        heating[HOUR == 7] = 15.0
    if kind == "50":
        heating, extra = -NEVER * full, np.where(is_night, NIGHT_FAN, 0.0)
        cooling = np.where(is_night, NEVER, 27.0)
    if is_free:
        heating, cooling = -NEVER * full, NEVER * full
    return Schedule(
        (1 - RADIANT) * GAINS * full, RADIANT * GAINS * full, 0.0 * full, heating, cooling, extra
    )
