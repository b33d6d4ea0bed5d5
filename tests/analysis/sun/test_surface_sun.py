"""The year's sun on points and elements, against the hourly sum."""

import numpy as np
import pytest

from twin.analysis.sun.horizon import flat_horizon, horizon_from_table
from twin.analysis.sun.obstacles import Obstacles, extruded, no_obstacles
from twin.analysis.sun.surface_points import SurfacePoints, facing
from twin.analysis.sun.surface_sun import sun_on_points, yearly_sky
from twin.analysis.sun.transposition import plane_sun
from twin.workspace.defaults import normal_year

YEAR = normal_year()
SKY = yearly_sky(YEAR, flat_horizon())


def on_plane(tilt, azimuth, obstacles=None, sky=SKY):
    points = SurfacePoints(
        np.array([[0.0, 0.0, 5.0]]), facing(tilt, azimuth)[None], np.zeros(1, np.int32),
        np.zeros(1), 1,
    )  # fmt: skip
    return float(sun_on_points(points, obstacles or no_obstacles(), sky)[0])


@pytest.mark.parametrize(
    ("tilt", "azimuth"), [(0, 0), (30, 180), (90, 180), (90, 90), (90, 270), (90, 0), (30, 0)]
)
def test_that_the_sky_of_a_year_gives_the_sum_of_its_hours(tilt, azimuth):
    assert on_plane(tilt, azimuth) == pytest.approx(
        plane_sun(YEAR, tilt, azimuth).total.sum() / 1000, rel=0.02
    )


def test_that_a_house_before_a_wall_and_hills_take_sun():
    house = extruded(np.array([[-20.0, -15.0], [20.0, -15.0], [20.0, -8.0], [-20.0, -8.0]]), 0, 12)
    hills = yearly_sky(YEAR, horizon_from_table(np.array([0.0, 180.0]), np.full(2, 20.0), "test"))

    assert on_plane(90, 180, Obstacles(house)) < 0.75 * on_plane(90, 180)
    assert on_plane(90, 180, sky=hills) < 0.85 * on_plane(90, 180)


def test_that_a_point_inside_a_box_has_no_sun():
    box = extruded(np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]), -5.0, 10.0)

    assert np.isnan(on_plane(90, 180, Obstacles(box)))
