"""What pays? Net cost per saved kWh over what is saved, what the plan takes first."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import FloatArray
from twin.ui import theme
from twin.ui.opportunities.axis import MIDDLE, Axis, axis, paint_columns, paint_note, paint_rows
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.potential import Bars

_LEFT, _RIGHT, _TOP, _FOOT = 50, 16, 20, 28
GWH = 1e6
SHARE = 0.04  # of the saving at each end that the axis need not show
LEAST_HIGH, LEAST_LOW = 0.5, -0.5  # NOK/kWh
ROOM = 1.15  # for names over and under the bars
NAMED = 14.0  # pixels that a bar needs for its name
BESIDE, LEAST_ROOM = 24.0, 104.0  # pixels that a name may take beside its bar, and at least


class CostCurve(QWidget):
    """Bars from the cheapest to the dearest. Signal: `picked` with keys of measures."""

    picked = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self._bars: Bars | None = None
        self._keys: tuple[str, ...] = ()
        self._titles: dict[str, str] = {}
        self._empty = ""
        self.setMouseTracking(True)
        self.setMinimumHeight(150)
        self.setAccessibleName(tr("Net cost per saved kWh"))

    @property
    def bars(self) -> Bars | None:
        """What is shown."""
        return self._bars

    def show_bars(
        self, bars: Bars | None, keys: tuple[str, ...], titles: dict[str, str], empty: str = ""
    ) -> None:
        """Show bars with the titles of their measures, or a sentence where there are none."""
        self._bars = bars if bars is not None and len(bars.width) else None
        self._keys, self._titles, self._empty = keys, titles, empty
        if self._bars is not None:
            taken = float(self._bars.width[self._bars.in_plan].sum()) / GWH
            whole = float(self._bars.width.sum()) / GWH
            self.setAccessibleDescription(
                tr("{taken} of {whole} GWh a year are in the plan",
                   taken=numbers.number(taken, 2), whole=numbers.number(whole, 2))
            )  # fmt: skip
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the bar under the pointer is."""
        place = self._under(event.position().x())
        text = "" if place is None else self._said(place)
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the measure under the pointer."""
        place = self._under(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and self._bars is not None:
            found = () if place is None else (self._keys[int(self._bars.measure[place])],)
            self.picked.emit(frozenset(found))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars, names, the line where the budget ends."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._bars is None:
            paint_note(painter, self.rect().toRectF(), self._empty)
            return
        across, up = self._axes(self._bars)
        paint_rows(painter, up, _LEFT, self.width() - _RIGHT)
        paint_columns(painter, across, self.height() - _FOOT + 6)
        self._paint_bars(painter, self._bars, across, up)
        self._paint_budget(painter, self._bars, across)
        self._paint_names(painter, self._bars, across, up)

    def _paint_bars(self, painter: QPainter, bars: Bars, across: Axis, up: Axis) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        filled, hollow = theme.colour("accent"), theme.colour("surface3")
        outline = QPen(theme.colour("controlBorder"), 1)
        zero = round(up.at(0.0))
        ends = self._ends(bars, across)
        heights = [up.at(v) for v in np.clip(bars.cost, up.low, up.high).tolist()]
        first: float | None = None  # left end of bars that are thinner than a pixel together
        for (left, right), y, planned in zip(ends, heights, bars.in_plan.tolist(), strict=True):
            first = left if first is None else first
            if right - first < 1:
                continue
            left, first = first, None
            box = QRectF(left, min(y, zero), max(right - left - 1, 0.7), max(abs(y - zero), 1))
            if planned:
                painter.fillRect(box, filled)
            elif box.width() < 4:
                painter.fillRect(box, theme.colour("lineStrong"))
            else:
                painter.setPen(outline)
                painter.setBrush(hollow)
                painter.drawRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_names(self, painter: QPainter, bars: Bars, across: Axis, up: Axis) -> None:
        """Names of wide bars, and the values of those that leave the axis."""
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textSecondary"))
        taken: list[QRectF] = []
        ground = QColor(theme.colour("surface1"))
        ground.setAlphaF(0.8)
        ends = self._ends(bars, across)
        for place in np.argsort(-bars.width, kind="stable").tolist():
            left, right = ends[place]
            if right - left < NAMED:
                break
            cost = float(bars.cost[place])
            text = self._name(place)
            if not up.low <= cost <= up.high:
                text = f"{text} {numbers.number(cost, 1)}"
            room = max(right - left + 2 * BESIDE, LEAST_ROOM)
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            y = up.at(float(np.clip(cost, up.low, up.high)))
            top = y + 3 if cost < 0 else y - 17
            top = min(max(top, 2.0), self.height() - _FOOT - 17.0)
            x = left if cost < 0 else right - width  # over or under the lower neighbours
            x = min(max(x, _LEFT), self.width() - _RIGHT - width)
            box = QRectF(x, top, width, 14)
            if not any(box.intersects(other) for other in taken):
                taken.append(box.adjusted(-4, 0, 4, 0))
                painter.fillRect(box, ground)
                painter.drawText(box, MIDDLE, text)

    def _paint_budget(self, painter: QPainter, bars: Bars, across: Axis) -> None:
        reached = float(bars.width[bars.in_plan].sum()) / GWH
        if not reached or bars.in_plan.all():
            return
        x = round(across.at(reached)) + 0.5
        painter.setPen(QPen(theme.colour("textPrimary"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, _TOP - 14), QPointF(x, self.height() - _FOOT))
        painter.setFont(theme.font("label", 600))
        text = tr("plan ends here")
        width = painter.fontMetrics().horizontalAdvance(text) + 4
        left = x - width - 4 if x - width - 4 > _LEFT else x + 6
        painter.drawText(QRectF(left, 2, width, 14), MIDDLE, text)

    def _axes(self, bars: Bars) -> tuple[Axis, Axis]:
        total = float(bars.width.sum()) / GWH
        across = axis(0.0, total, (_LEFT, self.width() - _RIGHT), 5)
        across = Axis(0.0, max(total, 1e-9), across.step, across.start, across.end)
        low, high = _shown_range(bars.cost, bars.width)
        up = axis(low, high, (self.height() - _FOOT, _TOP), 5)
        return across, up

    def _ends(self, bars: Bars, across: Axis) -> list[tuple[float, float]]:
        edges = np.concatenate([[0.0], np.cumsum(bars.width)]) / GWH
        pixels = [across.at(v) for v in edges.tolist()]
        return list(pairwise(pixels))

    def _under(self, x: float) -> int | None:
        bars = self._bars
        if bars is None or not _LEFT <= x <= self.width() - _RIGHT:
            return None
        value = self._axes(bars)[0].value(x) * GWH
        place = int(np.searchsorted(np.cumsum(bars.width), value))
        return place if place < len(bars.width) else None

    def _name(self, place: int) -> str:
        bars = self._bars
        if bars is None:
            return ""
        key = self._keys[int(bars.measure[place])]
        return self._titles.get(key, key)

    def _said(self, place: int) -> str:
        bars = self._bars
        if bars is None:
            return ""
        count = int(bars.count[place])
        return tr(
            "{name}\n{cost} kr/kWh net, saves {saved} a year, {count} buildings\n{part}",
            name=self._name(place),
            cost=numbers.number(float(bars.cost[place]), 2),
            saved=numbers.energy(float(bars.width[place])),
            count=numbers.number(count),
            part=tr("In the plan") if bars.in_plan[place] else tr("Not in the plan"),
        )


def _shown_range(cost: FloatArray, width: FloatArray) -> tuple[float, float]:
    """Range of the axis: all but the last few per cent of the saving at either end."""
    order = np.argsort(cost)
    share = np.cumsum(width[order]) / max(float(width.sum()), 1e-9)
    low = float(cost[order][np.searchsorted(share, SHARE)])
    high = float(cost[order][min(np.searchsorted(share, 1 - SHARE), len(cost) - 1)])
    return min(low * ROOM, LEAST_LOW), max(high * ROOM, LEAST_HIGH)
