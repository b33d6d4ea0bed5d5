"""A text field that searches, with its icon and, where it has one, its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from twin.ui.widgets.text import label, picture, tight


class SearchField(QLineEdit):
    """Line edit with a magnifier. Signals: `left` on Esc, `down` on the down key."""

    left = Signal()
    down = Signal()

    def __init__(self, hint: str, key: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFixedHeight(28)
        self.setTextMargins(24, 0, 52 if key else 0, 0)
        self.setClearButtonEnabled(not key)
        row = tight(QHBoxLayout(self), (9, 0, 6, 0))
        row.addWidget(picture("search", size=14))
        row.addStretch(1)
        if key:
            row.addWidget(label(key, "key"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field or leaves it; down goes on to the results."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)
