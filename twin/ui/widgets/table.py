"""Tables: one view over a model of rows, one delegate for all kinds of cells."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from twin.exporters.harmless import copied_lines
from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.widgets.column_widths import Wanted, fitted
from twin.ui.widgets.table_cells import FIRST_MARGIN, MARGIN, CellDelegate, widest
from twin.ui.widgets.table_model import Cell, Column, Row, TableModel

ROW = 27
HEAD = 28
MEASURED = 80
"""Rows that are looked at to find how wide the columns are."""
FIGURES = "0123456789.,:/–- \u00a0"
"""What dates and times consist of; cut off, they could not be read."""
BESIDE = 4
"""Pixels a title needs beside its letters before it is cut."""
MANY = 500
"""Picked rows above which rows are made when somebody asks for them."""
ARROW = 14
"""Pixels of the arrow beside the title of the column that sorts."""


class Table(QTableView):
    """Table in the look of the program. Signals: `opened` and `picked` with rows."""

    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, name: str, model: TableModel) -> None:
        super().__init__()
        self.empty_text = tr("Nothing to show here.")
        self._model = model
        self._cells: list[tuple[int, bool]] = []
        self._measured: Sequence[Row] | None = None
        self._is_by_hand = self._is_fitting = False
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
        model.modelReset.connect(self._measure_new)

    def show_picked(self, is_picked: Callable[[Row], bool]) -> None:
        """Select the rows for which `is_picked` holds, without telling anybody."""
        self.show_places([i for i, row in enumerate(self._model.rows) if is_picked(row)])

    def show_places(self, places: Iterable[int]) -> None:
        """Select the rows at these places, without telling anybody."""
        self._is_quiet = True
        chosen = self.selectionModel()
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        first = None
        for place in places:
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
        """Selected rows, or all, with titles, tab separated; no cell can become a formula."""
        rows = [self._model.rows[i] for i in self.picked_places()] or list(self._model.rows)
        return table_text(self._model.columns, rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between the columns, unless the user has pulled them."""
        super().resizeEvent(event)
        self.fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what came while the table was not seen."""
        super().showEvent(event)
        self._measure_new()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that there is nothing, and what to do, where no row is shown."""
        super().paintEvent(event)
        if len(self._model.rows):
            return
        painter = QPainter(self.viewport())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("textSecondary"))
        box = self.viewport().rect().adjusted(12, 12, -12, -12)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(flags | Qt.TextFlag.TextWordWrap), self.empty_text)

    def fit_columns(self) -> None:
        """Make the columns as wide as their texts, as far as there is room."""
        if self._is_by_hand:
            return
        wanted = [self._wanted(place) for place in range(len(self._model.columns))]
        self._is_fitting = True
        for place, width in enumerate(fitted(wanted, self.viewport().width())):
            self.horizontalHeader().resizeSection(place, width)
        self._is_fitting = False

    def _measure_new(self) -> None:
        """Measure the columns when other rows came; a search alone moves nothing."""
        rows = self._model.rows
        if not self.isVisible() or not len(rows) or rows.source is self._measured:
            return
        self._measured = rows.source
        some = [rows[i] for i in range(0, len(rows), max(len(rows) // MEASURED, 1))]
        self._cells = [
            _measured([column.cell(row) for row in some], is_first=place == 0)
            for place, column in enumerate(self._model.columns)
        ]
        self.fit_columns()

    def _wanted(self, place: int) -> Wanted:
        column = self._model.columns[place]
        cell, is_figure = self._cells[place] if self._cells else (0, False)
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(column.title) + BESIDE
        title += ARROW if place == self._model.sorted_by[0] else 0
        margin = FIRST_MARGIN if place == 0 else MARGIN
        more = max(min(title + ARROW - cell, ARROW), 0)
        is_number = column.is_number or is_figure
        return Wanted(max(title, cell) + margin, not column.width, is_number, more)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(True)
        head.setSelectionModel(QItemSelectionModel(self._model, head))  # asks nothing of the rows
        head.setMinimumSectionSize(40)
        head.setAccessibleName(tr("Column titles"))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionClicked.connect(self._sort)
        head.sectionResized.connect(self._pulled)

    def _pulled(self) -> None:
        self._is_by_hand = self._is_by_hand or not self._is_fitting

    def _sort(self, section: int) -> None:
        by, order = self._model.sorted_by
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        is_number = self._model.columns[section].is_number
        wanted = (up if order == down else down) if by == section else (down if is_number else up)
        before = self._model.rows.order
        picked = before[self.picked_places()]
        self._model.sort(section, wanted)
        self.fit_columns()
        self.show_places(np.flatnonzero(np.isin(self._model.rows.order, picked)).tolist())

    def picked_places(self) -> list[int]:
        """Places of the picked rows, ascending; quick however many they are."""
        chosen = self.selectionModel().selection()
        spans = [chosen.at(i) for i in range(chosen.count())]
        return sorted({place for s in spans for place in range(s.top(), s.bottom() + 1)})

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()])

    def _open_by_key(self, index: QModelIndex) -> None:
        if not QGuiApplication.mouseButtons():
            self._open(index)

    def _pick(self) -> None:
        if not self._is_quiet:
            places, rows = self.picked_places(), self._model.rows
            many = len(places) > MANY
            self.picked.emit(rows.some(places) if many else [rows[i] for i in places])


def table_text(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """Rows with titles, tab separated; no cell can become a formula."""
    return copied_lines(
        [c.title for c in columns],
        ([c.plain(row) for c in columns] for row in rows),
        [c.is_number for c in columns],
    )


def _measured(cells: Sequence[Cell], *, is_first: bool) -> tuple[int, bool]:
    """Pixels of the widest of some cells, and whether all show dates, times or nothing."""
    is_figure = not any(cell.text.strip(FIGURES) for cell in cells)
    return widest(cells, is_first=is_first), is_figure
