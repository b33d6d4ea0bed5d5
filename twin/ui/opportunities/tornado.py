"""Is the order stable? How much the plan is worth more or less when something moves."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from twin.ui import theme
from twin.ui.opportunities.axis import RIGHT, paint_note
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.stability import Swing

ROW, HIGHEST = 25, 44.0
NAME, VALUES, STAYS = 150, 128, 138
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NAMES = {
    "price": "Energy price ±30 %",
    "cost": "Investment ±20 %",
    "rate": "Real rate 3–6 %",
    "life": "Measure life ±5 y",
}


class Tornado(QWidget):
    """One row for each thing that moves, the widest first. [million NOK]"""

    def __init__(self) -> None:
        super().__init__()
        self._swings: Sequence[Swing] = ()
        self._empty = tr("Make a plan to see what its worth depends on.")
        self.setMinimumHeight(4 * ROW + 24)
        self.setAccessibleName(tr("Is the order stable?"))

    def show_swings(self, swings: Sequence[Swing], empty: str = "") -> None:
        """Show the cases, or a sentence where there are none."""
        self._swings = swings
        self._empty = empty or self._empty
        said = (f"{tr(NAMES[s.what])}: {_range(s)}" for s in swings)
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars around zero, ranges, what stays in the plan."""
        del event
        painter = QPainter(self)
        if not self._swings:
            paint_note(painter, self.rect().toRectF(), self._empty)
            return
        self._paint_heads(painter)
        left, right = NAME + 12.0, self.width() - VALUES - STAYS - 24.0
        widest = max(max(abs(s.low), abs(s.high)) for s in self._swings) or 1.0
        middle, scale = (left + right) / 2, (right - left) / 2 / widest
        row = min(max((self.height() - 32.0) / len(self._swings), ROW), HIGHEST)
        for place, swing in enumerate(self._swings):
            top = 26.0 + place * row + (row - ROW) / 2
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textSecondary"))
            painter.drawText(QRectF(12, top, NAME, ROW), LEFT, tr(NAMES[swing.what]))
            bar = QRectF(middle + swing.low * scale, top + 8, -swing.low * scale, 9)
            painter.fillRect(bar, theme.series_colour(1))
            bar = QRectF(middle, top + 8, swing.high * scale, 9)
            painter.fillRect(bar, theme.colour("accent"))
            painter.fillRect(QRectF(middle - 1, top + 6, 2, 13), theme.colour("textSecondary"))
            box = QRectF(right + 4, top, VALUES, ROW)
            painter.setPen(theme.colour("textPrimary"))
            painter.drawText(box, RIGHT, _range(swing))
            box = QRectF(self.width() - STAYS - 12, top, STAYS, ROW)
            painter.drawText(box, RIGHT, numbers.percent(swing.stays))

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("textSecondary"))
        right = self.width() - VALUES - STAYS - 24.0
        box = QRectF(right - 160, 4, VALUES + 164, 16)
        painter.drawText(box, RIGHT, tr("Change of plan NPV, mill. kr"))
        box = QRectF(self.width() - STAYS - 12, 4, STAYS, 16)
        painter.drawText(box, RIGHT, tr("Stays in the plan"))


def _range(swing: Swing) -> str:
    digits = 0 if max(abs(swing.low), abs(swing.high)) >= 20e6 else 1
    return numbers.signed_span(swing.low / 1e6, swing.high / 1e6, digits)
