"""Spending of a plan by year against its limit."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from twin.ui import theme
from twin.ui.opportunities.axis import MIDDLE, RIGHT, Axis, axis, paint_rows
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

_LEFT, _RIGHT, _TOP, _FOOT = 34, 8, 20, 22
MILLION = 1e6


class SpendChart(QWidget):
    """Stacked bars: what must be done, what was chosen. [million NOK]"""

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._must: Sequence[float] = ()
        self._rest: Sequence[float] = ()
        self._limit: Sequence[float] = ()
        self.setFixedHeight(136)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Spend per year, mill. kr"))

    def show_years(
        self, first: int, must: Sequence[float], spent: Sequence[float], limit: Sequence[float]
    ) -> None:
        """Show the years from `first` on. [NOK]"""
        self._first = first
        self._must = [v / MILLION for v in must]
        rest = (s - m for s, m in zip(spent, must, strict=True))
        self._rest = [max(v, 0.0) / MILLION for v in rest]
        self._limit = [v / MILLION for v in limit]
        said = (f"{first + i}: {numbers.number(v / MILLION, 1)}" for i, v in enumerate(spent))
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the year under the pointer."""
        place = int((event.position().x() - _LEFT) // max(self._step(), 1))
        if 0 <= place < len(self._rest):
            text = tr(
                "{year}: {spent} of {limit} mill. kr",
                year=self._first + place,
                spent=numbers.number(self._must[place] + self._rest[place], 1),
                limit=numbers.number(self._limit[place], 1),
            )
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars, limit, years."""
        del event
        if not self._rest:
            return
        painter = QPainter(self)
        most = max(*self._limit, *(a + b for a, b in zip(self._must, self._rest, strict=True)))
        up = axis(0.0, most or 1.0, (self.height() - _FOOT, _TOP), 3)
        up = Axis(0.0, max(most, 1e-9) * 1.02, up.step, up.start, up.end)
        paint_rows(painter, up, _LEFT, self.width() - _RIGHT)
        step = self._step()
        for place, (must, rest) in enumerate(zip(self._must, self._rest, strict=True)):
            left = round(_LEFT + step * (place + 0.15))
            width = max(round(step * 0.7), 1)
            base, middle, top = up.at(0.0), up.at(must), up.at(must + rest)
            painter.fillRect(QRectF(left, middle, width, base - middle), theme.series_colour(1))
            painter.fillRect(QRectF(left, top, width, middle - top), theme.colour("accent"))
        self._paint_limit(painter, up, step)
        painter.setPen(theme.colour("textSecondary"))
        every = 1 if step >= 17 else 2
        for place in range(0, len(self._rest), every):
            box = QRectF(_LEFT + step * place - 4, self.height() - _FOOT + 4, step + 8, 16)
            painter.drawText(box, MIDDLE, f"{(self._first + place) % 100:02d}")

    def _paint_limit(self, painter: QPainter, up: Axis, step: float) -> None:
        painter.setPen(QPen(theme.colour("textPrimary"), 1, Qt.PenStyle.DashLine))
        for place, limit in enumerate(self._limit):
            y = round(up.at(limit)) + 0.5
            left = _LEFT + step * place
            painter.drawLine(QPointF(left, y), QPointF(left + step, y))
        painter.setFont(theme.font("label", 600))
        text = tr("limit {money}", money=numbers.number(max(self._limit), 1).removesuffix(",0"))
        box = QRectF(self.width() - 120 - _RIGHT, 0, 120, 16)
        painter.drawText(box, RIGHT, text)
        painter.setFont(theme.font("caption"))

    def _step(self) -> float:
        return (self.width() - _LEFT - _RIGHT) / max(len(self._rest), 1)
