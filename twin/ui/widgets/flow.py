"""Rows of small widgets that go on in the next line."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Flow(QWidget):
    """Places its widgets from left to right and wraps; the height follows the width."""

    def __init__(self, widgets: Sequence[QWidget], gap: int = 6) -> None:
        super().__init__()
        self._widgets = tuple(widgets)
        self._gap = gap
        for widget in self._widgets:
            widget.setParent(self)
        self._arrange(220)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        left = top = line = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if left and left + size.width() > width:
                left, top, line = 0, top + line + self._gap, 0
            widget.setGeometry(left, top, size.width(), size.height())
            left += size.width() + self._gap
            line = max(line, size.height())
        self.setFixedHeight(max(top + line, 1))
