"""Calculated delivered energy by month, the carriers stacked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar_chart import axis_number, month_name, top_value

_LEFT, _RIGHT, _TOP, _FOOT = 34, 2, 8, 18
HEIGHT = 116


@dataclass(frozen=True, slots=True)
class Series:
    """One carrier. months: length 12. [MWh]"""

    name: str
    fill: QColor
    months: Sequence[float]


class CarrierMonths(QWidget):
    """Twelve bars that begin at zero."""

    def __init__(self, series: Sequence[Series]) -> None:
        super().__init__()
        self._series = tuple(series)
        sums = [sum(months) for months in zip(*(s.months for s in series), strict=True)]
        self._top = top_value(sums)
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Calculated energy by month"))
        words = [f"{tr(m)} {numbers.number(v)}" for m, v in zip(numbers.MONTHS, sums, strict=True)]
        self.setAccessibleDescription(", ".join(words))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the values under the pointer."""
        month = math.floor((event.position().x() - _LEFT) / self._step())
        if 0 <= month < len(numbers.MONTHS):
            parts = [f"{s.name} {numbers.number(s.months[month], 1)}" for s in self._series]
            text = f"{tr(numbers.MONTHS[month])}, MWh: {', '.join(parts)}"
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars, months."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        self._paint_grid(painter)
        step = self._step()
        for month, name in enumerate(numbers.MONTHS):
            bottom = 0.0
            for series in self._series:
                value = series.months[month]
                upper, lower = self._y(bottom + value), self._y(bottom)
                left = _LEFT + (month + 0.18) * step
                painter.fillRect(QRectF(left, upper, step * 0.64, lower - upper), series.fill)
                bottom += value
            painter.setPen(theme.colour("textSecondary"))
            place = QRectF(_LEFT + month * step, self.height() - _FOOT + 2, step, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, month_name(name, step))

    def _paint_grid(self, painter: QPainter) -> None:
        for value in (0.0, self._top / 2, self._top):
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(theme.colour("chartGrid" if value else "controlBorder"), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(theme.colour("textSecondary"))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            box = QRectF(0, y - 8, _LEFT - 6, 16)
            painter.drawText(box, side, axis_number(value, self._top))

    def _step(self) -> float:
        return max((self.width() - _LEFT - _RIGHT) / len(numbers.MONTHS), 1.0)

    def _y(self, value: float) -> float:
        return _TOP + (self.height() - _TOP - _FOOT) * (1 - value / self._top)
