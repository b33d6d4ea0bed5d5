"""Outer faces: films, sky and sun push the way they should, and settle where they must."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.zone.cases import steady
from twin.analysis.zone.outdoors import (
    CALM_WIND,
    Face,
    air_density,
    local_wind,
    natural_factors,
    surroundings,
)

WALL, ROOF = Face(90.0, 180.0), Face(0.0, 0.0)
STEFAN = 5.670374e-8


def at(weather, face: Face) -> tuple[float, float]:
    found = surroundings(weather, face)
    return float(found.temperature[4000]), float(found.film[4000])


def test_that_without_sky_and_sun_a_face_meets_the_air():
    temperature, film = at(steady(outside=3.0), WALL)

    assert temperature == pytest.approx(3.0, abs=1e-9)
    # Radiation at 3 degrees 0.9 x 4 sigma T^3 = 4.3, and wind.
    assert film > 0.9 * 4 * STEFAN * 276.15**3 + 3


def test_that_a_cold_sky_cools_a_roof_twice_as_much_as_a_wall():
    clear = steady(outside=5.0, sky_temperature=-15.0)

    roof, wall = at(clear, ROOF)[0], at(clear, WALL)[0]

    assert roof < wall < 5.0
    # A roof sees only sky, a wall half of it and that weighed by the root of a half.
    assert (5 - wall) / (5 - roof) == pytest.approx(0.5**1.5, abs=0.12)


def test_that_the_equivalent_temperature_is_where_a_face_settles():
    # At it, convection, radiation to sky and air, and sun are in balance (ASHRAE sol-air).
    dark = steady(outside=0.0, sun=200.0, sky_temperature=-12.0)
    settled, film = at(dark, replace(ROOF, absorptance=0.7))

    sky = 0.9 * STEFAN * ((settled + 273.15) ** 4 - (273.15 - 12) ** 4)
    radiant = sky / (settled + 12)
    convective = film - radiant
    assert sky + convective * settled == pytest.approx(0.7 * 200, rel=0.01)


def test_that_sun_warms_by_what_is_absorbed():
    weather = steady(outside=0.0, sun=300.0)

    black, white = (at(weather, replace(ROOF, absorptance=a)) for a in (0.9, 0.3))

    assert black[0] > white[0] > 0
    assert black[0] * black[1] / (white[0] * white[1]) == pytest.approx(3.0, rel=1e-6)


def test_that_wind_binds_a_face_to_the_air():
    films = [at(steady(wind_speed=v), WALL)[1] for v in (0.0, 1.0, 4.0, 10.0)]

    assert (np.diff(films) > 0.3).all()
    rough, smooth = (at(steady(wind_speed=5.0), replace(WALL, roughness=r))[1] for r in (1.67, 1))
    assert rough > smooth
    high, low = (at(steady(wind_speed=5.0), replace(WALL, height=h))[1] for h in (20.0, 2.0))
    assert high > low
    # EN ISO 6946 has 25 W/(m2 K) at 4 m/s before the face; here the wind is that in the open.
    assert 10 < at(steady(wind_speed=4.0), replace(WALL, terrain="country"))[1] < 30


def test_that_wind_grows_with_height_as_the_handbook_says():
    # ASHRAE Fundamentals (2021), chapter 24, equation 4: at 10 m in open country as at a station.
    wind = np.array([5.0])

    assert local_wind(Face(90.0, 0.0, height=10.0, terrain="country"), wind) == pytest.approx(5.0)
    suburb = local_wind(Face(90.0, 0.0, height=10.0), wind)
    assert suburb == pytest.approx(5 * (270 / 10) ** 0.14 * (10 / 370) ** 0.22)


def test_that_natural_convection_is_that_of_the_tarp_manual():
    # Walton (1983): vertical 1.31; level 9.482 / 6.238 = 1.52 and 1.81 / 2.382 = 0.76.
    assert natural_factors(90.0) == pytest.approx((1.31, 1.31), abs=2e-3)
    floor, ceiling = natural_factors(0.0), natural_factors(180.0)
    assert floor == pytest.approx((1.520, 0.760), abs=1e-3)
    assert ceiling == pytest.approx((0.760, 1.520), abs=1e-3)
    # A warm floor and a cold ceiling stir the air; slopes lie between.
    assert natural_factors(0.0)[0] > natural_factors(45.0)[0] > natural_factors(90.0)[0]


def test_that_unknown_wind_and_sky_are_the_usual_ones():
    weather = steady(outside=4.0)
    unknown = replace(
        weather, wind_speed=np.full(8760, np.nan), sky_temperature=np.full(8760, np.nan)
    )
    told = steady(outside=4.0, wind_speed=CALM_WIND, sky_temperature=4.0 - 11.0)

    assert at(unknown, ROOF) == pytest.approx(at(told, ROOF))


def test_that_an_hour_without_wind_costs_no_other_hour_its_own():
    weather = steady(wind_speed=9.0)
    wind = weather.wind_speed.copy()
    wind[100] = np.nan

    found = surroundings(replace(weather, wind_speed=wind), WALL)

    np.testing.assert_allclose(found.film[200:], surroundings(weather, WALL).film[200:])
    assert found.film[100] == pytest.approx(at(steady(wind_speed=CALM_WIND), WALL)[1])


def test_that_air_is_thinner_when_warm_and_high():
    assert air_density(steady(outside=20.0))[0] == pytest.approx(1.0, abs=2e-3)
    assert air_density(steady(outside=-10.0))[0] == pytest.approx(293.15 / 263.15, rel=3e-3)
    denver = replace(steady(outside=20.0), altitude=1650.0)
    assert air_density(denver)[0] == pytest.approx(0.82, abs=0.01)
