"""What of the sun and the sky is left on a plane behind what stands in the way."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
from scipy.spatial import KDTree

from twin.analysis.sun.position import SunPath
from twin.analysis.sun.transposition import PlaneSun
from twin.model.arrays import IntArray
from twin.model.shading import Plane, ZoneShading
from twin.model.shading import Shading as Shading
from twin.model.shading import unshaded as unshaded

SAME_SUN = 0.01  # between unit vectors: about half a degree


def shaded(sun: PlaneSun, shading: Shading | None) -> PlaneSun:
    """The plane's sun with this in the way; the light around the sun goes with the beam."""
    if shading is None:
        return sun
    return replace(
        sun,
        beam=sun.beam * shading.beam,
        circumsolar=sun.circumsolar * shading.beam,
        sky=sun.sky * shading.sky,
        horizon=sun.horizon * shading.sky,
        ground=sun.ground * shading.ground,
    )


@lru_cache(maxsize=16)
def following(shading: ZoneShading, sun: SunPath) -> ZoneShading:
    """The same shade by the hours of another sun, of weather from elsewhere or by another clock.

    Each hour has the beam of the hour in which the sun stood nearest to where it stands now.
    """
    known = shading.towards
    if known is None or np.abs(known - sun.direction)[sun.is_up].max(initial=0.0) < SAME_SUN:
        return shading
    up = np.flatnonzero(known[:, 2] > 0)
    _, place = KDTree(known[up]).query(sun.direction)
    hours = up[place].astype(np.int32)
    return replace(
        shading,
        windows=_at(shading.windows, hours),
        opaque=_at(shading.opaque, hours),
        towards=sun.direction,
    )


def _at(table: Mapping[Plane, Shading], hours: IntArray) -> dict[Plane, Shading]:
    return {plane: replace(one, beam=one.beam[hours]) for plane, one in table.items()}
