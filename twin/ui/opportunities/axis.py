"""Axes that the charts of the page share: round steps, places of values, grid lines."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from twin.ui import theme
from twin.ui.texts import numbers

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high` on pixels from `start` to `end`, with lines every `step`."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """Value at a pixel."""
        share = (pixel - self.start) / (self.end - self.start)
        return self.low + share * (self.high - self.low)

    def ticks(self) -> list[float]:
        """Values that have a line."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [i * self.step for i in range(first, last + 1)]

    def text(self, value: float) -> str:
        """A tick in as many decimals as its step needs."""
        wanted = (d for d in range(7) if abs(self.step - round(self.step, d)) < self.step * 1e-6)
        decimals = next(wanted, 7)
        return numbers.number(value, decimals)


def axis(low: float, high: float, pixels: tuple[float, float], lines: int = 5) -> Axis:
    """Round axis that holds both ends, with about so many lines."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        low, high = (low, low + 1.0) if math.isfinite(low) else (0.0, 1.0)
    step = _round_step((high - low) / max(lines, 1))
    first = math.floor(low / step + 1e-9) * step
    last = math.ceil(high / step - 1e-9) * step
    return Axis(first, last, step, *pixels)


def paint_rows(painter: QPainter, vertical: Axis, left: float, right: float) -> None:
    """Horizontal grid lines with their values at the left; zero stands out."""
    painter.setFont(theme.font("caption"))
    for value in vertical.ticks():
        y = round(vertical.at(value)) + 0.5
        token = "controlBorder" if abs(value) < vertical.step / 2 else "chartGrid"
        painter.setPen(QPen(theme.colour(token), 1))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setPen(theme.colour("textSecondary"))
        painter.drawText(QRectF(0, y - 8, left - 8, 16), RIGHT, vertical.text(value))


def paint_columns(painter: QPainter, across: Axis, top: float) -> None:
    """Values of the horizontal axis below it."""
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.colour("textSecondary"))
    for value in across.ticks():
        box = QRectF(across.at(value) - 30, top, 60, 16)
        painter.drawText(box, MIDDLE, across.text(value))


def paint_note(painter: QPainter, box: QRectF, text: str) -> None:
    """A sentence in the middle of an empty chart."""
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("textSecondary"))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(box.adjusted(24, 0, -24, 0), int(flags), text)


def _round_step(wanted: float) -> float:
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(f * power for f in (1.0, 2.0, 2.5, 5.0, 10.0) if f * power >= wanted * 0.999)
