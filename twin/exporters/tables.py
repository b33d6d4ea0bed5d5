"""Every table of a portfolio as a workbook or as text, with a sheet that says what it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from twin import __version__, registry
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
    pairs += [(_SAID["notes"][place], said[place]) for said in _NOTES]
    columns = (SheetColumn(_SAID["what"][place], width=26), SheetColumn("", width=110))
    return ExportSheet("about", _SAID["title"][place], columns, pairs)


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
_NOTES = (
    ("An empty cell is unknown, never zero.", "En tom celle er ukjent, aldri null."),
    (
        "Costs are NOK without VAT at the price level of their row; low and high are the ends of "
        "their range.",
        "Kostnader er kroner uten mva. i prisnivået på raden; lav og høy er endene av spennet.",
    ),
    (
        "TGIU is not inspected: neither good nor bad, and in no mean.",
        "TGIU er ikke undersøkt: verken god eller dårlig, og ikke med i noe gjennomsnitt.",
    ),
    (
        "Backlog is the cost of bringing to TG1 what is TG2 or TG3 and has a stated cost; "
        "development is not in it.",
        "Etterslep er kostnaden ved å løfte det som er TG2 eller TG3 og har oppgitt kostnad, til "
        "TG1; utvikling er ikke med.",
    ),
)
