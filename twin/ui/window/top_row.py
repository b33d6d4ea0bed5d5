"""First row of the window: logo, menus, mode switch, search."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QMenuBar, QWidget

from twin.ui.actions import MODES, fill_menus
from twin.ui.texts.language import tr
from twin.ui.widgets.search_field import SearchField
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import label, picture, tight

HEIGHT = 38


class TopRow(QWidget):
    """Menu and mode row. Signal: `mode_asked`."""

    mode_asked = Signal(str)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.modes = Segment(tr("Mode"), [(key, tr(text)) for key, text, _ in MODES])
        self.modes.setFixedHeight(32)
        self.modes.chosen.connect(self.mode_asked)
        for key, text, keys in MODES:
            self.modes.button(key).setToolTip(f"{tr(text)} ({keys})")
        self.search = SearchField(tr("Search or run a command"), "Ctrl K")
        self.search.setFixedWidth(258)
        bar = QMenuBar()
        bar.setNativeMenuBar(False)
        self.menus: dict[str, QMenu] = fill_menus(bar, actions)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, 0)
        grid.addWidget(_left(bar), 0, 0)
        grid.addWidget(self.modes, 0, 1)
        grid.addWidget(_right(self.search), 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def show_mode(self, mode: str) -> None:
        """Mark the mode; the start page has no mode switch."""
        self.modes.setVisible(mode != "start")
        self.modes.choose(mode)


def _left(bar: QMenuBar) -> QFrame:
    made = QFrame()
    row = tight(QHBoxLayout(made), gap=6)
    row.addWidget(picture("building", "accent"))
    row.addWidget(label("Twin", "title"))
    row.addSpacing(4)
    bar.setFixedHeight(28)
    row.addWidget(bar)
    row.addStretch(1)
    return made


def _right(field: SearchField) -> QFrame:
    made = QFrame()
    row = tight(QHBoxLayout(made))
    row.addStretch(1)
    row.addWidget(field)
    return made
