"""Draws outlines, handles, labels and markers of a sketch over the 3D view."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from twin.model.arrays import FloatArray
from twin.ui.scene.look import SceneTheme
from twin.ui.scene.projection import Projection

Spot = tuple[str, FloatArray]
GREEN = "#5E8F4E"
PAD, LINE, ABOVE, EDGE = 9.0, 16.0, 16.0, 8.0


def paint_field(
    painter: QPainter,
    shape: tuple[FloatArray, list[Spot]],
    theme: SceneTheme,
) -> None:
    """Outline with square corners and round edges.

    shape : corners and handles as `Projection.screen` gives them.
    """
    ring, spots = shape
    if not (ring[:, 2] > 0).all():
        return
    painter.save()
    polygon = QPolygonF([QPointF(x, y) for x, y, _ in ring.tolist()])
    fill = QColor(theme.accent)
    fill.setAlphaF(0.10)
    for colour, width in ((theme.halo, 4.5), (theme.accent, 2.0)):
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(polygon)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPolygon(polygon)
    painter.setPen(QPen(QColor(theme.accent), 1.8))
    painter.setBrush(QColor("#ffffff"))
    for kind, spot in sorted(spots, key=lambda one: one[0] == "corner"):
        at = QPointF(float(spot[0]), float(spot[1]))
        if kind == "corner":
            painter.drawRect(QRectF(at.x() - 4.5, at.y() - 4.5, 9, 9))
        else:
            painter.drawEllipse(at, 4.0, 4.0)
    painter.restore()


def paint_label(
    painter: QPainter,
    lines: tuple[str, ...],
    above: tuple[float, float],
    theme: SceneTheme,
    view: Projection,
) -> None:
    """Card of some lines over a place; it stays inside the view. Nothing without lines."""
    if not lines or not np.isfinite(above).all():
        return
    foot = QPointF(above[0], above[1] - ABOVE)
    painter.save()
    strong, plain = QFont(painter.font()), QFont(painter.font())
    strong.setPixelSize(13)
    strong.setWeight(QFont.Weight.DemiBold)
    plain.setPixelSize(12)
    fonts = [strong, *[plain] * (len(lines) - 1)]
    widths = [QFontMetricsF(f).horizontalAdvance(t) for f, t in zip(fonts, lines, strict=True)]
    width, height = max(widths) + 2 * PAD, len(lines) * LINE + 2 * PAD - 4
    left = min(max(foot.x() - width / 2, view.left + EDGE), view.left + view.width - width - EDGE)
    top = min(max(foot.y() - height, EDGE), view.height - height - EDGE)
    box = QRectF(left, top, width, height)
    painter.setPen(QPen(QColor(theme.accent), 1.2))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(box, 4, 4)
    for row, (font, text) in enumerate(zip(fonts, lines, strict=True)):
        painter.setFont(font)
        painter.setPen(QColor(theme.text if row == 0 else theme.text_secondary))
        base = top + PAD + row * LINE
        area = QRectF(left + PAD, base - 3, width, LINE + 2)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


def paint_line(painter: QPainter, points: FloatArray, theme: SceneTheme) -> None:
    """An outline that is not closed yet."""
    if not (points[:, 2] > 0).all():
        return
    painter.save()
    line = QPolygonF([QPointF(x, y) for x, y, _ in points.tolist()])
    for colour, width in ((theme.halo, 4.5), (theme.accent, 2.0)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawPolyline(line)
    painter.setBrush(QColor("#ffffff"))
    for x, y, _ in points.tolist():
        painter.drawRect(QRectF(x - 4, y - 4, 8, 8))
    painter.restore()


def paint_marker(painter: QPainter, spot: FloatArray, to: str, theme: SceneTheme) -> None:
    """Where a corner would go: a square on corners, a cross on edges, a ring else."""
    if not np.isfinite(spot).all() or spot[2] <= 0:
        return
    painter.save()
    x, y = float(spot[0]), float(spot[1])
    painter.setPen(QPen(QColor(theme.hover if to else theme.accent), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if to == "corner":
        painter.drawRect(QRectF(x - 7, y - 7, 14, 14))
    elif to == "edge":
        painter.drawLine(QPointF(x - 6, y - 6), QPointF(x + 6, y + 6))
        painter.drawLine(QPointF(x - 6, y + 6), QPointF(x + 6, y - 6))
    else:
        painter.drawEllipse(QPointF(x, y), 6, 6)
    painter.restore()


def paint_box(painter: QPainter, first: QPointF, second: QPointF, theme: SceneTheme) -> None:
    """A rubber band."""
    painter.save()
    fill = QColor(theme.accent)
    fill.setAlphaF(0.12)
    painter.setPen(QPen(QColor(theme.accent), 1.2, Qt.PenStyle.DashLine))
    painter.setBrush(fill)
    painter.drawRect(QRectF(first, second).normalized())
    painter.restore()


def paint_disc(painter: QPainter, ring: FloatArray, theme: SceneTheme) -> None:
    """The floor that a piece serves."""
    if not (ring[:, 2] > 0).all():
        return
    painter.save()
    fill = QColor(theme.accent)
    fill.setAlphaF(0.12)
    painter.setPen(QPen(QColor(theme.accent), 1.0, Qt.PenStyle.DashLine))
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y, _ in ring.tolist()]))
    painter.restore()


def paint_cover(painter: QPainter, ring: FloatArray) -> None:
    """A green roof."""
    if not (ring[:, 2] > 0).all():
        return
    painter.save()
    fill = QColor(GREEN)
    fill.setAlphaF(0.45)
    painter.setPen(QPen(QColor(GREEN), 1.4))
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y, _ in ring.tolist()]))
    painter.restore()


def paint_piece(painter: QPainter, box: FloatArray, theme: SceneTheme) -> None:
    """A box of eight corners, below then above, with a mark that is seen from far away."""
    if not (box[:, 2] > 0).all():
        return
    painter.save()
    middle = box[:, :2].mean(axis=0)
    painter.setPen(QPen(QColor(theme.halo), 3.0))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(QPointF(float(middle[0]), float(middle[1])), 4.5, 4.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _paint_edges(painter, box[:4], box[4:], QPen(QColor(theme.accent), 1.4))
    painter.restore()


def paint_body(
    painter: QPainter, lower: FloatArray, upper: FloatArray, theme: SceneTheme, *, is_gone: bool
) -> None:
    """Storeys over their outline: filled faces and edges; dashed for what goes."""
    if not ((lower[:, 2] > 0).all() and (upper[:, 2] > 0).all()):
        return
    painter.save()
    colour = QColor(theme.hover if is_gone else theme.accent)
    fill = QColor(colour)
    fill.setAlphaF(0.16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    after = np.roll(np.arange(len(lower)), -1)
    for i, j in enumerate(after.tolist()):
        quad = (lower[i], lower[j], upper[j], upper[i])
        painter.drawPolygon(QPolygonF([QPointF(float(p[0]), float(p[1])) for p in quad]))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y, _ in upper.tolist()]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    style = Qt.PenStyle.DashLine if is_gone else Qt.PenStyle.SolidLine
    _paint_edges(painter, lower, upper, QPen(colour, 1.6, style))
    painter.restore()


def _paint_edges(painter: QPainter, lower: FloatArray, upper: FloatArray, pen: QPen) -> None:
    painter.setPen(pen)
    for ring in (lower, upper):
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y, _ in ring.tolist()]))
    for (x0, y0, _), (x1, y1, _) in zip(lower.tolist(), upper.tolist(), strict=True):
        painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))
