"""A letter or digit in a frame, beside the coloured badge of a grade."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from twin.ui import theme

SIZE = 22


class Mark(QWidget):
    """One letter in an outline; strong ones in the colour of danger."""

    def __init__(self, text: str, *, is_strong: bool = False) -> None:
        super().__init__()
        self._text = text
        self._token = "danger" if is_strong else "textPrimary"
        self.setFixedSize(SIZE, SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline and the letter."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(self._token)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(theme.colour("surface2"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour)
        painter.setFont(theme.font("label", 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)
