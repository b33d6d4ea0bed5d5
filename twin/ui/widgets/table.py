"""Tables: one model over columns, one delegate for all kinds of cells."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.widgets.badge import BADGE, LABEL, grade_name, paint_grade, paint_label
from twin.ui.widgets.text import tip_text

ROW = 27
HEAD = 28
LEAST = 140
Index = QModelIndex | QPersistentModelIndex
Row = Any  # a table shows rows of any one kind; its columns know which


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. tone: "" | ``secondary`` | ``warn`` | ``danger`` | ``ok``; strong: semibold."""

    text: str
    tone: str = ""
    is_strong: bool = False
    is_estimate: bool = False
    grade: int | None = None
    letter: str = ""


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


class TableModel(QAbstractTableModel):
    """Rows and columns of one table."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows, in the order chosen before."""
        self.beginResetModel()
        self.rows = list(rows)
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
            return tip_text(cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            grade = grade_name(cell.grade) if cell.grade is not None else ""
            return f"{column.title}: {cell.text or cell.letter or grade}"
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
            by, order = self._sorted_by
            arrow = " ↓" if order == Qt.SortOrder.DescendingOrder else " ↑"
            return column.title + (arrow if by == section else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; unknown values stay last either way."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self._order()
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _order(self) -> None:
        by, order = self._sorted_by
        if not 0 <= by < len(self.columns):
            return
        key = self.columns[by].key
        known = [r for r in self.rows if not _is_unknown(key(r))]
        unknown = [r for r in self.rows if _is_unknown(key(r))]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self.rows = known + unknown


def _is_unknown(value: Any) -> bool:  # Any: whatever a column sorts by
    return value is None or (isinstance(value, float) and math.isnan(value))


class CellDelegate(QStyledItemDelegate):
    """Draws lines, selection bar, badges, estimates and the cell in focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  missing in stubs
        painter.save()
        self._ground(painter, option, index, box)
        if isinstance(cell, Cell):
            self._content(
                painter, box.adjusted(8 if index.column() else 12, 0, -8, 0), cell, index
            )
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRectF
    ) -> None:
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(box, theme.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        if is_selected and index.column() == 0:
            painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), theme.colour("accent"))

    def _content(self, painter: QPainter, box: QRectF, cell: Cell, index: Index) -> None:
        top = box.y() + (box.height() - 16) / 2 - 1
        if cell.grade is not None:
            paint_grade(painter, QRectF(box.x(), top, BADGE.width(), BADGE.height()), cell.grade)
            return
        if cell.letter:
            paint_label(painter, QRectF(box.x(), top, LABEL.width(), 16), cell.letter)
            return
        self._text(painter, box, cell, index)

    def _text(self, painter: QPainter, box: QRectF, cell: Cell, index: Index) -> None:
        weight = 600 if cell.is_strong else (500 if index.column() == 0 else 400)
        painter.setFont(theme.font("body", weight))
        painter.setPen(_tone(cell.tone))
        model = index.model()
        is_number = isinstance(model, TableModel) and model.columns[index.column()].is_number
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
        if cell.is_estimate:
            _underline(painter, box, metrics.horizontalAdvance(text), is_number)


def _underline(painter: QPainter, box: QRectF, width: int, is_right: bool) -> None:
    left = box.right() - width if is_right else box.x()
    y = round(box.center().y() + 8)
    painter.setPen(QPen(theme.colour("textSecondary"), 1, Qt.PenStyle.DotLine))
    painter.drawLine(round(left), y, round(left + width), y)


def _tone(tone: str) -> QColor:
    return theme.colour({"": "textPrimary", "secondary": "textSecondary"}.get(tone, tone))


class Table(QTableView):
    """Table in the look of the program. Signals: `opened` and `picked` with rows."""

    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, name: str, model: TableModel) -> None:
        super().__init__()
        self._model = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self._set_up_head()
        self.doubleClicked.connect(self._open)
        self.activated.connect(self._open_by_key)
        self.selectionModel().selectionChanged.connect(self._pick)
        self._is_quiet = False

    def show_picked(self, is_picked: Callable[[Row], bool]) -> None:
        """Select the rows for which `is_picked` holds, without telling anybody."""
        self._is_quiet = True
        chosen = self.selectionModel()
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        first = None
        for place, row in enumerate(self._model.rows):
            if is_picked(row):
                index = self._model.index(place, 0)
                first = index if first is None else first
                chosen.select(index, flags.Select | flags.Rows)
        if first is not None:
            chosen.setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        self._is_quiet = False

    def keyPressEvent(self, event: Any) -> None:  # Any: QKeyEvent; Ctrl+C is ours
        """Copy with column titles, as a spreadsheet reads it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def copied_text(self) -> str:
        """Selected rows, or all, with titles, tab separated."""
        picked = sorted({i.row() for i in self.selectionModel().selectedRows()})
        rows = [self._model.rows[i] for i in picked] or self._model.rows
        lines = ["\t".join(c.title for c in self._model.columns)]
        lines += ["\t".join(c.plain(row) for c in self._model.columns) for row in rows]
        return "\n".join(lines) + "\n"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the rest, but never less than names need."""
        super().resizeEvent(event)
        fixed = sum(c.width for c in self._model.columns)
        head = self.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            if not column.width:
                head.resizeSection(place, max(self.viewport().width() - fixed, LEAST))

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(40)
        head.setAccessibleName(tr("Column titles"))
        for place, column in enumerate(self._model.columns):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            if column.width:
                head.resizeSection(place, column.width)
        head.sectionClicked.connect(self._sort)

    def _sort(self, section: int) -> None:
        by, order = self._model._sorted_by
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        is_number = self._model.columns[section].is_number
        wanted = (up if order == down else down) if by == section else (down if is_number else up)
        picked = {id(self._model.rows[i.row()]) for i in self.selectionModel().selectedRows()}
        self._model.sort(section, wanted)
        self.show_picked(lambda row: id(row) in picked)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()])

    def _open_by_key(self, index: QModelIndex) -> None:
        if not QGuiApplication.mouseButtons():
            self._open(index)

    def _pick(self) -> None:
        if not self._is_quiet:
            rows = [self._model.rows[i.row()] for i in self.selectionModel().selectedRows()]
            self.picked.emit(rows)
