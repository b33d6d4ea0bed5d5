"""All keys, read from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.ui.actions import ENTRIES, MENUS, MODES
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight

MOUSE = (
    ("Orbit", "Left button, drag"),
    ("Pan", "Middle or right button, drag"),
    ("Zoom to the pointer", "Wheel"),
    ("Select", "Click"),
    ("Add to the selection", "Ctrl + click"),
    ("Open", "Double-click"),
)


def show_keys(parent: QWidget) -> None:
    """Show all keys in a dialog."""
    dialog(parent, tr("Keys and mouse"), _keys()).open()


def dialog(parent: QWidget, title: str, content: QWidget) -> QDialog:
    """Large dialog with its title in the body and one button."""
    made = QDialog(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(title)
    made.resize(720, 620)
    column = tight(QVBoxLayout(made), (24, 20, 24, 16), 12)
    column.addWidget(label(title, "heading"))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    column.addWidget(area, 1)
    row = tight(QHBoxLayout())
    row.addStretch(1)
    shut = QPushButton(tr("Close"))
    shut.setProperty("role", "primary")
    shut.clicked.connect(made.accept)
    row.addWidget(shut)
    column.addLayout(row)
    return made


def _keys() -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setColumnStretch(0, 1)
    grid.setVerticalSpacing(5)
    _group(grid, tr("Mouse"), [(tr(a), (tr(b),)) for a, b in MOUSE])
    for menu in MENUS:
        rows = [(tr(e.text), e.keys) for e in ENTRIES if e.menu == menu and e.keys]
        if rows:
            _group(grid, tr(menu), rows)
    _group(grid, tr("Mode"), [(tr(text), (key,)) for _, text, key in MODES])
    return made


def _group(grid: QGridLayout, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> None:
    place = grid.rowCount()
    grid.addWidget(label(title, "title"), place, 0)
    grid.setRowMinimumHeight(place, 32)
    for step, (name, keys) in enumerate(rows, 1):
        grid.addWidget(label(name.rstrip("…")), place + step, 0)
        caps = tight(QHBoxLayout(), gap=4)
        caps.addStretch(1)
        for key in keys:
            caps.addWidget(label(key, "key"))
        grid.addLayout(caps, place + step, 1)
