"""One measure in the list: on or off, what it costs and touches, what can be done with it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, picture, tight, tip

ROW = 52


class MeasureRow(QWidget):
    """Signals: `pressed`; `switched(on)`; `asked(what)`: ``up``, ``down``, ``copy``, ``remove``.

    Keys: Space switches, Delete removes, Alt+Up and Alt+Down move.
    """

    pressed = Signal()
    switched = Signal(bool)
    asked = Signal(str)

    def __init__(self, title: str, second: str, *, is_on: bool, is_chosen: bool) -> None:
        super().__init__()
        self._is_chosen = is_chosen
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        row = tight(QHBoxLayout(self), (16, 0, 8, 0), 10)
        self.box = QCheckBox()
        self.box.setChecked(is_on)
        self.box.setAccessibleName(tr("Apply {title}", title=title))
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.toggled.connect(self.switched)
        row.addWidget(self.box)
        column = tight(QVBoxLayout(), gap=0)
        column.addStretch(1)
        column.addWidget(ElidedLabel(title, "medium" if is_on else "secondary"))
        self._second = tight(QHBoxLayout(), gap=5)
        self._mark = picture("warning", "warn", 12)
        self._mark.hide()
        self._second.addWidget(self._mark)
        self._said = ElidedLabel(second, "secondary")
        self._second.addWidget(self._said, 1)
        column.addLayout(self._second)
        column.addStretch(1)
        row.addLayout(column, 1)
        self._row = row

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Another second line."""
        self._said.set_whole(text)
        self._mark.setVisible(is_warning)

    def warn(self, text: str) -> None:
        """Mark the row; the text is its tip."""
        self._mark.show()
        tip(self._mark, text)
        tip(self._said, text)

    def offer(self, entries: tuple[tuple[str, str], ...]) -> None:
        """Give it a menu: what is asked, and its text."""
        button = QToolButton()
        button.setText("⋯")
        button.setAccessibleName(tr("More for {title}", title=self.accessibleName()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("role", "more")
        menu = QMenu(button)
        for what, text in entries:
            menu.addAction(text).triggered.connect(self._asker(what))
        button.setMenu(menu)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _asker(self, what: str):  # noqa: ANN202  a slot
        return lambda _checked=False: self.asked.emit(what)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose this measure."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, switch, move or remove it by keyboard."""
        key, is_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        elif key == Qt.Key.Key_Space:
            self.box.toggle()
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("remove")
        elif is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.asked.emit("up" if key == Qt.Key.Key_Up else "down")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, selection bar, line below."""
        del event
        painter = QPainter(self)
        if self._is_chosen:
            painter.fillRect(self.rect(), theme.colour("selection"))
            painter.fillRect(QRect(0, 0, 3, self.height()), theme.colour("accent"))
        elif self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.fillRect(QRect(0, ROW - 1, self.width(), 1), theme.colour("line"))
