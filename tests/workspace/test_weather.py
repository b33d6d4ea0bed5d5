"""Weather of files in a portfolio, and buildings calibrated in the weather of their readings."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from twin.model.building import Building
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.operation import ActualOperation, Override
from twin.model.scenario import YEAR_OF_2050, Scenario, Statement
from twin.sample.meters import last_year_readings
from twin.sample.weather import LAST_YEAR, SampleWeather, sample_weather, weather_year
from twin.store.buildings import save_buildings
from twin.store.database import Database, create
from twin.store.readings import save_many_readings, save_meters
from twin.store.weather import list_weather, save_weather
from twin.workspace.calibration import metered_years, month_sums
from twin.workspace.defaults import normal_year
from twin.workspace.history import begin
from twin.workspace.importing import import_file
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.run_scenario import evaluated
from twin.workspace.state import State
from twin.workspace.weather import choices, weather_of

SIDE = ((0.0, 0.0), (40.0, 0.0), (40.0, 30.0), (0.0, 30.0))
SCHOOL = Building(
    "b01", "School", "school", construction_year=1975.0, gross_floor_area=2600.0,
    heated_floor_area=2400.0, storeys=2, footprint=SIDE, height=7.0,
)  # fmt: skip
METERS = (
    Meter("b01-el", "b01", EnergyCarrier.ELECTRICITY, "Main"),
    Meter("b01-varme", "b01", EnergyCarrier.DISTRICT_HEAT, "Heat"),
)


@pytest.fixture(scope="module")
def made() -> SampleWeather:
    return sample_weather(1)


@pytest.fixture
def database(tmp_path: Path, made: SampleWeather):
    database = create(tmp_path / "P.twin")
    save_buildings(database, [SCHOOL])
    save_meters(database, METERS)
    found = last_year_readings(SCHOOL, EnergyCarrier.DISTRICT_HEAT, made, 1)
    save_many_readings(database, found.items())
    yield database
    database.close()


def state(database: Database, weather: str = "") -> State:
    scenario = Scenario("b01", weather=weather)
    return State(
        portfolio=portfolio_data(database), building=SCHOOL, mode="what-if",
        history=begin(scenario),
    )  # fmt: skip


def seklima(path: Path, year: int = 2025, hours: int = 8760) -> Path:
    """An export with air temperature alone."""
    first = np.datetime64(f"{year}-01-01T01", "h")
    lines = ["Navn;Stasjon;Tid(norsk normaltid);Lufttemperatur"]
    for n in range(hours):
        day, clock = str(first + n).split("T")
        date = ".".join(reversed(day.split("-")))
        degrees = f"{8 - 9 * np.cos(n / 1394) + 2 * np.sin(n / 3.82):.1f}".replace(".", ",")
        lines.append(f"Florida;SN50540;{date} {clock}:00;{degrees}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_that_an_export_of_met_is_imported_listed_and_completed(
    database: Database, tmp_path: Path
) -> None:
    imported = import_file(database, seklima(tmp_path / "met.csv"))

    assert (imported.status, imported.building_id) == ("ok", "")
    assert [f.code for f in imported.findings] == ["weather-lacks"]
    (stored,) = portfolio_data(database).weather
    assert (stored.key, stored.year) == (imported.weather_key, 2025)
    weather = weather_of(database.folder, stored.key)
    assert weather.origin["temperature"] == "measured"
    np.testing.assert_array_equal(weather.ghi, normal_year().ghi)
    assert abs(weather.temperature.mean() - normal_year().temperature.mean()) > 0.1
    assert [c.key for c in choices(portfolio_data(database).weather)] == ["", "2050", stored.key]


def test_that_weather_with_long_gaps_is_refused(database: Database, tmp_path: Path) -> None:
    path = seklima(tmp_path / "met.csv")
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(lines[:3000] + lines[3030:]), encoding="utf-8")

    imported = import_file(database, path)

    assert imported.status == "refused"
    assert "30 hours" in str(imported)
    assert list_weather(database.folder) == ()


@pytest.mark.parametrize("known", [None, LAST_YEAR - 1])
def test_that_readings_without_their_weather_are_compared_with_a_normal_year_that_says_so(
    database: Database, made: SampleWeather, known: int | None
) -> None:
    if known:
        save_weather(database, weather_year(made, known))

    found = evaluated(state(database)).calibration

    assert found is not None
    assert (found.is_calibrated, found.in_own_weather, found.passes) == (True, False, False)
    assert found.weather == normal_year().name
    assert "Their weather is not known" in found.statements[0].text


def test_that_years_with_their_weather_go_before_others_and_the_last_three_count(
    database: Database, made: SampleWeather
) -> None:
    hours = np.ones(8760 * 5 + 48, np.float32)
    readings = dict.fromkeys(("b01-el", "b01-varme"), Readings(datetime(2020, 1, 1), hours))

    def years() -> tuple[tuple[int, bool], ...]:
        found = metered_years(database.folder, METERS, readings)
        assert not isinstance(found, Statement)
        return tuple((one.year, one.has_own_weather) for one in found)

    assert years() == ((2022, False), (2023, False), (2024, False))
    for year in (2023, 2024):
        save_weather(database, weather_year(made, year))
    assert years() == ((2023, True), (2024, True))


def test_that_a_building_is_calibrated_in_the_weather_of_its_readings(
    database: Database, made: SampleWeather
) -> None:
    plain = evaluated(state(database))
    save_weather(database, weather_year(made, LAST_YEAR))

    result = evaluated(state(database))

    found = result.calibration
    assert found.is_calibrated
    assert (found.year, found.meters) == (LAST_YEAR, ("Main", "Heat"))
    assert found.weather == f"Eksempelvær Bergen, {LAST_YEAR}"
    assert {f.carrier: f.months for f in found.fits} == {"electricity": 12, "district heat": 12}
    of_electricity = next(f for f in found.fits if f.carrier == "electricity")
    assert of_electricity.cv_rmse[1] < 0.7 * of_electricity.cv_rmse[0]
    assert any("doubtful" in s.text for s in found.statements) is not found.passes
    assert result.before.delivered != plain.before.delivered


def test_that_a_told_operation_is_what_the_meters_are_compared_with(
    database: Database, made: SampleWeather
) -> None:
    save_weather(database, weather_year(made, LAST_YEAR))
    told = Override("setpoint_in_use", 22.0, "K. Moe", date(2026, 1, 1), "thermostats")
    operation = ActualOperation("b01", "school", 2024, (told,))
    standard = state(database)

    found = evaluated(replace(standard, history=begin(Scenario("b01"), operation)))

    assert found.calibration is not None
    assert found.calibration.operation == "actual"
    assert evaluated(standard).calibration.operation == "standard"


def test_that_a_what_if_is_calculated_in_the_weather_it_names(database: Database) -> None:
    today, later = (evaluated(state(database, key)) for key in ("", YEAR_OF_2050))

    assert later.before.delivered_total < 0.99 * today.before.delivered_total
    assert "2050" in later.weather
    assert "2050" in str(later.assumptions[0])


def test_that_a_building_without_meters_says_so(database: Database) -> None:
    found = metered_years(database.folder, (), {})

    assert isinstance(found, Statement)
    assert "no meter readings" in found.text


def test_that_a_year_that_lacks_a_month_is_not_taken(database: Database) -> None:
    values = np.ones(8760, np.float32)
    values[2000:2400] = np.nan
    whole = Readings(datetime(2025, 1, 1), np.ones(8760, np.float32))
    torn = Readings(datetime(2025, 1, 1), values)

    found = metered_years(database.folder, METERS, {"b01-el": whole, "b01-varme": torn})

    assert isinstance(found, Statement)
    assert "twelve months" in found.text


def test_that_a_leap_year_has_28_days_in_february_and_small_gaps_are_filled() -> None:
    values = np.ones(8784, np.float32)
    values[5] = np.nan
    values[1416:1440] = 100.0  # 29 February

    found = month_sums(Readings(datetime(2024, 1, 1), values), 2024)

    np.testing.assert_allclose(found[:3], (744.0, 672.0, 744.0))


def test_that_sample_weather_is_the_one_the_meters_were_made_for(made: SampleWeather) -> None:
    found = weather_year(made, 2024)

    assert found.year == 2024
    np.testing.assert_array_equal(found.temperature[:1416], made.temperature[8760:][:1416])
    np.testing.assert_array_equal(found.temperature[1416:], made.temperature[8760:][1440:8784])
    np.testing.assert_allclose(found.ghi, made.sun[made.year == 2024][np.r_[:1416, 1440:8784]])
    assert (found.dhi <= found.ghi + 1e-9).all()
    assert replace(found, name="x").year == 2024
