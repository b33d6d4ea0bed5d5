"""The legend over the 3D view."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from twin.model.overlay import Colouring
from twin.ui.scene.legend_drawing import (
    ROW_HEIGHT,
    WIDTH,
    LegendFocus,
    draw_legend,
    head_height,
    legend_rows,
    legend_size,
)
from twin.ui.scene.look import scene_theme
from twin.ui.texts.language import tr


class LegendWidget(QWidget):
    """The legend over the 3D view.

    Signal `class_clicked(index)`: the class index, or `NO_DATA`, that was clicked.
    """

    class_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None, theme: str = "light") -> None:
        super().__init__(parent)
        self._colouring: Colouring | None = None
        self._theme = scene_theme(theme)
        self._chosen: frozenset[int] = frozenset()
        self._hovered: int | None = None
        self._notes: tuple[str, ...] = ()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Legend"))
        self.hide()

    def show_colouring(self, colouring: Colouring | None, note: str = "") -> None:
        """Show the classes of a colouring; None hides the legend.

        note : what the classes leave out, "" for nothing; lines end in a line break.
        """
        self._colouring = colouring
        self._notes = tuple(note.splitlines())
        self._chosen = frozenset()
        self._hovered = None
        self.setVisible(colouring is not None)
        if colouring is not None:
            self.resize(self.sizeHint())
            self.setAccessibleDescription(_spoken(colouring))
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
        self.update()

    def set_chosen(self, classes: frozenset[int]) -> None:
        """Show these classes as isolated; empty for none."""
        self._chosen = classes
        self.update()

    def set_theme(self, name: str) -> None:
        """Change to ``light`` or ``dark``."""
        self._theme = scene_theme(name)
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its rows need."""
        if self._colouring is None:
            return QSize(WIDTH, 0)
        width, height = legend_size(self._colouring, len(self._foot(self._colouring)))
        return QSize(int(width), int(height + 0.999))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw with the function that also draws it into pictures."""
        del event
        if self._colouring is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = LegendFocus(self._chosen, self._hovered, self._foot(self._colouring))
        draw_legend(painter, self._colouring, self._theme, focus)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Isolate the class below the pointer."""
        index = self._index_at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.class_clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the class below the pointer."""
        index = self._index_at(event.position())
        if index != self._hovered:
            self._hovered = index
            self.setCursor(
                Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor
            )
            self.update()

    def leaveEvent(self, event: object) -> None:
        """Mark nothing."""
        del event
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the classes with the arrow keys, isolate with Enter or Space."""
        if self._colouring is None:
            return
        order = [row.index for row in legend_rows(self._colouring)]
        at = order.index(self._hovered) if self._hovered in order else -1
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._hovered = order[(at + step) % len(order)]
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) and at >= 0:
            self.class_clicked.emit(order[at])
        else:
            super().keyPressEvent(event)

    def _foot(self, colouring: Colouring) -> tuple[str, ...]:
        has_values = any(colouring.counts()[:-1])
        said = tr("Click a class to isolate it") if has_values else tr("Nothing known here yet")
        return (*self._notes, said)

    def _index_at(self, position: QPointF) -> int | None:
        if self._colouring is None:
            return None
        rows = legend_rows(self._colouring)
        line = (position.y() - head_height(self._colouring)) / ROW_HEIGHT
        return rows[int(line)].index if 0 <= line < len(rows) else None


def _spoken(colouring: Colouring) -> str:
    rows = legend_rows(colouring)
    return "; ".join(f"{row.label}: {row.count}" for row in rows)
