"""The backlog of the years to come under three ways to fund it."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import FloatArray
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.funding import FundingPlan

NAMES = {
    "reach target": "Reach the target",
    "fixed budget": "Fixed budget",
    "maintain": "Maintain",
}
_DASHES = {
    "reach target": Qt.PenStyle.SolidLine,
    "fixed budget": Qt.PenStyle.DashLine,
    "maintain": Qt.PenStyle.DotLine,
}
_LEFT, _RIGHT, _TOP, _FOOT, _MILLION = 52, 128, 12, 22, 1e6
_STEPS = {1.0: 4, 1.5: 3, 2.0: 4, 3.0: 3, 5.0: 5, 7.5: 3, 10.0: 4}
"""Lines of the grid by the leading figure of its top."""
_HIGHEST = 2.0  # of the highest line; the band of the mode looked at is cut there


class FundingChart(QWidget):
    """Three lines, the range of the one looked at, the years below. Values in million NOK."""

    def __init__(self) -> None:
        super().__init__()
        self._curves: Mapping[str, FloatArray] = {}
        self._years: tuple[int, ...] = ()
        self._chosen = "reach target"
        self.setMinimumHeight(150)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Backlog in the years to come"))

    def show_plan(self, plan: FundingPlan | None, chosen: str) -> None:
        """Show the curves with the range of the chosen one; None while they are calculated."""
        self._chosen = chosen
        self._curves, self._years = {}, ()
        if plan is not None:
            for mode, curve in plan.curves.items():
                before = curve.start_backlog[:, None]
                self._curves = {
                    **self._curves,
                    mode.value: np.hstack((before, curve.backlog)) / _MILLION,
                }
                self._years = (*curve.years, curve.years[-1] + 1)
            said = (
                f"{tr(NAMES[key])}: {numbers.number(v[1, -1])}" for key, v in self._curves.items()
            )
            self.setAccessibleDescription("; ".join(said))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the values of the year under the pointer."""
        if not self._years:
            return
        room = max(self.width() - _LEFT - _RIGHT, 1)
        place = round((event.position().x() - _LEFT) / room * (len(self._years) - 1))
        if 0 <= place < len(self._years):
            QToolTip.showText(event.globalPosition().toPoint(), self._said(place), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, range, lines, names at the right edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._curves:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textSecondary"))
            text = tr("Calculating …")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
            return
        top = self._top()
        self._paint_grid(painter, top)
        self._paint_range(painter, top)
        for place, (key, values) in enumerate(self._curves.items()):
            pen = QPen(_colour(place), 2.2 if key == self._chosen else 1.6, _DASHES[key])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(self._points(values[1], top))
        self._paint_names(painter, top)

    def _said(self, place: int) -> str:
        lines = [tr("End of {year}, mill. kr", year=self._years[place] - 1)]
        for key, values in self._curves.items():
            low, middle, high = values[:, place]
            lines.append(
                f"{tr(NAMES[key])}: {numbers.number(middle, 1)} ({numbers.span(low, high, 1)})"
            )
        return "\n".join(lines)

    def _top(self) -> float:
        most = max(float(v[1].max()) for v in self._curves.values())
        high = float(self._curves[self._chosen][2].max())
        return _round_up(max(most, min(high, _HIGHEST * most), 0.1))

    def _paint_grid(self, painter: QPainter, top: float) -> None:
        painter.setFont(theme.font("caption"))
        steps = _STEPS[round(top / 10.0 ** np.floor(np.log10(top) + 1e-9), 1)]
        for step in range(steps + 1):
            value = top * step / steps
            y = round(self._y(value, top)) + 0.5
            painter.setPen(QPen(theme.colour("chartGrid" if step else "controlBorder"), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(theme.colour("textSecondary"))
            box = QRectF(0, y - 8, _LEFT - 6, 16)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, numbers.number(value, 1 if top < 10 else 0))
        for place, year in enumerate(self._years):
            if year % 10 == 0 or (place == 0 and year % 10 <= 5):
                box = QRectF(self._x(place) - 24, self.height() - _FOOT + 4, 48, 16)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))

    def _paint_range(self, painter: QPainter, top: float) -> None:
        low, _, high = self._curves[self._chosen]
        upper, lower = self._points(high, top), self._points(low, top)
        fill = QColor(_colour(list(self._curves).index(self._chosen)))
        fill.setAlphaF(0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.setClipRect(QRectF(_LEFT, _TOP, self.width() - _LEFT, self.height()))
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setClipping(False)

    def _paint_names(self, painter: QPainter, top: float) -> None:
        """Name and last value of each line, moved apart where they would touch."""
        ends = sorted(
            (self._y(min(float(v[1, -1]), top), top), place, key)
            for place, (key, v) in enumerate(self._curves.items())
        )
        lowest, last = -99.0, self.height() - 29.0 * len(ends)
        x = self.width() - _RIGHT + 8
        for y, place, key in ends:
            at = max(min(y - 14, last), lowest, 0.0)
            lowest, last = at + 29, last + 29
            painter.setPen(_colour(place))
            painter.setFont(theme.font("label", 600))
            painter.drawText(QRectF(x, at, _RIGHT - 8, 14), _START, tr(NAMES[key]))
            painter.setPen(theme.colour("textSecondary"))
            painter.setFont(theme.font("caption"))
            low, middle, high = self._curves[key][:, -1]
            digits = 1 if top < 100 else 0
            text = f"{numbers.number(middle, digits)} ({numbers.span(low, high, digits)})"
            painter.drawText(QRectF(x, at + 13, _RIGHT - 8, 14), _START, text)

    def _points(self, values: FloatArray, top: float) -> list[QPointF]:
        shown = np.minimum(values, 3 * top).tolist()
        return [QPointF(self._x(i), self._y(v, top)) for i, v in enumerate(shown)]

    def _x(self, place: int) -> float:
        room = self.width() - _LEFT - _RIGHT
        return _LEFT + room * place / max(len(self._years) - 1, 1)

    def _y(self, value: float, top: float) -> float:
        room = self.height() - _TOP - _FOOT
        return _TOP + room * (1 - value / top)


_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _colour(place: int) -> QColor:
    series = theme.current().series
    return QColor(series[place % len(series)])


def _round_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5, 7.5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return next(float(f * power) for f in (1, 1.5, 2, 3, 5, 7.5, 10) if f * power >= value)
