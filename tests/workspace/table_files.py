"""Tables that were written, as rows of text."""

import csv
from pathlib import Path

from python_calamine import CalamineWorkbook


def sheet_rows(path: Path) -> list[list[str]]:
    """The lines of the first sheet from the titles on, numbers as whole ones where they are."""
    if path.suffix == ".csv":
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    else:
        book = CalamineWorkbook.from_path(path)
        lines = [[_text(v) for v in row] for row in book.get_sheet_by_index(0).to_python()]
    return lines


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
