"""Where is the waste? Every building by its specific energy and what could be saved in it."""

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import BoolArray, FloatArray
from twin.ui import theme
from twin.ui.opportunities.axis import MIDDLE, Axis, axis, paint_columns, paint_note, paint_rows
from twin.ui.opportunities.brush import Brush
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

_LEFT, _RIGHT, _TOP, _FOOT = 56, 16, 12, 44
SMALLEST, LARGEST = 3.0, 9.0  # radius. [pixel]
NEAR = 12.0  # pixels from the middle of a point that a click still means it
NAMED = 4  # picked buildings whose names are written


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Buildings of the chart.

    across : specific delivered energy, NaN where no meter tells. [kWh/(m2 year)]
    up : cost that could be saved, NaN without a measure that pays. [NOK/year]
    area : [m2]  picked, admitted : shape (n,).
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    across: FloatArray = field(default_factory=lambda: np.zeros(0))
    up: FloatArray = field(default_factory=lambda: np.zeros(0))
    area: FloatArray = field(default_factory=lambda: np.zeros(0))
    picked: BoolArray = field(default_factory=lambda: np.zeros(0, np.bool_))
    admitted: BoolArray = field(default_factory=lambda: np.zeros(0, np.bool_))

    @property
    def drawn(self) -> BoolArray:
        """Those with a place."""
        return np.isfinite(self.across) & np.isfinite(self.up) & self.admitted


class WastePlot(QWidget):
    """Scatter with a rubber band. Signal: `picked` with building ids."""

    picked = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self.points = Points()
        self._empty = ""
        self._brush = Brush(self._end)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(150)
        self.setAccessibleName(tr("Buildings by specific energy and possible saving"))

    def show_points(self, points: Points, empty: str = "") -> None:
        """Show buildings, or a sentence where there are none."""
        self.points, self._empty = points, empty
        shown = int(points.drawn.sum())
        self.setAccessibleDescription(
            tr(
                "{shown} of {all}",
                shown=numbers.number(shown),
                all=numbers.number(len(points.ids)),
            )
        )
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rubber band."""
        self._brush.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the rubber band, or say what is under the pointer."""
        if self._brush.move(event):
            self.update()
            return
        row = self._nearest(event.position())
        text = "" if row is None else self._said(row)
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick what the rubber band holds."""
        self._brush.release(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape picks nothing, Ctrl+A all."""
        if event.key() == Qt.Key.Key_Escape:
            self.picked.emit(frozenset())
        elif (
            event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.picked.emit(self._ids(self.points.drawn))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, points, names of a few picked ones, rubber band."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.points.drawn.any():
            paint_note(painter, self.rect().toRectF(), self._empty)
            return
        across, up = self._axes()
        paint_rows(painter, up, _LEFT, self.width() - _RIGHT)
        paint_columns(painter, across, self.height() - _FOOT + 6)
        box = QRectF(_LEFT, self.height() - 20, self.width() - _LEFT - _RIGHT, 16)
        painter.drawText(box, MIDDLE, tr("Specific energy, kWh/m² per year"))
        self._paint_points(painter, across, up)
        self._paint_names(painter, across, up)
        self._brush.paint(painter)

    def _paint_points(self, painter: QPainter, across: Axis, up: Axis) -> None:
        points = self.points
        drawn = np.flatnonzero(points.drawn)
        order = drawn[np.argsort(points.picked[drawn] * 1e12 - points.area[drawn], kind="stable")]
        radius = self._radii(points.area)
        for fill, edge, which in self._inks():
            painter.setPen(QPen(edge, 1))
            painter.setBrush(fill)
            for row in order[points.picked[order] == which].tolist():
                middle = self._middle(row, across, up)
                painter.drawEllipse(middle, radius[row], radius[row])

    def _inks(self) -> tuple[tuple[QColor, QColor, bool], ...]:
        grey, edge = QColor(theme.colour("chartAxis")), QColor(theme.colour("chartAxis"))
        grey.setAlphaF(0.35)
        blue = QColor(theme.colour("accent"))
        soft = QColor(blue)
        soft.setAlphaF(0.6)
        if not self.points.picked.any():
            return ((soft, blue, False),)
        return ((grey, edge, False), (blue, blue, True))

    def _paint_names(self, painter: QPainter, across: Axis, up: Axis) -> None:
        """Names of the picked that could save most, where they do not cover one another."""
        points = self.points
        drawn = np.flatnonzero(points.drawn & points.picked)
        if not len(drawn):
            return
        painter.setFont(theme.font("label", 600))
        painter.setPen(theme.colour("textPrimary"))
        taken: list[QRectF] = []
        radius = self._radii(points.area)
        for row in drawn[np.argsort(-points.up[drawn])][:NAMED].tolist():
            middle = self._middle(row, across, up)
            x, y = middle.x(), middle.y()
            width = painter.fontMetrics().horizontalAdvance(points.names[row]) + 2
            gap = radius[row] + 5
            is_left = x + gap + width > self.width() - 4
            box = QRectF(x - gap - width if is_left else x + gap, y - 8, width, 16)
            if any(box.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, points.names[row])

    def _axes(self) -> tuple[Axis, Axis]:
        drawn = self.points.drawn
        specific, saved = self.points.across[drawn], self.points.up[drawn] / 1e3
        low, high = float(min(specific.min(), 100.0)), float(specific.max() * 1.02)
        across = axis(low, high, (_LEFT, self.width() - _RIGHT), 6)
        low, high = float(min(saved.min(), 0.0)), float(saved.max())
        return across, axis(low, high, (self.height() - _FOOT, _TOP), 5)

    def _middle(self, row: int, across: Axis, up: Axis) -> QPointF:
        points = self.points
        return QPointF(across.at(float(points.across[row])), up.at(float(points.up[row]) / 1e3))

    def _radii(self, area: FloatArray) -> list[float]:
        """Of circles whose areas grow with those of the buildings. [pixel]"""
        largest = float(np.nanmax(area[self.points.drawn], initial=1.0))
        share = np.sqrt(np.clip(np.nan_to_num(area), 0.0, largest) / largest)
        return (SMALLEST + (LARGEST - SMALLEST) * share).tolist()

    def _nearest(self, place: QPointF) -> int | None:
        points = self.points
        rows = np.flatnonzero(points.drawn)
        if not len(rows):
            return None
        across, up = self._axes()
        x = np.array([across.at(v) for v in points.across[rows].tolist()])
        y = np.array([up.at(v / 1e3) for v in points.up[rows].tolist()])
        away = np.hypot(x - place.x(), y - place.y())
        best = int(np.argmin(away))
        return int(rows[best]) if away[best] <= NEAR else None

    def _said(self, row: int) -> str:
        points = self.points
        return tr(
            "{name}\n{specific} kWh/m², could save {saved} a year",
            name=points.names[row],
            specific=numbers.number(points.across[row]),
            saved=numbers.money(points.up[row]),
        )

    def _end(self, box: QRectF, adds: bool) -> None:
        if box.width() or box.height():
            found = self._within(box)
        else:
            row = self._nearest(box.topLeft())
            found = frozenset() if row is None else frozenset({self.points.ids[row]})
        before = self._ids(self.points.picked) if adds else frozenset()
        self.picked.emit(before ^ found if adds else found)

    def _within(self, box: QRectF) -> frozenset[str]:
        points = self.points
        if not points.drawn.any():
            return frozenset()
        across, up = self._axes()
        low, high = across.value(box.left()), across.value(box.right())
        bottom, top = up.value(box.bottom()) * 1e3, up.value(box.top()) * 1e3
        inside = (points.across >= low) & (points.across <= high)
        return self._ids(points.drawn & inside & (points.up >= bottom) & (points.up <= top))

    def _ids(self, which: BoolArray) -> frozenset[str]:
        return frozenset(self.points.ids[i] for i in np.flatnonzero(which).tolist())
