"""Tables as text: for spreadsheets in Norway, or for programs."""

import csv
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from twin.errors import TwinError
from twin.exporters.harmless import harmless
from twin.exporters.layout import ExportSheet, SheetColumn


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a table is written as text; days are ISO in both."""

    delimiter: str
    decimal: str
    encoding: str


NORWEGIAN = TextStyle(";", ",", "utf-8-sig")
"""As spreadsheet programs with Norwegian settings open it by a double click."""
TECHNICAL = TextStyle(",", ".", "utf-8")
STYLES = {"norwegian": NORWEGIAN, "technical": TECHNICAL}


def write_csv(path: Path, sheet: ExportSheet, style: TextStyle = NORWEGIAN) -> None:
    """Write one table; no cell can become a formula.

    Raises
    ------
    TwinError
        If the file cannot be written; a file that was there before stays as it was.
    """

    def write(target: Path) -> None:
        with target.open("w", encoding=style.encoding, newline="") as file:
            writer = csv.writer(file, delimiter=style.delimiter)
            writer.writerow([harmless(c.title) for c in sheet.columns])
            for row in sheet.rows:
                cells = zip(row, sheet.columns, strict=True)
                writer.writerow([cell_text(value, column, style) for value, column in cells])

    written(path, write)


def cell_text(value: Any, column: SheetColumn, style: TextStyle) -> str:
    """A value as text: numbers with the decimal mark of the style, unknown as nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        text = f"{value:.{max(column.decimals, 6)}f}".rstrip("0").rstrip(".")
        return text.replace(".", style.decimal)
    return harmless(str(value))


def written(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file beside its place and put it there when it is whole.

    Raises
    ------
    TwinError
        If it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise TwinError(
            "{name} could not be written ({reason}); nothing was exported.",
            "Choose another folder, or close the file if it is open in another program.",
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    finally:
        beside.unlink(missing_ok=True)
