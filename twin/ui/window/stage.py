"""The middle of the window: the only 3D view and what floats above it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from twin.ui import theme
from twin.ui.drawing_libraries import scene_class
from twin.ui.widgets.message_bar import MessageBars

if TYPE_CHECKING:  # VTK is loaded after the start page is shown
    from twin.ui.scene.view import SceneView

EDGE = 12
LOW = 300  # below it neither a standing legend nor a stack of storeys has room
SCALE_WIDTH, LINE_WIDTH = 216, 760  # of the scale bar, and at most of the line of years
SCALE_BAR = 36  # room the 3D view keeps for its scale bar


class Stage(QWidget):
    """Holds the 3D view for the program's life; the view is made when first needed.

    Signals: `scene_ready` once, when the 3D view exists; `low_changed` when `is_low` changes.
    """

    scene_ready = Signal()
    low_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(320, 160)
        self.setAccessibleName("3D")
        self.scene: SceneView | None = None
        self._floats: dict[str, QWidget] = {}
        self._lift = 0
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self._tell_scene)
        self.bars = MessageBars(self)
        self.bars.changed.connect(self.arrange)

    def wake(self) -> "SceneView":
        """The 3D view, made now if it does not exist yet."""
        if self.scene is None:
            self.scene = scene_class()(self)
            self.scene.setGeometry(self.rect())
            self.scene.lower()
            self.scene.show()
            self.scene.set_theme(theme.current().name)
            self.scene_ready.emit()
        return self.scene

    def put(self, place: str, widget: QWidget | None) -> None:
        """Let `widget` float at a place; None empties the place.

        Places: ``bottom-left``, ``bottom-right``, ``bottom``, ``top-left``, ``top-middle``,
        ``foot``, below what floats at the left.
        """
        before = self._floats.pop(place, None)
        if before is not None and before is not widget:
            before.hide()
            before.deleteLater()
        if widget is not None:
            widget.setParent(self)
            self._floats[place] = widget
            widget.show()
        self.arrange()

    @property
    def is_low(self) -> bool:
        """Whether other panes leave too little height for what stands."""
        return self.height() < LOW

    def set_lift(self, pixels: int) -> None:
        """Keep so much room free below what floats at the left."""
        self._lift = pixels
        self.arrange()

    def floating(self, place: str) -> QWidget | None:
        """What floats at a place."""
        return self._floats.get(place)

    def arrange(self) -> None:
        """Put everything where it belongs for the size at hand."""
        if self.scene is not None:
            self.scene.setGeometry(self.rect())
        width = min(self.width() - 2 * EDGE - 80, 900)
        wanted = max(width, 200)
        height = max(self.bars.heightForWidth(wanted), self.bars.sizeHint().height())
        self.bars.setGeometry(EDGE, EDGE, wanted, height)
        top = EDGE + height + 8 if self.bars.messages() else EDGE
        for place, widget in self._floats.items():
            widget.adjustSize()
            if place == "foot":
                room = self.width() - 2 * EDGE - SCALE_WIDTH
                widget.resize(max(min(room, LINE_WIDTH), 300), widget.sizeHint().height())
            self._set_corner(place, widget, top)
            widget.raise_()
        self.bars.raise_()
        self._telling.start()

    def _tell_scene(self) -> None:
        if self.scene is not None:
            shown = [w for w in self._floats.values() if not w.isHidden()]
            self.scene.keep_clear([w.geometry().toRectF() for w in shown])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the floating parts in their corners."""
        super().resizeEvent(event)
        self.arrange()
        if event.oldSize().isValid() and (event.oldSize().height() < LOW) != self.is_low:
            self.low_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of the 3D view while it is not there yet."""
        del event
        ground = QLinearGradient(0, 0, 0, self.height())
        ground.setColorAt(0, theme.colour("viewportTop"))
        ground.setColorAt(1, theme.colour("viewportBottom"))
        QPainter(self).fillRect(self.rect(), ground)

    def _set_corner(self, place: str, widget: QWidget, top: int) -> None:
        right = self.width() - widget.width() - EDGE
        bottom = self.height() - widget.height() - EDGE
        foot = self._floats.get("foot")
        above = foot.height() + 8 if foot is not None else 0
        corners = {
            "foot": (EDGE, bottom - self._lift),
            "bottom-left": (EDGE, bottom - self._lift - above),
            "bottom-right": (right, bottom - SCALE_BAR),
            "bottom": ((self.width() - widget.width()) // 2, bottom),
            "top-left": (EDGE, top),
            "top-middle": (self.width() // 2 + EDGE, top),
        }
        widget.move(*corners[place])
