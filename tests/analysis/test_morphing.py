"""The normal year in a later climate."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.morphing import morphed
from twin.analysis.seasons import month_of_hour, monthly_mean
from twin.analysis.sky import relative_humidity
from twin.errors import MissingInput
from twin.workspace.defaults import climate_of_2050, normal_year, year_of_2050

NONE = replace(climate_of_2050(), temperature=(0.0,) * 12)


def daily_range(year):
    days = year.temperature.reshape(-1, 24)
    return monthly_mean(np.repeat(days.max(axis=1) - days.min(axis=1), 24))


def test_that_no_change_changes_nothing():
    today, same = normal_year(), morphed(normal_year(), NONE)

    for column in ("temperature", "ghi", "dni", "dhi", "wind_speed"):
        np.testing.assert_allclose(getattr(same, column), getattr(today, column), atol=1e-9)
    np.testing.assert_allclose(same.dew_point, today.dew_point, atol=1e-6)
    np.testing.assert_allclose(same.sky_temperature, today.sky_temperature, atol=1e-6)


def test_that_each_month_is_warmer_by_its_change():
    today, later = normal_year(), year_of_2050()

    warmer = monthly_mean(later.temperature) - monthly_mean(today.temperature)

    np.testing.assert_allclose(warmer, climate_of_2050().temperature, atol=1e-6)
    np.testing.assert_allclose(daily_range(later), daily_range(today), atol=0.05)


def test_that_relative_humidity_stays_and_the_sky_warms_more_than_the_air():
    today, later = normal_year(), year_of_2050()

    np.testing.assert_allclose(
        relative_humidity(later.temperature, later.dew_point),
        relative_humidity(today.temperature, today.dew_point),
    )
    air = (later.temperature - today.temperature).mean()
    sky = (later.sky_temperature - today.sky_temperature).mean()
    assert air < sky < 1.5 * air  # moister air radiates more


def test_that_the_year_2050_needs_a_sixth_less_heating():
    def degree_days(year):
        daily = year.temperature.reshape(-1, 24).mean(axis=1)
        return np.clip(17 - daily, 0, None).sum()

    ratio = degree_days(year_of_2050()) / degree_days(normal_year())

    assert ratio == pytest.approx(0.83, abs=0.02)


def test_that_the_daily_range_is_stretched():
    change = replace(NONE, daily_range=(0.5,) * 12)

    stretched = morphed(normal_year(), change)

    np.testing.assert_allclose(daily_range(stretched) - daily_range(normal_year()), 0.5, atol=1e-6)
    np.testing.assert_allclose(
        monthly_mean(stretched.temperature), monthly_mean(normal_year().temperature), atol=1e-6
    )


def test_that_sun_and_wind_are_stretched():
    change = replace(NONE, sun=(0.9,) * 12, wind=(1.1,) * 12)

    later = morphed(normal_year(), change)

    np.testing.assert_allclose(later.dni, 0.9 * normal_year().dni)
    np.testing.assert_allclose(later.wind_speed, 1.1 * normal_year().wind_speed)


def test_that_absent_columns_stay_absent():
    dry = replace(normal_year(), dew_point=np.full(8760, np.nan))

    assert np.isnan(morphed(dry, climate_of_2050()).dew_point).all()


def test_that_a_year_with_gaps_is_refused():
    gap = np.where(month_of_hour() == 3, np.nan, normal_year().temperature)

    with pytest.raises(MissingInput, match="without an air temperature"):
        morphed(replace(normal_year(), temperature=gap), climate_of_2050())


def test_that_the_change_names_scenario_and_estimate():
    change = climate_of_2050()

    assert "RCP8.5" in change.name
    assert "estimate" in change.source
    assert np.average(change.temperature) == pytest.approx(1.6, abs=0.05)
