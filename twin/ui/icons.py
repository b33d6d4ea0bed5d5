"""The program's own icons: one SVG each, drawn in the colour that is asked for."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from twin import resources
from twin.ui import theme


def icon(name: str, token: str = "textSecondary") -> QIcon:
    """Icon that follows the states of a button: secondary, checked accent, disabled grey."""
    made = QIcon()
    for mode, state, colour in (
        (QIcon.Mode.Normal, QIcon.State.Off, token),
        (QIcon.Mode.Active, QIcon.State.Off, "textPrimary" if token == "textSecondary" else token),
        (QIcon.Mode.Normal, QIcon.State.On, "accent"),
        (QIcon.Mode.Active, QIcon.State.On, "accent"),
        (QIcon.Mode.Disabled, QIcon.State.Off, "textDisabled"),
    ):
        for ratio in (1, 2):
            made.addPixmap(pixmap(name, colour, 16, ratio), mode, state)
    return made


def pixmap(name: str, token: str, size: int = 16, ratio: float = 1) -> QPixmap:
    """Icon as a picture of `size` logical pixels in the colour of `token`."""
    return _drawn(name, theme.colour(token).name(), size, ratio)


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    svg = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
