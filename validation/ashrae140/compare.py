"""The engine's loads and temperatures beside the limits and the six programs of the standard."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.kernel import Need
from twin.analysis.zone.room import sun_inside
from twin.model.thermal import HourlyWeather
from validation.ashrae140.cases import CASES, FREE_FLOAT, box_of, run_case

HERE = Path(__file__).parent
PROGRAMS = ("BSIMAC", "CSE", "DeST", "EnergyPlus", "ESP-r", "TRNSYS")
TRIVIAL = 0.005  # loads that are zero in all programs are no test. [MWh or kW]


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity of one case: ours, the range of the programs, and the limits (NaN: none)."""

    case: str
    quantity: str
    value: float
    least: float
    most: float
    lower: float
    upper: float

    @property
    def in_range(self) -> bool:
        """Whether it lies among the six programs (figures of the tables have three decimals)."""
        return self.least - 5e-4 <= self.value <= self.most + 5e-4

    @property
    def in_limits(self) -> bool:
        """Whether it meets the limits; True where there are none."""
        return not (self.value < self.lower - 5e-3 or self.value > self.upper + 5e-3)


def load_rows(weather: HourlyWeather) -> list[Row]:
    """Annual and peak loads of all cases, and temperatures of the free-float cases."""
    ranges, limits = _ranges(), _limits()
    found: list[Row] = []
    for case in (*CASES, *FREE_FLOAT):
        need = run_case(case, weather)
        for quantity, value in _quantities(case, need):
            least, most = ranges[case, quantity]
            if most > TRIVIAL or case in FREE_FLOAT:
                limit = limits.get((case, quantity), (np.nan, np.nan))
                found.append(Row(case, quantity, value, least, most, *limit))
    return found


def solar_rows(weather: HourlyWeather) -> list[Row]:
    """Sun on the five faces, and through the glass, per m2 and year. [kWh/m2]"""
    faces = {"NORTH": 0.0, "EAST": 90.0, "SOUTH": 180.0, "WEST": 270.0}
    found: list[Row] = []
    for row in _table("solar.csv"):
        quantity, surface, case = row["quantity"], row["surface"], row["case"]
        facing = faces.get(surface.upper(), 0.0)
        if quantity == "solar_radiation_annual_incident":
            tilt = 0.0 if surface.upper().startswith("HOR") else 90.0
            value = float(plane_sun(weather, tilt, facing).total.sum()) / 1000
        else:
            windows = [g for g in box_of(case, weather).room.glass if g.face.azimuth == facing]
            beam, diffuse = sun_inside(windows, weather)
            value = float((beam + diffuse).sum()) / 1000 / windows[0].area
        least, most = float(row["min"]), float(row["max_kWh_m2"])
        found.append(Row(case, f"{quantity} {surface}", value, least, most, np.nan, np.nan))
    return found


def _quantities(case: str, need: Need) -> Iterator[tuple[str, float]]:
    if case in FREE_FLOAT:
        air = need.air[:, 0]
        yield "maximum_temperature", float(air.max())
        yield "minimum_temperature", float(air.min())
        yield "average_temperature", float(air.mean())
        return
    heating, cooling = need.heating[:, 0], need.cooling[:, 0]
    yield "annual_heating_MWh", float(heating.sum(dtype=np.float64)) / 1e6
    yield "annual_cooling_MWh", float(cooling.sum(dtype=np.float64)) / 1e6
    yield "peak_heating_kW", float(heating.max()) / 1e3
    yield "peak_cooling_kW", float(cooling.max()) / 1e3


def _ranges() -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (row["case"], row["quantity"]): (float(row["min"] or "nan"), float(row["max"] or "nan"))
        for row in _table("loads.csv")
    }


def _limits() -> dict[tuple[str, str], tuple[float, float]]:
    """Limits; some are printed with the lower one last."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for row in _table("limits.csv"):
        pair = float(row["lower"]), float(row["upper"])
        found[row["case"], row["quantity"]] = min(pair), max(pair)
    return found


def _table(name: str) -> list[Mapping[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
