"""Undisturbed ground by Kusuda and Achenbach."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.ground_temperature import YEAR, air_wave, ground_temperatures
from twin.analysis.seasons import month_of_hour, monthly_mean
from twin.errors import InputOutOfRange, MissingInput
from twin.importers.weather.epw import read_epw, read_epw_header
from twin.workspace.defaults import normal_year

DIFFUSIVITY = 1.0e-6


def wave(mean, amplitude, coldest_day):
    day = (np.arange(8760) + 0.5) / 24
    air = mean - amplitude * np.cos(2 * np.pi * (day - coldest_day) / 365)
    return replace(normal_year(), temperature=air)


def test_that_the_wave_of_the_air_is_found():
    mean, amplitude, coldest = air_wave(wave(8.0, 6.5, 25.0))

    assert (mean, amplitude) == pytest.approx((8.0, 6.5), abs=1e-3)
    assert coldest == pytest.approx(25.0, abs=1e-6)


def test_that_the_surface_follows_the_air_and_the_deep_is_its_mean():
    year = wave(8.0, 6.5, 25.0)

    np.testing.assert_allclose(
        ground_temperatures(year, 0.0), monthly_mean(year.temperature), atol=0.01
    )
    np.testing.assert_allclose(ground_temperatures(year, 50.0), 8.0, atol=1e-3)


def test_that_the_wave_shrinks_and_lags_as_heat_conduction_has_it():
    # Explicit differences in 20 m of ground whose surface follows the air, ten years.
    year, step, cell = wave(8.0, 6.5, 25.0), 6 * 3600.0, 0.25
    surface = year.temperature.reshape(-1, 6).mean(axis=1)
    ground = np.full(80, 8.0)
    number = DIFFUSIVITY * step / cell**2
    at_two_metres = []
    for n in range(10 * 1460):
        above = np.concatenate(([surface[n % 1460]], ground[:-1]))
        below = np.concatenate((ground[1:], ground[-1:]))
        ground = ground + number * (above - 2 * ground + below)
        at_two_metres.append(ground[7])

    expected = monthly_mean(np.repeat(at_two_metres[-1460:], 6))

    np.testing.assert_allclose(ground_temperatures(year, 2.0, DIFFUSIVITY), expected, atol=0.05)


@pytest.mark.parametrize("name", ["NOR_Bergen.013110_IWEC.epw", "SWE_Stockholm.epw"])
def test_that_the_wave_shrinks_as_in_the_header_of_weather_files(corpus, name):
    # Their stated diffusivity, 2.32e-3 m2/day, fits their numbers only as 0.232 m2/day.
    path = corpus / "weather" / name
    year, header = read_epw(path), read_epw_header(path)

    for depth, months in header.ground_temperatures.items():
        made = ground_temperatures(year, depth, 0.23226 / 86400)
        assert np.ptp(made) == pytest.approx(np.ptp(months), rel=0.06)
        assert made.mean() == pytest.approx(np.mean(months), abs=0.25)


def test_that_bergen_has_ground_of_about_eight_degrees():
    months = ground_temperatures(normal_year(), 1.0)

    assert months.mean() == pytest.approx(8.3, abs=0.1)
    assert months.argmin() in (1, 2)
    assert 2 < months.min() < months.max() < 14


def test_that_damping_depth_is_where_the_wave_is_a_third():
    depth = np.sqrt(DIFFUSIVITY * YEAR / np.pi)

    ratio = np.ptp(ground_temperatures(normal_year(), depth, DIFFUSIVITY)) / np.ptp(
        ground_temperatures(normal_year(), 0.0, DIFFUSIVITY)
    )

    assert ratio == pytest.approx(np.exp(-1), rel=0.03)


@pytest.mark.parametrize(("depth", "diffusivity"), [(-1, 1e-6), (1, 0), (np.nan, 1e-6)])
def test_that_impossible_ground_is_refused(depth, diffusivity):
    with pytest.raises(InputOutOfRange):
        ground_temperatures(normal_year(), depth, diffusivity)


def test_that_a_year_with_gaps_is_refused():
    gap = np.where(month_of_hour() == 3, np.nan, normal_year().temperature)

    with pytest.raises(MissingInput):
        ground_temperatures(replace(normal_year(), temperature=gap))
