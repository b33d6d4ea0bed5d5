"""Movable shading by plane and hour: what it takes of the sun when it is down."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.seasons import month_of_hour
from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import following, shaded
from twin.analysis.sun.transposition import PlaneSun, plane_sun
from twin.analysis.zone.glazing import USUAL
from twin.analysis.zone.view import nearest, view
from twin.model.arrays import BoolArray, Float32Array, FloatArray
from twin.model.blinds import BlindControl
from twin.model.shading import Plane, ZoneShading
from twin.model.thermal import HourlyWeather

Situation = tuple[ZoneShading | None, BlindControl, HourlyUse | None]
"""What decides when blinds are down: fixed shade, control, and use where the control asks."""


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """Sun of the hours in which blinds are down, as in `view.View`, (8760, P * classes)."""

    beam: Float32Array
    diffuse: Float32Array
    inward: Float32Array


def take_away(
    situations: Sequence[Situation],
    taken: FloatArray,
    glass: FloatArray,
    sun: tuple[Float32Array, Float32Array, Float32Array],
    seen: tuple[tuple[Plane, ...], HourlyWeather],
) -> None:
    """Take from the sun of n zones, in place, what blinds keep out while they are down.

    Parameters
    ----------
    situations : of each zone.
    taken : share of the sun through all windows that blinds take when they are down, (n,).
    glass : weights of `View.beam` and `View.diffuse`, then those of the inward heat, both
        (P * classes, n), on top of each other.
    sun : beam and diffuse inside, and the equivalent temperature of the windows, each (8760, n).
    seen : planes and weather.
    """
    planes, weather = seen
    rows: dict[tuple[int, BlindControl, int], list[int]] = {}
    for row in map(int, np.flatnonzero(taken > 0)):
        shading, control, use = situations[row]
        rows.setdefault((id(shading), control, id(use)), []).append(row)
    half = len(glass) // 2
    for some in rows.values():
        down = behind(weather, planes, *situations[some[0]])
        weights = (glass[:, some] * taken[some]).astype(np.float32)
        parts = (down.beam, weights[:half]), (down.diffuse, weights[:half])
        parts = *parts, (down.inward, weights[half:])
        place = slice(None) if len(some) == len(taken) else some
        for values, (columns, own) in zip(sun, parts, strict=True):
            used = (own != 0).any(axis=1)
            values[:, place] -= columns[:, used] @ own[used]


@lru_cache(maxsize=16)
def behind(
    weather: HourlyWeather,
    planes: tuple[Plane, ...],
    shading: ZoneShading | None,
    control: BlindControl,
    use: HourlyUse | None,
) -> Behind:
    """What windows would meet in the hours in which their blinds are down."""
    around = view(weather, planes, shading)
    table = following(shading, sun_of(weather)) if shading is not None else None
    windows = {} if table is None else table.windows or table.opaque
    down = np.stack(
        [
            is_down(shaded(plane_sun(weather, *plane), nearest(windows, plane)), control, use)
            for plane in planes
        ],
        axis=1,
    )
    down = np.repeat(down.astype(np.float32), len(USUAL), axis=1)
    return Behind(
        around.beam * down, around.diffuse * down, around.window[:, 2 * len(planes) :] * down
    )


def is_down(sun: PlaneSun, control: BlindControl, use: HourlyUse | None = None) -> BoolArray:
    """Hours in which the blinds before windows with this sun are down, shape (8760,).

    use : whose hours count where the control asks for them.
    """
    month = month_of_hour() + 1
    first, last = control.first_month, control.last_month
    if first <= last:
        in_season = (month >= first) & (month <= last)
    else:
        in_season = (month >= first) | (month <= last)
    down = (sun.total > control.threshold) & in_season
    return down & use.in_use if control.in_use_only and use is not None else down


def left_by_screen(u_value: float, g_value: float, optics: tuple[float, float]) -> float:
    """What a screen outside the glass leaves of the sun, 0 to 1.

    u_value, g_value : of the glass.  optics : transmittance and reflectance of the screen.

    References
    ----------
    EN ISO 52022-1:2017 (before: EN 13363-1), devices outside, with its conductances of 5 and
    10 W/(m2 K).
    """
    through, back = optics
    absorbed = 1 - through - back
    whole = 1 / (1 / u_value + 1 / 5.0 + 1 / 10.0)
    total = through * g_value + absorbed * whole / 10.0 + through * (1 - g_value) * whole / 5.0
    return total / g_value
