"""The engine's loads and temperatures beside the limits and the six programs of the standard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.lanes import Need
from twin.analysis.zone.parts import sun_inside
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather
from validation.ashrae140.cases import CASES, FREE_FLOAT, box_of, run_case
from validation.ashrae140.references import (
    NO_LIMITS,
    Range,
    limits,
    range_of,
    ranges,
    table,
)
from validation.ashrae140.sunspace import run_sunspace

TRIVIAL = 0.005  # loads that are zero in all programs are no test. [MWh or kW]
LIMIT_ROUNDING = 5e-3  # of limits, printed with two decimals
FACES = {"NORTH": 0.0, "EAST": 90.0, "SOUTH": 180.0, "WEST": 270.0, "HORZ.": np.nan}
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_HOUR = {"feb_1": 31 * 24, "july_14": (181 + 13) * 24}
Needs = Mapping[str, Need]
SUNSPACE, FREE = "960", "FF"


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity of one case: ours, the six programs, and the limits (NaN: none)."""

    case: str
    quantity: str
    unit: str
    value: float
    programs: Range
    lower: float
    upper: float

    @property
    def in_range(self) -> bool:
        """Whether it lies among the six programs."""
        return self.programs.holds(self.value)

    @property
    def has_limits(self) -> bool:
        """Whether the standard sets limits for it."""
        return self.lower == self.lower

    @property
    def in_limits(self) -> bool:
        """Whether it meets the limits; True where there are none."""
        low, high = self.lower - LIMIT_ROUNDING, self.upper + LIMIT_ROUNDING
        return not (self.value < low or self.value > high)

    @property
    def off(self) -> float:
        """How far outside the programs' range, in parts of the nearest bound; 0 inside."""
        if self.in_range:
            return 0.0
        bound = self.programs.most if self.value > self.programs.most else self.programs.least
        return (self.value - bound) / abs(bound)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Hours of a day or months of a year: ours, shape (n,), and the programs, shape (n, 6)."""

    case: str
    quantity: str
    period: str
    unit: str
    value: FloatArray
    programs: FloatArray

    @property
    def inside(self) -> int:
        """How many values lie among the programs, or within a hundredth of their largest."""
        room = 0.01 * float(np.nanmax(np.abs(self.programs)))
        least, most = np.nanmin(self.programs, axis=1), np.nanmax(self.programs, axis=1)
        return int(((self.value >= least - room) & (self.value <= most + room)).sum())


def all_needs(weather: HourlyWeather) -> dict[str, Need]:
    """Hours of every case, of that with a sunspace those of both its rooms."""
    found = {case: run_case(case, weather) for case in (*CASES, *FREE_FLOAT)}
    behind, before = run_sunspace(weather).needs
    return found | {SUNSPACE: behind, f"{SUNSPACE} {FREE}": before}


def load_rows(needs: Needs) -> list[Row]:
    """Annual and peak loads of cases, and temperatures of free-float cases."""
    known, bounds = ranges(), limits()
    found: list[Row] = []
    for case, need in needs.items():
        for quantity, unit, value in _quantities(case, need):
            number = case.partition(" ")[0]
            programs = known[number, quantity]
            if programs.most > TRIVIAL or _is_free(case):
                limit = bounds.get((number, quantity), NO_LIMITS)
                found.append(Row(number, quantity, unit, value, programs, *limit))
    return found


def solar_rows(weather: HourlyWeather) -> list[Row]:
    """Sun on the five faces, and through the glass, per m2 and year."""
    found: list[Row] = []
    for row in table("solar.csv"):
        facing, case = FACES[row["surface"].upper()], row["case"]
        if row["quantity"] == "solar_radiation_annual_incident":
            value = _incident(weather, facing)
        else:
            value = _transmitted(case, weather, facing)
        name = row["quantity"].removeprefix("solar_radiation_").replace("_annual", "")
        quantity = f"{name} {row['surface'].lower()}"
        programs = range_of(row, "max_kWh_m2")
        found.append(Row(case, quantity, "kWh/m2", value, programs, *NO_LIMITS))
    return found


def hour_profiles(needs: Needs) -> list[Profile]:
    """The days of which the standard wants every hour; loads with cooling below zero."""
    keyed: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in table("hours.csv"):
        keyed.setdefault((row["case"], row["kind"], row["day"]), []).append(row)
    found: list[Profile] = []
    for (case, kind, day), rows in keyed.items():
        need, first = needs[case], FIRST_HOUR[day]
        ours = need.air if kind == "temp" else (need.heating - need.cooling) / 1000
        unit = "°C" if kind == "temp" else "kWh"
        value = ours[first : first + 24, 0].astype(float)
        found.append(Profile(case, kind, day, unit, value, _programs(rows)))
    return found


def month_profiles(needs: Needs) -> list[Profile]:
    """Heating and cooling of cases 600 and 900 by month."""
    keyed: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    for row in table("months.csv"):
        keyed.setdefault((row["case"], row["quantity"]), {})[row["month"]] = row
    starts = np.concatenate([[0], np.cumsum(MONTH_DAYS)[:-1]]) * 24
    found: list[Profile] = []
    for (case, quantity), rows in keyed.items():
        need = needs[case]
        hours = need.heating if "heating" in quantity else need.cooling
        value = np.add.reduceat(hours[:, 0].astype(float), starts) / 1000
        named = "heating" if "heating" in quantity else "cooling"
        programs = _programs([rows[month] for month in MONTHS])
        found.append(Profile(case, named, "months", "kWh", value, programs))
    return found


def _programs(rows: list[dict[str, str]]) -> FloatArray:
    return np.array([range_of(row).programs for row in rows])


def _incident(weather: HourlyWeather, facing: float) -> float:
    tilt = 90.0 if np.isfinite(facing) else 0.0
    return float(plane_sun(weather, tilt, facing).total.sum()) / 1000


def _transmitted(case: str, weather: HourlyWeather, facing: float) -> float:
    windows = [g for g in box_of(case, weather).room.glass if g.face.azimuth == facing]
    beam, diffuse = sun_inside(windows, weather)
    return float((beam + diffuse).sum()) / 1000 / windows[0].area


def _is_free(case: str) -> bool:
    """Whether nothing heats or cools the room."""
    return case.endswith(FREE)


def _quantities(case: str, need: Need) -> Iterator[tuple[str, str, float]]:
    if _is_free(case):
        air = need.air[:, 0]
        yield "maximum_temperature", "°C", float(air.max())
        yield "minimum_temperature", "°C", float(air.min())
        yield "average_temperature", "°C", float(air.mean(dtype=np.float64))
        return
    heating, cooling = need.heating[:, 0], need.cooling[:, 0]
    yield "annual_heating_MWh", "MWh", float(heating.sum(dtype=np.float64)) / 1e6
    yield "annual_cooling_MWh", "MWh", float(cooling.sum(dtype=np.float64)) / 1e6
    yield "peak_heating_kW", "kW", float(heating.max()) / 1e3
    yield "peak_cooling_kW", "kW", float(cooling.max()) / 1e3
