"""A rubber band over a chart or map."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from twin.ui import theme

LEAST = 4.0  # pixels, below which it is a click


class Brush:
    """Follows the left button; tells the rectangle, or the point of a click, when it is let go."""

    def __init__(self, told: Callable[[QRectF, bool], None]) -> None:
        self._told = told
        self._start: QPointF | None = None
        self.box: QRectF | None = None

    def press(self, event: QMouseEvent) -> None:
        """Begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.position()
            self.box = None

    def move(self, event: QMouseEvent) -> bool:
        """Follow; whether a rectangle is being pulled."""
        if self._start is None:
            return False
        box = QRectF(self._start, event.position()).normalized()
        if self.box is not None or max(box.width(), box.height()) >= LEAST:
            self.box = box
        return self.box is not None

    def release(self, event: QMouseEvent) -> None:
        """End and tell; whether Ctrl adds is told too."""
        if self._start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        box = self.box or QRectF(event.position(), event.position())
        self._start, self.box = None, None
        self._told(box, adds)

    def paint(self, painter: QPainter, box: QRectF | None = None) -> None:
        """Dashed accent frame with a soft ground."""
        box = box or self.box
        if box is None:
            return
        ground = QColor(theme.colour("accent"))
        ground.setAlphaF(0.06)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)
