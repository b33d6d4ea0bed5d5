"""Which days of which years have readings: one line for each year."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import FloatArray
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

ROW = 18
_LEFT, _RIGHT = 40, 48
_FULL = 0.999


class CoverageStrip(QWidget):
    """Signal: `year_clicked`. A day is full, partly known or empty."""

    year_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._years: dict[int, FloatArray] = {}
        self.setMouseTracking(True)
        self.setMinimumWidth(180)
        self.show_years({})

    def show_years(self, years: Mapping[int, FloatArray]) -> None:
        """Show the share of each day that is known, 0 to 1, by year."""
        self._years = dict(sorted(years.items()))
        self.setFixedHeight(max(len(self._years), 1) * ROW + 4)
        said = [f"{y}: {numbers.percent(float(d.mean()))}" for y, d in self._years.items()]
        self.setAccessibleName(tr("Readings by year: {years}", years=", ".join(said) or "–"))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which year was clicked."""
        year = self._year_at(event.position().y())
        if year:
            self.year_clicked.emit(year)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say how much of the year is known."""
        year = self._year_at(event.position().y())
        if year:
            share = numbers.percent(float(self._years[year].mean()), 1)
            text = tr("{year}: {share} of the hours are known", year=year, share=share)
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Years, days, shares."""
        del event
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        width = max(self.width() - _LEFT - _RIGHT, 20)
        for place, (year, days) in enumerate(self._years.items()):
            top = place * ROW
            painter.setPen(theme.colour("textSecondary"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, _LEFT, ROW), middle, str(year))
            share = math.floor(float(days.mean()) * 100) / 100
            painter.drawText(
                QRectF(_LEFT + width, top, _RIGHT, ROW), middle | Qt.AlignmentFlag.AlignRight,
                numbers.percent(share),
            )  # fmt: skip
            self._draw_days(painter, days, top, width)

    def _draw_days(self, painter: QPainter, days: FloatArray, top: float, width: float) -> None:
        box = QRectF(_LEFT, top + 4, width, ROW - 8)
        painter.fillRect(box, theme.colour("line"))
        step = width / len(days)
        begin = 0
        states = [2 if d >= _FULL else (1 if d > 0 else 0) for d in days.tolist()]
        for i in range(1, len(states) + 1):
            if i < len(states) and states[i] == states[begin]:
                continue
            token = ("", "warn", "accent")[states[begin]]
            if token:
                rect = QRectF(box.x() + begin * step, box.y(), (i - begin) * step, box.height())
                painter.fillRect(rect, theme.colour(token))
            begin = i

    def _year_at(self, y: float) -> int:
        years = list(self._years)
        place = int(y // ROW)
        return years[place] if 0 <= place < len(years) else 0
