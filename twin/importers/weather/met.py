"""Hourly observations of MET Norway as seklima.met.no exports them: one year of one station."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from twin.analysis.seasons import DAYS_IN_MONTH
from twin.errors import UnreadableFile
from twin.importers.weather import checks
from twin.importers.weather.columns import FEWEST_HOURS, RawColumn, bridged, raw_column, remarks
from twin.importers.weather.met_clock import NORMAL_TIME, Clock, normal_time
from twin.importers.weather.met_remarks import OTHER_STATIONS, met_remarks
from twin.importers.weather.met_table import MetTable, met_table
from twin.importers.weather.place import STATIONS, Place
from twin.importers.weather.sky_column import sky_column
from twin.importers.weather.sun_columns import sun_columns
from twin.model.arrays import FloatArray
from twin.model.finding import Finding
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather

MEASURED = "measured"
TENTHS_PER_OKTA = 10 / 8
OBSCURED = (9.0, -3.0)  # codes for a sky that cannot be seen
_MISSING = {"", "-", "–", "x", "na", "nan", "null", "none"}
_HOUR = timedelta(hours=1)
_MONTH_START = np.cumsum([0, *DAYS_IN_MONTH[:-1]])


@dataclass(frozen=True, slots=True)
class Station:
    """A station in a file. hours : rows it has."""

    number: str
    name: str
    hours: int


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Rows of one station and year, by the hour they belong to.

    row_of_hour : shape (8760,), -1 where the file has no row.
    counts : of rows left out, by reason.
    """

    table: MetTable
    station: Station
    year: int
    row_of_hour: np.ndarray
    counts: Mapping[str, int]


def met_stations(path: Path) -> tuple[Station, ...]:
    """The stations in a file, in its order.

    Raises
    ------
    UnreadableFile
        If the file is no table of observations.
    """
    return _stations(met_table(path))


def read_met(
    path: Path, station: str = "", year: int = 0, place: Place | None = None
) -> HourlyWeather:
    """One year of one station from an hourly export.

    A row is the hour that ends at its time (norsk normaltid, UTC+1). 29 February and hours of
    other years are left out. Gaps of a few hours are bridged, longer ones stay NaN; columns the
    station does not measure are made from others where a published method does, else NaN.

    Parameters
    ----------
    station : number, for example ``SN50540``; "" takes the first that has temperatures.
    year : 0 takes the year with most hours.
    place : where the station lies; None looks it up in `STATIONS`.

    Raises
    ------
    UnreadableFile
        If the file is no table of hours, or has not one whole year of the station.
    InputOutOfRange
        If temperature or sun cannot be in the units of MET.
    """
    table = met_table(path)
    clock = _clock(table, path.name)
    rows = _rows(table, clock, _chosen(table, station, path.name), year, path.name)
    columns = {kind: _column(rows, kind, *found) for kind, found in table.columns.items()}
    where = place or STATIONS.get(rows.station.number, Place(rows.station.name))
    said = [*clock.findings, *met_remarks(rows.counts, rows.year), *_of_stations(table, rows)]
    return _weather(rows, columns, where, said, path.name)


def _stations(table: MetTable) -> tuple[Station, ...]:
    numbers, names = table.cells(table.station), table.cells(table.name)
    times = table.cells(table.time)
    pairs = zip(numbers, names, times, strict=True)
    count = Counter((number, name) for number, name, time in pairs if time)
    return tuple(Station(number, name or number, n) for (number, name), n in count.items())


def _clock(table: MetTable, file: str) -> Clock:
    clock = normal_time(table.cells(table.time), table.cells(table.station), table.time_label)
    if (table.long_columns and "temperature" not in table.columns) or not clock.has_hours:
        raise UnreadableFile(
            "{file} has days or months, not hours; no year can be calculated with it.",
            "Export hourly values (“Timer”) from seklima.met.no.",
            file=file,
        )
    if not clock.is_hourly:
        raise UnreadableFile(
            "{file} has more than one row an hour; only hourly weather can be read.",
            "Export hourly values (“Timer”) from seklima.met.no.",
            file=file,
        )
    if "temperature" not in table.columns:
        raise UnreadableFile(
            "{file} has no air temperature; nothing was read.", "Choose another file.", file=file
        )
    return clock


def _chosen(table: MetTable, number: str, file: str) -> Station:
    stations = _stations(table)
    index = table.columns["temperature"][0]
    values = zip(table.cells(table.station), table.cells(index), strict=True)
    warm = {own for own, cell in values if np.isfinite(number_of(cell)[0])}
    found = (s for s in stations if s.number in warm and number in ("", s.number))
    chosen = next(found, None)
    if chosen is not None:
        return chosen
    raise UnreadableFile(
        "{file} has no air temperature of station {station}; it has: {stations}.",
        "Choose one of these, or another file.",
        file=file,
        station=number or "?",
        stations=", ".join(f"{s.name} ({s.number})" for s in stations) or "–",
    )


def _rows(table: MetTable, clock: Clock, station: Station, year: int, file: str) -> _Rows:
    numbers = table.cells(table.station)
    own = [
        (row, moment - _HOUR)
        for row, (number, moment) in enumerate(zip(numbers, clock.moments, strict=True))
        if number == station.number and moment is not None
    ]
    dated = (n for n, cell in zip(numbers, table.cells(table.time), strict=True) if cell)
    undated = sum(n == station.number for n in dated) - len(own)
    by_year = Counter(begin.year for _, begin in own if (begin.month, begin.day) != (2, 29))
    chosen = year or max(by_year, key=lambda y: (by_year[y], y), default=0)
    place, counts = _placed(table, own, chosen)
    there = int((place >= 0).sum())
    if there < FEWEST_HOURS:
        raise UnreadableFile(
            "{file} has {hours} of the 8760 hours of {year} for {station}; no year can be "
            "calculated with it, so nothing was read.",
            "Export the whole year, from 1 January to 1 January.",
            file=file,
            hours=there,
            year=chosen,
            station=station.name,
        )
    return _Rows(table, station, chosen, place, {**counts, "undated": undated})


def _placed(
    table: MetTable, own: Sequence[tuple[int, datetime]], year: int
) -> tuple[np.ndarray, dict[str, int]]:
    place = np.full(HOURS_OF_YEAR, -1, dtype=np.int32)
    counts = Counter[str]()
    last = -1
    for row, begin in own:
        if begin.year != year:
            counts["other_year"] += 1
        elif (begin.month, begin.day) == (2, 29):
            counts["leap"] += 1
        else:
            hour = int(_MONTH_START[begin.month - 1] + begin.day - 1) * 24 + begin.hour
            if place[hour] >= 0:
                same = list(table.rows[row]) == list(table.rows[int(place[hour])])
                counts["repeated" if same else "contradicted"] += 1
                continue
            counts["disorder"] += hour < last
            place[hour], last = row, hour
    return place, dict(counts)


def number_of(cell: str) -> tuple[float, bool]:
    """Value of a cell with decimal comma or point, NaN if missing, and whether it is text."""
    plain = cell.strip().replace("\u00a0", "").replace("\u2212", "-").replace(" ", "")
    if plain.lower() in _MISSING:
        return np.nan, False
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        return np.nan, True
    return (value, False) if np.isfinite(value) else (np.nan, True)


def _column(rows: _Rows, kind: str, index: int, label: str) -> RawColumn:
    values = np.full(HOURS_OF_YEAR, np.nan)
    unreadable = 0
    for hour in np.flatnonzero(rows.row_of_hour >= 0):
        cells = rows.table.rows[int(rows.row_of_hour[hour])]
        value, is_text = number_of(cells[index] if index < len(cells) else "")
        values[hour] = value
        unreadable += is_text
    if kind == "total_cover":
        values = np.where(np.isin(values, OBSCURED), np.nan, values * TENTHS_PER_OKTA)
    return raw_column(kind, label, values, unreadable)


def _weather(
    rows: _Rows,
    columns: Mapping[str, RawColumn],
    place: Place,
    said: list[Finding],
    file: str,
) -> HourlyWeather:
    values: dict[str, FloatArray] = {}
    for kind, column in columns.items():
        values[kind] = bridged(column.values)
        said += [] if column.is_absent else remarks(column, values[kind])
    checks.check_temperature(columns["temperature"], values["temperature"], file)
    said += _without_wrong_units(values, columns)
    sun = sun_columns(values, place, {k: c.label for k, c in columns.items()}, file)
    sky = sky_column(values)
    made = {
        "temperature": values["temperature"],
        **sun.values,
        "wind_speed": values.get("wind_speed", np.full(HOURS_OF_YEAR, np.nan)),
        "dew_point": sky.dew_point,
        "sky_temperature": sky.temperature,
    }
    usual = {name: "absent" if np.isnan(c).all() else MEASURED for name, c in made.items()}
    return HourlyWeather(
        name=f"{rows.station.name or file}, {rows.year}",
        source=f"{file}: MET Norway, {rows.station.name} ({rows.station.number or '?'})",
        latitude=place.latitude,
        longitude=place.longitude,
        **made,
        utc_offset=NORMAL_TIME,
        altitude=place.altitude,
        findings=(*said, *sun.findings, *sky.findings),
        origin={**usual, **sun.origin, **sky.origin},
        year=rows.year,
    )


def _without_wrong_units(
    values: dict[str, FloatArray], columns: Mapping[str, RawColumn]
) -> list[Finding]:
    """Take out wind and humidity that cannot be in their units, and say so."""
    said = []
    for kind, check in (("wind_speed", checks.windy), ("relative_humidity", checks.fraction)):
        if kind in values and not np.isnan(values[kind]).all():
            finding = check(values[kind], columns[kind].label)
            if finding is not None:
                said.append(finding)
                values[kind] = np.full(HOURS_OF_YEAR, np.nan)
    if {"dew_point", "relative_humidity"} <= values.keys():
        misfit = checks.humidity_misfit(
            values["temperature"], values["dew_point"], values["relative_humidity"]
        )
        said += [misfit] if misfit else []
    return said


def _of_stations(table: MetTable, rows: _Rows) -> tuple[Finding, ...]:
    others = [s.name for s in _stations(table) if s.number != rows.station.number and s.number]
    if not others:
        return ()
    values = {"name": rows.station.name, "others": ", ".join(others)}
    return (replace(OTHER_STATIONS, values=values),)
