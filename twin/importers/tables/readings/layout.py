"""Where times, meters and values stand in a file of readings: by its titles and its cells."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from twin.errors import UnreadableFile
from twin.importers.tables.days_of import order_evidence
from twin.importers.tables.numbers_of import decimal_evidence
from twin.importers.tables.readings.slow import time_of, value_of
from twin.importers.tables.readings.source import BETWEEN, Source
from twin.importers.tables.text_file import separator_of
from twin.importers.tables.titles import plain_title, short_title
from twin.model.readings_plan import ReadingsLayout

_ROWS = 400  # of the file, from which the layout is told
_MOST_OF = 0.8  # share of cells of a column that must be times or numbers
_TITLES_ABOVE = 30  # rows that may stand above the readings


def _plain(*names: str) -> tuple[str, ...]:
    return tuple(plain_title(name) for name in names)


_STARTS = _plain(
    "fra", "from", "start", "starttid", "fra tid", "periode start", "start time",
    "starttidspunkt", "fra dato", "period start", "date from", "fom",
)  # fmt: skip
_ENDS = _plain(
    "til", "to", "end", "slutt", "sluttid", "til tid", "periode slutt", "end time",
    "slutttidspunkt", "til dato", "period end", "date to", "tom",
)  # fmt: skip
_TIMES = _plain(
    "tid", "tidspunkt", "tidsstempel", "timestamp", "datetime", "date time", "time", "dato",
    "date", "dato/tid", "dato og tid", "dato tid", "time_rounded", "avlest", "avlesningsdato",
    "måletidspunkt", "periode", "døgn", "måned", "month", "day", "reading date",
)  # fmt: skip
_METERS = _plain(
    "måler", "målernummer", "målernr", "måler-id", "målerid", "målepunkt", "målepunkt-id",
    "målernavn", "meter", "meter id", "meter number", "meter no", "meter name", "mpid", "gsrn",
    "anleggsnummer", "anlegg", "sensor", "sensor id", "sensorid", "føler", "punkt", "tag",
    "point", "point id", "device", "device id", "channel", "kanal", "serie", "series", "id",
    "navn", "name",
)  # fmt: skip
_VALUES = re.compile(
    r"(?<![a-zæøå])(?:[kmg]?wh|mj|gj)(?![a-zæøå])|energi|forbruk|verdi|value|mengde|consumption"
    r"|usage|avlesning|målerstand|stand|reading|observed|temperatur|temperature|co2|måling",
    re.IGNORECASE,
)
_CLOCKS = _plain(
    "klokkeslett", "kl", "kl.", "time", "timer", "tid", "hour", "time of day", "klokke"
)
_UNIT = re.compile(r"(?<![a-zæøå])(kwh|mwh|gwh|wh|mj|gj)(?![a-zæøå])", re.IGNORECASE)
_NAMES = {"kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "wh": "Wh", "mj": "MJ", "gj": "GJ"}
_UTC = re.compile(r"\b(?:utc|gmt|zulu)\b", re.IGNORECASE)
_NORMAL = re.compile(r"normaltid|\b(?:cet|utc ?\+ ?0?1)\b", re.IGNORECASE)
_DAY_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}){0,2}(?:\s*-\s*\d{1,2}(?:[:.]\d{2})?)?")
_GENERAL = re.compile(
    r"(?:[kmg]?wh|value|verdi|forbruk|energi|mengde|energy|consumption|usage|kolonne \d+|column"
    r" \d+|volum|målerstand|avlesning|reading|observed|stand|[\s_\-,;.()\[\]])+",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the sample.  times, numbers : shares of its cells that are."""

    place: int
    title: str
    cells: tuple[str, ...]
    times: float
    numbers: float
    clocks: float


def layout_of(source: Source) -> ReadingsLayout:
    """How the file is laid out.

    Raises
    ------
    UnreadableFile
        If no column holds times, or none holds numbers beside it.
    """
    text = source.start.decode(source.encoding, errors="replace").lstrip("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = BETWEEN if source.sheet else separator_of(text)
    lines = text.split("\n")[:_ROWS]
    rows = [row[0] if (row := list(csv.reader([line], delimiter=delimiter))) else []
            for line in lines]  # fmt: skip
    body = _body(rows)
    if body < 0:
        raise no_readings(source.path)
    titles, above = _titles(rows, body)
    columns = _columns(rows[body:], titles)
    time = _time_column(columns)
    if time is None:
        raise no_readings(source.path)
    clock = _clock_column(columns, time)
    taken = {time.place, clock.place if clock else -1}
    meter = _meter_column(columns, taken)
    values = _value_columns(columns, taken | {meter.place if meter else -1}, meter is not None)
    if not values or (meter is None and len(set(time.cells)) < len(time.cells) / 2):
        raise no_readings(source.path)  # a list of things that have a day is none of readings
    told = " ".join([*above, *(titles[v] for v in values)])
    decimal, guessed = _decimal(columns, values, delimiter)
    first, either = _day_order(time)
    return ReadingsLayout(
        source.encoding, delimiter, body, titles, time.place, values,
        meter.place if meter else -1, clock.place if clock else -1, decimal, first,
        guessed or either,
        "end" if short_title(time.title) in _ENDS else "start",
        _unit(columns, values, told),
        _clock_told(" ".join([*above, time.title])),
    )  # fmt: skip


def unit_in(text: str) -> str:
    """The unit of energy that stands in a text, "" if none or several do."""
    found = {_NAMES[name.casefold()] for name in _UNIT.findall(text.replace("_", " "))}
    return found.pop() if len(found) == 1 else ""


def series_name(title: str, path: Path, columns: int) -> str:
    """What a column's series is called: its title, or the file where the title says nothing."""
    if columns == 1 and (not title or _GENERAL.fullmatch(title)):
        return path.name.removesuffix(".gz").rsplit(".", 1)[0]
    return title


def no_readings(path: Path) -> UnreadableFile:
    """No column of times with one of numbers beside it."""
    return UnreadableFile(
        "{file} holds no readings: no column has days or times, with numbers beside it.",
        "Choose a file with one line for each time, such as “01.02.2024 13:00;1,25”.",
        file=path.name,
    )


def _body(rows: Sequence[Sequence[str]]) -> int:
    """Place of the first row of readings; -1 if there is none."""
    kept = [i for i, row in enumerate(rows) if any(c.strip() for c in row)]
    for at, i in enumerate(kept[:_TITLES_ABOVE]):
        following = [rows[k] for k in kept[at : at + 5]]
        if all(_is_reading(row) for row in following):
            return i
    return -1


def _is_reading(row: Sequence[str]) -> bool:
    """A time, and a number or an empty cell beside it."""
    times = [i for i, cell in enumerate(row) if _is_time(cell)]
    others = [cell for i, cell in enumerate(row) if i not in times[:1]]
    return bool(times) and any(value_of(c, ",") is not None or value_of(c, ".") is not None
                               for c in others)  # fmt: skip


def _is_time(cell: str) -> bool:
    bare = cell.strip()
    if len(bare) < 6 or re.fullmatch(r"[\d ]+(?:[.,]\d+)?|\d+[.,]\d+", bare):
        return bool(re.fullmatch(r"(?:19|20)\d{6}(?:\d{2}|\d{4}|\d{6})?", bare)) and (
            _moment(bare) is not None
        )
    return _moment(bare) is not None


def _moment(text: str) -> datetime | None:
    found = time_of(text) or time_of(text, is_month_first=True)
    if found is None and re.fullmatch(r"\d{10}|\d{12}|\d{14}", text):
        try:
            return datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S")
        except ValueError:
            return None
    return found[0] if found else None


def _titles(rows: Sequence[Sequence[str]], body: int) -> tuple[tuple[str, ...], list[str]]:
    """Titles of the columns, unlike each other, and all texts above the readings."""
    above = [row for row in rows[:body] if any(c.strip() for c in row)]
    texts = [c.strip() for row in above for c in row if c.strip()]
    width = max(len(row) for row in rows[body : body + 50])
    own = [c.strip() for c in above[-1]] if above else []
    if len(above) > 1 and sum(bool(unit_in(c)) and len(c) < 5 for c in own) > len(own) / 2:
        texts += own
        own = [c.strip() for c in above[-2]]
    own = (own + [""] * width)[:width]
    named = [title or f"Column {i + 1}" for i, title in enumerate(own)]
    seen: Counter[str] = Counter()
    unlike: list[str] = []
    for title in named:
        seen[title] += 1
        unlike.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return tuple(unlike), texts


def _columns(rows: Sequence[Sequence[str]], titles: Sequence[str]) -> list[_Column]:
    kept = [row for row in rows if any(c.strip() for c in row)][:200]
    found: list[_Column] = []
    for i, title in enumerate(titles):
        cells = tuple(row[i].strip() for row in kept if i < len(row) and row[i].strip())
        count = max(len(cells), 1)
        numbers = sum(value_of(c, ",") is not None or value_of(c, ".") is not None for c in cells)
        times = sum(_is_time(c) for c in cells)
        clocks = sum(bool(_DAY_CLOCK.fullmatch(c)) for c in cells)
        found.append(_Column(i, title, cells, times / count, numbers / count, clocks / count))
    return found


def _time_column(columns: Sequence[_Column]) -> _Column | None:
    fit = [c for c in columns if c.times >= _MOST_OF]
    for names in (_STARTS, _TIMES, _ENDS):
        for column in fit:
            if short_title(column.title) in names:
                return column
    return fit[0] if fit else None


def _clock_column(columns: Sequence[_Column], time: _Column) -> _Column | None:
    """The column with the time of day, where the one with the day has none."""
    moments = [_moment(c) for c in time.cells]
    if any(m is not None and (m.hour or m.minute) for m in moments):
        return None
    return next(
        (c for c in columns
         if c.place != time.place and c.clocks >= _MOST_OF
         and (short_title(c.title) in _CLOCKS or all(":" in cell for cell in c.cells))),
        None,
    )  # fmt: skip


def _meter_column(columns: Sequence[_Column], taken: set[int]) -> _Column | None:
    fit = [c for c in columns if c.place not in taken and c.times < _MOST_OF and c.cells]
    by_title = {short_title(c.title): c for c in reversed(fit)}
    for name in _METERS:
        if name in by_title:
            return by_title[name]
    texts = [c for c in fit if c.numbers < 0.2 and len(set(c.cells)) < len(c.cells)]
    numbers = [c for c in fit if c.numbers >= _MOST_OF]
    only = len(texts) == 1 and len(numbers) == 1 and texts[0].title.startswith("Column ")
    return texts[0] if only else None


def _value_columns(columns: Sequence[_Column], taken: set[int], is_long: bool) -> tuple[int, ...]:
    """Columns of numbers; the likeliest one where another column names the meter."""
    fit = [c for c in columns if c.place not in taken and c.times < _MOST_OF]
    numbers = [c for c in fit if (c.numbers >= _MOST_OF and c.cells) or _may_be_empty(c)]
    if not is_long:
        return tuple(c.place for c in numbers if not _counts_rows(c))
    named = [c for c in numbers if _VALUES.search(c.title.replace("_", " "))]
    ranked = [*[c for c in named if unit_in(c.title)], *named, *[c for c in numbers if c.cells]]
    return (ranked[0].place,) if ranked else ()


def _counts_rows(column: _Column) -> bool:
    """Row numbers, as some programs write them before each line."""
    if not column.title.startswith("Column ") or not all(c.isdecimal() for c in column.cells):
        return False
    numbers = [int(c) for c in column.cells]
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _may_be_empty(column: _Column) -> bool:
    """A column with a title whose readings begin further down."""
    return not column.cells and not column.title.startswith("Column ")


def _decimal(
    columns: Sequence[_Column], values: Sequence[int], delimiter: str
) -> tuple[str, bool]:
    """The mark before decimals, and whether it is a guess."""
    texts = {cell for v in values for cell in columns[v].cells}
    comma, point, either = decimal_evidence(texts)
    if comma == point == 0:
        return ("." if delimiter == "," else ","), bool(either)
    return ("," if comma > point else "."), bool(comma and point)


def _day_order(time: _Column) -> tuple[bool, bool]:
    """Whether the month comes first, and whether both orders fit."""
    day, month, either = order_evidence(cell.split(" ")[0].split("T")[0] for cell in time.cells)
    return month > day, bool(either) and day == month


def _unit(columns: Sequence[_Column], values: Sequence[int], told: str) -> str:
    """As titles, the texts above or a column of units tell it."""
    if found := unit_in(told):
        return found
    for column in columns:
        if column.place not in values and column.cells and len(set(column.cells)) == 1:
            cell = column.cells[0]
            if len(cell) < 5 and (found := unit_in(cell)):
                return found
    return ""


def _clock_told(text: str) -> str:
    if _NORMAL.search(text):
        return "normal time"
    return "utc" if _UTC.search(text) else ""
