"""Energy of each day as a thin line, with the days that are meant marked."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

HEIGHT = 92
LEAST_ROOM = 60
"""Days shown on either side of those that are meant."""
_LEFT, _RIGHT, _TOP, _FOOT = 4, 4, 6, 18
_NARROWEST = 3.0


class DayStrip(QWidget):
    """Days from some time before a stretch to some time after it."""

    def __init__(self, begin: date, days: Sequence[float], first: date, last: date) -> None:
        super().__init__()
        room = timedelta(days=max(LEAST_ROOM, (last - first).days // 3))
        start = max((first - room - begin).days, 0)
        stop = min((last + room - begin).days + 1, len(days))
        self._begin = begin + timedelta(days=start)
        self._days = [float(v) for v in days[start:stop]]
        self._marked = (first - self._begin).days, (last - self._begin).days + 1
        known = [v for v in self._days if math.isfinite(v)]
        self._top = max(known, default=1.0) or 1.0
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(
            tr("Readings by day; {first} to {last} is marked",
               first=numbers.day(first), last=numbers.day(last))
        )  # fmt: skip

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the energy of the day under the pointer."""
        place = math.floor((event.position().x() - _LEFT) / self._step())
        if 0 <= place < len(self._days):
            day = numbers.day(self._begin + timedelta(days=place))
            energy = numbers.quantity(self._days[place], "kWh")
            QToolTip.showText(event.globalPosition().toPoint(), f"{day}: {energy}", self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marked days, the line, first and last day."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = self.height() - _FOOT
        left, right = (self._x(place) for place in self._marked)
        mark = theme.colour("warn")
        mark.setAlpha(46)
        width = max(right - left, _NARROWEST)
        painter.fillRect(QRectF(left, _TOP, width, bottom - _TOP), mark)
        painter.setPen(QPen(theme.colour("warn"), 1))
        for x in (left, left + width):
            painter.drawLine(QPointF(x, _TOP), QPointF(x, bottom))
        painter.setPen(QPen(theme.colour("controlBorder"), 1))
        painter.drawLine(QPointF(_LEFT, bottom), QPointF(self.width() - _RIGHT, bottom))
        painter.setPen(QPen(theme.colour("accent"), 1.2))
        for line in self._lines():
            painter.drawPolyline(QPolygonF(line))
        self._paint_ends(painter)

    def _paint_ends(self, painter: QPainter) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textSecondary"))
        room = QRectF(_LEFT, self.height() - _FOOT + 3, self.width() - _LEFT - _RIGHT, 14)
        last = self._begin + timedelta(days=len(self._days) - 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, numbers.day(self._begin))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, numbers.day(last))

    def _lines(self) -> list[list[QPointF]]:
        """Stretches of known days."""
        found: list[list[QPointF]] = [[]]
        for place, value in enumerate(self._days):
            if math.isfinite(value):
                found[-1].append(QPointF(self._x(place + 0.5), self._y(value)))
            elif found[-1]:
                found.append([])
        return [line for line in found if line]

    def _step(self) -> float:
        return max((self.width() - _LEFT - _RIGHT) / max(len(self._days), 1), 0.01)

    def _x(self, place: float) -> float:
        return _LEFT + place * self._step()

    def _y(self, value: float) -> float:
        return _TOP + (self.height() - _TOP - _FOOT) * (1 - value / self._top)
