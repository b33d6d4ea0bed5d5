"""The shipped year: its months are the normals, its hours are plausible."""

import numpy as np
import pytest

from twin.analysis.climate import month_of_hour, normal_year
from twin.analysis.solar import irradiance, sun_position
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
    ("azimuth", "expected"), [(0.0, 326), (90.0, 457), (180.0, 600), (270.0, 465)]
)
def test_that_facades_get_the_sun_of_bergen(azimuth, expected):
    # Typical year of Bergen Flesland, Perez or Hay-Davies, unshaded. [kWh/m2]
    assert irradiance(shipped_year(), 90.0, azimuth).sum() / 1000 == pytest.approx(
        expected, rel=0.12
    )


def test_that_a_level_plane_gets_the_global_irradiance():
    year = shipped_year()

    level = irradiance(year, 0.0, np.nan)

    assert level.sum() == pytest.approx(year.ghi.sum(), rel=0.03)


def test_that_beam_and_diffuse_add_up_and_there_is_no_sun_at_night():
    year = shipped_year()
    sun = sun_position(year.latitude, year.longitude)

    together = year.dhi + year.dni * np.maximum(np.cos(np.radians(sun.zenith)), 0)

    high = sun.zenith < 80
    np.testing.assert_allclose(together[high], year.ghi[high], rtol=0.02, atol=2)
    assert (year.ghi[sun.zenith > 91] == 0).all()


def test_that_the_sun_culminates_where_it_should():
    # Bergen, 21 June: 90 - 60.383 + 23.44 = 53.06 degrees; noon by the sun near 12:40.
    sun = sun_position(60.383, 5.333)
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
        total = irradiance(year, tilt, azimuth).sum() / 1000
        assert 0.97 * low < total < 1.03 * high, (tilt, azimuth, total)


def read_epw(path):
    from pvlib import iotools

    from twin.model.thermal import HourlyWeather

    table, about = iotools.read_epw(path)
    columns = (table[name].to_numpy() for name in ("temp_air", "ghi", "dni", "dhi"))
    return HourlyWeather(path.stem, "EPW", about["latitude"], about["longitude"], *columns)
