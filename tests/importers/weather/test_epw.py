"""EPW files: what is read from sound ones, and what is said of the others."""

import random
from pathlib import Path

import numpy as np
import pytest

from twin.analysis.climate import beam_and_diffuse
from twin.analysis.seasons import month_of_hour
from twin.analysis.sun.position import sun_path
from twin.errors import InputOutOfRange, TwinError, UnreadableFile
from twin.importers.weather.epw import read_epw, read_epw_header
from twin.importers.weather.text import LARGEST
from twin.model.thermal import WEATHER_COLUMNS
from twin.workspace.defaults import normal_year

from .small_weather import HEADER, epw_rows, set_field, write_epw

FILES = {
    "725650TYCST_Denver_TMY3.epw": (39.83, -104.65, -7.0, 1650.0, 10.875, 1670.2),
    "DRYCOLDTMY.epw": (39.76, -104.86, -7.0, 1611.0, 9.706, 1832.0),
    "NLD_Amsterdam062400_IWEC.epw": (52.30, 4.77, 1.0, -2.0, 10.026, 982.5),
    "NOR_Bergen.013110_IWEC.epw": (60.30, 5.22, 1.0, 50.0, 7.109, 746.8),
    "SWE_Stockholm.epw": (59.65, 17.95, 1.0, 61.0, 6.486, 921.8),
}
"""Place, mean temperature and yearly sum of global sun [kWh/m2]; by hand from the columns."""


def codes(weather):
    return {finding.code for finding in weather.findings}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "made.epw"


@pytest.mark.parametrize("name", FILES)
def test_that_real_files_are_read_without_complaint(corpus, name):
    latitude, longitude, offset, altitude, mean, sun = FILES[name]

    year = read_epw(corpus / "weather" / name)

    assert (year.latitude, year.longitude) == (latitude, longitude)
    assert (year.utc_offset, year.altitude) == (offset, altitude)
    assert year.temperature.mean() == pytest.approx(mean, abs=0.001)
    assert year.ghi.sum() / 1000 == pytest.approx(sun, rel=0.001)
    assert all(year.knows(column) for column in WEATHER_COLUMNS)
    assert year.findings == ()


def test_that_hours_stand_where_their_date_says(path):
    year = read_epw(write_epw(path))

    np.testing.assert_allclose(year.temperature, normal_year().temperature, atol=1e-3)
    np.testing.assert_allclose(year.dni, normal_year().dni, atol=1e-3)
    np.testing.assert_allclose(year.wind_speed, normal_year().wind_speed, atol=1e-3)
    np.testing.assert_allclose(year.dew_point, normal_year().dew_point, atol=1e-3)
    assert year.findings == ()
    assert set(year.origin.values()) == {"file"}


def test_that_the_header_is_read(path):
    header = read_epw_header(write_epw(path))

    assert header.place.name == "BERGEN_FLORIDA"
    assert (header.country, header.station, header.source) == ("NOR", "013170", "Made")
    assert header.heating_design_temperature == -7.9
    assert set(header.ground_temperatures) == {0.5, 4.0}
    assert header.ground_temperatures[4.0][11] == 8
    assert header.typical_periods == ("Summer - Week",)
    assert header.periods[0].end == "12/31"
    assert header.comments == ("made for tests", "of the normal year")


def test_that_shuffled_hours_are_put_in_order(path):
    rows = epw_rows()
    random.Random(1).shuffle(rows)

    year = read_epw(write_epw(path, rows))

    np.testing.assert_allclose(year.temperature, normal_year().temperature, atol=1e-3)
    assert codes(year) == {"weather-order"}


@pytest.mark.parametrize(
    ("field", "code", "column"),
    [(6, "99.9", "temperature"), (7, "99.9", "dew_point"), (21, "999", "wind_speed")],
)
def test_that_short_gaps_are_bridged_and_long_ones_stay(path, field, code, column):
    rows = epw_rows()
    set_field(rows, field, lambda _: code, [100, 101, 102])
    set_field(rows, field, lambda _: code, range(200, 207))
    if column == "dew_point":
        set_field(rows, 8, lambda _: 999, [*range(100, 103), *range(200, 207)])

    year = read_epw(write_epw(path, rows))

    values, true = getattr(year, column), getattr(normal_year(), column)
    line = true[99] + (true[103] - true[99]) * np.array([0.25, 0.5, 0.75])
    np.testing.assert_allclose(values[100:103], line, atol=2e-3)
    assert np.isnan(values[200:207]).all()
    assert np.isnan(values).sum() == 7
    assert {"weather-gap-bridged", "weather-gap"} <= codes(year)


def test_that_missing_infrared_is_made_from_dew_point_and_cloud(path):
    rows = epw_rows()
    whole = read_epw(write_epw(path, rows))
    set_field(rows, 12, lambda _: 9999)

    year = read_epw(write_epw(path, rows))

    np.testing.assert_allclose(year.sky_temperature, whole.sky_temperature, atol=0.01)
    assert year.origin["sky_temperature"] == "estimated"
    assert codes(year) == {"weather-sky-from-cloud"}


def test_that_without_infrared_and_cloud_the_sky_is_unknown(path):
    rows = epw_rows()
    for field, missing in ((12, 9999), (22, 99), (23, 99)):
        set_field(rows, field, lambda _, missing=missing: missing)

    year = read_epw(write_epw(path, rows))

    assert np.isnan(year.sky_temperature).all()
    assert year.origin["sky_temperature"] == "absent"
    assert "weather-no-sky" in codes(year)


def test_that_beam_and_diffuse_are_made_from_global(path):
    rows = epw_rows()
    for field in (14, 15):
        set_field(rows, field, lambda _: 9999)

    year = read_epw(write_epw(path, rows))

    zenith = sun_path(60.383, 5.333, 1.0).zenith
    dni, dhi = beam_and_diffuse(year.ghi, zenith)
    np.testing.assert_allclose(year.dni, dni)
    np.testing.assert_allclose(year.dhi, dhi)
    assert (year.origin["ghi"], year.origin["dni"]) == ("file", "estimated")


def test_that_global_is_made_from_beam_and_diffuse(path):
    rows = epw_rows()
    set_field(rows, 13, lambda _: 9999)

    year = read_epw(write_epw(path, rows))

    # The made year has no beam below 3 degrees, the sum has: a little less.
    assert year.ghi.sum() == pytest.approx(normal_year().ghi.sum(), rel=0.01)
    assert year.origin["ghi"] == "estimated"


@pytest.mark.parametrize("missing", [0, 9999])
def test_that_sun_is_made_from_cloud_where_there_is_none(corpus, path, missing):
    # Kasten and Czeplak miss the sun of the five files by -16 to +25 % of the year, Bergen by +25.
    lines = (corpus / "weather" / "NOR_Bergen.013110_IWEC.epw").read_text("latin-1").splitlines()
    rows = [line.split(",") for line in lines[8:]]
    for field in (13, 14, 15):
        set_field(rows, field, lambda _: missing)

    year = read_epw(write_epw(path, rows, lines[:8]))

    assert year.ghi.sum() / 1000 == pytest.approx(746.8, rel=0.26)
    assert year.origin["ghi"] == year.origin["dni"] == "estimated"
    assert "weather-sun-from-cloud" in codes(year)


def test_that_no_sun_at_all_is_no_data_and_not_dark(path):
    rows = epw_rows()
    for field, missing in ((13, 0), (14, 0), (15, 0), (22, 99)):
        set_field(rows, field, lambda _, missing=missing: missing)

    year = read_epw(write_epw(path, rows))

    assert np.isnan(year.ghi).all()
    assert "weather-no-sun" in codes(year)


def test_that_a_leap_day_is_left_out(path):
    rows = epw_rows()
    leap = [[*row[:1], "2", "29", *row[3:]] for row in rows[58 * 24 : 59 * 24]]

    year = read_epw(write_epw(path, rows[: 59 * 24] + leap + rows[59 * 24 :]))

    np.testing.assert_allclose(year.temperature, normal_year().temperature, atol=1e-3)
    assert codes(year) == {"weather-leap-day"}


def test_that_hours_from_zero_are_taken_for_their_beginning(path):
    rows = epw_rows()
    set_field(rows, 3, lambda hour: int(hour) - 1)

    year = read_epw(write_epw(path, rows))

    np.testing.assert_allclose(year.temperature, normal_year().temperature, atol=1e-3)
    assert codes(year) == {"weather-hours-from-zero"}


def test_that_repeated_hours_count_once(path):
    rows = epw_rows()
    again = [list(row) for row in rows[500:524]]
    set_field(again, 6, lambda _: 40.0)

    year = read_epw(write_epw(path, rows + again))

    np.testing.assert_allclose(year.temperature, normal_year().temperature, atol=1e-3)
    assert "weather-repeated-hour" in codes(year)


def test_that_text_in_number_columns_is_missing_and_said(path):
    rows = epw_rows()
    set_field(rows, 6, lambda _: "n/a", [10, 2000])

    year = read_epw(write_epw(path, rows))

    assert year.knows("temperature")
    assert {"weather-text-for-number", "weather-gap-bridged"} <= codes(year)


def test_that_summer_time_in_the_header_is_said(path):
    header = [*HEADER]
    header[4] = "HOLIDAYS/DAYLIGHT SAVINGS,No,3/26,10/29,0"

    year = read_epw(write_epw(path, header=header))

    assert codes(year) == {"weather-daylight-saving"}


@pytest.mark.parametrize(
    ("made", "word"), [(lambda t: t * 1.8 + 32, "°F"), (lambda t: t + 273.15, "K")]
)
def test_that_other_temperature_units_are_refused(path, made, word):
    rows = epw_rows()
    for field in (6, 7):
        set_field(rows, field, made)

    with pytest.raises(InputOutOfRange, match=f"perhaps {word}"):
        read_epw(write_epw(path, rows))


def test_that_mostly_missing_temperature_is_refused(path):
    rows = epw_rows()
    set_field(rows, 6, lambda _: 99.9, range(0, 8760, 2))
    set_field(rows, 6, lambda _: -999, range(4000, 4500))

    with pytest.raises(UnreadableFile, match="8259 of the 8760"):
        read_epw(write_epw(path, rows))


def test_that_fahrenheit_of_a_cold_place_betrays_itself_by_its_humidity(path):
    rows = epw_rows()
    set_field(rows, 6, lambda t: (t - 8) * 1.8 + 32)
    set_field(rows, 7, lambda t: (t - 8) * 1.8 + 32)
    cold = epw_rows()
    set_field(cold, 6, lambda t: t - 8)
    set_field(cold, 7, lambda t: t - 8)

    year, sound = read_epw(write_epw(path, rows)), read_epw(write_epw(path, cold))

    assert "weather-humidity-misfit" in codes(year)
    assert "weather-humidity-misfit" not in codes(sound)


@pytest.mark.parametrize("factor", [3.6, 0.001, 0.0036, 1 / 3.6])
def test_that_other_units_of_sun_are_refused(path, factor):
    rows = epw_rows()
    for field in (13, 14, 15):
        set_field(rows, field, lambda w: w * factor)

    with pytest.raises(InputOutOfRange, match="not in W/m2"):
        read_epw(write_epw(path, rows))


def test_that_wind_in_km_h_is_not_used(path):
    rows = epw_rows()
    set_field(rows, 21, lambda v: (v + 2) * 3.6)

    year = read_epw(write_epw(path, rows))

    assert np.isnan(year.wind_speed).all()
    assert "weather-wind-unit" in codes(year)


@pytest.mark.parametrize("hours", [-3, 2, 12])
def test_that_a_wrong_clock_is_seen_by_the_sun(path, hours):
    rows = epw_rows()
    sun = [row[13:16] for row in rows]
    for i, row in enumerate(rows):
        row[13:16] = sun[(i - hours) % 8760]

    assert "weather-clock" in codes(read_epw(write_epw(path, rows)))


def test_that_summer_time_in_the_hours_is_seen_by_the_sun(path):
    rows = epw_rows()
    sun = [row[13:16] for row in rows]
    month = month_of_hour()
    for i, row in enumerate(rows):
        row[13:16] = sun[i - 1] if 2 < month[i] < 10 else sun[i]

    assert "weather-summer-time" in codes(read_epw(write_epw(path, rows)))


def test_that_beam_and_diffuse_that_do_not_add_up_are_said(path):
    rows = epw_rows()
    set_field(rows, 15, lambda w: 2 * w)

    assert "weather-sun-misfit" in codes(read_epw(write_epw(path, rows)))


def test_that_a_file_cut_off_is_refused_with_what_it_has(path):
    with pytest.raises(UnreadableFile, match="5000 of the 8760"):
        read_epw(write_epw(path, epw_rows()[:5000]))


def test_that_a_row_cut_in_the_middle_costs_one_hour(path):
    rows = epw_rows()
    rows[-1] = rows[-1][:9]

    year = read_epw(write_epw(path, rows))

    assert year.knows("temperature")
    assert "weather-gap-bridged" in codes(year)


def test_that_two_years_in_a_file_are_refused(path):
    with pytest.raises(UnreadableFile, match="more than one year"):
        read_epw(write_epw(path, epw_rows() + epw_rows()))


def test_that_records_within_the_hour_are_refused(path):
    header = [*HEADER[:7], "DATA PERIODS,1,4,Data,Sunday, 1/ 1,12/31"]

    with pytest.raises(UnreadableFile, match="4 records an hour"):
        read_epw(write_epw(path, header=header))


@pytest.mark.parametrize(
    "location",
    ["LOCATION,X,-,NOR,Made,1,,5.3,1.0,12", "LOCATION,X,-,NOR,Made,1,95,5.3,1,12", "LOCATION", ""],
)
def test_that_a_file_from_nowhere_is_refused(path, location):
    with pytest.raises(UnreadableFile, match="LOCATION"):
        read_epw(write_epw(path, header=[location, *HEADER[1:]]))


@pytest.mark.parametrize(
    "content",
    [b"", b"  \n\n", b"\0\1\2" * 500, b"PK\x03\x04\0\0broken", b"LOCATION", b"a,b,c\n1,2,3\n",
     b"\xff\xfe" + "LOCATION,".encode("utf-16-le"), "æøå".encode("latin-1")],
)  # fmt: skip
def test_that_other_files_are_a_sentence(path, content):
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as caught:
        read_epw(path)

    assert caught.value.next_step
    assert "{" not in str(caught.value)


def test_that_a_missing_file_or_a_folder_is_a_sentence(tmp_path):
    for path in (tmp_path / "gone.epw", tmp_path):
        with pytest.raises(UnreadableFile, match="cannot be opened"):
            read_epw(path)


def test_that_a_huge_file_is_not_even_read(path):
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(UnreadableFile, match="larger"):
        read_epw(path)


@pytest.mark.parametrize("seed", range(6))
def test_that_damaged_files_are_read_or_refused_in_words(path, seed):
    chance = random.Random(seed)
    raw = bytearray(write_epw(path).read_bytes())
    for _ in range(10 ** chance.randint(1, 4)):
        raw[chance.randrange(len(raw))] = chance.choice(b",;.-0123456789eEnN \n\"'\xe6")
    path.write_bytes(raw[: chance.randrange(len(raw) // 2, len(raw))] if seed % 3 == 0 else raw)

    try:
        year = read_epw(path)
    except TwinError as error:
        assert "{" not in str(error)
        return

    assert all("{" not in finding.text() for finding in year.findings)
    known = year.temperature[np.isfinite(year.temperature)]
    assert known.min() >= -70
    assert known.max() <= 57
