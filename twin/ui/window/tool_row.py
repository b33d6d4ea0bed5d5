"""A row of tools that leaves out what can be spared where the window is narrow."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from twin.ui.widgets.text import tight


class ToolRow(QWidget):
    """Tools beside each other. What is spared can be reached by the menu and its key."""

    def __init__(self) -> None:
        super().__init__()
        self.row = tight(QHBoxLayout(self), (12, 0, 12, 0), 6)
        self._spare: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.fit)

    def fit_soon(self) -> None:
        """Fit once the layout has heard of what changed."""
        self._later.start()

    def add_spare(self, widget: QWidget) -> None:
        """Add a tool that is left out first of all that were added before it."""
        self.row.addWidget(widget)
        self._spare.append(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once the style is known."""
        super().showEvent(event)
        self.fit_soon()

    def fit(self) -> None:
        """Leave out the last of what can be spared until the rest has room."""
        for widget in self._spare:
            widget.show()
        for widget in reversed(self._spare):
            self.row.invalidate()
            if self.row.sizeHint().width() <= self.width():
                return
            widget.hide()
