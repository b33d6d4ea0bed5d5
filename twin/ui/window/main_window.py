"""The window: a skeleton of rows and docks that panels are put into; no logic."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from twin.ui.widgets.text import tight

LEFT, RIGHT, RIGHT_WIDE = 252, 312, 360
SCENE_SHARE = 0.42  # of the height, for a 3D view over a page
Make = Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class ModeParts:
    """What stands around the 3D view in one mode; None leaves the place empty.

    lower_height : of the lower panel at a body height of 794. [px]
    shows_scene : False where the 3D view is hidden until it is asked for.
    """

    tools: Make
    left: Make | None
    right: Make | None
    lower: Make | None
    right_width: int = RIGHT
    lower_height: int = 254
    shows_scene: bool = True


class Slot(QFrame):
    """A place that shows one panel at a time and makes each when it is first shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        tight(QVBoxLayout(self)).addWidget(self._stack)

    def show_part(self, key: str, make: Make | None) -> None:
        """Show the panel of `key`; without one the place is hidden."""
        self.setVisible(make is not None)
        if make is None:
            return
        if key not in self._made:
            self._made[key] = make()
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])

    def part(self, key: str) -> QWidget | None:
        """The panel of `key`, None if it was never shown."""
        return self._made.get(key)

    def empty(self) -> None:
        """Forget all panels."""
        for widget in self._made.values():
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made = {}


class MainWindow(QMainWindow):
    """Frame of the program. Signals: `files_dropped` (paths), `closing`."""

    files_dropped = Signal(object)
    closing = Signal()

    def __init__(self, stage: QWidget) -> None:
        super().__init__()
        self.setWindowTitle("Twin")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.top = _row("topRow", 38)
        self.tools = _row("toolRow", 39)
        self.status = _row("statusRow", 26)
        self.left, self.right = Slot("leftDock"), Slot("rightDock")
        self.below = Slot("lowerDock")
        self.start = Slot("startSlot")
        self.stage = stage
        self._parts: dict[str, ModeParts] = {}
        self._mode = "start"
        self._sizes: dict[str, tuple[list[int], list[int]]] = {}
        self._with_scene: set[str] = set()
        self._build()

    def use_parts(self, parts: dict[str, ModeParts], start: Make) -> None:
        """Fill the window anew; what was shown before is forgotten."""
        for slot in (self.left, self.right, self.below, self.start, self.tools):
            slot.empty()
        self._parts = parts
        self.start.show_part("start", start)
        self.show_mode(self._mode)

    def show_mode(self, mode: str) -> None:
        """Show the docks of a mode around the 3D view, or the start page."""
        self._remember_sizes()
        self._mode = mode
        parts = self._parts.get(mode)
        self._pages.setCurrentIndex(0 if parts is None else 1)
        self.tools.setVisible(parts is not None)
        if parts is None:
            return
        self.stage.setVisible(parts.shows_scene or mode in self._with_scene)
        self.tools.show_part(mode, parts.tools)
        self.left.show_part(mode, parts.left)
        self.right.show_part(mode, parts.right)
        self.below.show_part(mode, parts.lower)
        self._restore_sizes(parts)

    @property
    def shows_scene(self) -> bool:
        """Whether the 3D view has a place now."""
        return not self.stage.isHidden() and self._mode in self._parts

    def turn_scene(self) -> None:
        """Show the 3D view in a mode that hides it, or hide it again."""
        self._with_scene ^= {self._mode}
        self.stage.setVisible(self._mode in self._with_scene)
        whole = sum(self._centre.sizes())
        self._centre.setSizes([round(whole * SCENE_SHARE), round(whole * (1 - SCENE_SHARE))])

    def toggle(self, slot: Slot) -> None:
        """Fold a dock away or bring it back."""
        slot.setVisible(not slot.isVisible())

    def keep_geometry(self, store: QSettings) -> None:
        """Remember where the window stands."""
        store.setValue("window/geometry", self.saveGeometry())

    def restore_geometry(self, store: QSettings) -> None:
        """Put the window where it was left, on a screen that exists."""
        kept = store.value("window/geometry")
        if kept is not None:
            self.restoreGeometry(kept)  # pyright: ignore[reportArgumentType]  a QByteArray

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the dropped files on."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything be put away first."""
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        body = QWidget()
        body.setObjectName("body")
        self._pages = QStackedWidget()
        self._centre = _splitter(Qt.Orientation.Vertical, (self.stage, self.below))
        self._across = _splitter(Qt.Orientation.Horizontal, (self.left, self._centre, self.right))
        self._across.setStretchFactor(1, 1)
        self._centre.setStretchFactor(0, 1)
        self.left.setMinimumWidth(208)
        self.right.setMinimumWidth(280)
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._across)
        column = tight(QVBoxLayout(body))
        column.addWidget(self.top)
        column.addWidget(self.tools)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _remember_sizes(self) -> None:
        if self._mode in self._parts and self.isVisible():
            self._sizes[self._mode] = (self._across.sizes(), self._centre.sizes())

    def _restore_sizes(self, parts: ModeParts) -> None:
        across, down = self._sizes.get(self._mode) or self._first_sizes(parts)
        self._across.setSizes(across)
        self._centre.setSizes(down)

    def _first_sizes(self, parts: ModeParts) -> tuple[list[int], list[int]]:
        body = self.height() - 38 - 39 - 26
        lower = round(parts.lower_height * max(body, 400) / 794) if parts.lower else 0
        centre = self.width() - LEFT - parts.right_width
        return [LEFT, centre, parts.right_width], [body - lower, lower]


def _row(name: str, height: int) -> Slot:
    made = Slot(name)
    made.setFixedHeight(height)
    return made


def _splitter(orientation: Qt.Orientation, widgets: tuple[QWidget, ...]) -> QSplitter:
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for widget in widgets:
        made.addWidget(widget)
    return made
