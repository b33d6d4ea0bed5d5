"""Tables as a workbook: text is always text, numbers are numbers, days are days."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from twin.exporters.csv_file import written
from twin.exporters.harmless import is_formula, printable
from twin.exporters.layout import ExportSheet, SheetColumn
from twin.model.table_format import ValueKind

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
MOST_ROWS = 1_048_575
"""Below the titles; no sheet holds more."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_EPOCH = date(1900, 3, 1)  # before it spreadsheets count days wrongly


def write_workbook(path: Path, sheets: Sequence[ExportSheet]) -> None:
    """Write each table on a sheet of its own; no cell can become a formula or a link.

    Raises
    ------
    TwinError
        If the file cannot be written; a file that was there before stays as it was.
    """

    def write(target: Path) -> None:
        try:
            with xlsxwriter.Workbook(str(target), OPTIONS) as book:
                formats = _Formats(book)
                names = sheet_names([s.title for s in sheets])
                for sheet, name in zip(sheets, names, strict=True):
                    _write_sheet(book.add_worksheet(name), sheet, formats)
        except XlsxWriterException as error:
            raise OSError(0, str(error)) from error

    written(path, write)


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that spreadsheet programs take: short, without some signs, no two alike."""
    taken: set[str] = set()
    found: list[str] = []
    for title in titles:
        base = printable(title).translate(_FORBIDDEN).strip("' ")[:31] or "Table"
        name, times = base, 1
        while name.casefold() in taken:
            times += 1
            name = f"{base[:27]} ({times})"
        taken.add(name.casefold())
        found.append(name)
    return found


class _Formats:
    """Formats of a workbook, made once each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.title = book.add_format({"bold": True, "text_wrap": True, "valign": "top",
                                      "bottom": 1})  # fmt: skip
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.quoted = book.add_format({"quote_prefix": True})
        self._numbers: dict[int, Format] = {}

    def number(self, decimals: int) -> Format:
        """Grouped, with at most so many decimals."""
        if decimals not in self._numbers:
            text = "#,##0" + ("." + "#" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": text})
        return self._numbers[decimals]


def _write_sheet(sheet: Worksheet, table: ExportSheet, formats: _Formats) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    if table.columns and table.columns[0].title:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, printable(column.title), formats.title)
    for at, row in enumerate(table.rows[:MOST_ROWS], 1):
        for place, value in enumerate(row):
            if value is not None:
                _write_cell(sheet, (at, place), value, (table.columns[place], formats))


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], value: Any, how: tuple[SheetColumn, _Formats]
) -> None:
    column, formats = how
    if isinstance(value, datetime | date):
        write_day(sheet, at, value, formats.day)
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, float) and column.kind is not ValueKind.YEAR:
        sheet.write_number(*at, value, formats.number(column.decimals))
    elif isinstance(value, int | float):
        sheet.write_number(*at, int(value))
    else:
        write_text(sheet, at, str(value), formats.quoted)


def write_text(sheet: Worksheet, at: tuple[int, int], text: str, quoted: Format) -> None:
    """Text as text; what looks like a formula is marked as text also for later typing."""
    clean = printable(text)
    sheet.write_string(*at, clean, quoted if is_formula(clean) else None)


def write_day(sheet: Worksheet, at: tuple[int, int], day: date, how: Format) -> None:
    """A day as spreadsheets count them; older ones as ISO text."""
    is_old = (day.date() if isinstance(day, datetime) else day) < _EPOCH
    if is_old:
        sheet.write_string(*at, day.isoformat())
        return
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    sheet.write_datetime(*at, moment, how)
