"""The window in which a file of readings is looked at, tried out and taken in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from twin.errors import Cancelled, TwinError
from twin.model.meter import EnergyCarrier
from twin.model.readings_plan import ReadingsChoice, ReadingsFile, ReadingsPlan
from twin.ui.importing.foot import Foot
from twin.ui.importing.words import question_line
from twin.ui.readings import words
from twin.ui.readings.answers import Answers
from twin.ui.readings.foot import show_outcome
from twin.ui.readings.place_row import PlaceRow
from twin.ui.readings.series_table import series_table, show_plan
from twin.ui.texts.language import error_text, tr
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace import readings_import, readings_jobs
from twin.workspace.jobs import Job
from twin.workspace.readings_import import CheckedFile
from twin.workspace.workspace import Workspace

SIZE = (1280, 760)


class ReadingsDialog(QDialog):
    """One file: what it says, what it does not, where each meter belongs."""

    def __init__(self, parent: QWidget, workspace: Workspace, file: ReadingsFile) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import readings"))
        self.resize(*SIZE)
        self._workspace, self._file = workspace, file
        self._checked: CheckedFile | None = None
        self._job: Job | None = None
        self._is_storing = False
        self.plan: ReadingsPlan | None = None
        here = workspace.building.building_id if workspace.building else ""
        portfolio = workspace.portfolio
        self._names = {b.building_id: b.name for b in portfolio.buildings} if portfolio else {}
        choice = (
            readings_import.proposed_choice(file, portfolio, here, workspace.database)
            if portfolio
            else None
        )
        self.answers = Answers(file, choice or ReadingsChoice())
        self.place = PlaceRow(portfolio.buildings if portfolio else ())
        self.foot = Foot()
        self._column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        self._build()
        self._show_purpose()
        self.check()

    def check(self) -> None:
        """Check all readings with what is said so far."""
        self._checked = None
        self._start(
            readings_jobs.check(
                self._workspace, self._file, self.answers.choice, self._show, self._fail
            )
        )

    def place_rows(
        self, building_id: str, carrier: EnergyCarrier | None, quantity: str, unit: str
    ) -> None:
        """Say where the chosen rows belong."""
        choice = self.answers.choice
        series = dict(choice.series)
        for one in self._chosen():
            old = series[one.name]
            series[one.name] = replace(
                old, building_id=building_id, carrier=carrier or old.carrier,
                quantity=quantity or old.quantity, unit=unit or old.unit,
            )  # fmt: skip
        self.answers.choice = replace(choice, series=series)
        self._show_plan()

    def take_in(self) -> None:
        """Store what was tried out as one step."""
        plan = self.plan
        if plan is None or not plan.taken or self._job is not None:
            return
        self._is_storing = True
        what = tr("Import readings from {file}", file=self._file.path.name)
        self._start(readings_jobs.take_in(self._workspace, plan, what, self._end))

    def save_report(self) -> None:
        """Ask for a file and write the lines that are left out, with the reasons."""
        file = self._file.path
        name = file.with_name(f"{file.stem} – {tr('Left out').lower()}.csv")
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save the report"), str(name), "CSV (*.csv)"
        )
        if path:
            self.write_report(Path(path))

    def write_report(self, path: Path) -> None:
        """Write the lines that are left out, with the reasons in the user's language."""
        try:
            readings_import.save_report(
                path, self._file, lambda r: tr(r.reason, found=r.found),
                (tr("Row"), tr("Column"), tr("Reason")),
            )  # fmt: skip
        except TwinError as error:
            self.foot.say(error_text(error), "danger")
        else:
            self.foot.say(tr("The report is in {name}.", name=path.name), "secondary")

    def reject(self) -> None:
        """Stop what runs; while something is stored, the window waits until that has stopped."""
        if self._job is not None:
            self._job.cancel()
        if not self._is_storing:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs."""
        if self._job is not None:
            self._job.cancel()
        if self._is_storing:
            event.ignore()
            return
        super().closeEvent(event)

    def _build(self) -> None:
        self._column.addWidget(label(self._file.path.name, "heading"))
        self._column.addWidget(ElidedLabel(words.file_line(self._file), "secondary"))
        self._column.addWidget(self.answers)
        self._column.addWidget(rule())
        self._holder = QWidget()
        tight(QVBoxLayout(self._holder))
        self._column.addWidget(self._holder, 1)
        self.details = label("", "secondary", wraps=True)
        for widget in (self.place, self.details, rule(), self.foot):
            self._column.addWidget(widget)
        self.answers.changed.connect(self._use)
        self.place.placed.connect(self.place_rows)
        self.foot.wanted.connect(self.take_in)
        self.foot.left.connect(self.reject)
        self.foot.report_wanted.connect(self.save_report)
        self.foot.report.setVisible(bool(self._file.rejects))

    def _show_purpose(self) -> None:
        purpose = self.answers.choice.purpose
        layout = self._holder.layout()
        if layout is not None and (old := layout.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        self.table, self._model = series_table(purpose, lambda key: self._names.get(key, ""))
        if layout is not None:
            layout.addWidget(self.table)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.place.show_purpose(purpose)
        self._purpose = purpose
        self._show_chosen()

    def _use(self, choice: ReadingsChoice) -> None:
        if choice.purpose != self._purpose:
            self._show_purpose()
        self.check()

    def _show(self, found: CheckedFile) -> None:
        self._checked = found
        self._start(None)
        self._show_plan()

    def _show_plan(self) -> None:
        portfolio = self._workspace.portfolio
        if self._checked is None or portfolio is None:
            return
        names = {one.name for one in self._chosen()}
        choice = self.answers.choice
        self.plan = readings_import.placed(self._checked, choice, portfolio)
        show_plan(self._model, self.plan)
        self.table.show_picked(lambda one: one.name in names)
        asked = [question_line(q) for q in self.plan.questions]
        show_outcome(self.foot, self.plan, " ".join(asked))
        self._show_chosen()

    def _chosen(self) -> Sequence[readings_import.SeriesPlan]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self._model.rows[row] for row in sorted(rows)]

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.place.show_count(len(chosen))
        self.details.setText(words.details(chosen[0]) if len(chosen) == 1 else "")
        self.details.setVisible(bool(self.details.text()))

    def _start(self, job: Job | None) -> None:
        self._job = job
        self.foot.show_job(job)
        for widget in (self.answers, self.place):
            widget.setEnabled(not self._is_storing)

    def _fail(self, error: BaseException) -> None:
        self._start(None)
        if isinstance(error, TwinError) and not isinstance(error, Cancelled):
            self.foot.say(error_text(error), "danger")
        elif not isinstance(error, Cancelled):
            self._workspace.notices.show(error)

    def _end(self, error: BaseException | None) -> None:
        """Close when everything is stored, else say why it is not."""
        self._is_storing = False
        self._start(None)
        if error is None and self.plan is not None:
            self._workspace.notices.say(
                "{file} was taken in: readings of {count} meters or sensors.",
                file=self._file.path.name, count=len(self.plan.taken),
            )  # fmt: skip
            self.accept()
        elif error is not None:
            self._fail(error)


def import_readings(parent: QWidget, workspace: Workspace, paths: Sequence[Path]) -> None:
    """Read each file in the background and open the window about it, one after the other."""
    if not paths:
        return
    rest = paths[1:]

    def go_on(_result: int = 0) -> None:
        import_readings(parent, workspace, rest)

    def show(file: ReadingsFile) -> None:
        dialog = ReadingsDialog(parent, workspace, file)
        dialog.finished.connect(go_on)
        dialog.open()

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            go_on()

    readings_jobs.open_file(workspace, paths[0], show, refuse)
