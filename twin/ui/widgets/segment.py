"""A switch of a few words, one chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from twin.ui import theme
from twin.ui.widgets.text import tight

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Segment(QFrame):
    """Segmented switch; arrow keys move. Signal: `chosen` with the key of the new choice."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], *, small: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = tight(QHBoxLayout(self), (2, 1, 2, 1), 1)
        for key, text in choices:
            self._buttons[key] = self._button(key, text, small=small)
            row.addWidget(self._buttons[key])

    def choose(self, key: str) -> None:
        """Show `key` as chosen without telling anybody."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        """The button of one choice."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to the neighbour that can be chosen."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        buttons = [b for b in self._buttons.values() if b.isEnabled()]
        here = next((i for i, b in enumerate(buttons) if b.isChecked()), 0)
        if step and 0 <= here + step < len(buttons):
            buttons[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[here + step].click()
            return
        super().keyPressEvent(event)

    def _button(self, key: str, text: str, *, small: bool) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", "segment")
        button.setProperty("small", small)
        button.setCheckable(True)
        button.setAccessibleName(text)
        strong = theme.font("bodyStrong")
        button.ensurePolished()
        width = QFontMetrics(strong).horizontalAdvance(text) + (22 if small else 28)
        button.setMinimumWidth(width)
        button.setFixedHeight(22 if small else 26)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        return button
