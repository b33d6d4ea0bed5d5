"""The overhangs and fins of the shaded cases.

Source: NREL/BESTEST-GSR, shared_resources/Bestest_Geo_South_12_1_0.osm (an overhang of 1 m at the
height of the roof over the whole south wall of 8 m, 0.5 m above two windows of 3 by 2 m) and
Bestest_Geo_EastWest_6_1_1.osm (over each window of 3 by 2 m an overhang of 1 m as wide as the
window, and fins of 1 m from the ground to the roof at both of its sides, in the middle of a wall
of 6 m).
"""

from collections.abc import Sequence

import numpy as np

from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import Shading
from twin.analysis.sun.window_shades import WindowShades, window_shading
from twin.model.thermal import HourlyWeather

SOUTH = tuple(
    WindowShades(3.0, 2.0, overhang=1.0, overhang_gap=0.5, overhang_reach=reach)
    for reach in ((0.5, 4.5), (4.5, 0.5))
)
EAST_WEST = (
    WindowShades(
        3.0, 2.0, overhang=1.0, overhang_gap=0.5, left_fin=1.0, right_fin=1.0,
        fin_reach=(0.2, 0.5),
    ),
)  # fmt: skip


SOUTH_WALL = WindowShades(8.0, 2.7, overhang=1.0)
BETWEEN_FINS = WindowShades(3.0, 2.7, overhang=1.0, left_fin=1.0, right_fin=1.0)
BESIDE_FINS = (
    WindowShades(1.5, 2.7, right_fin=1.0), WindowShades(1.5, 2.7, left_fin=1.0),
)  # fmt: skip
WINDOW_AREA = 6.0


def window_shade(azimuth: float, weather: HourlyWeather) -> Shading:
    """What the shades of the wall that faces `azimuth` leave to its windows. [degree]"""
    windows = _windows(azimuth)
    return _sum([(1 / len(windows), one) for one in windows], azimuth, weather)


def wall_shade(azimuth: float, weather: HourlyWeather) -> Shading:
    """What they leave to the wall around its windows."""
    windows = [(-WINDOW_AREA, one) for one in _windows(azimuth)]
    if azimuth == 180.0:
        parts = [(SOUTH_WALL.width * SOUTH_WALL.height, SOUTH_WALL), *windows]
    else:
        walls = (BETWEEN_FINS, *BESIDE_FINS)
        parts = [*((one.width * one.height, one) for one in walls), *windows]
    total = sum(area for area, _ in parts)
    return _sum([(area / total, one) for area, one in parts], azimuth, weather)


def _windows(azimuth: float) -> tuple[WindowShades, ...]:
    return SOUTH if azimuth == 180.0 else EAST_WEST


def _sum(
    parts: Sequence[tuple[float, WindowShades]], azimuth: float, weather: HourlyWeather
) -> Shading:
    """Of parts with their shares; a negative share is cut out of the others."""
    sun = sun_of(weather)
    each = [(share, window_shading(one, 90.0, azimuth, sun)) for share, one in parts]
    return Shading(
        np.clip(sum(share * one.beam for share, one in each), 0.0, 1.0),
        float(sum(share * one.sky for share, one in each)),
        float(sum(share * one.ground for share, one in each)),
    )
