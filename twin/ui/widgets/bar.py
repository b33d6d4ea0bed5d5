"""The bar over a table or figure, and the bar with the buttons below a panel."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from twin.ui.widgets.text import frame, label, tight

HEAD, FOOT = 36, 48


def head_bar(title: str) -> tuple[QFrame, QHBoxLayout]:
    """Bar that begins with a title, "" for none, and the row for what follows it."""
    made = frame("tableHead")
    made.setFixedHeight(HEAD)
    row = tight(QHBoxLayout(made), (12, 0, 12, 0), 8)
    if title:
        row.addWidget(label(title, "strong"))
    return made, row


def foot_bar(primary: QPushButton, *others: QPushButton) -> QFrame:
    """Bar with the one main button first."""
    made = frame("foot")
    made.setFixedHeight(FOOT)
    row = tight(QHBoxLayout(made), (16, 0, 16, 0), 8)
    primary.setProperty("role", "primary")
    for button in (primary, *others):
        row.addWidget(button)
    row.addStretch(1)
    return made
