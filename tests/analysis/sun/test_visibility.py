"""What surfaces see of sun, sky and ground."""

from time import perf_counter

import numpy as np
import pytest

from tests.analysis.sun.skies import BERGEN, clear_year
from tests.analysis.sun.walls import LONG, long_wall, point, rectangle
from twin.analysis.sun.horizon import flat_horizon, horizon_from_table
from twin.analysis.sun.obstacles import Obstacles, extruded, no_obstacles, together
from twin.analysis.sun.position import sun_path
from twin.analysis.sun.shading import shaded
from twin.analysis.sun.surface_points import facing, gathered, spread
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.sun.visibility import patch_shading, shadings, shining
from twin.analysis.sun.visible_sky import visible_sky

SUN = sun_path(*BERGEN, 1.0)
FLAT = flat_horizon()
SQUARE = np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]])
IN_FRONT = SUN.is_up & (SUN.direction[:, 1] < -0.05)


def corner_view(width, length, height):
    """View factor from a level point to a level rectangle above, over its corner (Howell C-13)."""
    a, b = width / height, length / height
    p, q = np.sqrt(1 + a * a), np.sqrt(1 + b * b)
    return (a / p * np.arctan(b / p) + b / q * np.arctan(a / q)) / (2 * np.pi)


def test_that_open_country_lets_everything_through():
    (free,) = shadings(point((0, 0, 1)), no_obstacles(), SUN, FLAT)

    assert (free.sky, free.ground) == pytest.approx((1.0, 1.0))
    np.testing.assert_array_equal(free.beam[SUN.is_up], 1.0)
    assert not free.beam[~SUN.is_up].any()


@pytest.mark.parametrize(("height", "distance"), [(10.0, 10.0), (20.0, 10.0), (3.0, 10.0)])
def test_that_a_wall_behind_a_wall_hides_the_sky_below_its_edge(height, distance):
    # A vertical point faces an endless wall that rises by b above it: sky share 1 - sin b.
    hidden = np.sin(np.arctan(height / distance))

    visible = visible_sky(point((0, 0, 0.001)), long_wall(height, distance), 4)

    assert patch_shading(visible, 0, SUN, FLAT).sky == pytest.approx(1 - hidden, abs=0.025)


@pytest.mark.parametrize(("height", "distance"), [(10.0, 10.0), (10.0, 25.0)])
def test_that_the_sun_comes_over_a_wall_when_its_profile_angle_does(height, distance):
    profile = np.arctan2(SUN.direction[:, 2], -SUN.direction[:, 1])

    (wall,) = shadings(point((0, 0, 0.001)), long_wall(height, distance), SUN, FLAT)

    over = profile > np.arctan(height / distance)
    clear_cut = IN_FRONT & (np.abs(profile - np.arctan(height / distance)) > 0.001)
    assert 200 < over[clear_cut].sum() < clear_cut.sum()
    # rays decide where patches disagree; nowhere else does an edge pass unseen
    assert (wall.beam[clear_cut] == over[clear_cut]).mean() > 0.995


def test_that_patches_alone_tell_the_sun_of_the_year():
    year = clear_year()
    south = plane_sun(year, 90.0, 180.0)
    place = point((0, 0, 0.001))

    coarse = patch_shading(visible_sky(place, long_wall(10, 15), 1), 0, SUN, FLAT)
    (fine,) = shadings(place, long_wall(10, 15), SUN, FLAT)

    unshaded, by_rays = south.beam.sum(), shaded(south, fine).beam.sum()
    assert 0.2 < by_rays / unshaded < 0.9
    assert abs(shaded(south, coarse).beam.sum() - by_rays) / unshaded < 0.04


@pytest.mark.parametrize("depth", [5.0, 10.0, 20.0])
def test_that_the_floor_of_a_courtyard_sees_the_view_factor_of_its_opening(depth):
    walls = Obstacles(extruded(SQUARE, 0.0, depth)[:8])  # without the roof
    middle = point((10, 10, 0.0), tilt=0.0)

    found = patch_shading(visible_sky(middle, walls, 4), 0, SUN, FLAT)

    assert found.sky == pytest.approx(4 * corner_view(10, 10, depth), abs=0.012)


def test_that_a_courtyard_wall_is_darker_at_its_foot():
    walls = Obstacles(extruded(SQUARE, 0.0, 15.0)[:8])
    foot, top = point((10, 19.9, 0.5)), point((10, 19.9, 14.5))

    low, high = (shadings(place, walls, SUN, FLAT)[0] for place in (foot, top))

    assert low.sky < 0.55 < 0.9 < high.sky
    assert low.beam[IN_FRONT].mean() < 0.5 * high.beam[IN_FRONT].mean()


def test_that_a_wall_hides_the_ground_behind_it_alone():
    # The ground nearer than the wall is seen, that beyond it is not.
    (wall,) = shadings(point((0, 0, 5.0)), long_wall(20.0, 5.0), SUN, FLAT)

    assert wall.ground == pytest.approx(1 - np.sin(np.pi / 4), abs=0.03)


def test_that_a_building_does_not_hide_its_own_sky():
    house = Obstacles(extruded(SQUARE, 0.0, 9.0))
    sides = [spread(house.triangles, facing(*plane), 20) for plane in ((90, 180), (90, 0), (0, 0))]

    found = shadings(gathered(sides, np.zeros(3)), house, SUN, FLAT)

    for one in found:
        assert (one.sky, one.ground) == pytest.approx((1.0, 1.0), abs=1e-6)
    np.testing.assert_array_equal(found[0].beam[IN_FRONT], 1.0)


def test_that_a_neighbour_to_the_south_takes_the_winter_sun():
    house = Obstacles(extruded(SQUARE, 0.0, 9.0))
    neighbour = Obstacles(extruded(SQUARE - (0.0, 35.0), 0.0, 12.0))
    facade = gathered([spread(house.triangles, facing(90, 180), 20)], np.zeros(1))

    (wall,) = shadings(facade, together([house, neighbour]), SUN, FLAT)

    december, june = 350 * 24 + 12, 171 * 24 + 12
    assert wall.beam[december] < 0.2
    assert wall.beam[june] == 1.0
    assert 0.6 < wall.sky < 0.95


def test_that_the_mountain_takes_the_sun_of_a_december_in_bergen():
    # The sun of Bergen culminates at 6.2 degrees on 21 December.
    ridge = horizon_from_table(
        np.array([90.0, 120.0, 240.0, 270.0]), np.array([0, 8, 8, 0]), "map"
    )

    (behind,) = shadings(point((0, 0, 1)), no_obstacles(), SUN, ridge)

    december, june = slice(344 * 24, 365 * 24), slice(160 * 24, 190 * 24)
    assert shining(SUN, FLAT)[december].sum() > 80
    assert not behind.beam[december].any()
    noon = np.abs(SUN.azimuth[june] - 180) < 30
    assert behind.beam[june][noon].all()
    assert 0.75 < behind.sky < 0.97


def test_that_land_all_around_leaves_the_sky_above_it():
    bowl = horizon_from_table(np.array([0.0, 180.0]), np.array([30.0, 30.0]), "bowl")

    (level,) = shadings(point((0, 0, 1), tilt=0.0), no_obstacles(), SUN, bowl)

    assert level.sky == pytest.approx(1 - np.sin(np.radians(30)) ** 2, abs=0.01)


def test_that_points_inside_a_construction_do_not_count():
    # Two leaves of a wall: the inner one faces the outer one and sees nothing.
    leaves = [rectangle((-5, -1), (5, 5), 0.0), rectangle((-5, 0), (5, 4), 0.1)]
    facade = gathered([spread(np.concatenate(leaves), facing(90, 180), 50)], np.zeros(1))

    visible = visible_sky(facade, Obstacles(np.concatenate(leaves)))

    is_outer = facade.position[:, 1] < 0
    assert visible.counted[is_outer].all()
    assert visible.counted[~is_outer].mean() < 0.3  # a few look up along the cavity
    assert patch_shading(visible, 0, SUN, FLAT).sky > 0.85


def test_that_a_surface_in_a_closed_box_stays_dark():
    box = Obstacles(extruded(SQUARE, -1.0, 5.0))

    (dark,) = shadings(point((10, 10, 1)), box, SUN, FLAT)

    assert (dark.sky, dark.beam[IN_FRONT].max()) == (0.0, 0.0)


def test_that_a_surface_without_points_is_unshaded():
    nothing = (np.zeros((0, 3)), np.zeros((0, 3)))

    (free,) = shadings(gathered([nothing], np.zeros(1)), long_wall(99, 1), SUN, FLAT)

    assert (free.sky, free.ground) == (1.0, 1.0)
    assert free.beam[SUN.is_up].all()


def test_that_shading_lowers_every_part_and_no_more_than_all_of_it():
    south = plane_sun(clear_year(), 90.0, 180.0)
    (wall,) = shadings(point((0, 0, 2)), long_wall(10, 12), SUN, FLAT)

    left = shaded(south, wall)

    for name in ("beam", "circumsolar", "sky", "ground"):
        assert (getattr(left, name) <= getattr(south, name) + 1e-12).all()
        assert getattr(left, name).min() >= 0
    np.testing.assert_array_equal(left.cosine, south.cosine)


def test_that_two_shadings_in_a_row_multiply():
    (one,) = shadings(point((0, 0, 2)), long_wall(10, 12), SUN, FLAT)

    both = one.behind(one)

    assert both.sky == pytest.approx(one.sky**2)
    np.testing.assert_allclose(both.beam, one.beam**2)


def test_that_the_same_geometry_is_looked_at_once():
    first = shadings(point((0, 0, 2)), long_wall(10, 12), SUN, FLAT)

    assert shadings(point((0, 0, 2)), long_wall(10, 12), SUN, flat_horizon()) is first


def test_that_a_portfolio_is_looked_at_in_seconds():
    pytest.importorskip("embreex")
    rng = np.random.default_rng(0)
    outlines = [SQUARE * rng.uniform(0.7, 2, 2) + rng.uniform(0, LONG * 4, 2) for _ in range(1000)]
    houses = [extruded(outline, 20.0, rng.uniform(26, 40)) for outline in outlines]
    planes = ((90, 0), (90, 90), (90, 180), (90, 270), (0, 0))
    found = [spread(house, facing(*plane), 4) for house in houses for plane in planes]
    places, obstacles = gathered(found, np.full(5000, 20.0)), Obstacles(np.concatenate(houses))

    begin = perf_counter()
    visible = visible_sky(places, obstacles)
    seconds = perf_counter() - begin

    assert len(places.position) == 20_000
    assert np.nanmean(visible.sky) > 0.8
    assert seconds < 6.0  # measured 0.5 s on one core; room for a busy machine


@pytest.mark.parametrize(("number", "most"), [(4, 0.04), (20, 0.02)])
def test_that_few_points_stand_for_the_whole_facade(number, most):
    house = Obstacles(extruded(SQUARE, 0.0, 9.0))
    around = together([house, Obstacles(extruded(SQUARE - (8.0, 32.0), 0.0, 14.0))])
    south = facing(90, 180)

    few, many = (
        shadings(gathered([spread(house.triangles, south, n)], np.zeros(1)), around, SUN, FLAT)[0]
        for n in (number, 500)
    )

    assert few.sky == pytest.approx(many.sky, abs=most)
    assert few.beam[IN_FRONT].mean() == pytest.approx(many.beam[IN_FRONT].mean(), abs=most)
