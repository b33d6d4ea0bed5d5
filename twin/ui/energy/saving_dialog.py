"""The dialog in which one sees what a measure saved, by the meters."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.errors import MissingInput, TwinError
from twin.model.building import Building
from twin.model.meter import Meter
from twin.model.saving import CARRIER, SavingCheck, SavingReport
from twin.ui.dialogs.form import foot
from twin.ui.energy.saving_form import SavingForm
from twin.ui.energy.saving_sheet import refused_sheet, saving_sheet, waiting_sheet
from twin.ui.texts import energy, saving
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace import saving_check
from twin.workspace.workspace import Workspace

SIZE = (1120, 820)
FORM_WIDTH = 340


def check_saving(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog for the entered building, or say why there is nothing to see."""
    building, portfolio = workspace.building, workspace.portfolio
    if building is None or portfolio is None:
        return
    meters = portfolio.meters_of(building.building_id)
    if not meters:
        workspace.notices.say("No meter readings are stored for this building.")
        return
    SavingDialog(parent, workspace, building, meters).open()


class SavingDialog(QDialog):
    """What is compared at the left, what came out at the right; every edit compares anew."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, building: Building, meters: tuple[Meter, ...]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Saving by the meters"))
        self.resize(*SIZE)
        self._workspace, self._building = workspace, building
        self._subjects = {s.key: s for s in saving_check.subjects(meters)}
        self._is_open = True
        self.finished.connect(self._leave)
        self.report: SavingReport | None = None
        self.form = SavingForm({key: self._name(key) for key in self._subjects})
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Saving by the meters"), "heading"))
        column.addWidget(ElidedLabel(building.name, "secondary"))
        column.addWidget(label(tr("What the building used after a measure, against what it would"
                                  " have used without it in the same weather (IPMVP, option C)."),
                               "secondary", wraps=True))  # fmt: skip
        column.addWidget(rule())
        column.addLayout(self._middle(), 1)
        column.addLayout(self._foot())
        self.form.subject_chosen.connect(self.show_subject)
        self.form.edited.connect(self.compare)
        stored = workspace.saving_checks
        first = stored[-1].subject if stored else next(iter(self._subjects))
        self.show_subject(first if first in self._subjects else next(iter(self._subjects)))

    def show_subject(self, key: str) -> None:
        """Show the stored comparison of a meter, or one to begin with."""
        stored = next((c for c in self._workspace.saving_checks if c.subject == key), None)
        if stored is not None:
            self._begin(stored)
            return
        self._show(waiting_sheet())
        saving_check.read_span(
            self._workspace, self._subjects[key], lambda span: self._propose(key, span)
        )

    def compare(self) -> None:
        """Compare what is written, and show what came out or what is wrong."""
        try:
            check = self.form.written()
        except TwinError as error:
            self._take(error)
            return
        subject = self._subjects[check.subject]
        saving_check.compare(self._workspace, check, subject, self._take)

    def store(self) -> None:
        """Keep the comparison with the portfolio."""
        try:
            check = self.form.written()
        except TwinError as error:
            self._take(error)
            return
        others = tuple(c for c in self._workspace.saving_checks if c.subject != check.subject)
        self._workspace.compare_savings((*others, check))
        self.accept()

    def remove(self) -> None:
        """Forget the comparison of the meter."""
        key = self.form.subject.currentData()
        others = tuple(c for c in self._workspace.saving_checks if c.subject != key)
        self._workspace.compare_savings(others)
        self.accept()

    def export(self) -> None:
        """Ask for a file and write the figures into it."""
        if self.report is None:
            return
        name = f"{self._building.name} {tr('saving')}.csv"
        title = tr("Export the figures")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "CSV (*.csv)")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the figures into a file."""
        if self.report is not None:
            rows = saving.table(self.report, self._name(self.report.check.subject))
            saving_check.write_table(self._workspace, path, rows)

    def _begin(self, check: SavingCheck) -> None:
        self.form.show_check(check)
        self.compare()

    def _propose(self, key: str, span: tuple[date, date] | None) -> None:
        if not self._is_open or self.form.subject.currentData() not in (key, None):
            return
        if span is None:
            self._take(
                MissingInput(
                    "{meter} has no readings, so no saving was calculated.",
                    "Choose another meter.",
                    meter=self._name(key),
                )
            )
            return
        portfolio = self._workspace.portfolio
        building_id = self._building.building_id
        orders = portfolio.work_orders_of(building_id) if portfolio else ()
        self._begin(saving_check.proposed(building_id, key, span, orders))

    def _take(self, found: SavingReport | TwinError) -> None:
        if not self._is_open:
            return
        self.report = found if isinstance(found, SavingReport) else None
        self.export_button.setEnabled(self.report is not None)
        is_report = isinstance(found, SavingReport)
        self._show(saving_sheet(found) if is_report else refused_sheet(found))

    def _show(self, sheet: QWidget) -> None:
        place = self.area.verticalScrollBar().value()
        self.area.setWidget(sheet)
        self.area.verticalScrollBar().setValue(place)

    def _name(self, key: str) -> str:
        kind, _, name = key.partition(":")
        if kind == CARRIER:
            return tr("{carrier}, all meters", carrier=energy.carrier_word(name))
        return self._subjects[key].name

    def _middle(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=12)
        fields, self.area = QScrollArea(), QScrollArea()
        for area in (fields, self.area):
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fields.setWidget(self.form)
        fields.setFixedWidth(FORM_WIDTH)
        row.addWidget(fields)
        row.addWidget(self.area, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        self.export_button = QPushButton(tr("Export CSV…"))
        self.export_button.setEnabled(False)
        self.export_button.clicked.connect(self.export)
        remove = QPushButton(tr("Remove"))
        remove.setEnabled(bool(self._workspace.saving_checks))
        remove.clicked.connect(self.remove)
        return foot(self.store, self.reject, remove, self.export_button)

    def _leave(self) -> None:
        self._is_open = False
