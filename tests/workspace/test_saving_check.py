"""Savings by meters: which meters, which periods to begin with, and their weather."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np

from twin.errors import MissingInput
from twin.model.building import Building
from twin.model.importing import Silent
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.saving import SavingCheck, SavingReport
from twin.store.buildings import save_buildings
from twin.store.database import Database, create
from twin.store.readings import save_many_readings, save_meters
from twin.store.weather import save_weather
from twin.workspace.defaults import normal_year
from twin.workspace.oddities import oddities
from twin.workspace.outdoor import outdoors
from twin.workspace.saving_check import proposed, reported, subjects

METERS = (
    Meter("east", "b01", EnergyCarrier.DISTRICT_HEAT, "East"),
    Meter("west", "b01", EnergyCarrier.DISTRICT_HEAT, "West"),
    Meter("main", "b01", EnergyCarrier.ELECTRICITY, "Main"),
)
SPAN = date(2023, 1, 1), date(2025, 12, 31)
CHECK = SavingCheck(
    "b01", "carrier:district heat", date(2023, 1, 1), date(2023, 12, 31), date(2024, 3, 1),
    date(2025, 2, 28),
)  # fmt: skip


def order(opened: date, closed: date | None) -> WorkOrder:
    state = next(iter(WorkOrderState))
    return WorkOrder(
        f"o{opened}", "b01", "", "", "Windows", state, True, opened, None, closed, "", np.nan
    )


def portfolio(folder: Path, years: tuple[int, ...] = (2023, 2024, 2025)) -> Database:
    """Two heat meters over three years, a fifth lower from February 2024."""
    database = create(folder / "P.twin")
    save_buildings(database, [Building("b01", "School", "school")])
    save_meters(database, METERS)
    usual = normal_year().temperature
    leap = np.concatenate([usual[:1416], usual[1392:1416], usual[1416:]])
    temperature = np.concatenate([usual, leap, usual])
    noise = np.repeat(np.random.default_rng(1).normal(size=len(temperature) // 24), 24)
    heat = (20.0 + 4.0 * np.maximum(14.0 - temperature, 0.0)) * (1.0 + 0.05 * noise)
    heat[8760 + 31 * 24 :] *= 0.8
    both = Readings(datetime(2023, 1, 1), (heat / 2).astype(np.float32))
    save_many_readings(database, [("east", both), ("west", both)])
    for year in years:
        save_weather(database, replace(normal_year(), year=year, name=f"Bergen {year}"))
    return database


def test_that_carriers_with_several_meters_are_offered_as_a_sum():
    found = subjects(METERS)

    assert [s.key for s in found] == [
        "carrier:district heat", "meter:east", "meter:west", "meter:main",
    ]  # fmt: skip
    assert [m.name for m in found[0].meters] == ["East", "West"]


def test_that_the_newest_work_that_readings_surround_is_proposed():
    works = (
        order(date(2024, 6, 3), date(2024, 8, 20)),
        order(date(2024, 2, 1), date(2024, 4, 1)),
        order(date(2025, 10, 1), date(2025, 11, 1)),  # too little after it
        order(date(2024, 9, 1), None),
        order(date(2023, 10, 1), date(2025, 5, 1)),  # open for too long to tell when
    )

    check = proposed("b01", "meter:east", SPAN, works)

    assert (check.baseline_last, check.reporting_first) == (date(2024, 6, 2), date(2024, 8, 21))
    middle = proposed("b01", "meter:east", SPAN, ())
    assert middle.baseline_last < date(2024, 7, 2) < middle.reporting_first


def test_that_meters_of_a_carrier_are_compared_as_one(tmp_path: Path):
    database = portfolio(tmp_path)
    whole, east = subjects(METERS)[:2]

    both = reported(database, CHECK, whole, Silent())
    one = reported(database, replace(CHECK, subject=east.key), east, Silent())

    assert isinstance(both, SavingReport)
    assert isinstance(one, SavingReport)
    assert abs(both.fraction - 0.2) < 0.03
    assert abs(both.saving / one.saving - 2.0) < 1e-3
    database.close()


def test_that_missing_weather_and_readings_are_reasons_and_no_figures(tmp_path: Path):
    database = portfolio(tmp_path, ())
    heat, main = subjects(METERS)[0], subjects(METERS)[-1]

    without_weather = reported(database, CHECK, heat, Silent())
    without_readings = reported(database, CHECK, main, Silent())

    assert isinstance(without_weather, MissingInput)
    assert "no weather" in str(without_weather)
    assert isinstance(without_readings, MissingInput)
    assert "no readings" in str(without_readings)
    database.close()


def test_that_outdoors_is_in_utc_and_knows_no_leap_day(tmp_path: Path):
    database = portfolio(tmp_path, (2023, 2024))

    found = outdoors(database.folder)

    assert found is not None
    assert found.first == np.datetime64("2022-12-31T23", "s")
    assert found.years == (2023, 2024)
    usual = normal_year().temperature.astype(np.float32)
    second = found.temperature[8760:]
    np.testing.assert_allclose(second[:1416], usual[:1416])
    assert np.isnan(second[1416:1440]).all()
    np.testing.assert_allclose(second[1440:], usual[1416:])
    database.close()


def test_that_a_lasting_change_is_among_what_is_odd_only_with_weather(tmp_path: Path):
    database = portfolio(tmp_path)
    heat = 60.0 + 2.0 * np.maximum(14.0 - normal_year().temperature, 0.0)
    noise = np.repeat(np.random.default_rng(1).normal(size=730), 24)
    values = (np.concatenate([heat, heat - 20.0]) + 6.0 * noise).astype(np.float32)
    readings = Readings(datetime(2023, 1, 1), values)
    weather = outdoors(database.folder)

    with_weather = oddities("East", EnergyCarrier.DISTRICT_HEAT, readings, weather)
    without = oddities("East", EnergyCarrier.DISTRICT_HEAT, readings, None)

    (step,) = [one for one in with_weather if one.finding.code == "use-fell"]
    assert abs((step.first - date(2024, 1, 1)).days) <= 3
    assert "use-fell" not in {one.finding.code for one in without}
    database.close()
