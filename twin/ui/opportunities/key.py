"""A small square with a word beside it, for legends in colours of the theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from twin.ui import theme

SIDE, GAP = 11, 6


class Key(QWidget):
    """The square is filled with one colour and framed with another."""

    def __init__(self, fill: str, text: str, edge: str = "") -> None:
        super().__init__()
        self._fill, self._edge, self._text = fill, edge or fill, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setFont(theme.font("label"))

    def sizeHint(self) -> QSize:
        """Square and word."""
        metrics = self.fontMetrics()
        return QSize(SIDE + GAP + metrics.horizontalAdvance(self._text) + 2, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square, word."""
        del event
        painter = QPainter(self)
        top = (self.height() - SIDE) // 2
        painter.setBrush(theme.colour(self._fill))
        painter.setPen(QPen(theme.colour(self._edge), 1))
        painter.drawRect(QRectF(0.5, top + 0.5, SIDE - 1, SIDE - 1))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("textSecondary"))
        box = QRectF(SIDE + GAP, 0, self.width() - SIDE - GAP, self.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), self._text)
