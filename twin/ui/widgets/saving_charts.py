"""A saving drawn: months against the baseline, and the sum as it grows."""

import math
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.saving import month_text
from twin.ui.widgets.bar_chart import axis_number, month_name, top_value

_LEFT, _RIGHT, _TOP, _FOOT = 46, 8, 10, 34
HEIGHT = 170
_LEAST_SIDE = 0.05  # of the larger side of zero, below which the smaller gets no room
_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ExpectedMonths(QWidget):
    """Readings as bars, the adjusted baseline as a line across each. [MWh]"""

    def __init__(
        self, months: Sequence[date], expected: Sequence[float], measured: Sequence[float]
    ) -> None:
        super().__init__()
        self._months, self._expected, self._measured = months, expected, measured
        self._top = top_value((*expected, *measured))
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Adjusted baseline and readings by month"))
        self.setAccessibleDescription(", ".join(self._said(m) for m in range(len(months))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the values under the pointer."""
        month = math.floor((event.position().x() - _LEFT) / self._step())
        if 0 <= month < len(self._months):
            QToolTip.showText(event.globalPosition().toPoint(), self._said(month), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars, lines, months with their years."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        _paint_grid(painter, (0.0, self._top / 2, self._top), self._y, self.width())
        step = self._step()
        for place in range(len(self._months)):
            left, y = _LEFT + place * step, self._y(self._measured[place])
            bar = QRectF(left + 0.2 * step, y, 0.6 * step, self._y(0) - y)
            painter.fillRect(bar, theme.colour("accent"))
            line = self._y(self._expected[place])
            painter.setPen(QPen(theme.colour("textPrimary"), 2))
            painter.drawLine(QPointF(left + 0.06 * step, line), QPointF(left + 0.94 * step, line))
        _paint_months(painter, self._months, step, self.height())

    def _said(self, month: int) -> str:
        expected, measured = self._expected[month], self._measured[month]
        return tr(
            "{month}: expected {expected} MWh, read {measured} MWh",
            month=month_text(self._months[month]),
            expected=numbers.number(expected, 1),
            measured=numbers.number(measured, 1),
        )

    def _step(self) -> float:
        return max((self.width() - _LEFT - _RIGHT) / max(len(self._months), 1), 1.0)

    def _y(self, value: float) -> float:
        return _TOP + (self.height() - _TOP - _FOOT) * (1 - value / self._top)


class RunningSaving(QWidget):
    """The saving summed up from the first day on: falling where more was used. [MWh]"""

    def __init__(self, ends: Sequence[date], cumulative: Sequence[float]) -> None:
        super().__init__()
        self._ends, self._values = ends, cumulative
        highest, lowest = max(cumulative, default=0.0), min(cumulative, default=0.0)
        least = _LEAST_SIDE * max(highest, -lowest)
        self._high = top_value(cumulative) if highest > least else 0.0
        self._low = -top_value([-v for v in cumulative]) if -lowest > least else 0.0
        if self._high == self._low:
            self._high = 1.0
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Saved so far"))
        last = numbers.number(cumulative[-1], 1) if len(cumulative) else ""
        self.setAccessibleDescription(f"{last} MWh")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the sum up to the day under the pointer."""
        days = self._days((event.position().x() - _LEFT) / max(self._room(), 1) * self._length())
        end, value = self._ends[days], self._values[days]
        text = f"{numbers.day(end)}: {numbers.number(value, 1)} MWh"
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, the area to zero, the line, months."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        middle = (self._low + self._high) / 2 if not self._low or not self._high else 0.0
        _paint_grid(painter, (self._low, middle, self._high), self._y, self.width())
        line = [
            QPointF(self._x(e), self._y(v)) for e, v in zip(self._ends, self._values, strict=True)
        ]
        start = QPointF(_LEFT, self._y(0))
        fill = theme.colour("accent")
        fill.setAlpha(50)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([start, *line, QPointF(line[-1].x(), start.y())]))
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPolyline(QPolygonF([start, *line]))
        painter.setPen(QPen(theme.colour("controlBorder"), 1))
        painter.drawLine(start, QPointF(self.width() - _RIGHT, start.y()))
        self._paint_months(painter)

    def _paint_months(self, painter: QPainter) -> None:
        first = self._ends[0].replace(day=1)
        count = 12 * (self._ends[-1].year - first.year) + self._ends[-1].month - first.month + 1
        months = [
            date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
            for n in range(count)
        ]
        _paint_months(painter, months, self._room() / count, self.height())

    def _days(self, wanted: float) -> int:
        lengths = [(end - self._ends[0]).days for end in self._ends]
        return min(range(len(lengths)), key=lambda n: abs(lengths[n] - wanted))

    def _length(self) -> float:
        return max((self._ends[-1] - self._ends[0]).days, 1)

    def _x(self, day: date) -> float:
        return _LEFT + self._room() * (day - self._ends[0]).days / self._length()

    def _room(self) -> float:
        return self.width() - _LEFT - _RIGHT

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return _TOP + (self.height() - _TOP - _FOOT) * (1 - share)


def _paint_grid(painter: QPainter, values: Sequence[float], y_of, width: int) -> None:  # noqa: ANN001  a function of a value
    top = max(abs(v) for v in values)
    for value in values:
        y = round(y_of(value)) + 0.5
        painter.setPen(QPen(theme.colour("chartGrid" if value else "controlBorder"), 1))
        painter.drawLine(QPointF(_LEFT, y), QPointF(width - _RIGHT, y))
        painter.setPen(theme.colour("textSecondary"))
        painter.drawText(QRectF(0, y - 8, _LEFT - 8, 16), _RIGHT_MIDDLE, axis_number(value, top))


def _paint_months(painter: QPainter, months: Sequence[date], step: float, height: int) -> None:
    """Names of the months, and under the first of each year the year."""
    painter.setPen(theme.colour("textSecondary"))
    for place, month in enumerate(months):
        left = _LEFT + place * step
        name = month_name(numbers.MONTHS[month.month - 1], step)
        if step >= 9 or month.month % 3 == 1:
            room = QRectF(left - 20, height - _FOOT + 3, step + 40, 14)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        if place == 0 or month.month == 1:
            year = QRectF(left, height - _FOOT + 17, 40, 14)
            painter.drawText(year, Qt.AlignmentFlag.AlignLeft, str(month.year))
