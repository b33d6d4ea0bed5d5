"""Paints the cells of a table, whatever they hold."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from twin.ui import theme
from twin.ui.widgets.badge import BADGE, LABEL, paint_grade, paint_label
from twin.ui.widgets.table_model import Cell, Index, TableModel

LEFT, LEFT_FIRST, RIGHT = 8, 12, 8
"""Pixels beside what a cell shows."""
MARGIN, FIRST_MARGIN = LEFT + RIGHT, LEFT_FIRST + RIGHT


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
                painter,
                box.adjusted(LEFT if index.column() else LEFT_FIRST, 0, -RIGHT, 0),
                cell,
                index,
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
        painter.setFont(theme.font("body", _weight(cell, is_first=index.column() == 0)))
        painter.setPen(_tone(cell.tone))
        model = index.model()
        is_number = isinstance(model, TableModel) and model.columns[index.column()].is_number
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, int(box.width()))
        if cell.below:
            _below(painter, box, cell.below)
            box = box.adjusted(0, 0, 0, -box.height() / 2 + 2)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
        if cell.is_estimate:
            _underline(painter, box, metrics.horizontalAdvance(text), is_number)


def widest(cells: Sequence[Cell], *, is_first: bool) -> int:
    """Pixels of the widest of some cells of a column, without what stands beside it."""
    weights = {_weight(cell, is_first=is_first) for cell in cells}
    metrics = {weight: QFontMetricsF(theme.font("body", weight)) for weight in weights}
    small = QFontMetricsF(theme.font("label"))
    found = (
        BADGE.width() if cell.grade is not None
        else LABEL.width() if cell.letter
        else max(metrics[_weight(cell, is_first=is_first)].horizontalAdvance(cell.text),
                 small.horizontalAdvance(cell.below))
        for cell in cells
    )  # fmt: skip
    return math.ceil(max(found, default=0))


def _weight(cell: Cell, *, is_first: bool) -> int:
    return 600 if cell.is_strong else (500 if is_first else 400)


def _below(painter: QPainter, box: QRectF, text: str) -> None:
    """The second line of a cell; leaves font and pen as they were."""
    painter.save()
    painter.setFont(theme.font("label"))
    painter.setPen(theme.colour("textSecondary"))
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    lower = box.adjusted(0, box.height() / 2 - 2, 0, -2)
    painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def _underline(painter: QPainter, box: QRectF, width: int, is_right: bool) -> None:
    left = box.right() - width if is_right else box.x()
    y = round(box.center().y() + 8)
    painter.setPen(QPen(theme.colour("textSecondary"), 1, Qt.PenStyle.DotLine))
    painter.drawLine(round(left), y, round(left + width), y)


def _tone(tone: str) -> QColor:
    return theme.colour({"": "textPrimary", "secondary": "textSecondary"}.get(tone, tone))
