"""A small field to type a number of a sketch in, with its unit."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight

FIELD = 62
SAME = 0.05  # what is typed within it is what is shown


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that can be typed.

    value : NaN where it follows the surface.
    change : is told the number that was typed.
    empty : is called when a number was taken out; None where there must be one.
    """

    name: str
    unit: str
    value: float
    change: Callable[[float], object]
    empty: Callable[[], object] | None = None
    decimals: int = 1


def number_field(one: TypedNumber) -> QWidget:
    """The field with its unit beside it."""
    is_known = math.isfinite(one.value)
    field = QLineEdit(numbers.number(one.value, one.decimals) if is_known else "")
    field.setPlaceholderText(tr("edges") if one.empty is not None else "")
    field.setFixedWidth(FIELD)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setAccessibleName(one.name)

    def typed() -> None:
        wanted = numbers.parsed(field.text())
        if not field.text().strip() and one.empty is not None and is_known:
            one.empty()
        elif math.isfinite(wanted) and not abs(wanted - one.value) < SAME:
            one.change(wanted)

    field.editingFinished.connect(typed)
    made = QWidget()
    line = tight(QHBoxLayout(made), gap=4)
    line.addWidget(field)
    line.addWidget(label(one.unit, "unit"))
    return made
