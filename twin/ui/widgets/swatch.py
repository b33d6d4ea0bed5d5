"""A small field of one colour with an edge."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.ui import theme


class Swatch(QWidget):
    """Field of 12 by 12 pixels."""

    def __init__(self, fill: QColor) -> None:
        super().__init__()
        self._fill = fill
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill and edge."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("controlBorder"), 1))
        painter.setBrush(self._fill)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
