"""Fixed overhangs and fins of a window: what of it lies in the sun, and what sky it sees."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.sun.position import SunPath
from twin.analysis.sun.shading import Shading
from twin.analysis.sun.sky_grid import cosine_weights, sky_grid
from twin.errors import InputOutOfRange
from twin.model.arrays import FloatArray
from twin.model.thermal import HOURS_OF_YEAR

COLUMNS = 48  # into which a window is cut; in each the shadow's edges are exact
DIVISIONS = 4  # of the sky: patches of 3 degrees
EDGE_ON = 1e-6  # cosine below which the sun is in the plane of the window


@dataclass(frozen=True, slots=True)
class WindowShades:
    """Flat shades square to a rectangular window. Left and right as seen from outside. [m]

    width, height : of the window.
    overhang : depth of a shade above, 0 for none.
    overhang_gap : from the window's upper edge up to it.
    overhang_reach : how far it goes on to the left and to the right of the window.
    left_fin, right_fin : depth, 0 for none.
    fin_gap : from the window's sides to the fins.
    fin_reach : how far the fins go on below and above the window.
    """

    width: float
    height: float
    overhang: float = 0.0
    overhang_gap: float = 0.0
    overhang_reach: tuple[float, float] = (0.0, 0.0)
    left_fin: float = 0.0
    right_fin: float = 0.0
    fin_gap: float = 0.0
    fin_reach: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        """Refuse lengths that no window has.

        Raises
        ------
        InputOutOfRange
            If a length is negative or missing, or the window has no area.
        """
        lengths = (
            self.overhang, self.overhang_gap, *self.overhang_reach, self.left_fin, self.right_fin,
            self.fin_gap, *self.fin_reach,
        )  # fmt: skip
        if not (self.width > 0 and self.height > 0 and all(length >= 0 for length in lengths)):
            raise InputOutOfRange(
                "A window of {width} by {height} m with these shades cannot be, so its shadow "
                "was not calculated.",
                "Give the window a width and height above 0 and its shades lengths from 0 up.",
                width=self.width,
                height=self.height,
            )


def window_shading(shades: WindowShades, tilt: float, azimuth: float, sun: SunPath) -> Shading:
    """What the shades leave to the window in each hour.

    Parameters
    ----------
    tilt, azimuth : of the window's outward normal. [degree]
    """
    return _window_shading(shades, round(tilt, 1), round(azimuth % 360.0, 1), sun)


@lru_cache(maxsize=256)
def _window_shading(shades: WindowShades, tilt: float, azimuth: float, sun: SunPath) -> Shading:
    frame = _frame(tilt, azimuth)
    beam = np.zeros(HOURS_OF_YEAR)
    beam[sun.is_up] = sunlit_share(shades, sun.direction[sun.is_up] @ frame.T)
    grid = sky_grid(DIVISIONS)
    return Shading(beam, _seen(shades, grid.direction, frame), _seen(shades, grid.below, frame))


def sunlit_share(shades: WindowShades, towards: FloatArray) -> FloatArray:
    """Share of the window from which nothing hides a direction; 0 behind it, shape (m,).

    Parameters
    ----------
    towards : unit vectors, shape (m, 3): right and up in the plane of the window, outward.
    """
    share = np.zeros(len(towards))
    front = towards[:, 2] > EDGE_ON
    sideways, rise = (towards[front, :2] / towards[front, 2:]).T[:, :, np.newaxis]
    column = (np.arange(COLUMNS) + 0.5) / COLUMNS * shades.width
    lit_to = _overhang_edge(shades, column, sideways, rise)
    in_fin = _in_fin_shadow(shades, column, sideways, rise, lit_to)
    share[front] = ((lit_to - in_fin) / shades.height).mean(axis=1)
    return share


def _overhang_edge(
    shades: WindowShades, column: FloatArray, sideways: FloatArray, rise: FloatArray
) -> FloatArray:
    """Height up to which each column is not in the shadow of the overhang. [m]

    What hides a point of the column stands as far out as the overhang is deep, unless the sun is
    so far to the side that the ray leaves by its end.
    """
    left, right = shades.overhang_reach
    to_end = np.where(sideways > 0, shades.width + right - column, column + left)
    out = np.minimum(shades.overhang, to_end / np.maximum(np.abs(sideways), EDGE_ON))
    edge = shades.height + shades.overhang_gap - out * np.maximum(rise, 0.0)
    return np.clip(edge, 0.0, shades.height)


def _in_fin_shadow(
    shades: WindowShades,
    column: FloatArray,
    sideways: FloatArray,
    rise: FloatArray,
    lit_to: FloatArray,
) -> FloatArray:
    """Height of each column below `lit_to` in the shadow of the fin on the sun's side. [m]

    The column in which the shadow ends has the part of it that the shadow covers.
    """
    below, above = shades.fin_reach
    depth = np.where(sideways > 0, shades.right_fin, shades.left_fin)
    away = np.where(sideways > 0, shades.width - column, column) + shades.fin_gap
    slope = np.maximum(np.abs(sideways), EDGE_ON)
    covered = np.clip((depth * slope - away) / shades.width * COLUMNS + 0.5, 0.0, 1.0)
    covered = np.where(depth > 0, covered, 0.0)
    fall = away / slope * rise
    low, high = np.maximum(-below - fall, 0.0), shades.height + above - fall
    return covered * np.maximum(np.minimum(high, lit_to) - low, 0.0)


def _seen(shades: WindowShades, directions: FloatArray, frame: FloatArray) -> float:
    """Share of the light of a uniform sky or ground that reaches the window."""
    weight = cosine_weights(sky_grid(DIVISIONS), frame[2:], directions)[0]
    if weight.sum() < EDGE_ON:
        return 1.0
    share = sunlit_share(shades, directions @ frame.T)
    return float(share @ weight / weight.sum())


def _frame(tilt: float, azimuth: float) -> FloatArray:
    """Right, up and outward of a plane as unit vectors, shape (3, 3): east, north, up."""
    t, a = np.radians([tilt, azimuth])
    right = (-np.cos(a), np.sin(a), 0.0)
    up = (-np.cos(t) * np.sin(a), -np.cos(t) * np.cos(a), np.sin(t))
    return np.array([right, up, (np.sin(t) * np.sin(a), np.sin(t) * np.cos(a), np.cos(t))])
