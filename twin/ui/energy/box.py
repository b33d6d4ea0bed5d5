"""The boxes of the energy tab: what is calculated never shares one with what is counted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.widgets.swatch import Swatch
from twin.ui.widgets.text import ElidedLabel, frame, label, picture, tight, value_row

SMALL = 12


def box(title: str, note: str) -> tuple[QFrame, QVBoxLayout]:
    """Box with its title, a line on what kind of numbers it holds, and room for them."""
    made = frame("card")
    made.setAccessibleName(title)
    column = tight(QVBoxLayout(made), (12, 8, 12, 10), 2)
    column.addWidget(label(title, "strong"))
    column.addWidget(label(note, "caption", wraps=True))
    column.addSpacing(6)
    return made, column


def section(column: QVBoxLayout, title: str) -> None:
    """Begin a part of a box."""
    column.addSpacing(10)
    column.addWidget(ElidedLabel(title, "label"))
    column.addSpacing(2)


def add_rows(column: QVBoxLayout, rows: tuple[tuple[str, str], ...]) -> None:
    """Named values below each other."""
    for name, value in rows:
        column.addWidget(value_row(name, value))


def add_source(column: QVBoxLayout, text: str) -> None:
    """Where numbers are from: one shortened line with the whole text as its tip."""
    if text:
        column.addLayout(_marked("info", "textSecondary", ElidedLabel(text, "caption")))


def add_remark(column: QVBoxLayout, text: str) -> None:
    """Something that limits the numbers above, in full."""
    column.addLayout(remark(text))


def remark(text: str) -> QHBoxLayout:
    """A warning sign and what it warns of."""
    return _marked("warning", "warn", label(text, "caption", wraps=True))


def legend(entries: tuple[tuple[str, Swatch], ...]) -> QWidget:
    """What the colours of a chart stand for."""
    made = QWidget()
    row = tight(QHBoxLayout(made), gap=6)
    for place, (name, swatch) in enumerate(entries):
        if place:
            row.addSpacing(6)
        row.addWidget(swatch)
        row.addWidget(label(name, "caption"))
    row.addStretch(1)
    return made


def _marked(icon: str, token: str, text: QWidget) -> QHBoxLayout:
    row = tight(QHBoxLayout(), (0, 3, 0, 0), 6)
    row.addWidget(picture(icon, token, SMALL), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return row
