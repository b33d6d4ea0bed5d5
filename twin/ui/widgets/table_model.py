"""Rows and columns of a table, and what a cell shows."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.text import tip_text

Index = QModelIndex | QPersistentModelIndex
Row = Any  # a table shows rows of any one kind; its columns know which


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. tone: "" | ``secondary`` | ``warn`` | ``danger`` | ``ok``; strong: semibold.

    below : a second, quieter line, for tables with high rows.
    """

    text: str
    tone: str = ""
    is_strong: bool = False
    is_estimate: bool = False
    grade: int | None = None
    letter: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    cell : what a row shows.  key : what it is sorted by; NaN and None sort last.
    plain : what a copy into a spreadsheet gets.  width : pixels, 0 stretches.
    """

    title: str
    cell: Callable[[Row], Cell]
    key: Callable[[Row], Any]  # Any: anything that sorts
    plain: Callable[[Row], str]
    width: int = 0
    is_number: bool = False
    keys: Callable[[Sequence[Row]], NDArray[np.float64]] | None = None


class Ordered(Sequence[Row]):
    """Rows in another order; a row is taken from its source when it is asked for."""

    def __init__(self, source: Sequence[Row], order: NDArray[np.intp]) -> None:
        self.source, self.order = source, order

    def some(self, places: Sequence[int]) -> "Ordered":
        """The rows at these places."""
        return Ordered(self.source, self.order[np.asarray(places, np.intp)])

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.order)

    def __getitem__(self, place: Any) -> Any:  # Any: int gives a row, slice a list
        """One row, or some as a list."""
        if isinstance(place, slice):
            return [self.source[int(i)] for i in self.order[place]]
        return self.source[int(self.order[place])]


class TableModel(QAbstractTableModel):
    """Rows and columns of one table."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows = Ordered([], np.zeros(0, dtype=np.intp))
        self._source: Sequence[Row] = []
        self._shown: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._keys: dict[int, NDArray[np.float64]] = {}
        self.sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows, in the order chosen before."""
        self.beginResetModel()
        self._source = rows
        self._keys = {}
        self._shown = np.arange(len(rows))
        self._order()
        self.endResetModel()

    def show_some(self, is_shown: NDArray[np.bool_]) -> None:
        """Show only some of the rows, shape (n,); their order stays."""
        self.beginResetModel()
        self._shown = np.flatnonzero(is_shown)
        self._order()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Rows of the table."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns of the table."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's own
        """Cell for the delegate, text for readers."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        cell = column.cell(self.rows[index.row()])
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(f"{cell.text}\n{cell.below}" if cell.below else cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            grade = grade_name(cell.grade) if cell.grade is not None else ""
            said = cell.text or cell.letter or grade
            return f"{column.title}: {said}{f', {cell.below}' if cell.below else ''}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # Any: Qt's own
        """Column title, with an arrow after the one that sorts."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            by, order = self.sorted_by
            arrow = " ↓" if order == Qt.SortOrder.DescendingOrder else " ↑"
            return column.title + (arrow if by == section else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; unknown values stay last either way."""
        self.layoutAboutToBeChanged.emit()
        self.sorted_by = (column, order)
        self._order()
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _order(self) -> None:
        by, order = self.sorted_by
        shown = self._shown
        if 0 <= by < len(self.columns):
            keys = self._keys_of(by)[shown]
            unknown = np.isnan(keys)
            if order == Qt.SortOrder.DescendingOrder:
                keys = -keys
            known = shown[~unknown][np.argsort(keys[~unknown], kind="stable")]
            shown = np.concatenate([known, shown[unknown]])
        self.rows = Ordered(self._source, shown)

    def _keys_of(self, by: int) -> NDArray[np.float64]:
        """What all rows are sorted by, NaN for unknown values; found once per column."""
        if by not in self._keys:
            column = self.columns[by]
            if column.keys is not None:
                self._keys[by] = column.keys(self._source)
            else:
                self._keys[by] = _ranks([column.key(row) for row in self._source])
        return self._keys[by]


def _ranks(keys: list[Any]) -> NDArray[np.float64]:  # Any: whatever a column sorts by
    known = sorted({key for key in keys if not _is_unknown(key)})
    place = {key: i for i, key in enumerate(known)}
    return np.array([np.nan if _is_unknown(key) else place[key] for key in keys], dtype=np.float64)


def _is_unknown(value: Any) -> bool:  # Any: whatever a column sorts by
    return value is None or (isinstance(value, float) and math.isnan(value))
