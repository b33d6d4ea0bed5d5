"""Which buildings are compared, in which climate, and what is published about them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from twin.analysis.climate import normal_year
from twin.analysis.heat_balance import annual_energy
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.model.thermal import HourlyWeather, ThermalZone
from twin.workspace.defaults import bergen_normals, defaults

HERE = Path(__file__).parent
CATEGORIES = ("school", "kindergarten", "nursing_home", "sports", "office", "culture")
YEAR = {
    "PRE_TEK49": 1930, "TEK49": 1960, "TEK69": 1975, "TEK87": 1990, "TEK97": 2000, "TEK07": 2008,
    "TEK10": 2012, "TEK17": 2020,
}  # fmt: skip
SIZE = {"kindergarten": (900.0, 1), "sports": (2500.0, 1), "culture": (2500.0, 2)}
USUAL_SIZE = (5000.0, 3)  # heated floor area [m2] and storeys
PURPOSES = {
    "space_heating": "heating_rv", "hot_water": "heating_dhw", "fans": "fans_and_pumps",
    "lighting": "lighting", "equipment": "electrical_equipment", "cooling": "cooling",
}  # fmt: skip
"""Ours and the column of the national model; heating is of rooms and supply air together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One archetype. Needs by purpose [kWh/(m2 year)]; frame is NaN but for TEK17."""

    category: str
    code: str
    ours: Mapping[str, float]
    theirs: Mapping[str, float]
    frame: float

    @property
    def need(self) -> float:
        """Net need. [kWh/(m2 year)]"""
        return sum(self.ours.values())

    @property
    def reference(self) -> float:
        """Net need in the national model. [kWh/(m2 year)]"""
        return sum(self.theirs.values())

    @property
    def deviation(self) -> float:
        """Of the national model; 0.05 is five per cent too much."""
        return self.need / self.reference - 1

    @property
    def from_frame(self) -> float:
        """Deviation from the frame of the code; NaN where there is none."""
        return self.need / self.frame - 1


def standard_climate() -> HourlyWeather:
    """The climate of NS 3031 (Oslo), for which needs and frames were computed.

    Monthly means of temperature as in the standard; sun and daily range are general knowledge.
    """
    oslo = replace(
        bergen_normals(),
        name="Oslo",
        latitude=59.95,
        longitude=10.72,
        temperature_mean=(
            -3.7, -4.8, -0.5, 4.8, 11.7, 16.5, 17.5, 16.9, 11.5, 6.4, 0.5, -2.5,
        ),
        temperature_half_range=(1.8, 2.5, 3.5, 4.2, 4.8, 4.8, 4.5, 4.3, 3.8, 2.5, 1.5, 1.5),
        global_irradiation=(10, 25, 62, 104, 154, 168, 160, 124, 72, 35, 13, 6),
    )  # fmt: skip
    return normal_year(oslo)


def archetype(category: str, code: str) -> ThermalZone:
    """The zone that a building without a model gets."""
    area, storeys = SIZE.get(category, USUAL_SIZE)
    building = Building(
        "archetype",
        "archetype",
        category,
        construction_year=YEAR[code],
        heated_floor_area=area,
        storeys=storeys,
    )
    return zone_from_archetype(building, defaults())


def row_of(category: str, code: str, weather: HourlyWeather) -> Row:
    """One archetype beside what is published."""
    found = annual_energy(archetype(category, code), weather, defaults())
    published = _published()[category, code]
    return Row(
        category,
        code,
        {name: found.by_purpose[name] / found.floor_area for name in PURPOSES},
        {name: float(published[column]) for name, column in PURPOSES.items()},
        _frames()[category] if code == "TEK17" else float("nan"),
    )


def all_rows(weather: HourlyWeather) -> list[Row]:
    """Every category and code."""
    return [row_of(category, code, weather) for category in CATEGORIES for code in YEAR]


def _published() -> dict[tuple[str, str], dict[str, str]]:
    with (HERE / "need.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["building_category"], row["building_code"]): row for row in csv.DictReader(file)
        }


def _frames() -> dict[str, float]:
    with (HERE / "frame.csv").open(encoding="utf-8", newline="") as file:
        return {row["category"]: float(row["TEK17_net_kWh_m2"]) for row in csv.DictReader(file)}
