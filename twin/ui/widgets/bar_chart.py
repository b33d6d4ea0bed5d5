"""Bars by month: this year filled, the year before as outline."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

_LEFT, _RIGHT, _TOP, _FOOT = 46, 12, 14, 24
_LINES = 3
SHORT_MONTH = 27.0


class MonthBars(QWidget):
    """Two values per month, in MWh; a month without data is a gap and is counted."""

    def __init__(self) -> None:
        super().__init__()
        self._now: Sequence[float] = [math.nan] * 12
        self._before: Sequence[float] = [math.nan] * 12
        self._is_known = False
        self.setMinimumHeight(110)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Energy by month"))

    def show_months(self, now: Sequence[float], before: Sequence[float]) -> None:
        """Show the months of this year and of the year before. [MWh]"""
        self._now, self._before = now, before
        self._is_known = True
        words = [f"{tr(m)} {numbers.number(v)}" for m, v in zip(numbers.MONTHS, now, strict=True)]
        self.setAccessibleDescription(", ".join(words))
        self.update()

    @property
    def has_values(self) -> bool:
        """Whether any month is known."""
        return any(math.isfinite(v) for v in self._now)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the value under the pointer."""
        month = int((event.position().x() - _LEFT) / max(self._room() / 12, 1))
        if 0 <= month < len(numbers.MONTHS):
            text = f"{tr(numbers.MONTHS[month])}: {numbers.number(self._now[month], 1)} MWh"
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars, months."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._top_value()
        if not self.has_values:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textSecondary"))
            text = (
                tr("No meter readings are stored for this building.")
                if self._is_known
                else tr("Reading the meters …")
            )
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
            return
        self._paint_grid(painter, top)
        step = self._room() / 12
        for month in range(12):
            left = _LEFT + month * step + step * 0.2
            self._paint_pair(painter, month, left, step, top)
            painter.setPen(theme.colour("textSecondary"))
            place = QRectF(_LEFT + month * step, self.height() - _FOOT + 4, step, 16)
            text = month_name(numbers.MONTHS[month], step)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_grid(self, painter: QPainter, top: float) -> None:
        painter.setFont(theme.font("caption"))
        for place in range(_LINES):
            value = top * place / (_LINES - 1)
            y = round(self._y(value, top)) + 0.5
            token = "controlBorder" if place == 0 else "chartGrid"
            painter.setPen(QPen(theme.colour(token), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(theme.colour("textSecondary"))
            box = QRectF(0, y - 8, _LEFT - 8, 16)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, axis_number(value, top))

    def _paint_pair(
        self, painter: QPainter, month: int, left: float, step: float, top: float
    ) -> None:
        now, before = self._now[month], self._before[month]
        bottom = self._y(0, top)
        if math.isfinite(now):
            y = self._y(now, top)
            painter.fillRect(QRectF(left, y, step * 0.38, bottom - y), theme.colour("accent"))
        if math.isfinite(before) and before > 0:
            y = self._y(before, top)
            painter.setPen(QPen(theme.colour("controlBorder"), 1))
            painter.setBrush(theme.colour("surface3"))
            painter.drawRect(QRectF(left + step * 0.42, y, step * 0.18, bottom - y))

    def _top_value(self) -> float:
        return top_value((*self._now, *self._before))

    def _room(self) -> float:
        return self.width() - _LEFT - _RIGHT

    def _y(self, value: float, top: float) -> float:
        room = self.height() - _TOP - _FOOT
        return _TOP + room * (1 - value / top)


def top_value(values: Sequence[float]) -> float:
    """Round number at or above the highest of those that are known."""
    highest = max((v for v in values if math.isfinite(v)), default=1.0)
    step = 10 ** math.floor(math.log10(max(highest, 1e-3)))
    return next(
        (m * step for m in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if m * step >= highest), 10 * step
    )


def month_name(month: str, room: float) -> str:
    """Name of a month, its first letter where there is little room. [px]"""
    name = tr(month)
    return name if room >= SHORT_MONTH else name[:1]


def axis_number(value: float, top: float) -> str:
    """Number at a line of the grid, with the decimals that half of the top needs."""
    return numbers.number(value, 0 if (top / 2).is_integer() else 1)
