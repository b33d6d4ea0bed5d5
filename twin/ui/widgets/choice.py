"""Framed button with what is chosen; its menu lists what there is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

from twin.ui.widgets.text import picture, tight


class Choice(QToolButton):
    """One of several options. Signal: `chosen` with its key, when the user picks another.

    options : key to shown text, in order.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Mapping[str, str], key: str, width: int = 0) -> None:
        super().__init__()
        self._name, self._options, self._key = name, dict(options), key
        self._actions: dict[str, QAction] = {}
        self.setProperty("framed", "true")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        if width:
            self.setFixedWidth(width)
        self.setMenu(self._menu())
        row = tight(QHBoxLayout(self), (0, 0, 6, 0))
        row.addStretch(1)
        row.addWidget(picture("chevron-down", size=12))
        self.show_key(key)

    @property
    def key(self) -> str:
        """Key of what is chosen."""
        return self._key

    def show_key(self, key: str) -> None:
        """Show an option as the chosen one, without telling anybody."""
        self._key = key
        text = self._options.get(key, key)
        self.setText(f" {text}     ")
        self.setAccessibleName(f"{self._name}: {text}")
        for name, action in self._actions.items():
            action.setChecked(name == key)

    def choose(self, key: str) -> None:
        """Choose an option and tell it."""
        if key != self._key:
            self.show_key(key)
            self.chosen.emit(key)
        else:
            self.show_key(key)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for key, text in self._options.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(self._chooser(key))
            self._actions[key] = action
        return menu

    def _chooser(self, key: str) -> Callable[[bool], None]:
        return lambda _checked=False: self.choose(key)
