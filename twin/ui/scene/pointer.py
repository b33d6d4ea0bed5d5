"""Mouse gestures over the scene: orbit, pan, zoom, click, hover."""

from collections.abc import Callable
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from twin.model.arrays import FloatArray
from twin.ui.scene import camera as moves
from twin.ui.scene.stage import Stage

_CLICK_THRESHOLD = 4.0
_RADIANS_PER_PIXEL = 0.0075
_WHEEL_STEP = 1.18


class _Drag(Enum):
    NONE = auto()
    ORBIT = auto()
    PAN = auto()


def _nothing(position: QPointF) -> None:
    del position


class Pointer(QObject):
    """Turns mouse events of a widget into camera moves and clicks.

    Signals: `moved` after a camera move; `clicked` and `double_clicked` with the position and
    the modifiers; `context_requested` on a right click; `hovered` with the position; `released`
    with the position after a drag of what was grabbed.
    """

    moved = Signal()
    clicked = Signal(QPointF, object)
    double_clicked = Signal(QPointF)
    context_requested = Signal(QPointF)
    hovered = Signal(QPointF)
    left = Signal()
    released = Signal(QPointF)

    def __init__(self, widget: QWidget, stage: Stage) -> None:
        super().__init__(widget)
        self._widget = widget
        self._stage = stage
        self._button = Qt.MouseButton.NoButton
        self._drag = _Drag.NONE
        self._pressed = QPointF()
        self._last = QPointF()
        self._anchor: FloatArray = np.zeros(3)
        self._held: Callable[[QPointF], None] | None = None
        self.grab: Callable[[QPointF], Callable[[QPointF], None] | None] = _nothing
        """Asked at each left press: what a drag from there moves instead of the camera."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events that belong to the scene."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            return self._move(event)
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._press(event)
        if kind == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            return self._release(event)
        if kind == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            return self._double_click(event)
        if kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        if kind == QEvent.Type.Leave:
            self.left.emit()
        return super().eventFilter(watched, event)

    def side_at(self, position: QPointF) -> int:
        """Which side of a comparison lies there."""
        split, sides = self._stage.split, len(self._stage.sides)
        return split.side_at(position.x(), float(self._widget.width()), sides)

    def device_pixel(self, position: QPointF) -> tuple[float, float]:
        """The picture's pixel below a position of the widget, y upward."""
        ratio = self._widget.devicePixelRatioF()
        return position.x() * ratio, (self._widget.height() - 1 - position.y()) * ratio

    def _press(self, event: QMouseEvent) -> bool:
        if self._button != Qt.MouseButton.NoButton:
            return True
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._button = event.button()
        self._pressed = self._last = event.position()
        self._drag = _Drag.NONE
        is_left = self._button == Qt.MouseButton.LeftButton
        self._held = self.grab(event.position()) if is_left else None
        return True

    def _move(self, event: QMouseEvent) -> bool:
        position = event.position()
        if self._button == Qt.MouseButton.NoButton:
            self.hovered.emit(position)
            return True
        if self._held is not None:
            self._held(position)
            return True
        if self._drag == _Drag.NONE:
            if (position - self._pressed).manhattanLength() < _CLICK_THRESHOLD:
                return True
            self._begin_drag(event.modifiers())
        step = position - self._last
        self._last = position
        self._orbit(step) if self._drag == _Drag.ORBIT else self._pan(step)
        self._stage.set_clipping_range()
        self.moved.emit()
        return True

    def _begin_drag(self, modifiers: Qt.KeyboardModifier) -> None:
        is_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        is_middle = self._button == Qt.MouseButton.MiddleButton
        is_left = self._button == Qt.MouseButton.LeftButton
        is_orbit = (is_left and not is_shift) or (is_middle and is_shift)
        self._drag = _Drag.ORBIT if is_orbit else _Drag.PAN
        self._anchor = self._point_below(self._pressed)

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() != self._button:
            return True
        was_held = self._held is not None
        was_click = self._drag == _Drag.NONE and not was_held
        self._held = None
        button, self._button = self._button, Qt.MouseButton.NoButton
        self._drag = _Drag.NONE
        if was_held:
            self.released.emit(event.position())
        if was_click and button == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.position(), event.modifiers())
        elif was_click and button == Qt.MouseButton.RightButton:
            self.context_requested.emit(event.position())
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit(event.position())
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        steps = event.angleDelta().y() / 120.0
        if steps:
            target = self._point_below(event.position())
            moves.zoom(self._stage.camera, target, _WHEEL_STEP**steps)
            self._stage.set_clipping_range()
            self.moved.emit()
        return True

    def _orbit(self, step: QPointF) -> None:
        turn, rise = -step.x() * _RADIANS_PER_PIXEL, step.y() * _RADIANS_PER_PIXEL
        moves.orbit(self._stage.camera, self._anchor, turn, rise)

    def _pan(self, step: QPointF) -> None:
        moves.pan_by_pixels(
            self._stage.camera, self._anchor, (step.x(), step.y()), self._widget.height()
        )

    def _point_below(self, position: QPointF) -> FloatArray:
        x, y = self.device_pixel(position)
        return self._stage.point_at(x, y, self.side_at(position))
