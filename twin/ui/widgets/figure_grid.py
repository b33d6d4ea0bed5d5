"""A small table of figures inside a box: words at the left, numbers at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from twin.ui.widgets.text import ElidedLabel, label

LEAST = 34  # a year


def figure_grid(titles: Sequence[str], rows: Sequence[Sequence[str]], *, has_sum: bool) -> QWidget:
    """Table with a title over each column.

    rows : the first column is words, shortened where they are long.
    has_sum : whether the last row is set strong.
    """
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setColumnMinimumWidth(0, LEAST)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for place, title in enumerate(titles):
        side = right if place else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(title, "caption"), 0, place, side)
    for place, row in enumerate(rows, 1):
        is_sum = has_sum and place == len(rows)
        grid.addWidget(ElidedLabel(row[0], "strong" if is_sum else "secondary"), place, 0)
        for column, text in enumerate(row[1:], 1):
            grid.addWidget(label(text, "strong" if is_sum else "body"), place, column, right)
    return made
