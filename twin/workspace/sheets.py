"""Plain tables as a workbook, for pages whose rows are not records."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.exporters.csv_file import TextStyle, write_csv
from twin.exporters.layout import ExportSheet, SheetColumn
from twin.exporters.workbook_file import write_workbook
from twin.model.importing import Progress
from twin.model.table_format import ValueKind

WIDE, NARROW = 30, 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: name, titles, rows of texts and numbers; what is unknown stays empty."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def write_sheets(path: Path, sheets: Sequence[Sheet], progress: Progress) -> int:
    """Write a workbook and give the number of its rows; raises as `write_workbook`."""
    progress.report(0.0, "Writing")
    write_workbook(path, [_finished(sheet) for sheet in sheets])
    return sum(len(sheet.rows) for sheet in sheets)


def write_text_table(path: Path, sheet: Sheet, style: TextStyle, progress: Progress) -> int:
    """Write one table as text and give the number of its rows; raises as `write_csv`."""
    progress.report(0.0, "Writing")
    write_csv(path, _finished(sheet), style)
    return len(sheet.rows)


def _finished(sheet: Sheet) -> ExportSheet:
    rows = [tuple(map(_plain, row)) for row in sheet.rows]
    columns = tuple(
        _column(title, [row[place] for row in rows]) for place, title in enumerate(sheet.titles)
    )
    return ExportSheet(sheet.name, sheet.name, columns, rows)


def _column(title: str, values: list[object]) -> SheetColumn:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, float) for value in known):
        return SheetColumn(title, ValueKind.NUMBER, 3, NARROW)
    widest = max((len(str(value)) for value in known), default=0)
    return SheetColumn(title, ValueKind.TEXT, 0, WIDE if widest > NARROW else NARROW)


def _plain(value: object) -> object:
    """Text or number; None for what is unknown or never comes."""
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return value or None
