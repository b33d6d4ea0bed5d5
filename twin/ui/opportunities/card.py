"""A framed chart: title that asks something, what its axes are, the chart."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.widgets.text import ElidedLabel, frame, label, rule, tight

HEAD = 36


def card(title: str, hint: str, body: QWidget, *extra: QWidget) -> tuple[QFrame, ElidedLabel]:
    """The card, and the label of the hint at the right of the title."""
    made = frame("card")
    made.setAccessibleName(title)
    column = tight(QVBoxLayout(made), (1, 1, 1, 1))
    head = QWidget()
    head.setFixedHeight(HEAD)
    row = tight(QHBoxLayout(head), (11, 0, 10, 0), 8)
    row.addWidget(label(title, "strong"))
    said = ElidedLabel(hint, "secondary")
    row.addWidget(said, 1)
    for widget in extra:
        row.addWidget(widget)
    column.addWidget(head)
    column.addWidget(rule())
    column.addWidget(body, 1)
    return made, said
