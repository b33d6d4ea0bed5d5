"""Power of every carrier through the year, the highest hour first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import FloatArray
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar_chart import axis_number, top_value

_LEFT, _RIGHT, _TOP, _FOOT = 34, 8, 8, 18
_QUARTERS = 4
HEIGHT = 116
POINTS = 200
"""Of a line: more than a panel has room to tell apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One carrier. power : the highest first, shape (H,). [kW]"""

    name: str
    colour: QColor
    power: FloatArray


def sorted_power(hourly: FloatArray) -> FloatArray:
    """Energy of each hour as power, the highest first. [kW]"""
    return np.sort(hourly)[::-1]


class DurationCurve(QWidget):
    """Lines that begin at the peak and fall."""

    def __init__(self, curves: Sequence[Curve]) -> None:
        super().__init__()
        self._curves = tuple(curves)
        self._hours = max((len(c.power) for c in self._curves), default=1)
        self._top = top_value([float(c.power[0]) for c in self._curves])
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Power through the year, the highest hour first"))
        self.setAccessibleDescription(", ".join(self.texts_at(0.0)))

    def texts_at(self, share: float) -> list[str]:
        """Each carrier with the power that it exceeds in that share of the year."""
        row = min(int(share * self._hours), self._hours - 1)
        return [f"{c.name} {numbers.quantity(float(c.power[row]), 'kW')}" for c in self._curves]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the powers under the pointer."""
        share = (event.position().x() - _LEFT) / self._span()
        if 0 <= share <= 1:
            hours = numbers.number(math.floor(share * self._hours))
            text = tr("Exceeded in {hours} hours: {powers}", hours=hours,
                      powers=", ".join(self.texts_at(share)))  # fmt: skip
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, hours and lines."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        self._paint_grid(painter)
        for curve in self._curves:
            painter.setPen(QPen(curve.colour, 2))
            painter.drawPolyline(self._line(curve))

    def _line(self, curve: Curve) -> QPolygonF:
        rows = np.unique(np.linspace(0, len(curve.power) - 1, POINTS).astype(int))
        across = _LEFT + rows / max(self._hours - 1, 1) * self._span()
        points = zip(across, curve.power[rows], strict=True)
        return QPolygonF([QPointF(float(x), self._y(float(kw))) for x, kw in points])

    def _paint_grid(self, painter: QPainter) -> None:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in (0.0, self._top / 2, self._top):
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(theme.colour("chartGrid" if value else "controlBorder"), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(theme.colour("textSecondary"))
            painter.drawText(QRectF(0, y - 8, _LEFT - 6, 16), side, axis_number(value, self._top))
        for quarter in range(_QUARTERS + 1):
            hours = numbers.number(self._hours * quarter / _QUARTERS)
            right = _LEFT + self._span() * quarter / _QUARTERS
            wide = 44
            left = min(max(right - wide / 2, _LEFT), self.width() - wide)
            box = QRectF(left, self.height() - _FOOT + 2, wide, 16)
            where = Qt.AlignmentFlag.AlignLeft if not quarter else Qt.AlignmentFlag.AlignHCenter
            if quarter == _QUARTERS:
                where = Qt.AlignmentFlag.AlignRight
            painter.drawText(box, where, hours)

    def _span(self) -> float:
        return max(self.width() - _LEFT - _RIGHT, 1.0)

    def _y(self, value: float) -> float:
        return _TOP + (self.height() - _TOP - _FOOT) * (1 - value / self._top)
