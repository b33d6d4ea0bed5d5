"""Hourly series of one EnergyPlus run, from its SQLite output."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.model.arrays import FloatArray

JOULE_TO_KWH = 1 / 3.6e6

Hours = dict[tuple[str, str], FloatArray]

# Series by zone: name here, name in EnergyPlus, factor.
_BY_ZONE = (
    ("air_temperature", "Zone Mean Air Temperature", 1.0),
    ("radiant_temperature", "Zone Mean Radiant Temperature", 1.0),
    ("room_heating", "Zone Ideal Loads Zone Sensible Heating Energy", JOULE_TO_KWH),
    ("cooling", "Zone Ideal Loads Zone Sensible Cooling Energy", JOULE_TO_KWH),
    ("coil_heating", "Heating Coil Heating Energy", JOULE_TO_KWH),
    ("heat_recovered", "Heat Exchanger Sensible Heating Energy", JOULE_TO_KWH),
    (
        "transmitted_solar",
        "Enclosure Windows Total Transmitted Solar Radiation Energy",
        JOULE_TO_KWH,
    ),
    ("window_gain", "Zone Windows Total Heat Gain Energy", JOULE_TO_KWH),
    ("window_loss", "Zone Windows Total Heat Loss Energy", JOULE_TO_KWH),
    ("infiltration_loss", "Zone Infiltration Sensible Heat Loss Energy", JOULE_TO_KWH),
    ("infiltration_gain", "Zone Infiltration Sensible Heat Gain Energy", JOULE_TO_KWH),
    ("open_air_loss", "Zone Ventilation Sensible Heat Loss Energy", JOULE_TO_KWH),
    ("open_air_gain", "Zone Ventilation Sensible Heat Gain Energy", JOULE_TO_KWH),
)
# Series by zone and part; a part a storey lacks is 0.
_PARTS = ("south", "east", "north", "west", "floor", "ceiling", "roof", "inner walls")
_WINDOWS = tuple(f"{side} window" for side in _PARTS[:4])
_BY_PART = (
    ("conduction", "Surface Inside Face Conduction Heat Transfer Rate", 1e-3, _PARTS),
    ("inner_film", "Surface Inside Face Convection Heat Transfer Coefficient", 1.0,
     (*_PARTS, *_WINDOWS)),
    ("outer_film", "Surface Outside Face Convection Heat Transfer Coefficient", 1.0,
     ("south", "east", "north", "west", "roof", *_WINDOWS)),
    ("incident_solar", "Surface Outside Face Incident Solar Radiation Rate per Area", 1e-3,
     ("south", "east", "north", "west", "roof", *_WINDOWS)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class HourlyOutput:
    """One year of hours.

    series : by name; shape (storeys, 8760), outdoor_temperature (8760,), and by part with the
        name ``conduction south`` and so on. Temperatures [degree C], energies [kWh], conduction
        into the room [kW], films [W/(m2 K)], incident solar [kW/m2].
    """

    version: str
    series: dict[str, FloatArray]

    def total(self, name: str) -> FloatArray:
        """Sum over the storeys, shape (8760,)."""
        return self.series[name].sum(axis=0)


def read_output(path: Path) -> HourlyOutput:
    """The series of one run."""
    with closing(sqlite3.connect(path)) as database:
        hours = _hours(database)
        version = _version(database)
    zones = sorted({key for name, key in hours if name == "Zone Mean Air Temperature"})
    outdoors = next(v for (name, _), v in hours.items() if name.startswith("Site Outdoor"))
    series: dict[str, FloatArray] = {"outdoor_temperature": outdoors}
    for name, variable, factor in _BY_ZONE:
        series[name] = factor * np.array([_of_zone(hours, variable, zone) for zone in zones])
    series["heating"] = series["room_heating"] + series["coil_heating"]
    for name, variable, factor, parts in _BY_PART:
        series |= _by_part(hours, (name, variable, factor), zones, parts)
    return HourlyOutput(version, series)


def _hours(database: sqlite3.Connection) -> Hours:
    """All hourly series by name and key."""
    names = {
        index: (name, key or "")
        for index, name, key in database.execute(
            "SELECT ReportDataDictionaryIndex, Name, KeyValue FROM ReportDataDictionary"
            " WHERE ReportingFrequency = 'Hourly'"
        )
    }
    rows = np.array(
        database.execute(
            "SELECT ReportDataDictionaryIndex, Value FROM ReportData JOIN Time USING (TimeIndex)"
            " WHERE IFNULL(WarmupFlag, 0) = 0 ORDER BY ReportDataDictionaryIndex, TimeIndex"
        ).fetchall()
    )
    ends = np.flatnonzero(np.diff(rows[:, 0])) + 1
    groups: Iterable[FloatArray] = np.split(rows, ends)
    return {names[int(group[0, 0])]: group[:, 1].copy() for group in groups}


def _version(database: sqlite3.Connection) -> str:
    (text,) = database.execute("SELECT EnergyPlusVersion FROM Simulations").fetchone()
    found = re.search(r"Version ([0-9.]+)", text)
    return found.group(1) if found else text


def _of_zone(hours: Hours, variable: str, zone: str) -> FloatArray:
    """The series of a zone, or of its one system; 0 where there is none."""
    for (name, key), values in hours.items():
        if name == variable and (key == zone or key.startswith(f"{zone} ")):
            return values
    return np.zeros(8760)


def _by_part(
    hours: Hours, what: tuple[str, str, float], zones: list[str], parts: Iterable[str]
) -> dict[str, FloatArray]:
    name, variable, factor = what
    found: dict[str, FloatArray] = {}
    for part in parts:
        keys = [(variable, f"{zone} {part}".upper()) for zone in zones]
        if any(key in hours for key in keys):
            rows = [hours.get(key, np.zeros(8760)) for key in keys]
            found[f"{name} {part}"] = factor * np.array(rows)
    return found
