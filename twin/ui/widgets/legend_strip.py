"""The legend lying down, for two views side by side."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.model.overlay import Colouring
from twin.ui import theme
from twin.ui.scene.legend_drawing import (
    LegendRow,
    draw_swatch,
    legend_note,
    legend_rows,
    legend_title,
)
from twin.ui.texts.language import tr

_EDGE, _GAP, _SWATCH, _HIGH = 12, 16, 16, 54


class LegendStrip(QWidget):
    """Title and classes in one line. Signal: `class_clicked` with the index of the class."""

    class_clicked = Signal(int)

    def __init__(self, colouring: Colouring, room: int) -> None:
        super().__init__()
        self._colouring = colouring
        self._chosen: frozenset[int] = frozenset()
        self._places = _placed(legend_rows(colouring), room - 2 * _EDGE)
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Legend"))
        said = (f"{row.label}: {row.count}" for row, _ in self._places)
        self.setAccessibleDescription("; ".join(said))

    def set_chosen(self, classes: frozenset[int]) -> None:
        """Show these classes as isolated; empty for none."""
        self._chosen = classes
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its widest line."""
        right = max((box.right() for _, box in self._places), default=200.0)
        bottom = max((box.bottom() for _, box in self._places), default=float(_HIGH))
        legend = self._colouring.legend
        title = QFontMetrics(theme.font("bodyStrong")).horizontalAdvance(legend_title(legend))
        note = QFontMetrics(theme.font("caption")).horizontalAdvance(legend_note(legend))
        return QSize(max(int(right), title + note + 24) + _EDGE, int(bottom) + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Isolate the class under the pointer."""
        for row, box in self._places:
            if box.contains(event.position()):
                self.class_clicked.emit(row.index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go through the classes, Enter and Space isolate."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._current = (self._current + step) % len(self._places)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.class_clicked.emit(self._places[self._current][0].index)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, title, classes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("lineStrong"), 1))
        painter.setBrush(theme.colour("surface2"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        self._paint_title(painter)
        for place, (row, box) in enumerate(self._places):
            self._paint_row(painter, row, box, is_current=place == self._current)

    def _paint_title(self, painter: QPainter) -> None:
        legend = self._colouring.legend
        painter.setPen(theme.colour("textPrimary"))
        painter.setFont(theme.font("bodyStrong"))
        width = painter.fontMetrics().horizontalAdvance(legend_title(legend))
        painter.drawText(QRectF(_EDGE, 6, width + 4, 20), _MIDDLE, legend_title(legend))
        painter.setPen(theme.colour("textSecondary"))
        painter.setFont(theme.font("caption"))
        painter.drawText(QRectF(_EDGE + width + 12, 6, 400, 20), _MIDDLE, legend_note(legend))

    def _paint_row(
        self, painter: QPainter, row: LegendRow, box: QRectF, *, is_current: bool
    ) -> None:
        is_off = bool(self._chosen) and row.index not in self._chosen
        if is_current and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-4, 0, 4, 0), 3, 3)
        painter.setOpacity(0.35 if is_off else 1.0)
        swatch = QRectF(box.x() + 0.5, box.y() + 4.5, _SWATCH - 1, 13)
        draw_swatch(painter, swatch, row)
        painter.setOpacity(1.0)
        painter.setPen(theme.colour("textSecondary" if is_off else "textPrimary"))
        painter.setFont(theme.font("body"))
        painter.drawText(box.adjusted(_SWATCH + 6, 0, 6, 0), _MIDDLE, row.label)


def _placed(rows: tuple[LegendRow, ...], room: int) -> list[tuple[LegendRow, QRectF]]:
    """Rows from left to right, going on in the next line where the room ends."""
    metrics = QFontMetrics(theme.font("body"))
    found, left, top = [], float(_EDGE), 27.0
    for row in rows:
        width = _SWATCH + 6 + metrics.horizontalAdvance(row.label)
        if left > _EDGE and left + width > room:
            left, top = float(_EDGE), top + 22
        found.append((row, QRectF(left, top, width, 22)))
        left += width + _GAP
    return found


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
