"""A COBie workbook: every sheet as it stands, and what of it the portfolio keeps records of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.model.arrays import ByteArray, IntArray
from twin.model.maintenance import MaintenancePlan
from twin.model.register import Component, Document
from twin.model.table import CellKind, Sheet, TableColumn

RECORDED = ("Facility", "Floor", "Space", "Type", "Component", "Document", "Job")
"""Sheets that records are made of; all others are kept as they stand and written again."""
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class CobieWorkbook:
    """Sheets in their order; the first row of each holds the titles."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, None if there is none."""
        return next((s for s in self.sheets if s.name.casefold() == name.casefold()), None)

    def rows(self, name: str) -> list[dict[str, str]]:
        """Texts by title of each row of a sheet; what says nothing is ""."""
        sheet = self.sheet(name)
        if sheet is None or not len(sheet):
            return []
        titles = [c.texts[0] for c in sheet.columns]
        return [
            {t: _said(c.texts[i], t) for t, c in zip(titles, sheet.columns, strict=True) if t}
            for i in range(1, len(sheet))
        ]

    def with_sheet(self, changed: Sheet) -> "CobieWorkbook":
        """With another sheet in place of the one of the same name, or at the end."""
        if self.sheet(changed.name) is None:
            return CobieWorkbook((*self.sheets, changed))
        return CobieWorkbook(tuple(changed if s.name == changed.name else s for s in self.sheets))


@dataclass(frozen=True, slots=True, eq=False)
class CobieRecords:
    """Records of a workbook, in the order of its rows.

    usable_area : of its spaces; NaN if unknown. [m2]
    left_out : what of the recorded sheets says something that no record keeps.
    """

    name: str
    description: str = ""
    storeys: int = 0
    usable_area: float = np.nan
    components: tuple[Component, ...] = ()
    documents: tuple[Document, ...] = ()
    plans: tuple[MaintenancePlan, ...] = ()
    left_out: tuple[str, ...] = ()


def same_workbook(one: CobieWorkbook, other: CobieWorkbook) -> list[str]:
    """Where two workbooks differ, sheet and cell; [] where they say the same."""
    names = [s.name for s in one.sheets]
    if names != [s.name for s in other.sheets]:
        return ["sheets"]
    wrong: list[str] = []
    for first, second in zip(one.sheets, other.sheets, strict=True):
        if first.is_hidden != second.is_hidden or not _same_shape(first, second):
            wrong.append(first.name)
            continue
        for place, (a, b) in enumerate(zip(first.columns, second.columns, strict=True)):
            if list(a.texts) != list(b.texts) or not np.array_equal(a.kinds, b.kinds):
                wrong.append(f"{first.name} column {place + 1}")
    return wrong


def _same_shape(one: Sheet, other: Sheet) -> bool:
    return len(one.columns) == len(other.columns) and np.array_equal(one.rows, other.rows)


Cells = dict[str, tuple[str, CellKind]]
"""Texts with their kinds by title."""


def changed_sheet(
    sheet: Sheet,
    cells: Mapping[int, Cells],
    dropped: Sequence[int] = (),
    added: Sequence[Cells] = (),
) -> Sheet:
    """A sheet with other cells, without some rows, and with rows at its end.

    Rows are counted from 0 below the titles; what a sheet has no column for is left out.
    """
    gone = set(dropped)
    kept = [0, *(i for i in range(1, len(sheet)) if i - 1 not in gone)]
    columns: list[TableColumn] = []
    for column in sheet.columns:
        title = column.texts[0]
        texts = [column.texts[i] for i in kept]
        kinds = [int(column.kinds[i]) for i in kept]
        for at, i in enumerate(kept[1:], 1):
            if title in cells.get(i - 1, {}):
                texts[at], kinds[at] = cells[i - 1][title]
        for row in added:
            text, kind = row.get(title, ("", CellKind.EMPTY))
            texts.append(text)
            kinds.append(int(kind))
        columns.append(TableColumn(column.title, texts, _bytes(kinds)))
    first = int(sheet.rows[0]) if len(sheet.rows) else 1
    rows: IntArray = np.arange(first, first + len(kept) + len(added), dtype=np.int32)
    return replace(sheet, columns=tuple(columns), rows=rows)


def sheet_of_titles(name: str, titles: Sequence[str]) -> Sheet:
    """A sheet with a row of titles alone."""
    columns = tuple(TableColumn("", [t], _bytes([CellKind.TEXT])) for t in titles)
    return Sheet(name, columns, np.arange(1, 2, dtype=np.int32))


def _bytes(kinds: Sequence[int]) -> ByteArray:
    return np.array(kinds, dtype=np.uint8)


def _said(text: str, title: str) -> str:
    """The text, "" for words that say nothing; some programs repeat the title instead."""
    return "" if text.casefold() in ("n/a", "na", "none", "-", title.casefold()) else text
