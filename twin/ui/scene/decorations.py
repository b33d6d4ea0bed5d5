"""North arrow, scale bar, view cube and labels, drawn with a painter."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTransform
from vtkmodules.vtkRenderingCore import vtkCamera

from twin.model.arrays import FloatArray
from twin.ui.scene import camera as moves
from twin.ui.scene.labels import Label, Place
from twin.ui.scene.look import SceneTheme
from twin.ui.texts.language import tr
from twin.ui.theme import text_on

_CUBE = 64.0
_ROUND_LENGTHS = tuple(f * 10.0**p for p in range(-1, 5) for f in (1, 2, 5))


@cache
def label_font(*, is_strong: bool = False, px: float = 11.5) -> QFont:
    """Inter in the size of labels; shared, so copy it before changing it."""
    font = QFont(["Inter", "Noto Sans", "Segoe UI", "DejaVu Sans"])
    font.setPixelSize(12 if px > 11 else 11)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Medium)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


# scale bar


def scale_length(metres_per_pixel: float, longest: float = 110.0) -> float:
    """The longest round length that takes at most `longest` pixels. [m]"""
    fitting = [length for length in _ROUND_LENGTHS if length / metres_per_pixel <= longest]
    return fitting[-1] if fitting else _ROUND_LENGTHS[0]


def draw_scale_bar(
    painter: QPainter, right_bottom: QPointF, metres_per_pixel: float, theme: SceneTheme
) -> None:
    """A bar with its length; in perspective the length holds at the centre only."""
    metres = scale_length(metres_per_pixel)
    width = round(metres / metres_per_pixel)
    x, y = round(right_bottom.x()) + 0.5, round(right_bottom.y()) + 0.5
    painter.setPen(QPen(QColor(theme.text), 1.4))
    bar = [QPointF(x - width, y - 6), QPointF(x - width, y), QPointF(x, y), QPointF(x, y - 6)]
    painter.drawPolyline(QPolygonF(bar))
    painter.setFont(label_font(px=11))
    length = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"
    text = tr("{length} at centre", length=length)
    box = QRectF(x - 200, y - 24, 200, 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def draw_note(painter: QPainter, right_bottom: QPointF, text: str, theme: SceneTheme) -> None:
    """A quiet line of text that ends at a point."""
    painter.setPen(QColor(theme.text_secondary))
    painter.setFont(label_font(px=11))
    box = QRectF(right_bottom.x() - 300, right_bottom.y() - 16, 300, 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


# north arrow


def draw_north_arrow(
    painter: QPainter, centre: QPointF, azimuth: float, theme: SceneTheme
) -> None:
    """A needle in a ring; azimuth: compass direction of looking. [radian]"""
    painter.save()
    painter.translate(centre)
    painter.setPen(QPen(QColor(theme.line_strong), 1.0))
    painter.setBrush(QColor(theme.surface))
    painter.drawEllipse(QPointF(0, 0), 17, 17)
    painter.rotate(float(np.degrees(-azimuth)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.text))
    painter.drawPolygon(_points((0, -12), (5, 9), (0, 5)))
    painter.setBrush(QColor(theme.text_secondary))
    painter.drawPolygon(_points((0, -12), (-5, 9), (0, 5)))
    painter.restore()
    painter.setPen(QColor(theme.text))
    painter.setFont(label_font(is_strong=True, px=11))
    out = QPointF(-np.sin(azimuth) * 25, -np.cos(azimuth) * 25)
    box = QRectF(0, 0, 16, 14)
    box.moveCenter(centre + out)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("N"))


# view cube


@dataclass(frozen=True, slots=True, eq=False)
class _CubeFace:
    view: str
    label: str
    corners: FloatArray


def _cube_face(view: str, label: str, outward: tuple[int, int, int]) -> _CubeFace:
    normal = np.array(outward, float)
    up = np.array([0.0, 0, 1]) if outward[2] == 0 else np.array([0.0, 1, 0])
    right = np.cross(up, normal)
    corners = [normal - right + up, normal + right + up, normal + right - up, normal - right - up]
    return _CubeFace(view, label, np.array(corners))


CUBE_FACES = (
    _cube_face("top", "TOP", (0, 0, 1)),
    _cube_face("front", "S", (0, -1, 0)),
    _cube_face("back", "N", (0, 1, 0)),
    _cube_face("right", "E", (1, 0, 0)),
    _cube_face("left", "W", (-1, 0, 0)),
)


def cube_box(width: float) -> QRectF:
    """Where the view cube lies in a picture of this width."""
    return QRectF(width - 12 - _CUBE, 12, _CUBE, _CUBE)


def draw_view_cube(painter: QPainter, box: QRectF, camera: vtkCamera, theme: SceneTheme) -> None:
    """A cube turned like the scene; its sides carry the compass directions."""
    painter.save()
    painter.setFont(label_font(is_strong=True, px=11))
    for face, corners in _seen_faces(box, camera):
        painter.setPen(QPen(QColor(theme.line_strong), 1.0))
        painter.setBrush(QColor(theme.surface))
        polygon = _points(*corners.tolist())
        painter.drawPolygon(polygon)
        square = _points((0, 0), (40, 0), (40, 40), (0, 40))
        turned = QTransform.quadToQuad(square, polygon)
        if isinstance(turned, QTransform):
            painter.save()
            painter.setTransform(turned, True)
            painter.setPen(QColor(theme.text_secondary))
            painter.drawText(QRectF(0, 0, 40, 40), Qt.AlignmentFlag.AlignCenter, tr(face.label))
            painter.restore()
    painter.restore()


def cube_view_at(box: QRectF, camera: vtkCamera, position: QPointF) -> str:
    """Name of the view whose side of the cube lies there, "" if none."""
    for face, corners in _seen_faces(box, camera):
        if _points(*corners.tolist()).containsPoint(position, Qt.FillRule.OddEvenFill):
            return face.view
    return ""


def _seen_faces(box: QRectF, camera: vtkCamera) -> list[tuple[_CubeFace, FloatArray]]:
    right, up, backward = moves.axes(camera)
    scale = box.width() / 2 * 0.54
    middle = np.array([box.center().x(), box.center().y()])
    found = []
    for face in CUBE_FACES:
        if face.corners.mean(axis=0) @ backward > 0.03:
            flat = np.column_stack([face.corners @ right, -(face.corners @ up)]) * scale
            found.append((face, flat + middle))
    return found


# labels


@lru_cache(4096)
def label_size(label: Label) -> tuple[float, float]:
    """Width and height of a label's box. [pixel]"""
    metrics = QFontMetricsF(label_font(is_strong=label.is_selected))
    badge = _badge_width(label.badge) + 2.0 if label.badge else 0.0
    text = metrics.horizontalAdvance(label.text) * _ROUNDING
    return float(np.ceil(text)) + badge + 14.0, 22.0


_ROUNDING = 1.03
"""Some screens round each letter's width up; the box must still hold the text."""


def draw_leader(
    painter: QPainter, label: Label, place: Place, target: QPointF, theme: SceneTheme
) -> None:
    """A thin line from a label's box to what it names."""
    box = _label_box(label, place)
    edge = box.bottom() if box.bottom() <= target.y() else box.top()
    foot = QPointF(min(max(target.x(), box.left() + 5), box.right() - 5), edge)
    painter.setPen(QPen(QColor(theme.text_secondary), 1.0))
    painter.drawLine(QLineF(foot, target))


def draw_label(painter: QPainter, label: Label, place: Place, theme: SceneTheme) -> None:
    """Box, badge and name."""
    box = _label_box(label, place)
    height = box.height()
    frame = QPen(QColor(theme.accent), 1.5) if label.is_selected else QColor(theme.line_strong)
    painter.setPen(frame)
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(box, 5, 5)
    text_left = box.left() + 7
    if label.badge:
        size = _badge_width(label.badge)
        draw_badge(painter, QRectF(box.left() + 3, box.top() + 3, size, 16), label)
        text_left = box.left() + 3 + size + 6
    painter.setPen(QColor(theme.text))
    painter.setFont(label_font(is_strong=label.is_selected))
    text_box = QRectF(text_left, box.top(), box.right() - text_left, height)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter, label.text)


def _label_box(label: Label, place: Place) -> QRectF:
    width, height = label_size(label)
    return QRectF(round(place.left) + 0.5, round(place.top) + 0.5, width, height)


def draw_badge(painter: QPainter, box: QRectF, label: Label) -> None:
    """A small filled box with the sign of the class."""
    fill = QColor(label.fill)
    painter.setPen(QPen(fill.darker(165), 1.0))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(text_on(fill))
    painter.setFont(label_font(is_strong=True, px=11))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.badge)


def _badge_width(badge: str) -> float:
    return 18.0 if len(badge) < 3 else 11.0 + 6.0 * len(badge)


def _points(*corners: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(float(x), float(y)) for x, y in corners])
