"""Hourly exports of MET Norway: what is read, what is said of gaps and clocks, what is refused."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from twin.analysis.climate import completed
from twin.errors import InputOutOfRange, TwinError, UnreadableFile
from twin.importers.weather.met import met_stations, number_of, read_met
from twin.importers.weather.met_table import kind_of
from twin.importers.weather.place import Place
from twin.model.thermal import WEATHER_COLUMNS
from twin.workspace.defaults import normal_year

from .small_weather import met_hours, met_temperature, write_met

YEARS = {
    2021: (8.525, 0),
    2022: (8.923, 0),
    2023: (8.393, 0),
    2024: (9.247, 43),
    2025: (9.538, 508),
}
"""Mean temperature of Florida and hours of wind left missing; counted apart from the program."""
WARM = {"Lufttemperatur": met_temperature}


def codes(weather):
    return {finding.code for finding in weather.findings}


def expected(hour: int) -> float:
    """Temperature of an hour of the year, by the clock of the file."""
    return met_temperature(dt.datetime(2023, 1, 1) + dt.timedelta(hours=hour + 1))


EXPECTED = np.array([expected(hour) for hour in range(8760)])


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "made.csv"


@pytest.mark.parametrize("year", YEARS)
def test_that_five_measured_years_of_bergen_are_read(corpus, year):
    mean, windless = YEARS[year]

    weather = read_met(corpus / "weather" / f"bergen_florida_vossavangen_{year}_hourly.csv")

    assert weather.name == f"Bergen - Florida, {year}"
    assert weather.temperature.mean() == pytest.approx(mean, abs=0.002)
    assert np.isnan(weather.wind_speed).sum() == windless
    assert (weather.latitude, weather.longitude, weather.utc_offset) == (60.383, 5.333, 1.0)
    assert ("weather-leap-day" in codes(weather)) is (year == 2024)
    assert {"weather-other-year", "weather-stations", "weather-no-sun"} <= codes(weather)
    assert weather.origin["temperature"] == "measured"
    assert weather.origin["ghi"] == "absent"
    assert np.isnan(weather.ghi).all()


def test_that_the_first_hour_is_the_one_that_ends_at_one(corpus):
    weather = read_met(corpus / "weather" / "bergen_florida_vossavangen_2021_hourly.csv")

    np.testing.assert_allclose(weather.temperature[:3], [-0.8, -1.2, -1.2])
    assert weather.wind_speed[0] == 0.7


def test_that_another_station_can_be_chosen(corpus):
    path = corpus / "weather" / "bergen_florida_vossavangen_2021_hourly.csv"

    weather = read_met(path, station="SN51530")

    assert weather.name == "Vossavangen, 2021"
    assert weather.temperature[0] == -2.2
    assert [s.number for s in met_stations(path)] == ["SN50540", "SN51530", "SN53101"]
    with pytest.raises(UnreadableFile, match="Vangsnes"):
        read_met(path, station="SN1")


def test_that_a_measured_year_is_completed_from_the_normal_year(corpus):
    measured = read_met(corpus / "weather" / "bergen_florida_vossavangen_2025_hourly.csv")

    whole = completed(measured, normal_year())

    assert all(whole.knows(column) for column in WEATHER_COLUMNS)
    np.testing.assert_array_equal(whole.temperature, measured.temperature)
    np.testing.assert_array_equal(whole.ghi, normal_year().ghi)
    known = np.isfinite(measured.wind_speed)
    np.testing.assert_array_equal(whole.wind_speed[known], measured.wind_speed[known])
    assert (whole.origin["ghi"], whole.origin["wind_speed"]) == ("made", "measured")
    said = [f.text() for f in whole.findings if f.code == "weather-completed"]
    assert len(said) == 4
    assert any("508 hours" in text for text in said)


def test_that_temperature_is_never_made_up(path):
    moments = [
        m for m in met_hours() if not dt.datetime(2023, 5, 1) <= m < dt.datetime(2023, 5, 3)
    ]

    weather = read_met(write_met(path, WARM, moments))

    whole = completed(weather, normal_year())
    assert np.isnan(weather.temperature).sum() == 48
    assert np.isnan(whole.temperature).sum() == 48
    assert "weather-gap" in codes(weather)


def test_that_hours_stand_where_their_date_says(path):
    weather = read_met(write_met(path, WARM))

    np.testing.assert_allclose(weather.temperature, EXPECTED)


def test_that_a_leap_day_is_left_out(path):
    weather = read_met(write_met(path, WARM, met_hours(2024, 367)))

    day = 24 * np.arange(365)
    begins = [dt.datetime(2024, 1, 1) + dt.timedelta(days=d + (d > 58)) for d in range(365)]
    true = [met_temperature(b + dt.timedelta(hours=1)) for b in begins]
    np.testing.assert_allclose(weather.temperature[day], true)
    assert "weather-leap-day" in codes(weather)


def test_that_short_gaps_are_bridged_and_long_ones_stay(path):
    gone = {*range(100, 103), *range(200, 207)}
    begin = dt.datetime(2023, 1, 1)

    def cell(moment):
        hour = int((moment - begin).total_seconds() // 3600) - 1
        return "-" if hour in gone else met_temperature(moment)

    weather = read_met(write_met(path, {"Lufttemperatur": cell}))

    line = EXPECTED[99] + (EXPECTED[103] - EXPECTED[99]) * np.array([0.25, 0.5, 0.75])
    np.testing.assert_allclose(weather.temperature[100:103], line)
    assert np.flatnonzero(np.isnan(weather.temperature)).tolist() == list(range(200, 207))


def test_that_repeated_hours_count_once_and_contradictions_are_said(path):
    moments = met_hours()
    write_met(path, WARM, [*moments, *moments[50:60]])
    lines = path.read_text("utf-8-sig").splitlines()
    lines.append("Bergen - Florida;SN50540;05.01.2023 10:00;40")
    path.write_text("\n".join(lines), encoding="utf-8-sig")

    weather = read_met(path)

    np.testing.assert_allclose(weather.temperature, EXPECTED)
    assert {"weather-repeated-hour", "weather-contradicted-hour"} <= codes(weather)


def test_that_shuffled_rows_are_put_in_order(path):
    moments = met_hours()
    np.random.default_rng(1).shuffle(moments)

    weather = read_met(write_met(path, WARM, moments))

    np.testing.assert_allclose(weather.temperature, EXPECTED)
    assert "weather-order" in codes(weather)


def test_that_local_time_is_moved_to_normal_time(path):
    begin, end = dt.datetime(2023, 3, 26, 2), dt.datetime(2023, 10, 29, 2)
    rows = [(m, m + dt.timedelta(hours=int(begin <= m < end))) for m in met_hours()]
    lines = ["Navn;Stasjon;Tid;Lufttemperatur"]
    lines += [f"F;SN50540;{local:%d.%m.%Y %H:%M};{met_temperature(m)}" for m, local in rows]
    path.write_text("\n".join(lines).replace(".00;", ".00;"), encoding="utf-8")

    weather = read_met(path)

    np.testing.assert_allclose(weather.temperature, EXPECTED)
    assert "weather-local-time" in codes(weather)


def test_that_frost_names_and_times_in_utc_are_read(path):
    lines = ["sourceId,referenceTime,air_temperature,wind_speed,relative_humidity"]
    for moment in met_hours():
        utc = moment - dt.timedelta(hours=1)
        lines.append(f"SN50540,{utc:%Y-%m-%dT%H:%M}:00.000Z,{met_temperature(moment)},3.5,80")
    path.write_text("\n".join(lines), encoding="utf-8")

    weather = read_met(path)

    np.testing.assert_allclose(weather.temperature, EXPECTED)
    assert (weather.wind_speed == 3.5).all()
    assert weather.origin["dew_point"] == "estimated"
    # Alduchov and Eskridge (1996): 80 % at 1.0 degree C is a dew point of -2.06.
    assert weather.temperature[19 * 24] == pytest.approx(1.0, abs=0.01)
    assert weather.dew_point[19 * 24] == pytest.approx(-2.06, abs=0.01)


def test_that_global_radiation_is_used_and_split(path):
    sun = dict(zip(met_hours(days=365), normal_year().ghi, strict=True))
    columns = {**WARM, "Mean global radiation (1 t)": lambda m: round(sun.get(m, 0.0), 3)}

    weather = read_met(write_met(path, columns))

    np.testing.assert_allclose(weather.ghi, normal_year().ghi, atol=1e-3)
    assert (weather.origin["ghi"], weather.origin["dni"]) == ("measured", "estimated")
    assert "weather-clock" not in codes(weather)


def test_that_sunshine_gives_the_sun_by_angstrom_and_prescott(path):
    half = read_met(write_met(path, {**WARM, "Solskinstid (1 t)": lambda m: 30}))
    none = read_met(write_met(path, {**WARM, "Solskinstid (1 t)": lambda m: 0}))

    # FAO 56, equation 35: 0.25 + 0.50 n/N of the sun above the atmosphere.
    assert half.ghi.sum() / none.ghi.sum() == pytest.approx(2.0)
    assert 650 < half.ghi.sum() / 1000 < 1100
    assert half.origin["ghi"] == "estimated"
    assert "weather-sun-from-sunshine" in codes(half)


def test_that_cloud_in_oktas_gives_sun_and_sky(path):
    columns = {
        **WARM,
        "Skydekke": lambda m: 9 if m.hour == 3 else 4,
        "Relativ luftfuktighet": lambda m: 80,
    }

    weather = read_met(write_met(path, columns))

    # Kasten and Czeplak (1980), equation 3: 1 - 0.75 (4/8)^3.4 = 0.929 of the clear sky.
    clear = read_met(write_met(path, {**columns, "Skydekke": lambda m: 0}))
    noon = 172 * 24 + 12
    assert weather.ghi[noon] / clear.ghi[noon] == pytest.approx(0.929, abs=0.001)
    assert (weather.sky_temperature > clear.sky_temperature).all()
    assert weather.origin["sky_temperature"] == "estimated"


def test_that_sun_of_an_unknown_place_is_not_used(path):
    columns = {**WARM, "Skydekke": lambda m: 4}
    write_met(path, columns, station="SN99999")

    lost, found = read_met(path), read_met(path, place=Place("X", 60.0, 6.0, 1.0, 10.0))

    assert np.isnan(lost.ghi).all()
    assert "weather-place-unknown" in codes(lost)
    assert found.knows("ghi")


def test_that_a_fraction_is_no_percentage(path):
    weather = read_met(write_met(path, {**WARM, "Relativ luftfuktighet": lambda m: 0.8}))

    assert np.isnan(weather.dew_point).all()
    assert "weather-humidity-unit" in codes(weather)


def test_that_fahrenheit_is_refused(path):
    with pytest.raises(InputOutOfRange, match="°F"):
        read_met(write_met(path, {"Lufttemperatur": lambda m: met_temperature(m) * 1.8 + 32}))


def test_that_daily_values_are_refused(path):
    write_met(path, {"Middeltemperatur (døgn)": met_temperature}, form="%d.%m.%Y")
    with pytest.raises(UnreadableFile, match="days or months"):
        read_met(path)


def test_that_ten_minutes_are_refused(path):
    begin = dt.datetime(2023, 1, 1)
    moments = [begin + dt.timedelta(minutes=10 * i) for i in range(3000)]

    with pytest.raises(UnreadableFile, match="more than one row an hour"):
        read_met(write_met(path, WARM, moments))


def test_that_half_a_year_is_refused_with_what_it_has(path):
    with pytest.raises(UnreadableFile, match="4800 of the 8760 hours of 2023"):
        read_met(write_met(path, WARM, met_hours(days=200)))


def test_that_the_year_can_be_chosen(path):
    begin = dt.datetime(2022, 1, 1)
    moments = [begin + dt.timedelta(hours=i + 1) for i in range(3 * 8760)]
    write_met(path, WARM, moments)

    assert read_met(path).name.endswith("2023")  # the latest that is whole
    assert read_met(path, year=2022).name.endswith("2022")
    with pytest.raises(UnreadableFile, match="0 of the 8760 hours of 1999"):
        read_met(path, year=1999)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\0\0\0", b"a;b;c\n1;2;3\n", b"Navn;Stasjon;Tid(norsk normaltid)\n",
     b"Navn;Stasjon;Tid(norsk normaltid);Lufttemperatur\n", b"Tid;Middelvind\n1.1.2023 01:00;1",
     b"Navn;Stasjon;Tid(norsk normaltid);Lufttemperatur\nF;SN1;32.13.2023 01:00;x"],
)  # fmt: skip
def test_that_other_files_are_a_sentence(path, content):
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as caught:
        read_met(path)

    assert caught.value.next_step
    assert "{" not in str(caught.value)


@pytest.mark.parametrize("seed", range(4))
def test_that_damaged_files_are_read_or_refused_in_words(path, seed):
    chance = np.random.default_rng(seed)
    raw = bytearray(write_met(path, WARM).read_bytes())
    for _ in range(10 ** chance.integers(1, 4)):
        raw[chance.integers(len(raw))] = chance.choice(list(b';,.:-0123456789 \n"\xe6'))
    path.write_bytes(raw)

    try:
        weather = read_met(path)
    except TwinError as error:
        assert "{" not in str(error)
        return

    assert all("{" not in finding.text() for finding in weather.findings)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Lufttemperatur", "temperature"),
        ("mean(air_temperature PT1H)", "temperature"),
        ("max(air_temperature PT1H)", ""),
        ("Middelvind", "wind_speed"),
        ("Høyeste middelvind (døgn)", ""),
        ("Mean global radiation (1 h)", "ghi"),
        ("mean(surface_downwelling_shortwave_flux_in_air PT1H)", "ghi"),
        ("sum(duration_of_sunshine PT1H)", "sunshine"),
        ("cloud_area_fraction", "total_cover"),
        ("Lufttrykk i stasjonsnivå", ""),
        ("Nedbør (1 t)", ""),
    ],
)
def test_that_columns_are_known_by_their_names(label, kind):
    assert kind_of(label) == kind


@pytest.mark.parametrize(
    ("cell", "value", "is_text"),
    [("-0,8", -0.8, False), ("1 012,5", 1012.5, False), ("−3", -3.0, False), ("-", np.nan, False),
     ("", np.nan, False), ("mye", np.nan, True), ("inf", np.nan, True)],
)  # fmt: skip
def test_that_cells_are_numbers_with_comma_or_missing(cell, value, is_text):
    number, text = number_of(cell)

    assert number == pytest.approx(value, nan_ok=True)
    assert text is is_text
