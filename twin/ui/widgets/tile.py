"""One headline number with its unit and what stands under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.widgets.text import ElidedLabel, frame, label, tight


def tile(name: str, value: str, unit: str, below: str, role: str = "kpi") -> QFrame:
    """KPI tile: name, number with unit, range or comparison."""
    made = frame("card")
    made.setAccessibleName(f"{name}: {value} {unit}. {below}")
    column = tight(QVBoxLayout(made), (10, 7, 10, 7), 1)
    column.addWidget(ElidedLabel(name, "label"))
    row = tight(QHBoxLayout(), gap=5)
    row.addWidget(label(value, role), 0, Qt.AlignmentFlag.AlignBottom)
    row.addWidget(label(unit, "unit"), 0, Qt.AlignmentFlag.AlignBottom)
    row.addStretch(1)
    column.addLayout(row)
    column.addWidget(ElidedLabel(below, "unit"))
    return made


def state_tile(mark: QWidget | None, name: str, value: str) -> QFrame:
    """State tile of a property card: a badge, what it is and what it says."""
    made = frame("card")
    made.setAccessibleName(f"{name}: {value}")
    row = tight(QHBoxLayout(made), (8, 6, 8, 6), 8)
    if mark is not None:
        row.addWidget(mark)
    column = tight(QVBoxLayout(), gap=0)
    column.addWidget(label(name))
    column.addWidget(ElidedLabel(value, "caption"))
    row.addLayout(column, 1)
    return made
