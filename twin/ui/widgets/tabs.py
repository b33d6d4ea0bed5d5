"""A row of text tabs over pages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from twin.ui.widgets.text import frame, rule, tight

HEIGHT = 36


class Tabs(QWidget):
    """Tabs with counts. Signal: `turned` with the key of the page now shown."""

    turned = Signal(str)

    def __init__(self, background: str = "dockHead") -> None:
        super().__init__()
        self._keys: list[str] = []
        self._names: dict[str, str] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._pages = QStackedWidget()
        bar = frame(background)
        bar.setFixedHeight(HEIGHT)
        self._row = tight(QHBoxLayout(bar), (4, 0, 12, 0))
        self._row.addStretch(1)
        column = tight(QVBoxLayout(self))
        column.addWidget(bar)
        if background != "dockHead":
            column.addWidget(rule())
        column.addWidget(self._pages, 1)

    def add(self, key: str, name: str, page: QWidget) -> None:
        """Add a page at the end."""
        button = QPushButton(name)
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.turn_to(key))
        self._keys.append(key)
        self._names[key] = name
        self._buttons[key] = button
        self._group.addButton(button)
        self._row.insertWidget(len(self._keys) - 1, button)
        self._pages.addWidget(page)
        if len(self._keys) == 1:
            button.setChecked(True)

    def add_note(self, note: QWidget) -> None:
        """Put something at the right end of the tab row."""
        self._row.addWidget(note)

    def count(self, key: str, number: str) -> None:
        """Write a count after a tab's name, "" for none."""
        name = self._names[key]
        self._buttons[key].setText(f"{name}  {number}" if number else name)

    def turn_to(self, key: str) -> None:
        """Show a page."""
        self._buttons[key].setChecked(True)
        self._pages.setCurrentIndex(self._keys.index(key))
        self.turned.emit(key)

    @property
    def shown(self) -> str:
        """Key of the page shown."""
        return self._keys[self._pages.currentIndex()]
