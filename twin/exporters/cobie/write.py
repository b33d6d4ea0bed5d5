"""Save a COBie workbook: every cell as it was, text as text, no formula."""

from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from twin.exporters.csv_file import written
from twin.exporters.workbook_file import OPTIONS, write_text
from twin.model.cobie import CobieWorkbook
from twin.model.table import CellKind, Sheet, TableColumn


def write_cobie(path: Path, workbook: CobieWorkbook) -> None:
    """Write the workbook; sheets, order, rows and values stay, colours and widths do not.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """

    def write(target: Path) -> None:
        try:
            with xlsxwriter.Workbook(str(target), OPTIONS) as book:
                formats = (
                    book.add_format({"bold": True, "bottom": 1}),
                    book.add_format({"quote_prefix": True}),
                    book.add_format({"num_format": "yyyy-mm-dd"}),
                    book.add_format({"num_format": "yyyy-mm-ddThh:mm:ss"}),
                )
                for sheet in workbook.sheets:
                    made = book.add_worksheet(sheet.name)
                    if sheet.is_hidden:
                        made.hide()
                    _write_sheet(made, sheet, formats)
        except XlsxWriterException as error:
            raise OSError(0, str(error)) from error

    written(path, write)


Formats = tuple[Format, Format, Format, Format]
"""Of titles, of text that looks like a formula, of days, of moments."""


def _write_sheet(made: Worksheet, sheet: Sheet, formats: Formats) -> None:
    if sheet.columns:
        made.set_column(0, len(sheet.columns) - 1, 18)
        made.freeze_panes(int(sheet.rows[0]), 0)
    for at, row in enumerate(sheet.rows.tolist()):
        for place, column in enumerate(sheet.columns):
            _write_cell(made, (row - 1, place), (column, at), formats)


def _write_cell(
    made: Worksheet, where: tuple[int, int], what: tuple[TableColumn, int], formats: Formats
) -> None:
    column, at = what
    title, quoted, day, moment = formats
    text, kind = column.texts[at], int(column.kinds[at])
    if kind == CellKind.EMPTY:
        return
    if at == 0 and kind == CellKind.TEXT:
        made.write_string(*where, text, title)
    elif kind == CellKind.NUMBER:
        made.write_number(*where, float(text))
    elif kind == CellKind.FLAG:
        made.write_boolean(*where, text == "true")
    elif kind == CellKind.DAY and (found := _moment(text)) is not None:
        made.write_datetime(*where, found, day if len(text) == 10 else moment)
    else:
        write_text(made, where, text, quoted)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= 1900 else None
