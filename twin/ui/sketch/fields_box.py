"""Numbers of the fields drawn for a measure: size, tilt, direction, rows, free strip."""

import math
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from twin.model.choice import Choice
from twin.model.sketch import DrawnField
from twin.ui.desk import Desk
from twin.ui.sketch.typed_number import TypedNumber, number_field
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label
from twin.workspace import choices
from twin.workspace.sketch import (
    drawn_on,
    has_panels,
    is_rectangle,
    surface_of,
    with_field,
    with_size,
)

ROWS = (("east-west", "East and west"), ("south", "One way"))


class FieldsBox(QWidget):
    """One block of numbers per field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[DrawnField, ...] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_fields(self, choice: Choice) -> None:
        """Show the fields of a measure."""
        if choice.sketch.fields == self._shown:
            return
        self._shown = choice.sketch.fields
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, drawn in enumerate(choice.sketch.fields):
            self._add(choice, at, drawn)

    def _add(self, choice: Choice, at: int, drawn: DrawnField) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(label(tr("Field {number}", number=at + 1), "label"), row, 0)
        delete = QPushButton(tr("Delete"))
        delete.setProperty("role", "link")
        delete.clicked.connect(lambda _checked=False: self._change(choice, at, None))
        self._grid.addWidget(delete, row, 1, Qt.AlignmentFlag.AlignRight)
        self._size(choice, at, drawn)
        put = partial(self._change, choice, at)
        if not has_panels(choice):
            return
        self._number(TypedNumber(
            tr("Free strip along edges"), "m", drawn.setback,
            lambda value: put(replace(drawn, setback=min(max(value, 0.0), 5.0))),
        ))  # fmt: skip
        surface = surface_of(self._desk.workspace, drawn)
        if surface is None or surface.plane.surface != "roof" or surface.plane.tilt >= 5.0:
            return
        self._rows(choice, at, drawn)
        usual = 10.0 if drawn.rows == "east-west" else 15.0
        self._number(TypedNumber(
            tr("Tilt"), "°", drawn.tilt if math.isfinite(drawn.tilt) else usual,
            lambda value: put(replace(drawn, tilt=min(max(value, 0.0), 60.0))),
        ))  # fmt: skip
        self._number(TypedNumber(
            tr("Direction, 180 is south"), "°", drawn.azimuth,
            lambda value: put(replace(drawn, azimuth=value % 360.0)),
            lambda: put(replace(drawn, azimuth=math.nan)),
        ))  # fmt: skip

    def _size(self, choice: Choice, at: int, drawn: DrawnField) -> None:
        surface = surface_of(self._desk.workspace, drawn)
        if surface is None:
            return
        flat = surface.flat(np.array(drawn.corners))
        if not is_rectangle(flat):
            return
        sides = [float(np.hypot(*(flat[i] - flat[0]))) for i in (1, 3)]

        def size(which: int, value: float) -> None:
            own = list(sides)
            own[which] = max(value, 0.5)
            found = drawn_on(surface, with_size(flat, *own), drawn)
            if found is not None:
                self._change(choice, at, found)

        for which, name in enumerate((tr("Length"), tr("Width"))):
            self._number(TypedNumber(name, "m", sides[which], partial(size, which)))

    def _number(self, one: TypedNumber) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(label(one.name, "secondary"), row, 0)
        self._grid.addWidget(number_field(one), row, 1, Qt.AlignmentFlag.AlignRight)

    def _rows(self, choice: Choice, at: int, drawn: DrawnField) -> None:
        row = self._grid.rowCount()
        box = QComboBox()
        box.setAccessibleName(tr("Rows"))
        for key, text in ROWS:
            box.addItem(tr(text), key)
        box.setCurrentIndex(box.findData(drawn.rows))
        box.currentIndexChanged.connect(
            lambda _: self._change(choice, at, replace(drawn, rows=box.currentData()))
        )
        self._grid.addWidget(label(tr("Rows"), "secondary"), row, 0)
        self._grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignRight)

    def _change(self, choice: Choice, at: int, drawn: DrawnField | None) -> None:
        edit = "Delete a field of {title}" if drawn is None else "Change a field of {title}"
        now = choices.choice_of(self._desk.workspace.state, choice.key)
        if now is not None and at < len(now.sketch.fields):
            choices.change(self._desk.workspace, with_field(now, at, drawn), edit)
