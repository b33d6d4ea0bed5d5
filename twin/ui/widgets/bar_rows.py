"""Rows of name, bar and value on one scale."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from twin.ui import theme
from twin.ui.texts.energy import ValueBar

_ROW, _BAR, _GAP = 20, 10, 8
_MOST_NAME = 0.46  # of the width


class BarRows(QWidget):
    """Bars that begin at zero; a value that is not there has words instead of a bar."""

    def __init__(self, bars: Sequence[ValueBar], fill: QColor) -> None:
        super().__init__()
        self._bars, self._fill = tuple(bars), fill
        self.setFixedHeight(_ROW * len(self._bars))
        self.setAccessibleDescription(", ".join(f"{b.name} {b.text}" for b in self._bars))

    def event(self, event: QEvent) -> bool:
        """Tell the whole row under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = min(event.pos().y() // _ROW, len(self._bars) - 1)
            bar = self._bars[row]
            QToolTip.showText(event.globalPos(), f"{bar.name}: {bar.text}", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        del event
        painter = QPainter(self)
        painter.setFont(theme.font("body"))
        metrics = painter.fontMetrics()
        name, value = self._columns(metrics)
        room = max(self.width() - name - value - 2 * _GAP, 10)
        most = max((b.value for b in self._bars if math.isfinite(b.value)), default=0.0)
        for row, bar in enumerate(self._bars):
            top = row * _ROW
            painter.setPen(theme.colour("textSecondary"))
            said = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name)
            painter.drawText(QRectF(0, top, name, _ROW), Qt.AlignmentFlag.AlignVCenter, said)
            if math.isfinite(bar.value) and most > 0:
                width = max(bar.value / most * room, 1.0)
                place = QRectF(name + _GAP, top + (_ROW - _BAR) / 2, width, _BAR)
                painter.fillRect(place, self._fill)
                painter.setPen(theme.colour("textPrimary"))
            box = QRectF(self.width() - value, top, value, _ROW)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, bar.text)

    def _columns(self, metrics: QFontMetrics) -> tuple[int, int]:
        """Widths of names and values."""
        wanted = max((metrics.horizontalAdvance(b.name) for b in self._bars), default=0)
        value = max((metrics.horizontalAdvance(b.text) for b in self._bars), default=0)
        return min(wanted + 2, round(self.width() * _MOST_NAME)), value + 2
