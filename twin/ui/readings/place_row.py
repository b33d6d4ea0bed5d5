"""Where the chosen meters or sensors belong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QPushButton, QWidget

from twin.model.building import Building
from twin.model.meter import EnergyCarrier
from twin.model.readings_plan import METERS
from twin.ui.readings import words
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight


class PlaceRow(QWidget):
    """Signal: `placed` with a building id, carrier, quantity and unit for the chosen rows."""

    placed = Signal(str, object, str, str)

    def __init__(self, buildings: Sequence[Building]) -> None:
        super().__init__()
        row = tight(QHBoxLayout(self), gap=8)
        self.said = label("", "secondary")
        self.building = QComboBox()
        self.building.setEditable(True)
        self.building.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.building.setFixedWidth(260)
        self.building.setAccessibleName(tr("Building"))
        self.building.addItem(tr("no building"), "")
        for one in sorted(buildings, key=lambda b: b.name.casefold()):
            self.building.addItem(one.name, one.building_id)
        completer = self.building.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.what = QComboBox()
        self.what.setFixedWidth(190)
        self.use = QPushButton(tr("Use for the chosen rows"))
        self.use.clicked.connect(self._place)
        for widget in (self.said, self.building, self.what, self.use):
            row.addWidget(widget)
        row.addStretch(1)

    def show_purpose(self, purpose: str) -> None:
        """List carriers for meters, quantities for sensors."""
        self.what.clear()
        is_energy = purpose == METERS
        self.what.setAccessibleName(tr("Counts") if is_energy else tr("Quantity"))
        self.what.addItem(tr("as it is"), None)
        if is_energy:
            for carrier, name in words.CARRIERS:
                self.what.addItem(tr(name), carrier.value)
        else:
            for quantity, unit, name in words.QUANTITIES:
                self.what.addItem(f"{tr(name)} [{unit}]", (quantity, unit))

    def show_count(self, count: int) -> None:
        """Say for how many rows the choice holds."""
        self.said.setText(tr("{count} chosen", count=count))
        self.use.setEnabled(count > 0)

    def _place(self) -> None:
        place = self.building.findText(self.building.currentText(), Qt.MatchFlag.MatchFixedString)
        building = str(self.building.itemData(place)) if place >= 0 else ""
        said = self.what.currentData()
        if isinstance(said, tuple | list):
            self.placed.emit(building, None, str(said[0]), str(said[1]))
        else:
            self.placed.emit(building, EnergyCarrier(said) if said else None, "", "")
