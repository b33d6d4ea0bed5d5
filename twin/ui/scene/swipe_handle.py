"""The knob on the line of a swipe: dragged by mouse, moved by arrow keys."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.ui import theme
from twin.ui.texts.language import tr

SIZE = 34
STEP = 0.02
_KEYS = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}


class SwipeHandle(QWidget):
    """A round knob in the middle of its parent's height. Signal: `moved` to a share, 0 to 1."""

    moved = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(SIZE, SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(tr("Line between the scenarios"))
        self.setToolTip(tr("Drag, or press the arrow keys"))
        self._share, self._over = 0.5, parent

    def stand_at(self, share: float) -> None:
        """Stand on the line."""
        self._share = share
        parent = self._over
        x = round(parent.width() * share) - SIZE // 2
        self.move(min(max(x, 0), parent.width() - SIZE), (parent.height() - SIZE) // 2)
        self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the line along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            place = self.mapToParent(event.position())
            self.moved.emit(place.x() / max(self._over.width(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by a step."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(self._share + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A disc with an arrow to either side."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.hasFocus() or self.underMouse()
        painter.setBrush(theme.colour("surface2"))
        painter.setPen(QPen(theme.colour("accent" if is_marked else "controlBorder"), 1.5))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(QPen(theme.colour("textPrimary"), 1.8))
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        for way in (-1, 1):
            tip = middle + QPointF(way * 10, 0)
            painter.drawLine(tip, tip + QPointF(-way * 4, -4))
            painter.drawLine(tip, tip + QPointF(-way * 4, 4))
