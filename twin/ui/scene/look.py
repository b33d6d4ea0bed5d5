"""Colours and strengths of the scene, per theme."""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from twin import resources
from twin.model.arrays import ByteArray, FloatArray

GLASS_STRENGTH = 0.38
"""Opacity of glass in the realistic look."""

GHOST_STRENGTH = 0.075
"""Opacity of ghosted surfaces: many layers lie behind each other and add up."""

EDGE_TINT = 0.5
"""How much of an object's own colour its edges take on."""

NO_DATA_STRENGTH = 0.35
"""How much of the no-data grey is left when an element without a value is drawn."""


@dataclass(frozen=True, slots=True)
class SceneTheme:
    """Colours as ``#rrggbb``. Values of the interface come from the theme file."""

    name: str
    background_top: str
    background_bottom: str
    ground: str
    land: str
    grid: str
    shadow: str
    edge: str
    neutral: str
    ghost: str
    hover: str
    accent: str
    halo: str
    surface: str
    line_strong: str
    text: str
    text_secondary: str


@cache
def scene_theme(name: str) -> SceneTheme:
    """Scene colours of the theme ``light`` or ``dark``."""
    tokens = json.loads(resources.path(f"themes/{name}.json").read_text("utf-8"))["color"]
    own = _DARK if name == "dark" else _LIGHT
    return SceneTheme(
        name=name,
        accent=tokens["selection3D"],
        halo=tokens["selection3DHalo"],
        surface=tokens["surface2"],
        line_strong=tokens["lineStrong"],
        text=tokens["textPrimary"],
        text_secondary=tokens["textSecondary"],
        **own,
    )


_LIGHT = {
    "background_top": "#f7f9fb",
    "background_bottom": "#e6e9ed",
    "ground": "#eceef0",
    "land": "#e6e9e7",
    "grid": "#f4f6f5",
    "shadow": "#3a4452",
    "edge": "#2b3038",
    "neutral": "#f4f3f1",
    "ghost": "#7d8fa0",
    "hover": "#f0821e",
}

_DARK = {
    "background_top": "#262b33",
    "background_bottom": "#15181d",
    "ground": "#1d2127",
    "land": "#1f242a",
    "grid": "#2a3037",
    "shadow": "#05070a",
    "edge": "#0b0d10",
    "neutral": "#aeb2b8",
    "ghost": "#8fa3b8",
    "hover": "#ff9d3c",
}


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb``, 0 to 1."""
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]  # always three


def rgb_bytes(colour: str) -> FloatArray:
    """Red, green and blue of ``#rrggbb``, 0 to 255, shape (3,)."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)


def mixed(colours: FloatArray, other: FloatArray, share: float | FloatArray) -> FloatArray:
    """Colours moved towards `other`; share 0 keeps them, 1 gives `other`."""
    return colours + (other - colours) * share


def material_colours(file_colours: ByteArray) -> FloatArray:
    """File colours made calm, shape (s, 3), 0 to 255.

    Saturation x 0.8 and lifted 18 % to white; light greys become white plaster; glass takes on
    some of the sky.
    """
    colours = file_colours[:, :3].astype(np.float64)
    grey = colours @ np.array([0.299, 0.587, 0.114])
    calmer = mixed(grey[:, None], colours, 0.8)
    lifted = mixed(calmer, _PAPER_WHITE, 0.18)
    is_grey = np.ptp(colours, axis=1) < _GREY_SPREAD
    paler = np.interp(grey[is_grey], _GREYS, _GREY_LIFTS)
    lifted[is_grey] = mixed(lifted[is_grey], _PAPER_WHITE, paler[:, None])
    is_glass = file_colours[:, 3] < 255
    lifted[is_glass] = mixed(colours[is_glass], _SKY_GLASS, 0.8)
    return lifted


_PAPER_WHITE = np.array([0.95, 0.94, 0.92]) * 255
_SKY_GLASS = np.array([0.62, 0.75, 0.82]) * 255
_GREY_SPREAD = 22
_GREYS = (40.0, 110.0, 170.0)
_GREY_LIFTS = (0.0, 0.38, 0.65)
