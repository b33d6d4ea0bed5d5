"""Shade by geometry: from scene to zone, and what it does to heat."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.assumptions import central_physics
from twin.analysis.explain_sun import LAND, about_sun, share_on_windows, window_sun
from twin.analysis.heat_balance import annual_energy
from twin.analysis.operation import hourly_use
from twin.analysis.shade import (
    Scene,
    footprint_scene,
    looked_at,
    zone_shading,
)
from twin.analysis.sun.horizon import Horizon, flat_horizon, horizon_from_table
from twin.analysis.sun.position import sun_of, sun_path
from twin.analysis.sun.shading import following
from twin.analysis.zone.many import Variant, needs
from twin.analysis.zone.portfolio import yearly_needs
from twin.analysis.zone.view import nearest
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.model.shading import Shading, ZoneShading, unshaded
from twin.model.thermal import ThermalZone
from twin.workspace.defaults import defaults, normal_year

YEAR = normal_year()
SUN = sun_of(YEAR)
LATITUDE = YEAR.latitude
SOUTH, WEST = (90.0, 180.0), (90.0, 270.0)
EAST_OF_MAP, NORTH_OF_MAP = 297_000.0, 6_700_000.0
NOON_IN_DECEMBER, NOON_IN_JUNE = 354 * 24 + 12, 171 * 24 + 12


def block(name: str, x: float, y: float, height: float = 7.0) -> Building:
    """A building of 20 x 15 m with its south-west corner at x, y. [m]"""
    corners = ((0.0, 0.0), (20.0, 0.0), (20.0, 15.0), (0.0, 15.0))
    footprint = tuple((EAST_OF_MAP + x + dx, NORTH_OF_MAP + y + dy) for dx, dy in corners)
    return Building(
        name, name, "school", construction_year=1975.0, heated_floor_area=540.0, storeys=2,
        footprint=footprint, ground_level=10.0, height=height,
    )  # fmt: skip


SCHOOL = block("school", 0.0, 0.0)
TOWER = block("tower", 0.0, -30.0, 40.0)
ZONE = zone_from_archetype(SCHOOL, defaults())


def scene(*others: Building, own: Building = SCHOOL) -> Scene:
    found = footprint_scene(ZONE, own, (own, *others), LATITUDE)
    assert found is not None
    return found


def shading(*others: Building, horizon: Horizon | None = None) -> ZoneShading:
    land = horizon or flat_horizon()
    around = scene(*others)
    return zone_shading(around, looked_at(around, SUN, land), SUN, land)


def shaded_zone(*others: Building, horizon: Horizon | None = None) -> ThermalZone:
    return replace(ZONE, shading=shading(*others, horizon=horizon))


def heating(zone: ThermalZone) -> float:
    return annual_energy(zone, YEAR, defaults()).by_purpose["space_heating"]


def test_that_a_tall_neighbour_takes_sun_and_makes_more_heat_needed():
    alone, behind = shaded_zone(), shaded_zone(TOWER)
    assert alone.shading is not None
    assert behind.shading is not None

    assert share_on_windows(ZONE, alone.shading, YEAR) == pytest.approx(1.0, abs=0.005)
    assert share_on_windows(ZONE, behind.shading, YEAR) < 0.9
    south, open_south = behind.shading.windows[SOUTH], alone.shading.windows[SOUTH]
    assert south.sky < 0.7 * open_south.sky
    assert south.beam[NOON_IN_DECEMBER] < 0.1 < open_south.beam[NOON_IN_DECEMBER]
    assert heating(behind) > 1.02 * heating(alone)


def test_that_a_neighbour_to_the_north_takes_light_of_the_sky_alone():
    behind = shading(block("tower", 0.0, 30.0, 40.0))

    assert behind.opaque[(90.0, 0.0)].sky < 0.8
    assert behind.windows[SOUTH].sky == pytest.approx(1.0, abs=0.01)
    assert behind.windows[SOUTH].beam[SUN.is_up].mean() > 0.99


def test_that_land_takes_the_winter_sun_of_bergen_and_leaves_that_of_summer():
    every = np.arange(0.0, 360.0, 10.0)
    hills = horizon_from_table(every, np.full(36, 12.0), "hills")

    south = shading(horizon=hills).windows[SOUTH]
    assert not south.beam[NOON_IN_DECEMBER]
    assert south.beam[NOON_IN_JUNE] == 1.0
    assert 0.7 < south.sky < 0.95
    assert heating(shaded_zone(horizon=hills)) > 1.01 * heating(shaded_zone())


def test_that_a_zone_in_the_open_loses_the_sun_that_curtains_take_and_no_more():
    planes = {SOUTH: unshaded()}
    open_zone = replace(ZONE, shading=ZoneShading(planes, planes))
    same = replace(central_physics(defaults()), obstruction=0.85, curtains=0.85)
    use = hourly_use(defaults().operations["school"], 1.0)

    plain = needs([Variant(ZONE, same)], [use], YEAR)
    shaded = needs([Variant(open_zone, same)], [use], YEAR)

    for name in ("heating", "coil", "cooling", "air"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(shaded, name))


def test_that_curtains_count_where_shade_is_known_and_obstruction_where_not():
    use = hourly_use(defaults().operations["school"], 1.0)
    central = central_physics(defaults())
    zones = (ZONE, shaded_zone())

    def heat(zone: ThermalZone, **changes: float) -> float:
        found = needs([Variant(zone, replace(central, **changes))], [use], YEAR)
        return float(found.heating.sum())

    assert heat(zones[0], curtains=0.5) == heat(zones[0])
    assert heat(zones[0], obstruction=0.5) > heat(zones[0])
    assert heat(zones[1], curtains=0.5) > heat(zones[1])
    assert heat(zones[1], obstruction=0.5) == heat(zones[1])


def test_that_zones_side_by_side_keep_their_own_shade():
    use = hourly_use(defaults().operations["school"], 1.0)
    physics = central_physics(defaults())
    variants = [Variant(zone, physics) for zone in (shaded_zone(TOWER), ZONE, shaded_zone())]

    together = needs(variants, [use] * 3, YEAR).heating.sum(axis=0)

    alone = [float(needs([one], [use], YEAR).heating.sum()) for one in variants]
    np.testing.assert_allclose(together, alone, rtol=1e-5)
    assert together[0] > together[2]


def test_that_a_portfolio_at_once_takes_the_usual_share_for_all():
    use = hourly_use(defaults().operations["school"], 1.0)
    physics = central_physics(defaults())
    zones = (ZONE, shaded_zone(TOWER))

    found = yearly_needs([Variant(z, physics) for z in zones], [use, use], YEAR)

    assert found.heating[0] == found.heating[1]


def test_that_a_plane_nobody_looked_at_takes_the_shade_of_the_nearest():
    table = {SOUTH: Shading(np.zeros(8760), 0.5, 0.5), WEST: unshaded()}

    assert nearest(table, (90.0, 200.0)) is table[SOUTH]
    assert nearest(table, (60.0, 260.0)) is table[WEST]
    assert nearest({}, SOUTH) is None


def test_that_weather_by_another_clock_has_the_same_shade_an_hour_later():
    behind = shading(TOWER)
    elsewhere = following(behind, sun_path(YEAR.latitude, YEAR.longitude, 0.0))

    here, there = behind.windows[SOUTH], elsewhere.windows[SOUTH]
    assert (there.sky, there.ground) == (here.sky, here.ground)
    hours = np.flatnonzero(SUN.is_up[1:-1]) + 1
    assert np.abs(there.beam[hours - 1] - here.beam[hours]).mean() < 0.01
    assert np.abs(there.beam - here.beam)[hours].mean() > 0.05


def test_that_weather_from_the_same_place_keeps_the_shade_as_it_is():
    behind = shading(TOWER)

    assert following(behind, sun_of(replace(YEAR, name="again"))) is behind


def test_that_the_same_building_registered_twice_does_not_stand_in_its_own_sun():
    twice = replace(SCHOOL, building_id="again", height=9.0)

    assert scene(twice).neighbours == 0
    assert scene(twice, TOWER).neighbours == 1


def test_that_buildings_beyond_the_neighbourhood_are_not_counted():
    assert scene(block("far", 2000.0, 0.0)).neighbours == 0


def test_that_a_building_without_outline_or_height_has_no_geometry():
    for lacking in (
        replace(SCHOOL, footprint=()), replace(SCHOOL, height=np.nan, storeys=0),
    ):  # fmt: skip
        assert footprint_scene(ZONE, lacking, (lacking,), LATITUDE) is None


def test_that_scenes_with_the_same_geometry_have_the_same_key():
    land = flat_horizon()
    hills = replace(land, height=(5.0,) * 360)

    assert scene(TOWER).key(SUN, land) == scene(TOWER).key(SUN, land)
    keys = {scene(TOWER).key(SUN, land), scene().key(SUN, land), scene(TOWER).key(SUN, hills)}
    assert len(keys) == 3


def test_that_the_assumptions_tell_which_of_the_two_was_used():
    def texts(zone: ThermalZone) -> str:
        return " ".join(one.text for one in about_sun(zone, YEAR, defaults()))

    assert "Curtains and dirt" not in texts(ZONE)
    assert "Land, neighbours, reveals and curtains together" in texts(ZONE)
    shaded = texts(shaded_zone(TOWER))
    assert "Curtains and dirt" in shaded
    assert "taken as level" in shaded
    hills = horizon_from_table(np.array([0.0, 180.0]), np.array([3.0, 3.0]), "horizon.csv")
    known = about_sun(shaded_zone(horizon=hills), YEAR, defaults())
    assert "horizon.csv" in [one.values.get("file") for one in known]


def test_that_unknown_land_is_said_to_take_much_of_the_winters_sun():
    alone = shaded_zone()
    sun = window_sun(ZONE, alone.shading, YEAR)
    land = next(s for s in about_sun(alone, YEAR, defaults()) if "taken as level" in s.text)

    assert 0 < sun.low < sun.left <= sun.free
    assert sun.low_in_winter / sun.winter > 2 * sun.low / sun.left
    assert land.values["share"].value == pytest.approx(100 * sun.low / sun.left)
    assert land.values["winter"].value == pytest.approx(100 * sun.low_in_winter / sun.winter)


def test_that_land_of_that_height_takes_what_was_said():
    hills = horizon_from_table(np.array([0.0, 180.0]), np.array([LAND, LAND]), "horizon.csv")
    open_land = window_sun(ZONE, shaded_zone().shading, YEAR)
    behind = window_sun(ZONE, shaded_zone(horizon=hills).shading, YEAR)

    assert open_land.left - behind.left == pytest.approx(open_land.low, rel=0.03)
    winter = open_land.winter - behind.winter
    assert winter == pytest.approx(open_land.low_in_winter, rel=0.03)
