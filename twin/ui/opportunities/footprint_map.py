"""Map of the buildings, coloured by what the plan does there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from twin.model.arrays import FloatArray
from twin.model.building import Building
from twin.ui import theme
from twin.ui.opportunities.axis import paint_note
from twin.ui.opportunities.brush import Brush
from twin.ui.texts.language import tr

IN_PLAN, OFFERED, NOTHING = 2, 1, 0
SMALL = 5.0  # pixels of a footprint below which a dot stands for it
NEAR, EDGE = 12.0, 18.0
NAMES = {
    IN_PLAN: "In the plan", OFFERED: "Has measures, not in the plan", NOTHING: "No measure",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One building on the map. outline: shape (k, 2). [m]  state: key of `NAMES`."""

    building_id: str
    name: str
    outline: FloatArray
    state: int
    is_picked: bool
    is_admitted: bool = True


class FootprintMap(QWidget):
    """Footprints seen from above; wheel zooms, the right button moves, the left one picks.

    Signal: `picked` with building ids.
    """

    picked = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self._places: Sequence[Place] = ()
        self._middles = np.zeros((0, 2))
        self._zoom, self._shift = 1.0, QPointF(0, 0)
        self._pulled: QPointF | None = None
        self._brush = Brush(self._end)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setMinimumHeight(150)
        self.setAccessibleName(tr("Map of the buildings"))

    def show_places(self, places: Sequence[Place]) -> None:
        """Show buildings that have a footprint."""
        self._places = places
        self._middles = np.array([p.outline.mean(axis=0) for p in places]).reshape(-1, 2)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        factor = 1.2 if event.angleDelta().y() > 0 else 1 / 1.2
        zoom = min(max(self._zoom * factor, 1.0), 400.0)
        at = event.position() - self.rect().center().toPointF()
        self._shift = at - (at - self._shift) * (zoom / self._zoom)
        self._zoom = zoom
        if zoom == 1.0:
            self._shift = QPointF(0, 0)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rubber band, or to move the map."""
        self._brush.press(event)
        if event.button() != Qt.MouseButton.LeftButton:
            self._pulled = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull, move, or say what is under the pointer."""
        if self._pulled is not None:
            self._shift += event.position() - self._pulled
            self._pulled = event.position()
            self.update()
        elif self._brush.move(event):
            self.update()
        else:
            row = self._nearest(event.position())
            text = "" if row is None else self._said(self._places[row])
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick what the rubber band holds."""
        self._pulled = None
        self._brush.release(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Footprints, the picked ones last, rubber band, legend."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._places:
            text = tr("No building has a footprint. Import footprints to see them on the map.")
            paint_note(painter, self.rect().toRectF(), text)
            return
        scale = self._scale()
        points = self._pixels(self._middles)
        for row in sorted(range(len(self._places)), key=self._rank):
            self._paint_place(painter, row, points[row], scale)
        self._brush.paint(painter)
        self._paint_legend(painter)

    def _paint_place(self, painter: QPainter, row: int, middle: FloatArray, scale: float) -> None:
        place = self._places[row]
        fill, edge = _inks(place.state)
        if not place.is_admitted:
            fill.setAlphaF(0.15)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1))
        if place.is_picked:
            painter.setPen(QPen(theme.colour("textPrimary"), 2))
        if float(np.ptp(place.outline, axis=0).max()) * scale < SMALL:
            painter.drawEllipse(QPointF(*middle.tolist()), 4, 4)
            return
        corners = self._pixels(place.outline)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(theme.font("caption"))
        left, y = 12.0, self.height() - 18.0
        ground = QColor(theme.colour("surface2"))
        ground.setAlphaF(0.85)
        painter.fillRect(QRectF(0, y - 6, self.width(), 24), ground)
        for state, name in NAMES.items():
            fill, edge = _inks(state)
            painter.setBrush(fill)
            painter.setPen(QPen(edge, 1))
            painter.drawRect(QRectF(left + 0.5, y + 0.5, 10, 10))
            painter.setPen(theme.colour("textSecondary"))
            width = painter.fontMetrics().horizontalAdvance(tr(name))
            box = QRectF(left + 16, y - 3, width + 4, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr(name))
            left += width + 34

    def _rank(self, row: int) -> tuple[bool, int]:
        place = self._places[row]
        return place.is_picked, place.state

    def _scale(self) -> float:
        """Pixels of a metre."""
        low, high = self._middles.min(axis=0), self._middles.max(axis=0)
        span = np.maximum(high - low, 60.0)
        room = np.array([self.width() - 2 * EDGE, self.height() - 2 * EDGE - 24])
        return float((np.maximum(room, 20) / span).min()) * self._zoom

    def _pixels(self, points: FloatArray) -> FloatArray:
        centre = (self._middles.min(axis=0) + self._middles.max(axis=0)) / 2
        moved = (points - centre) * self._scale() * np.array([1.0, -1.0])
        x = self.width() / 2 + self._shift.x()
        y = (self.height() - 24) / 2 + self._shift.y()
        return moved + np.array([x, y])

    def _nearest(self, place: QPointF) -> int | None:
        if not self._places:
            return None
        points = self._pixels(self._middles)
        away = np.hypot(points[:, 0] - place.x(), points[:, 1] - place.y())
        best = int(np.argmin(away))
        reach = max(
            NEAR, float(np.ptp(self._places[best].outline, axis=0).max()) * self._scale() / 2
        )
        return best if away[best] <= reach else None

    def _said(self, place: Place) -> str:
        return f"{place.name}\n{tr(NAMES[place.state])}"

    def _end(self, box: QRectF, adds: bool) -> None:
        if not self._places:
            return
        if box.width() or box.height():
            points = self._pixels(self._middles)
            rows = [i for i, (x, y) in enumerate(points.tolist()) if box.contains(x, y)]
        else:
            row = self._nearest(box.topLeft())
            rows = [] if row is None else [row]
        found = frozenset(self._places[i].building_id for i in rows if self._places[i].is_admitted)
        before = frozenset(p.building_id for p in self._places if p.is_picked)
        self.picked.emit(before ^ found if adds else found)


def outline(building: Building) -> FloatArray:
    """Footprint in metres, shape (k, 2), without corners where there is none."""
    found = np.array(building.footprint, np.float64).reshape(-1, 2)
    return found if len(found) > 2 and np.isfinite(found).all() else np.zeros((0, 2))


def _inks(state: int) -> tuple[QColor, QColor]:
    accent = QColor(theme.colour("accent"))
    if state == IN_PLAN:
        return accent, accent
    if state == OFFERED:
        fill = QColor(accent)
        fill.setAlphaF(0.25)
        return fill, accent
    return QColor(theme.colour("surface3")), QColor(theme.colour("controlBorder"))
