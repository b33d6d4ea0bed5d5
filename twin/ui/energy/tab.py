"""The energy tab of a building: calculated, label and metered beside each other.

With an actual operation its year stands beside the standard one, never in the same box.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.thermal import EnergyResult
from twin.ui.desk import Desk
from twin.ui.dialogs.certificate import edit_certificate
from twin.ui.energy.label_box import label_box
from twin.ui.energy.metered_box import metered_box
from twin.ui.energy.saving_dialog import check_saving
from twin.ui.energy.sheet import actual_sheet, energy_sheet, waiting_sheet
from twin.ui.texts import energy as words
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import tight
from twin.workspace.building_energy import BuildingEnergy
from twin.workspace.defaults import label_schemes
from twin.workspace.export_hours import export_hours, hours_sheet
from twin.workspace.monthly_energy import MonthlyEnergy, monthly_energy

CALCULATED, LABEL, METERED = 19, 13, 15  # shares of the width


class EnergyTab(QScrollArea):
    """Three boxes that never share a number; listens to the workspace."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._months: MonthlyEnergy | None = None
        self._asked_for = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        workspace = desk.workspace
        workspace.building_changed.connect(self.read_meters)
        workspace.portfolio_changed.connect(self.read_meters)
        workspace.energy_changed.connect(self.show_energy)
        self.read_meters()

    def read_meters(self) -> None:
        """Show the entered building, then its meters when they are read."""
        building = self._desk.workspace.building
        if building is None:
            return
        if building.building_id != self._asked_for:
            self._months = None
            self._asked_for = building.building_id
            self.verticalScrollBar().setValue(0)
        monthly_energy(self._desk.workspace, building.building_id, self._taker(self._asked_for))
        self.show_energy()

    def show_energy(self) -> None:
        """Show what is known now; the place in the tab stays."""
        workspace = self._desk.workspace
        building, energy = workspace.building, workspace.energy
        if building is None:
            return
        place = self.verticalScrollBar().value()
        content = QWidget()
        row = tight(QHBoxLayout(content), (12, 10, 12, 12), 10)
        for share, parts in self._columns(building, energy):
            column = tight(QVBoxLayout(), gap=10)
            for part in parts:
                column.addWidget(part, int(part is parts[-1]))
            row.addLayout(column, share)
        self.setWidget(content)
        self.verticalScrollBar().setValue(place)

    def _columns(
        self, building: Building, energy: BuildingEnergy | None
    ) -> tuple[tuple[int, tuple[QWidget, ...]], ...]:
        """Boxes from left to right with their shares of the width."""
        result = energy.standard if energy is not None else None
        sheet = energy_sheet(energy, self._save_hours) if energy is not None else waiting_sheet()
        labelled = self._label_box(building, result)
        workspace = self._desk.workspace
        metered = metered_box(
            building, self._months, lambda: check_saving(self.window(), workspace)
        )
        if energy is None or (energy.actual is None and energy.reason_actual is None):
            return (CALCULATED, (sheet,)), (LABEL, (labelled,)), (METERED, (metered,))
        return (
            (CALCULATED, (sheet,)),
            (CALCULATED, (actual_sheet(energy, self._save_hours),)),
            (METERED, (labelled, metered)),
        )

    def _save_hours(self, result: EnergyResult) -> None:
        """Ask for a file and write the hours of a result into it."""
        building = self._desk.workspace.building
        name = building.name if building else ""
        proposed = f"{name} {tr('hours')}.csv".strip()
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the hours…"), proposed, "CSV (*.csv)"
        )
        if not chosen:
            return
        carriers = {carrier: words.carrier_word(carrier) for carrier in result.hourly}
        sheet = hours_sheet(result, (tr("Month"), tr("Day"), tr("Hour")), carriers)
        style = "norwegian" if numbers.numbers_name() == "nb" else "technical"
        export_hours(self._desk.workspace, Path(chosen), sheet, style)

    def _label_box(self, building: Building, result: EnergyResult | None) -> QWidget:
        workspace = self._desk.workspace
        portfolio = workspace.portfolio
        certificate = portfolio.certificate_of(building.building_id) if portfolio else None
        return label_box(
            building,
            result,
            label_schemes().values(),
            certificate,
            lambda: edit_certificate(self.window(), workspace),
        )

    def _taker(self, building_id: str) -> Callable[[MonthlyEnergy], None]:
        def take(months: MonthlyEnergy) -> None:
            if self._asked_for == building_id:
                self._months = months
                self.show_energy()

        return take
