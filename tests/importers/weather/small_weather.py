"""Weather files made of the normal year, so that every value in them is known."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from twin.analysis.sky import (
    KELVIN,
    STEFAN_BOLTZMANN,
    opaque_cover,
    relative_humidity,
    sky_emissivity,
)
from twin.workspace.defaults import normal_year

HEADER = [
    "LOCATION,BERGEN_FLORIDA,-,NOR,Made,013170,60.383,5.333,1.0,12.0",
    "DESIGN CONDITIONS,1,Handbook,,Heating,2,-7.9,-5.9,-15.5,Cooling,8,5.8,23,Extremes,11.7",
    "TYPICAL/EXTREME PERIODS,1,Summer - Week,Extreme,8/ 3,8/ 9",
    "GROUND TEMPERATURES,2,.5,,,,3,1,1,1,4,7,10,12,12,11,9,6,4,,,,6,5,4,4,4,5,7,8,9,10,9,8",
    "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
    "COMMENTS 1,made for tests",
    "COMMENTS 2,of the normal year",
    "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31",
]
Row = list[str]


@cache
def cloud():
    """Opaque cover of each hour, tenths, shape (8760,)."""
    return opaque_cover(np.tile([0.3, 0.6, 0.9, 0.5], 2190))


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    year = normal_year()
    humidity = relative_humidity(year.temperature, year.dew_point)
    emissivity = sky_emissivity(year.dew_point, cloud())
    infrared = emissivity * STEFAN_BOLTZMANN * (year.temperature + KELVIN) ** 4
    rows = []
    begin = dt.datetime(2023, 1, 1)
    for i in range(8760):
        day = begin + dt.timedelta(hours=i)
        row = ["2023", str(day.month), str(day.day), str(day.hour + 1), "60", "?9"] + ["0"] * 29
        row[6], row[7] = f"{year.temperature[i]:.3f}", f"{year.dew_point[i]:.3f}"
        row[8], row[9] = f"{humidity[i]:.2f}", "101300"
        row[12], row[13] = f"{infrared[i]:.3f}", f"{year.ghi[i]:.3f}"
        row[14], row[15] = f"{year.dni[i]:.3f}", f"{year.dhi[i]:.3f}"
        row[20], row[21] = "180", f"{year.wind_speed[i]:.3f}"
        row[22], row[23] = f"{cloud()[i]:.3f}", f"{cloud()[i]:.3f}"
        rows.append(tuple(row))
    return tuple(rows)


def epw_rows() -> list[Row]:
    """The hours of a sound file, free to change."""
    return [list(row) for row in _rows()]


def set_field(rows: list[Row], field: int, made: Callable[[float], object], hours=None) -> None:
    """Change one field of all hours, or of `hours`."""
    for i in range(len(rows)) if hours is None else hours:
        rows[i][field] = str(made(float(rows[i][field])))


def write_epw(path: Path, rows: list[Row] | None = None, header: list[str] = HEADER) -> Path:
    """Write a file with these hours, the sound ones if None."""
    lines = [",".join(row) for row in (epw_rows() if rows is None else rows)]
    path.write_text("\n".join([*header, *lines]) + "\n", encoding="utf-8")
    return path


LICENCE = "Data er gyldig per 09.02.2026 (CC BY 4.0), Meteorologisk institutt (MET)"


def met_hours(year: int = 2023, days: int = 366) -> list[dt.datetime]:
    """Ends of the hours from 1 January on, as seklima writes them, one day too many."""
    begin = dt.datetime(year, 1, 1)
    return [begin + dt.timedelta(hours=i + 1) for i in range(24 * days)]


def met_temperature(moment: dt.datetime) -> float:
    """A temperature from which the hour can be told."""
    begin = moment - dt.timedelta(hours=1)
    day = begin.timetuple().tm_yday
    return round(8 - 7 * np.cos(2 * np.pi * (day - 20) / 365) + begin.hour / 100, 2)


def write_met(path: Path, columns, moments=None, station="SN50540", form="%d.%m.%Y %H:%M") -> Path:
    """Write an export. columns : from name to a function of the moment giving a cell."""
    moments = met_hours() if moments is None else moments
    lines = [";".join(["Navn", "Stasjon", "Tid(norsk normaltid)", *columns])]
    for moment in moments:
        cells = [str(made(moment)).replace(".", ",") for made in columns.values()]
        lines.append(";".join(["Bergen - Florida", station, moment.strftime(form), *cells]))
    lines.append(LICENCE + ";" * (len(columns) + 2))
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path
