"""Tables in workbooks: is the zip honest, and what stands in its sheets."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from twin.errors import UnreadableFile
from twin.importers.tables.cells import value_column
from twin.model.finding import Finding, Severity
from twin.model.table import Sheet

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 512 * 2**20  # bytes unpacked; a sheet of a million rows and five columns
LARGEST_TOTAL = 2 * 2**30  # bytes unpacked
MOST_CELLS = 30_000_000
LARGEST_RATIO = 200
_RATIO_FROM = 10 * 2**20  # bytes unpacked; small files may pack any well
_CHUNK = 2**20
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_MOST_SHEETS = 200
_FAULT = b' t="e"'
"""How a sheet marks a cell whose formula failed; it is read as empty."""
_MACROS = Finding(
    "table-macros",
    Severity.INFO,
    "The workbook holds macros.",
    "They were not run; only what stands in the cells was read.",
)


def check_zip(path: Path) -> tuple[Finding, ...]:
    """Unpack all members once, counting; what is in them that will not be read.

    Raises
    ------
    UnreadableFile
        If it is no zip, or one made to fill a memory, or locked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise _dangerous(path)
            total = faults = 0
            for member in members:
                size, found = _checked(archive, member, path)
                total, faults = total + size, faults + found
                if total > LARGEST_TOTAL:
                    raise _dangerous(path)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise UnreadableFile(
            "{file} is damaged or locked ({reason}); nothing was read.",
            "Save it again in a spreadsheet program, without a password.",
            file=path.name,
            reason=str(error),
        ) from error
    said = [_faults(faults)] if faults else []
    if any(m.filename.lower().endswith("vbaproject.bin") for m in members):
        said.append(_MACROS)
    return tuple(said)


def sheets(path: Path) -> Iterator[tuple[Sheet, tuple[Finding, ...]]]:
    """Every sheet with cells, in the order of the workbook; formulas by their stored values.

    Raises
    ------
    UnreadableFile
        If it is no workbook, or a damaged or a locked one.
    """
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            shown = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
            for about in shown[:_MOST_SHEETS]:
                found = book.get_sheet_by_name(about.name)
                hidden = about.visible != SheetVisibleEnum.Visible
                yield _sheet(found, path, is_hidden=hidden)
    except PasswordError as error:
        raise UnreadableFile(
            "{file} is locked with a password; nothing was read.",
            "Save it again without a password.",
            file=path.name,
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(
            "{file} is not a workbook that can be read ({reason}); nothing was read.",
            "Save it again as .xlsx or .csv in a spreadsheet program.",
            file=path.name,
            reason=str(error) or type(error).__name__,
        ) from error


def _sheet(
    found: CalamineSheet, path: Path, *, is_hidden: bool
) -> tuple[Sheet, tuple[Finding, ...]]:
    if found.start is None or not found.width:
        return Sheet(found.name, (), np.arange(0, dtype=np.int32), is_hidden), ()
    if found.width * found.height > MOST_CELLS:
        raise UnreadableFile(
            "The sheet {sheet} of {file} has {cells} million cells, more than any table that can "
            "be taken in; nothing was read.",
            "Delete empty rows and columns far from the table, or split it.",
            file=path.name,
            sheet=found.name,
            cells=found.width * found.height // 1_000_000,
        )
    rows = found.to_python(skip_empty_area=True)
    merged = _spread(rows, found)
    columns = tuple(value_column(values) for values in zip(*rows, strict=True))
    said = (_merged_cells(merged, found.name),) if merged else ()
    numbers = np.arange(1, len(rows) + 1, dtype=np.int32) + np.int32(found.start[0])
    return Sheet(found.name, columns, numbers, is_hidden), said


def _spread(rows: list[list[Any]], found: CalamineSheet) -> int:
    """Repeat the value of cells merged downwards in each of their rows; how many there were."""
    first_row, first_column = found.start or (0, 0)
    count = 0
    for (top, left), (bottom, right) in found.merged_cell_ranges or ():
        row, column = top - first_row, left - first_column
        if left != right or bottom == top or row < 0 or column < 0:
            continue
        count += 1
        for below in range(row + 1, min(bottom - first_row + 1, len(rows))):
            rows[below][column] = rows[row][column]
    return count


def _checked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> tuple[int, int]:
    """Bytes of a member, counted while it is unpacked, and cells whose formula failed."""
    if member.flag_bits & 1:
        raise RuntimeError("encrypted")
    most = min(LARGEST_MEMBER, max(_RATIO_FROM, member.compress_size * LARGEST_RATIO))
    size = faults = 0
    end = b""
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            if not size and _DOCTYPE.search(chunk[:4096]):
                raise _dangerous(path)
            size += len(chunk)
            if size > most:
                raise _dangerous(path)
            faults += (end + chunk).count(_FAULT) - end.count(_FAULT)
            end = chunk[1 - len(_FAULT) :]
    return size, faults


def _dangerous(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "{file} unpacks to far more than a table needs, or holds what no table needs; it was "
        "not opened.",
        "Save it again in a spreadsheet program, or ask the sender for a .csv.",
        file=path.name,
    )


def _faults(count: int) -> Finding:
    return Finding(
        "table-faults",
        Severity.WARNING,
        "{count} formulas of the workbook could not be calculated (such as #REF!).",
        "These cells are read as empty.",
        "Ask the sender to mend them.",
        values={"count": count},
    )


def _merged_cells(count: int, sheet: str) -> Finding:
    return Finding(
        "table-merged-cells",
        Severity.INFO,
        "{count} merged cells of the sheet {sheet} reach over several rows.",
        "Their value was read in each of these rows.",
        values={"count": count, "sheet": sheet},
    )
