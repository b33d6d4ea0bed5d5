"""What the pointer points at: rows of the scene, hovered or clicked."""

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from twin.ui.scene.decorations import cube_box, cube_view_at
from twin.ui.scene.pointer import Pointer
from twin.ui.scene.scene import Scene

_HOVER = 30
"""The pointer is looked up at most once in so many milliseconds."""


class Pointing(QObject):
    """Turns positions of the pointer into rows.

    Signals: `clicked(row, modifiers)`, row -1 for nothing; `double_clicked(row)`;
    `hovered(row)`; `context_requested(row, global position)`; `view_chosen(name)` when a side of
    the view cube was clicked.
    """

    clicked = Signal(int, object)
    double_clicked = Signal(int)
    hovered = Signal(int)
    context_requested = Signal(int, object)
    view_chosen = Signal(str)

    def __init__(self, widget: QWidget, pointer: Pointer, scene: Scene) -> None:
        super().__init__(widget)
        self._widget = widget
        self._pointer = pointer
        self._scene = scene
        self._row = -1
        self._place = QPointF()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_HOVER)
        self._wait.timeout.connect(self._look)
        pointer.clicked.connect(self._click)
        pointer.double_clicked.connect(self._double_click)
        pointer.context_requested.connect(self._request_context)
        pointer.hovered.connect(self._point_at)
        pointer.left.connect(self._point_nowhere)

    def row_at(self, position: QPointF) -> int:
        """Row of what is seen there, -1 for nothing."""
        x, y = self._pointer.device_pixel(position)
        hit = self._scene.stage.pick(x, y, self._pointer.side_at(position))
        return -1 if hit is None else hit.element

    def is_sign(self, position: QPointF) -> bool:
        """Whether a click there is for the view cube."""
        return bool(self._cube_view(position))

    def forget(self) -> None:
        """Point at nothing without saying so: the picture has changed."""
        self._row = -1
        self._scene.annotations.hovered = None

    def stop(self) -> None:
        """Stop looking."""
        self._wait.stop()

    def _click(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._cube_view(position)
        if view:
            self.view_chosen.emit(view)
        else:
            self.clicked.emit(self.row_at(position), modifiers)

    def _cube_view(self, position: QPointF) -> str:
        if self._scene.annotations.is_map:
            return ""
        box = cube_box(self._widget.width())
        return cube_view_at(box, self._scene.stage.camera, position)

    def _double_click(self, position: QPointF) -> None:
        self.double_clicked.emit(self.row_at(position))

    def _request_context(self, position: QPointF) -> None:
        place = self._widget.mapToGlobal(position.toPoint())
        self.context_requested.emit(self.row_at(position), place)

    def _point_at(self, position: QPointF) -> None:
        self._place = position
        if not self._wait.isActive():
            self._wait.start()

    def _point_nowhere(self) -> None:
        self._wait.stop()
        self._set_row(-1)

    def _look(self) -> None:
        self._set_row(self.row_at(self._place))

    def _set_row(self, row: int) -> None:
        if row != self._row:
            self._row = row
            self._scene.hover(row)
            self._widget.update()
            self.hovered.emit(row)
