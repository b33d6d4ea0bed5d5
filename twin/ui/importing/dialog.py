"""The window in which a foreign table is looked at, tried out and taken in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QSplitter, QVBoxLayout, QWidget

from twin.errors import Cancelled, TwinError
from twin.model.edit import EditConflict
from twin.model.table_format import ColumnMapping
from twin.model.table_plan import Plan
from twin.ui.importing import words
from twin.ui.importing.foot import Foot
from twin.ui.importing.head import TableHead
from twin.ui.importing.mapping_list import MappingList
from twin.ui.importing.pages import Pages
from twin.ui.texts.language import error_text, tr
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace import table_import, table_jobs
from twin.workspace.jobs import Job
from twin.workspace.table_import import OpenTable
from twin.workspace.workspace import Workspace

SIZE = (1280, 780)
LEFT = 566
_PAUSE = 250  # ms between a choice and the trial it asks for


class ImportDialog(QDialog):
    """One file: what it is, which column says what, what taking it in would do."""

    def __init__(self, parent: QWidget, workspace: Workspace, opened: OpenTable) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._opened = opened
        self.plan: Plan | None = None
        self._job: Job | None = None
        self._is_storing = False
        self._trouble = ""
        self.setWindowTitle(tr("Import a table"))
        self.resize(*SIZE)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self.try_out)
        self._build()
        self._connect()
        self._show_table()

    def try_out(self) -> None:
        """Say what taking the table in would do, as it is read now."""
        self._start(table_jobs.try_out(self._workspace, self._opened, self._show_plan, self._fail))

    def take_in(self) -> None:
        """Store what was tried out as one step."""
        plan = self.plan
        if plan is None or not plan.edits or self._job is not None:
            return
        what = tr("Import {kind} from {file}", kind=tr(plan.format.label).lower(),
                  file=self._opened.file.path.name)  # fmt: skip
        self._is_storing = True
        for widget in (self.head, self.mapping):
            widget.setEnabled(False)
        self._start(table_jobs.take_in(self._workspace, self._opened, plan, what, self._end))

    def save_report(self) -> None:
        """Ask for a file and write the rows that are left out, with the reasons."""
        file = self._opened.file.path
        name = f"{file.stem} – {tr('Left out').lower()}.csv"
        files = f"{tr('Tables')} (*.csv *.xlsx)"
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save the report"), str(file.with_name(name)), files
        )
        if path:
            self.write_report(Path(path))

    def write_report(self, path: Path) -> None:
        """Write the rows that are left out, with the reasons in the user's language."""
        if self.plan is None:
            return
        try:
            heads = (tr("Row"), tr("Reason"))
            table_import.save_report(path, self.plan, words.reason, heads)
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
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(self._opened.file.path.name, "heading"))
        self._file_line = ElidedLabel("", "secondary")
        self.head = TableHead(self._opened)
        self.mapping, self.pages, self.foot = MappingList(), Pages(), Foot()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.mapping)
        split.addWidget(self.pages)
        split.setSizes([LEFT, SIZE[0] - LEFT])
        split.setStretchFactor(1, 1)
        for widget in (self._file_line, self.head, rule()):
            column.addWidget(widget)
        column.addWidget(split, 1)
        for widget in (rule(), self.foot):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.head.format_chosen.connect(self._use_format)
        self.head.sheet_chosen.connect(self._use_sheet)
        self.head.row_chosen.connect(self._use_title_row)
        self.mapping.changed.connect(self._use_mapping)
        self.foot.wanted.connect(self.take_in)
        self.foot.left.connect(self.reject)
        self.foot.report_wanted.connect(self.save_report)

    def _show_table(self) -> None:
        """Show another table, or the same read as another kind."""
        opened, portfolio = self._opened, self._workspace.portfolio
        self._file_line.set_whole(words.file_line(opened.file, len(opened.table)))
        self.head.show_table(opened)
        names = sorted(b.name for b in portfolio.buildings) if portfolio else []
        self.mapping.show_mapping(
            opened.format, table_import.columns_of(opened), opened.mapping, names
        )
        self.plan = None
        self.pages.show_pages(opened.table, None)
        self.try_out()

    def _start(self, job: Job | None) -> None:
        self._job = job
        self.foot.show_job(job)
        self._show_outcome()

    def _show_plan(self, plan: Plan) -> None:
        self.plan = plan
        self.mapping.show_readings(plan.format, plan.readings)
        self.pages.show_pages(self._opened.table, plan)
        self._start(None)

    def _show_outcome(self) -> None:
        also = [self._trouble] if self._trouble else []
        if self._opened.remembered is not None:
            also.append(tr("The columns are read as they were the last time."))
        self.foot.show_plan(self.plan, is_busy=self._job is not None, also=also)

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
        for widget in (self.head, self.mapping):
            widget.setEnabled(True)
        plan = self.plan
        if error is None and plan is not None:
            self._workspace.notices.say(
                "{file} was taken in: {count} new, {changed} changed, {rejected} left out.",
                file=self._opened.file.path.name,
                count=plan.added,
                changed=plan.changed,
                rejected=plan.rejected_rows,
            )
            self.accept()
        elif isinstance(error, EditConflict):
            self._trouble, self.plan = error_text(error), None
            self.try_out()
        elif isinstance(error, TwinError):
            self.foot.say(error_text(error), "secondary" if isinstance(error, Cancelled)
                          else "danger")  # fmt: skip
        elif error is not None:
            self._workspace.notices.show(error)

    def _use_mapping(self, mapping: ColumnMapping) -> None:
        self._opened = table_import.with_mapping(self._opened, mapping)
        self.plan = None
        self._show_outcome()
        self._wait.start()

    def _use_format(self, name: str) -> None:
        self._opened = table_import.with_format(self._opened, name)
        self._show_table()

    def _use_sheet(self, place: int) -> None:
        database = self._workspace.database
        self._change(lambda: table_import.with_sheet(self._opened, place, database))

    def _use_title_row(self, row: int) -> None:
        database = self._workspace.database
        self._change(lambda: table_import.with_title_row(self._opened, row, database))

    def _change(self, make: Callable[[], OpenTable]) -> None:
        try:
            self._opened = make()
        except TwinError as error:
            self.foot.say(error_text(error), "danger")
        else:
            self._show_table()


def import_tables(parent: QWidget, workspace: Workspace, paths: Sequence[Path]) -> None:
    """Read each file in the background and open the window about it, one after the other."""
    if not paths:
        return
    rest = paths[1:]

    def go_on(_result: int = 0) -> None:
        import_tables(parent, workspace, rest)

    def show(opened: OpenTable) -> None:
        dialog = ImportDialog(parent, workspace, opened)
        dialog.finished.connect(go_on)
        dialog.open()

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            go_on()

    table_jobs.open_table(workspace, paths[0], show, refuse)
