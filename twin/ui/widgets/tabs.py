"""A row of text tabs over pages."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from twin.ui.texts.language import tr
from twin.ui.widgets.text import frame, rule, tight

HEIGHT = 36


class Tabs(QWidget):
    """Tabs with counts. Signal: `turned` with the key of the page now shown."""

    turned = Signal(str)

    def __init__(self, background: str = "dockHead") -> None:
        super().__init__()
        self._keys: list[str] = []
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._notes: list[QWidget] = []
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._pages = QStackedWidget()
        bar = frame(background)
        bar.setFixedHeight(HEIGHT)
        bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bar = bar
        self._row = tight(QHBoxLayout(bar), (4, 0, 12, 0))
        self._more = QPushButton(tr("More"))
        self._more.setProperty("role", "tab")
        self._more.setMenu(QMenu(self._more))
        self._more.hide()
        self._row.addWidget(self._more)
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
        self._notes.append(note)

    def count(self, key: str, number: str) -> None:
        """Write a count after a tab's name, "" for none."""
        self._texts[key] = f"{self._names[key]}  {number}" if number else self._names[key]
        name = self._names[key]
        self._buttons[key].setText(f"{name}  {number}" if number else name)
        self._fit()

    def turn_to(self, key: str) -> None:
        """Show a page."""
        self._buttons[key].setChecked(True)
        self._pages.setCurrentIndex(self._keys.index(key))
        self.turned.emit(key)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs that have no room go into a menu at the end of the row."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once the style is known."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        notes = sum(n.sizeHint().width() + 6 for n in self._notes if not n.isHidden())
        widths = {key: made.sizeHint().width() for key, made in self._buttons.items()}
        room = self.width() - notes - 20
        if sum(widths.values()) > room:
            room -= self._more.sizeHint().width() + 8
        room -= widths.get(self.shown, 0) if self._keys else 0
        menu = self._more.menu()
        menu.clear()
        for key in self._keys:
            if key != self.shown:
                room -= widths[key]
            fits = room >= 0 or key == self.shown
            self._buttons[key].setVisible(fits)
            if not fits:
                action = menu.addAction(self._texts.get(key, self._names[key]))
                action.triggered.connect(partial(self._turn, key))
        self._more.setVisible(not menu.isEmpty())

    def _turn(self, key: str, _is_checked: bool = False) -> None:
        self.turn_to(key)

    @property
    def shown(self) -> str:
        """Key of the page shown."""
        return self._keys[self._pages.currentIndex()]
