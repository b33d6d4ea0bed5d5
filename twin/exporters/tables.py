"""Every table of a portfolio as a workbook or as text, with a sheet that says what it is."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from twin import __version__, registry, resources
from twin.errors import TwinError
from twin.exporters.csv_file import STYLES, TextStyle, write_csv
from twin.exporters.layout import ExportSheet, Layout, Names, SheetColumn, sheet_of
from twin.exporters.workbook_file import MOST_ROWS, write_workbook

WORKBOOK, CSV = ".xlsx", ".csv"


@dataclass(frozen=True, slots=True)
class About:
    """What a table says about itself.

    at : local time with its zone, or without.
    language : ``nb`` or ``en``, of titles and words.
    """

    portfolio: str
    at: datetime
    language: str = "nb"


@cache
def layouts() -> Mapping[str, Layout]:
    """Every table by the name of its module in `layouts`."""
    from twin.exporters import layouts as package

    return MappingProxyType(registry.load(package, "LAYOUT", Layout))


def layout_of(record: type) -> Layout | None:
    """The table of a kind of record, None if there is none."""
    return next((found for found in layouts().values() if found.record is record), None)


def export_sheet(
    name: str, records: Sequence[Any], names: Names, language: str = "nb"
) -> ExportSheet:
    """One table of some records.

    Raises
    ------
    TwinError
        If there is no table of that name.
    """
    if name not in layouts():
        raise TwinError(
            "There is no table called {table}; nothing was exported.",
            "Choose one of: {tables}.",
            table=name,
            tables=", ".join(layouts()),
        )
    return sheet_of(layouts()[name], records, names, language)


def write_tables(
    path: Path, sheets: Sequence[ExportSheet], about: About, style: TextStyle | None = None
) -> None:
    """Write tables into a workbook, or one table as text.

    Parameters
    ----------
    path : Path
        ``.xlsx`` or ``.csv``.
    style : of text; by the language where it is None.

    Raises
    ------
    TwinError
        If the file cannot be written, the name ends otherwise, text is asked for several tables,
        or a table has more rows than a sheet holds.
    """
    suffix = path.suffix.lower()
    longest = max((len(s.rows) for s in sheets), default=0)
    if suffix == WORKBOOK and longest <= MOST_ROWS:
        write_workbook(path, (*sheets, about_sheet(sheets, about)))
    elif suffix == CSV and len(sheets) == 1:
        write_csv(path, sheets[0], style or STYLES[_STYLE_OF[about.language]])
    else:
        raise _unfit(path, len(sheets), longest)


def about_sheet(sheets: Sequence[ExportSheet], about: About) -> ExportSheet:
    """The sheet that says where the others come from."""
    place = 1 if about.language == "nb" else 0
    pairs = [
        (_SAID["portfolio"][place], about.portfolio),
        (_SAID["at"][place], about.at.isoformat(" ", "minutes")),
        (_SAID["program"][place], f"Twin {__version__}"),
    ]
    pairs += [(s.title, f"{len(s.rows)} {_SAID['rows'][place]}") for s in sheets]
    pairs += [(_SAID["notes"][place], said) for said in _notes(about.language)]
    columns = (SheetColumn(_SAID["what"][place], width=26), SheetColumn("", width=110))
    return ExportSheet("about", _SAID["title"][place], columns, pairs)


@cache
def _notes(language: str) -> tuple[str, ...]:
    """How the figures in a table are meant."""
    with resources.path("exports/notes.csv").open(encoding="utf-8", newline="") as table:
        return tuple(row[language] for row in csv.DictReader(table))


def _unfit(path: Path, count: int, longest: int) -> TwinError:
    if longest > MOST_ROWS:
        return TwinError(
            "A sheet holds {most} rows at most, and the table has {rows}; nothing was exported.",
            "Export it as .csv.",
            most=MOST_ROWS,
            rows=longest,
        )
    if path.suffix.lower() == CSV:
        return TwinError(
            "A .csv file holds one table, not {count}; nothing was exported.",
            "Choose one table, or a name that ends with .xlsx.",
            count=count,
        )
    return TwinError(
        "{name} is neither .xlsx nor .csv; nothing was exported.",
        "Choose a name that ends with one of them.",
        name=path.name,
    )


_STYLE_OF = {"nb": "norwegian", "en": "technical"}
_SAID = {
    "title": ("About", "Om filen"),
    "what": ("About this file", "Om denne filen"),
    "portfolio": ("Portfolio", "Portefølje"),
    "at": ("Exported", "Eksportert"),
    "program": ("Program", "Program"),
    "rows": ("rows", "rader"),
    "notes": ("Note", "Merknad"),
}
