"""The spreadsheet in which small firms write a proposal: one sheet for each kind of record."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from twin.analysis.proposal_format.sheet_fields import OFFER, PLANS, SheetField, SheetPlan
from twin.exporters.csv_file import written
from twin.exporters.workbook_file import OPTIONS
from twin.model.effect_kind import EFFECT_KINDS

Say = Callable[[str], str]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
FIRST = 3
"""Row of the first record, from 0; above it the names of the format, titles and choices."""
LAST = 200
WIDTH, WIDE = 18, 46
ENDS = ("low", "high", "source")
_CHOICES = "one of the list"
_SEVERAL = "several with commas between: {choices}"
HINTS = {"number": "number", "day": "day", "flag": "yes or no", "list": "several with commas",
          "conditions": "Pset_Name.Property >= 1; …", "text": "text"}  # fmt: skip


def write_template(path: Path, say: Say = str, rows: Rows | None = None) -> None:
    """Write the template, filled with the records of `rows` if there are any.

    Parameters
    ----------
    say : English into the language of the reader.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """

    def write(target: Path) -> None:
        options = {**OPTIONS, "constant_memory": False}
        try:
            with xlsxwriter.Workbook(str(target), options) as book:
                _Template(book, say).write(rows or {})
        except XlsxWriterException as error:
            raise OSError(0, str(error)) from error

    written(path, write)


MORE = (
    _CHOICES, _SEVERAL, "Effects of the format", "Effect", "Unit", "From", "To", "What it means",
)  # fmt: skip
"""Texts besides those of the fields."""


class _Template:
    def __init__(self, book: Workbook, say: Say) -> None:
        self._book, self._say = book, say
        grey = {"font_color": "#888888", "font_size": 8}
        self._name: Format = book.add_format(grey)
        self._title: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._hint: Format = book.add_format({**grey, "text_wrap": True, "valign": "top"})

    def write(self, rows: Rows) -> None:
        for plan in PLANS:
            sheet = self._book.add_worksheet(self._say(plan.title)[:31])
            if plan is OFFER:
                self._upright(sheet, (rows.get(plan.key) or ({},))[0])
            else:
                self._table(sheet, plan, rows.get(plan.key) or ())
        self._effects()

    def _upright(self, sheet: Worksheet, record: Mapping[str, Any]) -> None:
        sheet.set_column(0, 0, 4)
        sheet.set_column(1, 2, WIDE)
        sheet.set_column(3, 3, WIDE)
        sheet.write_string(1, 1, self._say(OFFER.title), self._title)
        for place, field in enumerate(OFFER.fields):
            row = FIRST + place
            sheet.write_string(row, 0, f"{OFFER.key}:{field.path}", self._name)
            sheet.write_string(row, 1, self._title_of(field))
            sheet.write_string(row, 3, self._about(field), self._hint)
            _put(sheet, (row, 2), record.get(field.path))
            self._offer(sheet, (row, 2, row, 2), field)
        sheet.activate()

    def _table(
        self, sheet: Worksheet, plan: SheetPlan, records: Sequence[Mapping[str, Any]]
    ) -> None:
        sheet.freeze_panes(FIRST, 0)
        sheet.set_column(0, len(plan.fields) - 1, WIDTH)
        sheet.set_row(2, 60)
        for column, field in enumerate(plan.fields):
            sheet.write_string(0, column, f"{plan.key}:{field.path}", self._name)
            sheet.write_string(1, column, self._title_of(field), self._title)
            sheet.write_string(2, column, self._about(field), self._hint)
            self._offer(sheet, (FIRST, column, LAST, column), field)
            for row, record in enumerate(records, FIRST):
                _put(sheet, (row, column), record.get(field.path))

    def _title_of(self, field: SheetField) -> str:
        base, _, end = field.title.rpartition(", ")
        if end in ENDS:
            return f"{self._say(base)}, {self._say(end)}"
        return self._say(field.title)

    def _about(self, field: SheetField) -> str:
        if field.choices and field.form == "list":
            return self._say(_SEVERAL).format(choices=", ".join(field.choices))
        return self._say(_CHOICES if field.choices else HINTS[field.form])

    def _offer(
        self, sheet: Worksheet, where: tuple[int, int, int, int], field: SheetField
    ) -> None:
        """Let the cell be chosen from a list where the format knows one."""
        if not field.choices or field.form == "list":
            return
        source = list(field.choices)
        if sum(len(choice) + 1 for choice in source) > 255:  # what spreadsheets take in a cell
            title = self._say("Effects of the format")[:31].replace("'", "''")
            source = f"='{title}'!$A$2:$A${len(EFFECT_KINDS) + 1}"
        sheet.data_validation(
            *where, {"validate": "list", "source": source, "error_type": "warning"}
        )

    def _effects(self) -> None:
        """The closed list with units, limits and meanings, to read and to choose from."""
        sheet = self._book.add_worksheet(self._say("Effects of the format")[:31])
        sheet.set_column(0, 3, WIDTH)
        sheet.set_column(4, 4, 2 * WIDE)
        for column, title in enumerate(("Effect", "Unit", "From", "To", "What it means")):
            sheet.write_string(0, column, self._say(title), self._title)
        for row, kind in enumerate(EFFECT_KINDS.values(), 1):
            sheet.write_string(row, 0, kind.name)
            sheet.write_string(row, 1, " / ".join(kind.units))
            sheet.write_number(row, 2, kind.lowest)
            sheet.write_number(row, 3, kind.highest)
            sheet.write_string(row, 4, self._say(kind.meaning))


def _put(sheet: Worksheet, where: tuple[int, int], value: Any) -> None:  # Any: JSON
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(*where, value)
    else:
        sheet.write_string(*where, str(value))
