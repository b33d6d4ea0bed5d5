"""A quiet drawing of a building: its outline seen from above at an angle."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from twin.model.building import Building
from twin.ui import theme

_TILT = 0.5
_TURN = math.radians(28)


class FootprintPicture(QWidget):
    """Block made of footprint and height, in greys; empty ground where unknown."""

    def __init__(self, building: Building) -> None:
        super().__init__()
        self._footprint = building.footprint
        self._height = building.height if math.isfinite(building.height) else 6.0
        self._storeys = max(building.storeys, 1)
        self.setFixedHeight(96)
        self.setAccessibleName(building.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, walls and roof."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), 5, 5)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface3"))
        painter.drawPath(frame)
        if len(self._footprint) >= 3:
            self._paint_block(painter)

    def _paint_block(self, painter: QPainter) -> None:
        base, roof = self._projected(0.0), self._projected(self._height)
        move = _into(self.rect().toRectF().adjusted(26, 10, -26, -10), [*base, *roof])
        base, roof = [move(p) for p in base], [move(p) for p in roof]
        painter.setPen(QPen(theme.colour("controlBorder"), 1))
        faces = sorted(range(len(base)), key=lambda i: base[i].y() + base[i - 1].y())
        for place in faces:
            self._paint_wall(painter, base, roof, place)
        painter.setBrush(theme.colour("surface2"))
        painter.drawPolygon(QPolygonF(roof))

    def _paint_wall(
        self, painter: QPainter, base: list[QPointF], roof: list[QPointF], place: int
    ) -> None:
        one, two = place - 1, place
        slope = abs(base[two].x() - base[one].x())
        steep = abs(base[two].y() - base[one].y())
        shade = theme.colour("surface0" if slope > steep else "lineStrong")
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF([base[one], base[two], roof[two], roof[one]]))

    def _projected(self, height: float) -> list[QPointF]:
        x0, y0 = self._footprint[0]
        found = []
        for x, y in self._footprint:
            east = (x - x0) * math.cos(_TURN) - (y - y0) * math.sin(_TURN)
            north = (x - x0) * math.sin(_TURN) + (y - y0) * math.cos(_TURN)
            found.append(QPointF(east, -north * _TILT - height))
        return found


def _into(box: QRectF, points: list[QPointF]):  # noqa: ANN202  a function of a point
    shape = QPolygonF(points).boundingRect()
    scale = min(box.width() / max(shape.width(), 1e-6), box.height() / max(shape.height(), 1e-6))
    shift = box.center() - shape.center() * scale
    return lambda p: p * scale + shift
