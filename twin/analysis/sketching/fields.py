"""Fields of solar panels or green roof that a user draws: what fits, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.analysis.panels.choice import PANEL_AREA
from twin.analysis.panels.modules import Layout, field_on
from twin.analysis.sketching.surface import Surface
from twin.analysis.sun.obstacles import turned
from twin.analysis.sun.photovoltaics import PanelField, panel_yield
from twin.model.arrays import FloatArray
from twin.model.panels import FACADE, PanelPlace
from twin.model.sketch import DrawnField
from twin.model.thermal import HourlyWeather

LEAST_SIDE = 0.2  # of a field; less is a slip of the hand. [m]


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """What is said of a field while it is drawn.

    panels : modules that fit.  power : [kWp]  area : inside the outline. [m2]
    panel_area : of the modules. [m2]
    made : in a normal year without any shade. [kWh]
    tilt, azimuth : of the modules (the first of two directions). [degree]
    """

    panels: int
    power: float
    area: float
    panel_area: float
    made: float
    tilt: float
    azimuth: float


def place_key(choice: str, number: int) -> str:
    """Key of the place of one drawn field of a choice."""
    return f"drawn {choice} {number}"


def outline(surface: Surface, drawn: DrawnField) -> BaseGeometry:
    """The field in metres along right and up of its surface, cut to it."""
    flat = surface.flat(np.array(drawn.corners, dtype=float))
    return shapely.make_valid(shapely.Polygon(flat)).intersection(surface.whole)


def usable(surface: Surface, drawn: DrawnField) -> tuple[BaseGeometry, ...]:
    """Parts of a field that modules may cover: on the surface, off its edges, nothing on it."""
    room = surface.plane.shape.buffer(-drawn.setback, join_style="mitre")
    inside = outline(surface, drawn).intersection(room)
    return tuple(p for p in shapely.get_parts(inside) if p.area >= PANEL_AREA)


def field_place(surface: Surface, drawn: DrawnField, key: str) -> PanelPlace | None:
    """The modules of a field, in the frame of panels (y true north); None where none fits.

    On walls and pitched roofs modules lie in the surface, whatever tilt was asked for.
    """
    layout = Layout(drawn.rows, drawn.tilt, drawn.azimuth)
    place = field_on(surface.plane, usable(surface, drawn), key, layout)
    return replace(place, is_drawn=True) if place is not None else None


def in_model(place: PanelPlace, north: float) -> PanelPlace:
    """A place with its modules in the coordinates of the model."""
    return replace(place, modules=turned(place.modules, -north))


def figures(
    surface: Surface, drawn: DrawnField, place: PanelPlace | None, weather: HourlyWeather
) -> FieldFigures:
    """What is said of a field, before anybody looked at its shade."""
    area = float(outline(surface, drawn).area)
    if place is None:
        return FieldFigures(0, 0.0, area, 0.0, 0.0, np.nan, np.nan)
    panels = len(place.modules)
    made = place.power * open_yield(place, weather)
    tilt, azimuth = place.facings[0]
    return FieldFigures(panels, place.power, area, panels * PANEL_AREA, made, tilt, azimuth)


def open_yield(place: PanelPlace, weather: HourlyWeather) -> float:
    """Of a year without any shade, central. [kWh/kW]"""
    parts = np.bincount(place.facing, minlength=len(place.facings)) / max(len(place.facing), 1)
    return float(
        sum(
            part * _unit_yield(round(tilt), round(azimuth), place.mounting, weather)
            for part, (tilt, azimuth) in zip(parts, place.facings, strict=True)
        )
    )


def shade_loss(place: PanelPlace, weather: HourlyWeather) -> float:
    """Part of the unshaded yield that shade takes, 0 to 1; NaN before anybody looked."""
    if not place.shadings:
        return np.nan
    unshaded = open_yield(place, weather)
    return max(1 - place.specific_yield[1] / unshaded, 0.0) if unshaded > 0 else 0.0


@lru_cache(maxsize=720)
def _unit_yield(tilt: int, azimuth: int, mounting: str, weather: HourlyWeather) -> float:
    return panel_yield(PanelField(1.0, float(tilt), float(azimuth), mounting), weather).central


def drawn_on(
    surface: Surface, flat: FloatArray, like: DrawnField | None = None
) -> DrawnField | None:
    """A field with an outline along right and up, shape (n, 2); None where it is no area.

    like : whose rows, tilt and free strip are taken over.
    """
    polygon = shapely.Polygon(flat) if len(flat) >= 3 else shapely.Polygon()
    if not polygon.is_valid or polygon.area < LEAST_SIDE**2:
        return None
    ring = flat if shapely.LinearRing(flat).is_ccw else flat[::-1]
    corners = tuple((float(x), float(y), float(z)) for x, y, z in surface.in_model(ring))
    usual = DrawnField((), setback=0.3 if surface.plane.surface == FACADE else 0.5)
    kept = like if like is not None and like.surface == surface.plane.surface else usual
    return replace(kept, corners=corners, surface=surface.plane.surface, element=surface.element)


def drawn_area(fields: Sequence[DrawnField]) -> float:
    """Area inside all outlines. [m2]"""
    return float(sum(_area(np.array(field.corners, dtype=float)) for field in fields))


def _area(corners: FloatArray) -> float:
    after = np.roll(corners, -1, axis=0)
    return float(np.linalg.norm(np.cross(corners, after).sum(axis=0))) / 2
