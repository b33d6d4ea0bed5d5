"""A text field that searches, with its icon and, where it has one, its key."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit
from PySide6.QtCore import Qt

from twin.ui import icons
from twin.ui.widgets.text import label, tight


class SearchField(QLineEdit):
    """Line edit with a magnifier. Signals: `left` on Esc, `down` on the down key."""

    left = Signal()
    down = Signal()

    def __init__(self, hint: str, key: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(not key)
        if key:
            row = tight(QHBoxLayout(self), (0, 0, 6, 0))
            row.addStretch(1)
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
