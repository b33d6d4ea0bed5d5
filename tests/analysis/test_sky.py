"""Humidity, cloud and sky temperature by hand and against weather files."""

import numpy as np
import pytest

from twin.analysis.sky import (
    clearness_under_cloud,
    dew_point,
    opaque_cover,
    radiating_temperature,
    relative_humidity,
    sky_emissivity,
    sky_temperature,
    vapour_pressure,
)

FILES = (
    "725650TYCST_Denver_TMY3.epw",
    "DRYCOLDTMY.epw",
    "NLD_Amsterdam062400_IWEC.epw",
    "NOR_Bergen.013110_IWEC.epw",
    "SWE_Stockholm.epw",
)


@pytest.mark.parametrize(("celsius", "pascal"), [(0, 611), (20, 2339), (-20, 125.6), (40, 7384)])
def test_that_vapour_pressure_is_that_of_steam_tables(celsius, pascal):
    # Saturation over water; -20 degree C supercooled (Smithsonian tables).
    assert vapour_pressure(np.array(celsius)) == pytest.approx(pascal, rel=0.004)


def test_that_dew_point_and_humidity_belong_together():
    air = np.array([-15.0, 0.0, 12.0, 30.0])
    humidity = np.array([90.0, 50.0, 100.0, 20.0])

    dew = dew_point(air, humidity)

    np.testing.assert_allclose(relative_humidity(air, dew), humidity)
    assert dew[2] == pytest.approx(12.0)


def test_that_no_data_stays_no_data():
    nan = np.array([np.nan, 5.0])

    assert np.isnan(dew_point(nan, np.array([50.0, np.nan]))).all()
    assert np.isnan(sky_temperature(nan, nan, np.array([5.0, np.nan]))).all()


def test_that_a_clear_sky_has_the_emissivity_of_clark_and_allen():
    # 0.787 + 0.764 ln(283.15/273.15) = 0.8145 at a dew point of 10 degree C.
    assert sky_emissivity(np.array(10.0), np.array(0.0)) == pytest.approx(0.8145, abs=1e-4)
    # Overcast: times 1 + 0.224 - 0.35 + 0.28 = 1.154.
    assert sky_emissivity(np.array(10.0), np.array(10.0)) == pytest.approx(0.9399, abs=1e-4)


@pytest.mark.parametrize("name", FILES)
def test_that_the_sky_of_weather_files_is_met_by_dew_point_and_cloud(corpus, name):
    lines = (corpus / "weather" / name).read_text("latin-1").splitlines()[8:]
    columns = (6, 7, 12, 23)
    table = np.array([[float(line.split(",")[i]) for i in columns] for line in lines])
    temperature, dew, infrared, cover = table.T

    made = sky_temperature(temperature, dew, cover)

    # infrared is rounded to 1 W/m2, which is 0.3 K
    np.testing.assert_allclose(made, radiating_temperature(infrared), atol=0.35)


def test_that_clouds_take_sun_away():
    np.testing.assert_allclose(
        clearness_under_cloud(np.array([0.0, 5.0, 10.0])), [1.0, 1 - 0.75 * 0.5**3.4, 0.25]
    )
    np.testing.assert_allclose(opaque_cover(np.array([0.0, 0.5, 1.0, 1.2])), [10, 5.25, 0, 0])
