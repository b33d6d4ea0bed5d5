"""The overhangs and fins of the shaded cases.

Source: NREL/BESTEST-GSR, shared_resources/Bestest_Geo_South_12_1_0.osm (an overhang of 1 m at the
height of the roof over the whole south wall of 8 m, 0.5 m above two windows of 3 by 2 m) and
Bestest_Geo_EastWest_6_1_1.osm (over each window of 3 by 2 m an overhang of 1 m as wide as the
window, and fins of 1 m from the ground to the roof at both of its sides).
"""

from dataclasses import dataclass

import numpy as np

from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import Shading, shaded
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.sun.window_shades import WindowShades, window_shading
from twin.model.arrays import FloatArray
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


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What is left of the sun on the windows of one wall, arrays of shape (8760,).

    beam : of the sun itself.  diffuse : of the light of sky and ground together, whose share of
        it changes by the hour.
    """

    beam: FloatArray
    diffuse: FloatArray


def left_on(azimuth: float, weather: HourlyWeather) -> Left:
    """What the shades of the wall that faces `azimuth` leave. [degree]"""
    shades = SOUTH if azimuth == 180.0 else EAST_WEST
    sun = sun_of(weather)
    each = [window_shading(one, 90.0, azimuth, sun) for one in shades]
    shading = Shading(
        np.mean([one.beam for one in each], axis=0),
        float(np.mean([one.sky for one in each])),
        float(np.mean([one.ground for one in each])),
    )
    plain = plane_sun(weather, 90.0, azimuth)
    lit = shaded(plain, shading)
    diffuse = np.divide(
        lit.diffuse, plain.diffuse, out=np.ones_like(plain.diffuse), where=plain.diffuse > 0
    )
    return Left(shading.beam, diffuse)
