"""A table as it stands in a file of somebody else: columns of text with their row numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

import numpy as np

from twin.model.arrays import ByteArray, IntArray, frozen
from twin.model.finding import Finding

Texts: TypeAlias = Sequence[str]


class CellKind(IntEnum):
    """What the file itself says a cell is; files of text know only `EMPTY` and `TEXT`."""

    EMPTY = 0
    TEXT = 1
    NUMBER = 2  # with a point before decimals
    DAY = 3  # ISO: 2026-11-23, with a time where the cell has one
    FLAG = 4  # true or false
    FAULT = 5  # what a formula left that could not be calculated, for example #REF!


@dataclass(frozen=True, slots=True, eq=False)
class TableColumn:
    """One column.

    title : as in the file; unlike all others of the table, "" where there is none.
    texts : one per row, without blanks around, control and bidi characters.
    kinds : `CellKind` of each cell, shape (n,).
    """

    title: str
    texts: Texts
    kinds: ByteArray

    def __post_init__(self) -> None:
        """Freeze the array."""
        object.__setattr__(self, "kinds", frozen(self.kinds, np.uint8, (len(self.texts),)))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows below a row of titles.

    name : of the sheet, "" in a file of text.
    title_row : where the titles stand, counted from 1 as spreadsheets do.
    rows : number of each row in the file, likewise, shape (n,).
    """

    name: str
    columns: tuple[TableColumn, ...]
    title_row: int
    rows: IntArray

    def __post_init__(self) -> None:
        """Freeze the array."""
        object.__setattr__(self, "rows", frozen(self.rows, np.int32, (None,)))

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the columns in their order."""
        return tuple(column.title for column in self.columns)

    def column(self, title: str) -> TableColumn | None:
        """The column with this title, None if there is none."""
        return next((c for c in self.columns if c.title == title), None)

    def first(self, count: int) -> "Table":
        """The first rows only."""
        cut = tuple(replace(c, texts=c.texts[:count], kinds=c.kinds[:count]) for c in self.columns)
        return replace(self, columns=cut, rows=self.rows[:count])


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """All cells of one sheet, before anybody knows where the titles stand.

    columns : texts and kinds of every column; their titles are "".
    rows : number of each row in the file, counted from 1, shape (n,).
    is_hidden : a spreadsheet program does not show the sheet.
    """

    name: str
    columns: tuple[TableColumn, ...]
    rows: IntArray
    is_hidden: bool = False

    def __post_init__(self) -> None:
        """Freeze the array."""
        object.__setattr__(self, "rows", frozen(self.rows, np.int32, (None,)))

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class TableFile:
    """What was read from one file.

    kind : ``text`` or ``workbook``.  sha256 : of the file.
    encoding, delimiter : of a file of text, "" of a workbook.
    findings : what was left out or mended while it was read.
    """

    path: Path
    kind: str
    sha256: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    findings: tuple[Finding, ...] = ()
