"""The shipped year: its months are the normals, its hours are plausible."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.climate import completed, normal_year
from twin.analysis.seasons import month_of_hour, monthly_mean
from twin.analysis.sky import relative_humidity
from twin.analysis.sun.position import sun_path
from twin.analysis.sun.transposition import plane_sun
from twin.importers.weather.epw import read_epw
from twin.importers.weather.met import read_met
from twin.model.thermal import WEATHER_COLUMNS
from twin.workspace.defaults import bergen_normals
from twin.workspace.defaults import normal_year as shipped_year


def by_month(values):
    return np.bincount(month_of_hour(), values, 12)


def test_that_months_have_the_normal_temperature_and_sun():
    normals, year = bergen_normals(), shipped_year()

    hours = np.bincount(month_of_hour())
    np.testing.assert_allclose(
        by_month(year.temperature) / hours, normals.temperature_mean, atol=1e-6
    )
    np.testing.assert_allclose(by_month(year.ghi) / 1000, normals.global_irradiation, rtol=1e-6)


def test_that_the_year_is_the_same_every_time():
    first, second = normal_year(bergen_normals()), normal_year(bergen_normals())

    np.testing.assert_array_equal(first.temperature, second.temperature)
    np.testing.assert_array_equal(first.dni, second.dni)


def test_that_heating_degree_days_are_those_of_bergen():
    # About 3180 for 1991-2020 (base 17), energy.md section 3.
    daily = shipped_year().temperature.reshape(-1, 24).mean(axis=1)

    assert np.clip(17 - daily, 0, None).sum() == pytest.approx(3180, rel=0.05)


def test_that_passing_weather_is_as_lively_as_observed():
    # Deviation of daily means, SN50540 2021-2025: 2 to 4.3 K by month; persistence 0.78.
    daily = shipped_year().temperature.reshape(-1, 24).mean(axis=1)
    month = month_of_hour()[::24]

    deviation = np.array([daily[month == m].std() for m in range(12)])

    assert 2.0 < deviation.mean() < 4.0
    assert deviation.min() > 1.0


@pytest.mark.parametrize(
    ("azimuth", "expected"), [(0.0, 282), (90.0, 436), (180.0, 604), (270.0, 444)]
)
def test_that_facades_get_the_sun_of_bergen(azimuth, expected):
    # Typical year of Bergen Flesland, Perez, unshaded. [kWh/m2]
    sun = plane_sun(shipped_year(), 90.0, azimuth).total
    assert sun.sum() / 1000 == pytest.approx(expected, rel=0.13)


def test_that_a_level_plane_gets_the_global_irradiance():
    year = shipped_year()

    level = plane_sun(year, 0.0, np.nan).total

    np.testing.assert_allclose(level, year.ghi, atol=1e-9)


def test_that_beam_and_diffuse_add_up_and_there_is_no_sun_at_night():
    year = shipped_year()
    sun = sun_path(year.latitude, year.longitude, year.utc_offset)

    together = year.dhi + year.dni * np.maximum(np.cos(np.radians(sun.zenith)), 0)

    high = sun.zenith < 80
    np.testing.assert_allclose(together[high], year.ghi[high], rtol=0.02, atol=2)
    assert (year.ghi[sun.zenith > 91] == 0).all()


def test_that_the_sun_culminates_where_it_should():
    # Bergen, 21 June: 90 - 60.383 + 23.44 = 53.06 degrees; noon by the sun near 12:40.
    sun = sun_path(60.383, 5.333, 1.0)
    day = slice(171 * 24, 172 * 24)

    height = 90 - sun.zenith[day]

    assert height.max() == pytest.approx(53.06, abs=0.4)
    assert height.argmax() == 12


def test_that_incident_sun_is_that_of_the_reference_programs(corpus):
    # ASHRAE 140, case 600, weather 725650TY: range of six programs, widened by 3 %. [kWh/m2]
    year = read_epw(corpus / "weather" / "725650TYCST_Denver_TMY3.epw")
    ranges = {
        (90.0, 0.0): (399, 477), (90.0, 90.0): (1017, 1068), (90.0, 180.0): (1291, 1387),
        (0.0, 0.0): (1663, 1670),
    }  # fmt: skip

    for (tilt, azimuth), (low, high) in ranges.items():
        total = plane_sun(year, tilt, azimuth).total.sum() / 1000
        assert 0.97 * low < total < 1.03 * high, (tilt, azimuth, total)


def test_that_wind_has_the_observed_means_spread_and_persistence(corpus):
    measured = np.array([year.wind_speed for year in florida(corpus)])
    made = shipped_year().wind_speed

    observed = [np.nanmean(measured[:, month_of_hour() == month]) for month in range(12)]
    np.testing.assert_allclose(monthly_mean(made), observed, atol=0.05)
    assert made.min() >= 0
    assert made.std() / made.mean() == pytest.approx(
        np.nanstd(measured) / np.nanmean(measured), rel=0.1
    )
    for hours, correlation in ((1, 0.85), (6, 0.55), (24, 0.27)):
        assert np.corrcoef(made[hours:], made[:-hours])[0, 1] == pytest.approx(
            correlation, abs=0.12
        )


def test_that_the_normals_are_colder_than_the_last_five_years(corpus):
    # 2021-2025 were 0.6 K warmer than 1991-2020; no month differs by more than 1.5 K.
    measured = np.mean([monthly_mean(year.temperature) for year in florida(corpus)], axis=0)

    difference = measured - monthly_mean(shipped_year().temperature)

    assert difference.mean() == pytest.approx(0.63, abs=0.1)
    assert np.abs(difference).max() < 1.5


def test_that_the_dew_point_is_below_the_air_by_the_normals():
    year = shipped_year()

    below = year.temperature - year.dew_point

    assert below.min() > 0
    np.testing.assert_allclose(monthly_mean(below), bergen_normals().humidity.depression)
    humidity = monthly_mean(relative_humidity(year.temperature, year.dew_point))
    assert 70 < humidity.min() < humidity.max() < 90


def test_that_the_sky_is_as_cold_as_over_flesland(corpus):
    typical = read_epw(corpus / "weather" / "NOR_Bergen.013110_IWEC.epw")
    year = shipped_year()

    made = monthly_mean(year.temperature - year.sky_temperature)
    real = monthly_mean(typical.temperature - typical.sky_temperature)

    assert made.mean() == pytest.approx(real.mean(), abs=0.3)
    assert np.abs(made - real).max() < 1.5


def test_that_every_column_says_it_was_made():
    assert dict(shipped_year().origin) == dict.fromkeys(WEATHER_COLUMNS, "made")


def test_that_without_normals_of_wind_and_humidity_they_are_no_data():
    year = normal_year(replace(bergen_normals(), wind=None, humidity=None))

    assert year.origin["wind_speed"] == year.origin["sky_temperature"] == "absent"
    assert np.isnan(year.wind_speed).all()
    np.testing.assert_array_equal(year.temperature, shipped_year().temperature)


def test_that_whole_weather_is_completed_by_nothing():
    assert completed(shipped_year(), shipped_year()).findings == ()


def florida(corpus):
    folder = corpus / "weather"
    return [read_met(path) for path in sorted(folder.glob("bergen_florida*_hourly.csv"))]
