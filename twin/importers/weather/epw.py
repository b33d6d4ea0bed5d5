"""EPW, the weather file of EnergyPlus: one year of hours at a station.

The format is described in the "Auxiliary Programs" manual of EnergyPlus, "EnergyPlus Weather File
(EPW) Data Dictionary".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from twin.importers.weather import checks
from twin.importers.weather.columns import bridged, raw_column, remarks
from twin.importers.weather.epw_header import KEYWORDS, EpwHeader, epw_header
from twin.importers.weather.epw_rows import EpwHours, epw_hours
from twin.importers.weather.sky_column import sky_column
from twin.importers.weather.sun_columns import sun_columns
from twin.importers.weather.text import text_lines
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.thermal import HourlyWeather

FIELDS: Mapping[str, tuple[int, str]] = {
    "temperature": (6, "Dry Bulb Temperature"),
    "dew_point": (7, "Dew Point Temperature"),
    "relative_humidity": (8, "Relative Humidity"),
    "infrared": (12, "Horizontal Infrared Radiation Intensity"),
    "ghi": (13, "Global Horizontal Radiation"),
    "dni": (14, "Direct Normal Radiation"),
    "dhi": (15, "Diffuse Horizontal Radiation"),
    "wind_speed": (21, "Wind Speed"),
    "total_cover": (22, "Total Sky Cover"),
    "opaque_cover": (23, "Opaque Sky Cover"),
}
"""Index in a row and name in the data dictionary."""
IN_FILE = "file"
"""Origin of a column of a file that does not say whether it was measured or made."""


@dataclass(frozen=True, slots=True, eq=False)
class _Year:
    """All columns of the file, gaps bridged, and what there is to say about them."""

    values: Mapping[str, FloatArray]
    findings: tuple[Finding, ...]


def read_epw(path: Path) -> HourlyWeather:
    """One year of weather from an EPW file.

    Rows are placed by their month, day and hour (1 to 24, the hour that ends then), whatever
    their order and year; 29 February is left out. Short gaps are bridged, long ones stay NaN.
    What is missing altogether is made from other columns where a published method does, else
    NaN; `HourlyWeather.origin` says which.

    Raises
    ------
    UnreadableFile
        If the file is no EPW file, or has not one whole year of hours.
    InputOutOfRange
        If temperature or sun cannot be in the units of the format.
    """
    rows = _rows(text_lines(path))
    start = _first_hour(rows)
    header = epw_header(rows[:start], path.name)
    hours = epw_hours(rows[start:], path.name)
    year = _year(hours, path.name)
    return _weather(header, hours, year, path.name)


def read_epw_header(path: Path) -> EpwHeader:
    """What an EPW file says about itself: place, ground temperatures, design conditions.

    Raises
    ------
    UnreadableFile
        If the file is no EPW file.
    """
    rows = _rows(text_lines(path)[: len(KEYWORDS)])
    return epw_header(rows[: _first_hour(rows)], path.name)


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """Cells of each line; the format knows no quotes, so one that is open hides nothing."""
    return [line.split(",") for line in lines if line.strip()]


def _first_hour(rows: Sequence[Sequence[str]]) -> int:
    """Index of the first row that begins with a year; all of them if none does."""
    numbers = (i for i, row in enumerate(rows) if row and row[0].strip().isdigit())
    return next(numbers, len(rows))


def _year(hours: EpwHours, file: str) -> _Year:
    values: dict[str, FloatArray] = {}
    said: list[Finding] = []
    for kind, (index, label) in FIELDS.items():
        column = raw_column(kind, label, *hours.field(index))
        values[kind] = bridged(column.values)
        if not column.is_absent:
            said += remarks(column, values[kind])
        if kind == "temperature":
            checks.check_temperature(column, values[kind], file)
    return _Year(values, tuple(said))


def _weather(header: EpwHeader, hours: EpwHours, year: _Year, file: str) -> HourlyWeather:
    values, place = dict(year.values), header.place
    said = [*_of_header(header), *hours.findings, *year.findings]
    wind = values["wind_speed"]
    if not np.isnan(wind).all() and (too_windy := checks.windy(wind, FIELDS["wind_speed"][1])):
        said.append(too_windy)
        wind = np.full_like(wind, np.nan)
    sun = sun_columns(values, place, {kind: label for kind, (_, label) in FIELDS.items()}, file)
    sky = sky_column(values)
    humidity = values["temperature"], values["dew_point"], values["relative_humidity"]
    said += [*sun.findings, *sky.findings]
    said += [misfit] if (misfit := checks.humidity_misfit(*humidity)) else []
    columns: dict[str, Any] = {  # Any: names of arrays among those of other fields
        "temperature": values["temperature"],
        **sun.values,
        "wind_speed": wind,
        "dew_point": sky.dew_point,
        "sky_temperature": sky.temperature,
    }
    usual = {name: "absent" if np.isnan(c).all() else IN_FILE for name, c in columns.items()}
    return HourlyWeather(
        name=" ".join(place.name.replace("_", " ").split()) or file,
        source=" ".join(t for t in (file, header.source, header.station) if t),
        latitude=place.latitude,
        longitude=place.longitude,
        **columns,
        utc_offset=place.utc_offset,
        altitude=place.altitude,
        findings=tuple(said),
        origin={**usual, **sun.origin, **sky.origin},
    )


def _of_header(header: EpwHeader) -> list[Finding]:
    if not any(header.daylight_saving):
        return []
    first, last = header.daylight_saving
    return [
        Finding(
            "weather-daylight-saving",
            Severity.INFO,
            "The file names summer time from {first} to {last}.",
            "Its hours are normal time all the same, as the format demands.",
            values={"first": first, "last": last},
        )
    ]
