"""What land 10 degrees high takes from a school whose surroundings nobody described."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from twin.analysis.explain_sun import LAND, window_sun
from twin.analysis.heat_balance import annual_energy
from twin.analysis.shade import footprint_scene, looked_at, zone_shading
from twin.analysis.sun.horizon import Horizon, flat_horizon, horizon_from_table
from twin.analysis.sun.position import sun_of
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.workspace.defaults import defaults, normal_year

EDGES = ((0.0, 0.0), (50.0, 0.0), (50.0, 34.0), (0.0, 34.0))  # outline, one side south. [m]
ORIGIN = (297_000.0, 6_700_000.0)
YEARS = {"TEK69": 1975.0, "TEK17": 2020.0}
FLOOR_AREA = 5000.0


def effect_of_land() -> Mapping[str, Mapping[str, float]]:
    """Change of sun and heating per code and form of the land, in per cent."""
    return {
        f"{code}, {name}": _effect(built, land)
        for code, built in YEARS.items()
        for name, land in {"all around": _around(), "to the south": _south()}.items()
    }


def _effect(built: float, land: Horizon) -> Mapping[str, float]:
    weather, known = normal_year(), defaults()
    school = Building(
        "school", "school", "school", construction_year=built, heated_floor_area=FLOOR_AREA,
        storeys=3, footprint=tuple((ORIGIN[0] + x, ORIGIN[1] + y) for x, y in EDGES),
        ground_level=10.0, height=11.0,
    )  # fmt: skip
    zone = zone_from_archetype(school, known)
    scene = footprint_scene(zone, school, (school,), weather.latitude)
    if scene is None:
        raise ValueError("the school has an outline")
    sun = sun_of(weather)
    both = [
        replace(zone, shading=zone_shading(scene, looked_at(scene, sun, one), sun, one))
        for one in (flat_horizon(), land)
    ]
    level, behind = (window_sun(one, one.shading, weather) for one in both if one.shading)
    heat = [annual_energy(one, weather, known).by_purpose["space_heating"] for one in both]
    return {
        "sun on windows %": _change(behind.left, level.left),
        "sun on windows November to January %": _change(behind.winter, level.winter),
        "said in the assumptions %": round(-100 * level.low_in_winter / level.winter, 1),
        "heating %": _change(heat[1], heat[0]),
        "heating kWh/m2": round((heat[1] - heat[0]) / FLOOR_AREA, 2),
    }


def _change(now: float, before: float) -> float:
    return round(100 * (now / before - 1), 1)


def _around() -> Horizon:
    return horizon_from_table(np.array([0.0, 180.0]), np.array([LAND, LAND]), "all around")


def _south() -> Horizon:
    azimuth = np.array([89.0, 90.0, 270.0, 271.0])
    return horizon_from_table(azimuth, np.array([0.0, LAND, LAND, 0.0]), "to the south")
