"""A claimed saving beside that of the model, on one line from zero."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.model.compared import INSIDE, ClaimCheck
from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.texts.offers import range_text
from twin.ui.texts.outcome import spread_text

HEIGHT = 26


class ClaimStrip(QWidget):
    """Band from P10 to P90 of the model with a mark at P50; line and dot of the claim."""

    def __init__(self, check: ClaimCheck) -> None:
        super().__init__()
        self._check = check
        self.setFixedHeight(HEIGHT)
        name = tr(
            "Claimed {claimed}, calculated {model}",
            claimed=range_text(check.claimed, "%"),
            model=spread_text(check.model),
        )
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, band and claim."""
        del event
        check = self._check
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(theme.colour("controlBorder"), 1))
        painter.drawLine(QPointF(self._x(0.0), middle), QPointF(self.width(), middle))
        band = theme.colour("accentFill")
        band.setAlphaF(0.22 if theme.current().name == "light" else 0.4)
        left, right = self._x(check.model.p10), self._x(check.model.p90)
        painter.fillRect(QRectF(left, middle - 7, max(right - left, 2), 14), band)
        painter.fillRect(
            QRectF(self._x(check.model.p50) - 1.25, middle - 10, 2.5, 20), theme.colour("accent")
        )
        tone = theme.colour("text" if check.position == INSIDE else "warn")
        painter.setPen(QPen(tone, 2))
        low, high = self._x(check.claimed.low), self._x(check.claimed.high)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawEllipse(QPointF(self._x(check.claimed.value), middle), 4.5, 4.5)

    def _x(self, value: float) -> float:
        check = self._check
        ends = (0.0, check.model.p10, check.model.p90, check.claimed.low, check.claimed.high)
        low, high = min(ends), max(ends)
        room = max(high - low, 1.0) * 1.06
        return 5 + (value - low) / room * (self.width() - 10)
