"""Where the sun stands."""

from dataclasses import replace

import numpy as np
import pytest
from pvlib import spa

from tests.analysis.sun.skies import BERGEN, clear_year
from twin.analysis.sun.position import FIRST_SECOND, sun_of, sun_path
from twin.errors import MissingInput

HOURS = np.arange(8760)


def test_that_the_sun_culminates_where_it_should():
    # Bergen, 21 June: 90 - 60.383 + 23.44 = 53.06 degrees; true noon near 12:40.
    sun = sun_path(*BERGEN, 1.0)

    height = sun.height[171 * 24 : 172 * 24]

    assert height.max() == pytest.approx(53.06, abs=0.15)
    assert height.argmax() == 12


def test_that_hours_of_full_sun_have_the_position_of_their_middle():
    sun = sun_path(*BERGEN, 1.0)
    noon = 171 * 24 + 12

    found = spa.solar_position(
        np.array([FIRST_SECOND + 3600 * (noon - 1 + 0.5)]), *BERGEN, 0, 1013.25, 12, 69.1, 0.5667
    )

    assert sun.zenith[noon] == pytest.approx(found[0][0], abs=1e-3)
    assert sun.azimuth[noon] == pytest.approx(found[4][0], abs=1e-3)


def test_that_the_hour_of_sunrise_has_its_sun_above_the_horizon():
    sun = sun_path(*BERGEN, 1.0)
    seconds = FIRST_SECOND - 3600 + 360 * (np.arange(8760 * 10) + 0.5)
    often = 90 - spa.solar_position(seconds, *BERGEN, 0, 1013.25, 12, 69.1, 0.5667)[0]
    often = often.reshape(8760, 10)
    up = often > 0
    partly = up.any(axis=1) & ~up.all(axis=1)

    mean = np.array([often[h][up[h]].mean() for h in HOURS[partly]])

    assert partly.sum() > 650
    assert sun.is_up[partly].mean() > 0.98
    np.testing.assert_allclose(sun.height[partly], mean, atol=0.25)


def test_that_directions_have_length_one_and_point_north_east_and_up():
    sun = sun_path(*BERGEN, 1.0)
    morning, noon = 171 * 24 + 5, 171 * 24 + 12

    np.testing.assert_allclose(np.linalg.norm(sun.direction, axis=1), 1.0)
    assert sun.direction[morning, 0] > 0.5
    assert sun.direction[noon, 1] < -0.5
    assert (sun.direction[sun.is_up, 2] > 0).all()


def test_that_a_year_without_clock_keeps_norwegian_time():
    year = clear_year()

    assert sun_of(replace(year, utc_offset=np.nan)) is sun_of(replace(year, utc_offset=1.0))


def test_that_weather_of_nowhere_is_refused():
    with pytest.raises(MissingInput, match="latitude and longitude"):
        sun_of(replace(clear_year(), latitude=np.nan))


def test_that_the_midnight_sun_and_the_polar_night_are_there():
    sun = sun_path(69.65, 18.96, 1.0)

    assert sun.is_up[172 * 24 : 173 * 24].all()
    assert not sun.is_up[355 * 24 : 356 * 24].any()
