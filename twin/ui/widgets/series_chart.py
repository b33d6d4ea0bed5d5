"""A time series as a line: the whole of it, or a year, month or week of it."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import Float32Array
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

_LEFT, _RIGHT, _TOP, _FOOT = 52, 10, 10, 20
_LINES = 3
_FEW = 400  # values that are drawn as a line; more are drawn as their range in each pixel
_BAND = 36


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Values at a regular step.

    step : [s].  low, high : range in which all is well, NaN for none.
    """

    start: datetime
    step: int
    values: Float32Array
    unit: str
    low: float = math.nan
    high: float = math.nan

    def part(self, first: datetime, last: datetime) -> "Series":
        """The values from `first` to before `last`, empty places as NaN."""
        begin = math.floor((first - self.start).total_seconds() / self.step)
        end = math.ceil((last - self.start).total_seconds() / self.step)
        values = np.full(max(end - begin, 1), np.nan, np.float32)
        low, high = max(begin, 0), min(end, len(self.values))
        if high > low:
            values[low - begin : high - begin] = self.values[low:high]
        start = self.start + timedelta(seconds=begin * self.step)
        return Series(start, self.step, values, self.unit, self.low, self.high)

    @property
    def end(self) -> datetime:
        """End of the last step."""
        return self.start + timedelta(seconds=self.step * len(self.values))

    def by_day(self) -> "Series":
        """Sums of whole days; a day with a missing value has none."""
        first = datetime(self.start.year, self.start.month, self.start.day)
        days = math.ceil((self.end - first) / timedelta(days=1))
        whole = self.part(first, first + timedelta(days=days))
        per_day = 86_400 // self.step
        sums = whole.values.reshape(days, per_day).sum(axis=1)
        return Series(first, 86_400, sums, self.unit)


class SeriesChart(QWidget):
    """One series over the time that is shown; the pointer tells time and value."""

    def __init__(self, name: str, height: int = 130) -> None:
        super().__init__()
        self.series: Series | None = None
        self._name = name
        self.setMinimumHeight(height)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def show_series(self, series: Series | None) -> None:
        """Show a series as it is, None for nothing."""
        self.series = series
        if series is not None:
            known = series.values[np.isfinite(series.values)]
            said = (
                f"{numbers.quantity(float(known.min()), series.unit, 1)} – "
                f"{numbers.quantity(float(known.max()), series.unit, 1)}"
                if len(known) else tr("No readings")
            )  # fmt: skip
            self.setAccessibleDescription(said)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say time and value under the pointer."""
        series = self.series
        if series is None:
            return
        share = (event.position().x() - _LEFT) / max(self._room().width(), 1.0)
        place = math.floor(share * len(series.values))
        if not 0 <= place < len(series.values):
            return
        at = series.start + timedelta(seconds=place * series.step)
        clock = "" if series.step >= 86_400 else f" {at:%H:%M}"
        value = float(series.values[place])
        said = numbers.quantity(value, series.unit, 1) if math.isfinite(value) else tr("unknown")
        QToolTip.showText(
            event.globalPosition().toPoint(), f"{numbers.day(at.date())}{clock}: {said}", self
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, range, line, and the time below."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        series = self.series
        if series is None or not np.isfinite(series.values).any():
            painter.setPen(theme.colour("textSecondary"))
            text = tr("No readings in this time") if series else ""
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, text)
            return
        low, high = _bounds(series)
        self._draw_grid(painter, series, low, high)
        painter.setPen(QPen(theme.colour("accent"), 1.2))
        self._draw_values(painter, series, low, high)
        self._draw_times(painter, series)

    def _room(self) -> QRectF:
        return QRectF(
            _LEFT, _TOP, max(self.width() - _LEFT - _RIGHT, 10),
            max(self.height() - _TOP - _FOOT, 10),
        )  # fmt: skip

    def _y(self, value: float, low: float, high: float) -> float:
        room = self._room()
        return room.bottom() - (value - low) / (high - low) * room.height()

    def _draw_grid(self, painter: QPainter, series: Series, low: float, high: float) -> None:
        room = self._room()
        tint = theme.colour("ok")
        tint.setAlpha(_BAND)
        if math.isfinite(series.low) or math.isfinite(series.high):
            top = (
                self._y(min(series.high, high), low, high) if series.high == series.high else _TOP
            )
            bottom = (
                self._y(max(series.low, low), low, high) if series.low == series.low
                else room.bottom()
            )  # fmt: skip
            painter.fillRect(QRectF(_LEFT, top, room.width(), bottom - top), tint)
        decimals = 0 if high - low > 5 else 1
        for i in range(_LINES + 1):
            value = low + (high - low) * i / _LINES
            y = round(self._y(value, low, high)) + 0.5
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(room.right(), y))
            painter.setPen(theme.colour("textSecondary"))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(
                QRectF(0, y - 8, _LEFT - 6, 16), side, numbers.number(value, decimals)
            )

    def _draw_values(self, painter: QPainter, series: Series, low: float, high: float) -> None:
        room, values = self._room(), series.values
        if len(values) > max(_FEW, room.width()):
            for x, least, most in _ranges(values, int(room.width())):
                painter.drawLine(
                    QPointF(_LEFT + x, self._y(least, low, high)),
                    QPointF(
                        _LEFT + x, min(self._y(most, low, high), self._y(least, low, high) - 1)
                    ),
                )
            return
        step = room.width() / len(values)
        before: QPointF | None = None
        for i, value in enumerate(values.tolist()):
            here = (
                QPointF(_LEFT + (i + 0.5) * step, self._y(value, low, high))
                if math.isfinite(value) else None
            )  # fmt: skip
            if here is not None and before is not None:
                painter.drawLine(before, here)
            elif here is not None:
                painter.drawPoint(here)
            before = here

    def _draw_times(self, painter: QPainter, series: Series) -> None:
        room = self._room()
        painter.setPen(theme.colour("textSecondary"))
        last = series.end - timedelta(seconds=min(series.step, 86_400))
        y = QRectF(_LEFT, room.bottom() + 3, room.width(), 16)
        painter.drawText(y, Qt.AlignmentFlag.AlignLeft, numbers.day(series.start.date()))
        painter.drawText(y, Qt.AlignmentFlag.AlignRight, numbers.day(last.date()))
        painter.drawText(y, Qt.AlignmentFlag.AlignHCenter, series.unit)


def _bounds(series: Series) -> tuple[float, float]:
    """Lowest and highest value of the axis; energy begins at zero."""
    known = series.values[np.isfinite(series.values)]
    low, high = float(known.min()), float(known.max())
    if series.unit == "kWh" and low >= 0:
        low = 0.0
    limits = [v for v in (series.low, series.high) if math.isfinite(v)]
    low, high = min([low, *limits]), max([high, *limits])
    room = (high - low) * 0.05 or 1.0
    return (low if low == 0 else low - room), high + room


def _ranges(values: Float32Array, width: int) -> list[tuple[int, float, float]]:
    """Lowest and highest value in each pixel that has any."""
    edges = np.linspace(0, len(values), width + 1).astype(int)
    is_known = np.isfinite(values)
    least = np.minimum.reduceat(np.where(is_known, values, np.inf), edges[:-1])
    most = np.maximum.reduceat(np.where(is_known, values, -np.inf), edges[:-1])
    return [
        (x, float(a), float(b))
        for x, (a, b) in enumerate(zip(least, most, strict=True))
        if math.isfinite(a)
    ]
