"""Electricity of panels on a place in each hour."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from twin.analysis.sun.photovoltaics import PanelField, PanelYield, panel_yield
from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import following, shaded
from twin.analysis.sun.transposition import plane_sun
from twin.model.arrays import FloatArray
from twin.model.panels import InstalledPanels, PanelPlace
from twin.model.shading import Shading, ZoneShading
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather

EAST, WEST = 90.0, 270.0


@lru_cache(maxsize=8)
def unit_panels(weather: HourlyWeather, tilt: float) -> FloatArray:
    """Electricity of 1 kW of panels in low rows to east and west, shape (8760,). [kWh]"""
    east, west = (
        panel_yield(PanelField(1.0, tilt, side), weather).hourly for side in (EAST, WEST)
    )
    return (east + west) / 2


@lru_cache(maxsize=128)
def unit_hours(place: PanelPlace, weather: HourlyWeather) -> FloatArray:
    """Electricity of 1 kW on a place, shape (8760,). [kWh]"""
    return sum(
        (part * one.hourly for part, one in _sides(place, weather)), np.zeros(HOURS_OF_YEAR)
    )


def specific_yield(place: PanelPlace, weather: HourlyWeather) -> tuple[float, float, float]:
    """Of a year, low, central and high. [kWh/kW]

    Low and high are poor and good care in a dull and a bright year, see `PanelYield`.
    """
    sides = _sides(place, weather)
    return (
        sum(part * one.low for part, one in sides),
        sum(part * one.central for part, one in sides),
        sum(part * one.high for part, one in sides),
    )


def sun_kept(place: PanelPlace, weather: HourlyWeather) -> float:
    """Share of the year's unshaded sun on the modules that arrives."""
    open_sun = left = 0.0
    for row, (part, plane) in enumerate(zip(_parts(place), place.facings, strict=True)):
        sun = plane_sun(weather, *plane)
        open_sun += part * float(sun.total.sum())
        left += part * float(shaded(sun, _shading(place, row, weather)).total.sum())
    return left / open_sun if open_sun > 0 else 1.0


def panels_made(
    panels: Sequence[InstalledPanels], weather: HourlyWeather, unplaced: FloatArray
) -> FloatArray:
    """Electricity of all fields of a building in each hour, shape (8760,). [kWh]

    unplaced : of panels whose place nobody knows, shape (8760,). [kWh]
    """
    made = unplaced
    for one in panels:
        made = made + (one.power * one.performance) * unit_hours(one.place, weather)
    return made


@lru_cache(maxsize=128)
def _sides(place: PanelPlace, weather: HourlyWeather) -> tuple[tuple[float, PanelYield], ...]:
    """Part of the modules that face each way, and the yield of 1 kW there."""
    found: list[tuple[float, PanelYield]] = []
    for row, (part, (tilt, azimuth)) in enumerate(zip(_parts(place), place.facings, strict=True)):
        field = PanelField(1.0, tilt, azimuth, place.mounting)
        found.append((part, panel_yield(field, weather, _shading(place, row, weather))))
    return tuple(found)


def _shading(place: PanelPlace, row: int, weather: HourlyWeather) -> Shading | None:
    """Shade on the modules of one direction by the sun of this weather, None if unknown."""
    if not place.shadings:
        return None
    return following(_table(place), sun_of(weather)).opaque[place.facings[row]]


@lru_cache(maxsize=128)
def _table(place: PanelPlace) -> ZoneShading:
    by_plane = dict(zip(place.facings, place.shadings, strict=True))
    return ZoneShading(opaque=by_plane, towards=place.towards)


def _parts(place: PanelPlace) -> FloatArray:
    number = np.bincount(place.facing, minlength=len(place.facings))
    return number / max(number.sum(), 1)
