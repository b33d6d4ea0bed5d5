"""What is drawn over the scene with a painter: outlines, for the screen and for pictures."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from twin.model.arrays import FloatArray
from twin.ui.scene.outline import Contour


def draw_contour(
    painter: QPainter, contour: Contour, strokes: tuple[tuple[str, float], ...], area: QRectF
) -> None:
    """Draw the outer contour; strokes: colour and width of each line, lowest first. [pixel]

    Lines inside the shape, such as the panes of a window, are taken away again.
    """
    if not len(contour.inside):
        return
    if len(contour.lines) > _MANY_LINES:
        _draw_thin(painter, contour, strokes[-1][0])
        return
    frame = _frame(contour, area)
    if frame.isEmpty():
        return
    ratio = painter.device().devicePixelRatioF()
    size = frame.size() * ratio
    image = QImage(size.toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    own = QPainter(image)
    own.translate(-frame.topLeft())
    own.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines = [QLineF(*line) for line in contour.lines.reshape(-1, 4).tolist()]
    for colour, width in strokes:
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        own.setPen(pen)
        own.drawLines(lines)
    _take_inside_away(own, contour)
    own.end()
    painter.drawImage(frame.topLeft(), image)


def draw_rings(
    painter: QPainter, rings: list[FloatArray], strokes: tuple[tuple[str, float], ...]
) -> None:
    """Draw closed rings, shape (k, 2) each; strokes as for `draw_contour`. [pixel]"""
    polygons = [QPolygonF([QPointF(*point) for point in ring.tolist()]) for ring in rings]
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in strokes:
        painter.setPen(QPen(QColor(colour), width))
        for polygon in polygons:
            painter.drawPolygon(polygon)
    painter.restore()


_MANY_LINES = 1500
"""More lines than this are drawn thin: rings around each of them would take too long."""


def _draw_thin(painter: QPainter, contour: Contour, colour: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(QColor(colour), 0))
    painter.drawLines([QLineF(*line) for line in contour.lines.reshape(-1, 4).tolist()])
    painter.restore()


def _take_inside_away(painter: QPainter, contour: Contour) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(QPen(Qt.GlobalColor.black, 0.6))
    painter.setBrush(Qt.GlobalColor.black)
    for triangle in contour.inside.tolist():
        painter.drawConvexPolygon(QPolygonF([QPointF(x, y) for x, y in triangle]))


def _frame(contour: Contour, area: QRectF) -> QRectF:
    low = contour.inside.min(axis=(0, 1))
    high = contour.inside.max(axis=(0, 1))
    margin = 8.0
    left, top = np.floor(low) - margin
    width, height = np.ceil(high - low) + 2 * margin + 1
    return QRectF(left, top, width, height).intersected(area)
