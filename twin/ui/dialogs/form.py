"""Parts that the dialogs with fields share: fields, their foot, and what is wrong."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from twin.ui.texts.language import tr
from twin.ui.widgets.text import tight


def field(name: str, width: int = 0, text: str = "") -> QLineEdit:
    """Line to write in, with a name for those who cannot see it."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setText(text)
    made.setCursorPosition(0)
    if width:
        made.setFixedWidth(width)
    return made


def foot(store: Callable[[], None], leave: Callable[[], None], *more: QPushButton) -> QHBoxLayout:
    """Row of buttons: others at the left, Cancel and Store at the right."""
    row = tight(QHBoxLayout(), gap=8)
    for button in more:
        row.addWidget(button)
    row.addStretch(1)
    cancel = QPushButton(tr("Cancel"))
    cancel.clicked.connect(leave)
    row.addWidget(cancel)
    primary = QPushButton(tr("Store"))
    primary.setProperty("role", "primary")
    primary.setDefault(True)
    primary.clicked.connect(store)
    row.addWidget(primary)
    return row
