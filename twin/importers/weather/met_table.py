"""The table in a CSV file of MET Norway: seklima exports in Norwegian or English, Frost names."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.errors import UnreadableFile
from twin.importers.weather.text import text_lines

NAMES: Mapping[str, frozenset[str]] = {
    "temperature": frozenset({"lufttemperatur", "air temperature", "middeltemperatur"}),
    "dew_point": frozenset(
        {"duggpunktstemperatur", "duggpunkt", "dew point temperature", "dew point"}
    ),
    "relative_humidity": frozenset(
        {"relativ luftfuktighet", "relativ fuktighet", "relative humidity",
         "mean relative humidity", "middel av relativ luftfuktighet"}
    ),
    "wind_speed": frozenset({"middelvind", "mean wind speed", "wind speed"}),
    "ghi": frozenset(
        {"globalstråling", "global radiation", "mean global radiation", "middel globalstråling",
         "midlere globalstråling", "surface downwelling shortwave flux in air"}
    ),
    "infrared": frozenset(
        {"mean longwave radiation", "longwave radiation", "langbølget stråling",
         "midlere langbølget stråling", "surface downwelling longwave flux in air"}
    ),
    "sunshine": frozenset(
        {"solskinstid", "solskinnstid", "sunshine duration", "duration of sunshine",
         "sunshine"}
    ),
    "total_cover": frozenset({"skydekke", "cloud cover", "cloud area fraction"}),
}  # fmt: skip
"""Names of columns without their period and their statistic, in lower case."""
_TIME = ("tid", "time", "referencetime", "timestamp", "dato", "date")
_STATION = ("stasjon", "station", "sourceid", "stationid")
_NAME = ("navn", "name", "stationname")
_PERIOD = re.compile(r"\((\d+ ?\w+|døgn|måned|år|day|month)\)|\bp(?:t\d+[hm]|\d+[dmy])\b")
_STATISTIC = re.compile(r"^(mean|sum|max|min|best_estimate_mean)\((.*)\)$")
_LONG = re.compile(r"døgn|måned|\bår\b|\(day|month|24 ?[ht]|\bp\d+[dmy]\b")
_HEADER_WITHIN = 30  # lines
_LONGEST_LINE = 10_000  # characters


@dataclass(frozen=True, slots=True)
class MetTable:
    """Rows of the file and what its columns are; a column that is absent has index -1.

    columns : from kind to index and name of each column that is used.
    long_columns : names of columns of days or months.
    """

    rows: Sequence[Sequence[str]]
    time: int
    time_label: str
    station: int
    name: int
    columns: Mapping[str, tuple[int, str]]
    long_columns: tuple[str, ...]

    def cells(self, index: int) -> list[str]:
        """One column as text, "" where a row is too short or the column is absent."""
        return [row[index].strip() if 0 <= index < len(row) else "" for row in self.rows]


def met_table(path: Path) -> MetTable:
    """Find the header and split the rows.

    Raises
    ------
    UnreadableFile
        If there is no time or no column this program uses.
    """
    lines = text_lines(path)
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        for separator in (";", "\t", ","):
            header = _cells(line, separator)
            if len(header) > 1 and _first(header, _TIME) >= 0:
                rows = [_cells(text, separator) for text in lines[number + 1 :] if text.strip()]
                return _table(header, rows, path.name)
    raise UnreadableFile(
        "{file} has no column of times, so it is no table of hours; nothing was read.",
        "Export hourly observations as CSV from seklima.met.no, or choose an EPW file.",
        file=path.name,
    )


def _cells(line: str, separator: str) -> list[str]:
    """Cells of one line: a quote that is not closed ends with it."""
    if '"' not in line or len(line) > _LONGEST_LINE:
        return line.split(separator)
    return next(csv.reader([line], delimiter=separator), [])


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], file: str) -> MetTable:
    columns: dict[str, tuple[int, str]] = {}
    long_columns = []
    for index, label in enumerate(header):
        kind = kind_of(label)
        if kind and _LONG.search(label.lower()):
            long_columns.append(label.strip())
        elif kind and kind not in columns:
            columns[kind] = index, label.strip()
    if not columns and not long_columns:
        raise UnreadableFile(
            "{file} has times but no temperature, wind, humidity or sun under a known name; "
            "nothing was read.",
            "Export hourly observations as CSV from seklima.met.no with their column names.",
            file=file,
        )
    time = _first(header, _TIME)
    return MetTable(
        rows,
        time,
        header[time].strip(),
        _first(header, _STATION),
        _first(header, _NAME),
        columns,
        tuple(long_columns),
    )


def kind_of(label: str) -> str:
    """What a column holds by its name: a key of `NAMES`, or ""."""
    plain = label.lower().strip().strip('"')
    found = _STATISTIC.match(plain)
    if found and found[1] in ("max", "min"):
        return ""
    plain = _PERIOD.sub("", found[2] if found else plain)
    plain = " ".join(plain.replace("_", " ").split())
    return next((kind for kind, names in NAMES.items() if plain in names), "")


def _first(header: Sequence[str], names: Sequence[str]) -> int:
    for index, label in enumerate(header):
        if label.lower().split("(")[0].strip().strip('"') in names:
            return index
    return -1
