"""Small squares with words below a chart."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from twin.ui import theme
from twin.ui.widgets.text import label, tight


def legend_row(entries: Sequence[tuple[int, str]]) -> QWidget:
    """One square in a colour of the series, and its word, for each entry."""
    made = QWidget()
    row = tight(QHBoxLayout(made), gap=6)
    for place, text in entries:
        row.addWidget(_Square(place))
        row.addWidget(label(text, "secondary"))
        row.addSpacing(8)
    row.addStretch(1)
    return made


class _Square(QWidget):
    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(11, 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, 11, 11), theme.series_colour(self._place))
