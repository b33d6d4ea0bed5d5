"""Input that cannot be right: each ends in a message that says so, none in a plausible number."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.cases import SCHOOL
from tests.analysis.meters.cases import HOUR, hours, school_use
from tests.importers.weather.small_weather import epw_rows, set_field, write_epw
from twin.analysis.heat_balance import annual_energy
from twin.analysis.meters.periods import model_year
from twin.analysis.meters.series import checked_series
from twin.analysis.zones import zone_from_archetype
from twin.errors import InputOutOfRange, MissingInput, TwinError
from twin.importers.weather.epw import read_epw
from twin.model.metering import RawReadings
from twin.model.thermal import HourlyWeather, Sourced, ThermalZone
from twin.workspace.defaults import defaults, normal_year

AREA = 1200.0  # of the school, with which its meter is compared. [m2]
NAN = float("nan")


def exactly(value: float) -> Sourced:
    return Sourced(value, value, value, "property", "a test")


def with_walls(zone: ThermalZone, **change: object) -> ThermalZone:
    first, *others = zone.surfaces
    return replace(zone, surfaces=(replace(first, **change), *others))


def refusal(zone: ThermalZone, weather: HourlyWeather | None = None) -> TwinError:
    with pytest.raises((MissingInput, InputOutOfRange)) as raised:
        annual_energy(zone, weather or normal_year(), defaults())
    return raised.value


BUILDINGS: dict[str, tuple[Callable[[ThermalZone], ThermalZone], str]] = {
    "U of 0": (lambda z: with_walls(z, u_value=exactly(0.0)), "U-value"),
    "U of 50": (lambda z: with_walls(z, u_value=exactly(50.0)), "U-value"),
    "U that is no number": (lambda z: with_walls(z, u_value=exactly(NAN)), "U-value"),
    "zero area of a wall": (lambda z: with_walls(z, area=0.0), "area"),
    "area of a wall that is no number": (lambda z: with_walls(z, area=NAN), "area"),
    "zero heated area": (lambda z: replace(z, floor_area=exactly(0.0)), "heated floor area"),
    "heated area that is no number": (
        lambda z: replace(z, floor_area=exactly(NAN)), "heated floor area",
    ),
    "negative volume": (lambda z: replace(z, volume=exactly(-500.0)), "heated volume"),
    "volume that is no number": (lambda z: replace(z, volume=exactly(NAN)), "heated volume"),
    "leakage in per cent": (lambda z: replace(z, n50=exactly(150.0)), "air leakage"),
}  # fmt: skip


@pytest.mark.parametrize("name", BUILDINGS)
def test_that_an_impossible_building_is_named_and_not_calculated(name: str):
    change, quantity = BUILDINGS[name]

    error = refusal(change(zone_from_archetype(SCHOOL, defaults())))

    assert quantity in str(error)
    assert error.next_step
    assert "e+0" not in str(error)


WEATHERS: dict[str, tuple[str, Callable[[np.ndarray], np.ndarray], str]] = {
    "a gap": ("temperature", lambda v: np.r_[v[:99], NAN, v[100:]], "temperature"),
    "Fahrenheit": ("temperature", lambda v: v * 1.8 + 132, "temperature"),
    "sun that is no number": ("ghi", lambda v: np.r_[v[:12], NAN, v[13:]], "ghi"),
}


@pytest.mark.parametrize("name", WEATHERS)
def test_that_impossible_weather_is_named_and_not_calculated(name: str):
    column, change, told = WEATHERS[name]
    weather = normal_year()
    weather = replace(weather, **{column: change(getattr(weather, column))})

    assert told in str(refusal(zone_from_archetype(SCHOOL, defaults()), weather))


def test_that_a_file_of_weather_with_a_long_gap_says_how_long(tmp_path: Path):
    rows = epw_rows()
    set_field(rows, 6, lambda _: "99.9", range(200, 230))

    weather = read_epw(write_epw(tmp_path / "gap.epw", rows))

    assert "30" in " ".join(finding.text() for finding in weather.findings)
    assert "temperature" in str(refusal(zone_from_archetype(SCHOOL, defaults()), weather))


def test_that_a_leap_year_is_a_year_of_365_days_and_says_so(tmp_path: Path):
    rows = epw_rows()
    end_of_february = 59 * 24
    leap_day = [["2024", "2", "29", *row[3:]] for row in rows[:24]]
    rows = [*rows[:end_of_february], *leap_day, *rows[end_of_february:]]

    weather = read_epw(write_epw(tmp_path / "leap.epw", rows))

    assert weather.temperature == pytest.approx(normal_year().temperature, abs=1e-3)
    assert "29 February" in " ".join(finding.text() for finding in weather.findings)
    with pytest.raises(ValueError, match="8784"):
        replace(weather, temperature=np.zeros(8784))


def readings(year: str = "2023", count: int = 8760) -> tuple[np.ndarray, np.ndarray]:
    times = hours(f"{year}-01-01", count)
    return times, school_use(times)


def told(raw: RawReadings, area: float = AREA) -> str:
    """All that is said of readings, whether they are refused or not."""
    try:
        return " ".join(finding.text() for finding in checked_series(raw, area).findings)
    except TwinError as error:
        return f"{error} {error.next_step}"


def not_a_number() -> RawReadings:
    times, use = readings()
    use[100:200] = NAN
    return RawReadings(times, use, clock="utc")


def duplicate_hours() -> RawReadings:
    times, use = readings()
    return RawReadings(np.r_[times, times[50]], np.r_[use, use[50] + 9], clock="utc")


def register_as_energy() -> RawReadings:
    times, use = readings()
    return RawReadings(times, 5e4 + np.cumsum(use), kind="interval", clock="utc")


def energy_as_register() -> RawReadings:
    times, use = readings()
    return RawReadings(times, use, kind="register", clock="utc")


def megawatt_hours_as_kilowatt_hours() -> RawReadings:
    times, use = readings()
    return RawReadings(times, use / 1000, "kWh", clock="utc")


def kilowatt_hours_as_megawatt_hours() -> RawReadings:
    times, use = readings()
    return RawReadings(times, use, "MWh", clock="utc")


def both_units_in_one_file() -> RawReadings:
    times, use = readings()
    use[4000:5000] /= 1000
    return RawReadings(times, use, "kWh", clock="utc")


def negative_energy() -> RawReadings:
    times, use = readings()
    use[7] = -3.0
    return RawReadings(times, use, clock="utc")


METERS: dict[str, tuple[Callable[[], RawReadings], str]] = {
    "readings that are no number": (not_a_number, "100"),
    "duplicate hours": (duplicate_hours, "different"),
    "a register given as energy": (register_as_energy, "only rise"),
    "energy given as a register": (energy_as_register, "fall"),
    "MWh given as kWh": (megawatt_hours_as_kilowatt_hours, "too little"),
    "kWh given as MWh": (kilowatt_hours_as_megawatt_hours, "too much"),
    "kWh and MWh in one file": (both_units_in_one_file, "kWh and MWh are mixed"),
    "negative energy": (negative_energy, "negative"),
}


@pytest.mark.parametrize("name", METERS)
def test_that_impossible_readings_are_told(name: str):
    made, part = METERS[name]

    assert part in told(made())


def test_that_the_hours_of_the_clock_change_are_neither_lost_nor_doubled():
    """A clock on the wall leaves an hour out in March and has one twice in October."""
    utc, use = readings(count=8760)
    spring, autumn = np.datetime64("2023-03-26T01:00"), np.datetime64("2023-10-29T01:00")
    is_summer = (utc >= spring) & (utc < autumn)
    wall = utc + HOUR * (1 + is_summer.astype(int))

    checked = checked_series(RawReadings(wall, use, clock="local"), AREA)

    assert checked.series.values == pytest.approx(use)
    assert checked.series.starts[0] == utc[0]
    wrong = checked_series(RawReadings(wall, use, clock="normal time"), AREA)
    assert wrong.findings  # an hour is missing, and one is there twice


def test_that_a_leap_day_is_left_out_and_its_energy_told():
    times, use = readings("2024", 8784)
    checked = checked_series(RawReadings(times, use, clock="normal time"), AREA)

    year, findings = model_year(checked.series, 2024)

    assert len(year) == 8760
    assert "29 February" in findings[0].text()
