"""Numbers of the storeys drawn for an extension, or of the wings that go."""

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from twin.model.choice import Choice
from twin.model.sketch import Massing
from twin.ui.desk import Desk
from twin.ui.sketch.typed_number import TypedNumber, number_field
from twin.ui.sketch.words import storey_lines
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label
from twin.workspace import choices
from twin.workspace.sketch import is_rectangle, with_size
from twin.workspace.storeys import (
    HIGHEST,
    LOWEST,
    MOST_STOREYS,
    about,
    removes,
    with_storeys,
)


class StoreysBox(QWidget):
    """One block of numbers per outline."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[Massing, ...] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_storeys(self, choice: Choice) -> None:
        """Show the outlines of a measure."""
        if choice.sketch.massings == self._shown:
            return
        self._shown = choice.sketch.massings
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, massing in enumerate(choice.sketch.massings):
            self._add(choice, at, massing)

    def _add(self, choice: Choice, at: int, massing: Massing) -> None:
        put = partial(self._change, choice, at)
        row = self._grid.rowCount()
        name = tr("Wing {number}", number=at + 1) if removes(choice) else tr(
            "Part {number}", number=at + 1
        )  # fmt: skip
        self._grid.addWidget(label(name, "label"), row, 0)
        delete = QPushButton(tr("Delete"))
        delete.setProperty("role", "link")
        delete.clicked.connect(lambda _checked=False: put(None))
        self._grid.addWidget(delete, row, 1, Qt.AlignmentFlag.AlignRight)
        found = about(self._desk.workspace, massing)
        said = " · ".join(storey_lines(found)) if found else tr("Its outline encloses nothing.")
        self._grid.addWidget(label(said, "caption", wraps=True), row + 1, 0, 1, 2)
        flat = np.array(massing.outline)
        if is_rectangle(flat):
            self._sides(massing, flat, put)
        if removes(choice):
            return
        self._number(TypedNumber(
            tr("Storeys"), "", massing.storeys,
            lambda v: put(replace(massing, storeys=int(min(max(round(v), 1), MOST_STOREYS)))),
            decimals=0,
        ))  # fmt: skip
        self._number(TypedNumber(
            tr("Storey height"), "m", massing.storey_height,
            lambda v: put(replace(massing, storey_height=min(max(v, LOWEST), HIGHEST))),
        ))  # fmt: skip

    def _sides(self, massing: Massing, flat: np.ndarray, put: "partial[None]") -> None:
        sides = [float(np.hypot(*(flat[i] - flat[0]))) for i in (1, 3)]

        def size(which: int, value: float) -> None:
            own = list(sides)
            own[which] = max(value, 1.0)
            corners = with_size(flat, *own).tolist()
            put(replace(massing, outline=tuple((x, y) for x, y in corners)))

        for which, name in enumerate((tr("Length"), tr("Width"))):
            self._number(TypedNumber(name, "m", sides[which], partial(size, which)))

    def _number(self, one: TypedNumber) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(label(one.name, "secondary"), row, 0)
        self._grid.addWidget(number_field(one), row, 1, Qt.AlignmentFlag.AlignRight)

    def _change(self, choice: Choice, at: int, massing: Massing | None) -> None:
        edit = "Draw {title}" if massing is not None else "Delete an outline of {title}"
        now = choices.choice_of(self._desk.workspace.state, choice.key)
        if now is not None and at < len(now.sketch.massings):
            choices.change(self._desk.workspace, with_storeys(now, at, massing), edit)
