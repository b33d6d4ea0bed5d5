"""P10, P50 and P90 of one number on a line."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.model.scenario import Spread
from twin.ui import theme
from twin.ui.texts import numbers


class RangeStrip(QWidget):
    """Axis with a band from P10 to P90 and a mark at P50."""

    def __init__(self, spread: Spread) -> None:
        super().__init__()
        self._spread = spread
        self.setFixedHeight(22)
        self.setAccessibleName(f"P50 {numbers.number(spread.p50)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, the band and the mark."""
        del event
        painter = QPainter(self)
        middle = self.height() // 2
        painter.setPen(QPen(theme.colour("controlBorder"), 1))
        painter.drawLine(0, middle, self.width(), middle)
        left, centre, right = (self._x(v) for v in self._ends())
        band = theme.colour("accentFill")
        band.setAlphaF(0.22 if theme.current().name == "light" else 0.4)
        painter.fillRect(QRectF(left, middle - 6, right - left, 12), band)
        painter.fillRect(QRectF(centre - 1.25, middle - 10, 2.5, 20), theme.colour("accent"))

    def _ends(self) -> tuple[float, float, float]:
        return self._spread.p10, self._spread.p50, self._spread.p90

    def _x(self, value: float) -> float:
        low, _, high = self._ends()
        room = max(high - low, abs(high) * 0.05, 1e-9)
        start, end = low - room / 2, high + room / 2
        if low >= 0:
            start = max(start, 0.0)
        return (value - start) / (end - start) * self.width()
