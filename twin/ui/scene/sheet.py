"""A clear sheet over the 3D picture: takes the mouse, carries outlines, labels and signs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

Draw = Callable[[QPainter], None]


class Sheet(QWidget):
    """Calls `draw` with a painter whenever it shall be drawn."""

    def __init__(self, parent: QWidget, draw: Draw) -> None:
        super().__init__(parent)
        self._draw = draw
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies over the scene."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter)
        painter.end()
