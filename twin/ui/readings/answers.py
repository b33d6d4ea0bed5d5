"""What the user says of a file of readings: unit, clock, kind of values, time of a period."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from twin.model.readings_plan import METERS, UNITS, ReadingsChoice, ReadingsFile
from twin.ui.readings import words
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label

WIDTH = 215


class Answers(QWidget):
    """Signal: `changed` with the choice after each answer."""

    changed = Signal(object)

    def __init__(self, file: ReadingsFile, choice: ReadingsChoice) -> None:
        super().__init__()
        self.choice = choice
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setHorizontalSpacing(12)
        units = tuple((u, u) for u in UNITS)
        self.purpose = self._box("purpose", tr("Readings of"), words.PURPOSES)
        self.unit = self._box("unit", tr("Unit"), units, asks=True)
        clocks = words.CLOCKS if not file.series[0].is_utc else (("utc", "UTC"),)
        self.clock = self._box("clock", tr("Clock of the times"), clocks, asks=True)
        self.kind = self._box("kind", tr("Values are"), words.KINDS)
        self.label = self._box("label", tr("Times are"), words.LABELS)
        self._grid.setColumnStretch(self._grid.columnCount(), 1)
        self._show()

    def _box(
        self, name: str, title: str, options: Sequence[tuple[str, str]], *, asks: bool = False
    ) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(title)
        made.setFixedWidth(WIDTH if name in ("clock", "kind") else 150)
        if asks and not getattr(self.choice, name):
            made.addItem(tr("choose …"), "")
        for key, text in options:
            made.addItem(tr(text), key)
        made.setCurrentIndex(max(made.findData(getattr(self.choice, name)), 0))
        made.activated.connect(lambda _place, n=name, box=made: self._say(n, box))
        place = self._grid.columnCount() if self._grid.count() else 0
        self._grid.addWidget(label(title, "secondary"), 0, place)
        self._grid.addWidget(made, 1, place)
        return made

    def _say(self, name: str, box: QComboBox) -> None:
        value = str(box.currentData())
        self.choice = replace(self.choice, **{name: value})
        self._show()
        self.changed.emit(self.choice)

    def _show(self) -> None:
        is_energy = self.choice.purpose == METERS
        for box in (self.unit, self.kind, self.label):
            box.setEnabled(is_energy)
