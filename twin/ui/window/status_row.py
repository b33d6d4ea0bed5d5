"""Last row of the window: what is saved, what runs, what is selected."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from twin.model.building import Building
from twin.ui import icons
from twin.ui.texts import numbers
from twin.ui.texts.language import LANGUAGES, language, tr
from twin.ui.widgets.task_drawer import Task, TaskStrip
from twin.ui.widgets.text import label, picture, tight
from twin.workspace.jobs import Job
from twin.workspace.state import PORTFOLIO_MODES
from twin.workspace.workspace import Workspace


class StatusRow(QWidget):
    """Status row; listens to the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        row = tight(QHBoxLayout(self), (12, 0, 12, 0), 6)
        self._saved_mark = picture("check", "ok", 12)
        self._saved = label("")
        self._database = label("")
        self._selected = label("")
        self.tasks = TaskStrip()
        row.addWidget(self._saved_mark)
        row.addWidget(self._saved)
        row.addSpacing(14)
        row.addWidget(picture("database", size=12))
        row.addWidget(self._database)
        row.addSpacing(14)
        row.addWidget(self.tasks)
        row.addStretch(1)
        row.addWidget(self._selected)
        row.addSpacing(14)
        sample = "1 234,5" if numbers.numbers_name() == "nb" else "1,234.5"
        row.addWidget(label(f"{LANGUAGES[language()]} · {sample}"))
        self._connect()
        self.show_state()
        self.show_selection()

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.jobs.changed.connect(self.show_jobs)
        workspace.portfolio_changed.connect(self.show_state)
        workspace.mode_changed.connect(self.show_selection)
        workspace.selection_changed.connect(self.show_selection)

    def show_state(self) -> None:
        """Say whether all is saved and which portfolio is open."""
        portfolio = self._workspace.portfolio
        self._saved.setText(tr("Ready") if portfolio is None else tr("All saved"))
        if portfolio is None:
            self._database.setText(tr("No portfolio"))
            return
        state = tr("{name}, read only") if portfolio.is_read_only else "{name}"
        self._database.setText(state.format(name=portfolio.name))

    def show_jobs(self) -> None:
        """Show the jobs that have a title."""
        jobs = [job for job in self._workspace.jobs.running if job.task.title]
        self.tasks.show_tasks(tuple(_task(job) for job in jobs))
        is_busy = bool(jobs)
        self._saved_mark.setPixmap(
            icons.pixmap("clock" if is_busy else "check", "info" if is_busy else "ok", 12)
        )

    def show_selection(self) -> None:
        """Count what is selected."""
        self._selected.setText(_selection_text(self._workspace))


def _task(job: Job) -> Task:
    name = tr(job.task.title).format(**job.task.values)
    return Task(name, tr(job.text) if job.text else "", job.fraction, job.cancel)


def _selection_text(workspace: Workspace) -> str:
    count = len(workspace.selection)
    if not count or workspace.mode == "start":
        return ""
    text = tr("{count} selected", count=numbers.number(count))
    portfolio = workspace.portfolio
    if workspace.mode not in PORTFOLIO_MODES or portfolio is None:
        return text
    areas = [_area(portfolio.building(key)) for key in workspace.selection]
    return f"{text} · {numbers.quantity(sum(areas), 'm²')}"


def _area(building: Building | None) -> float:
    return float("nan") if building is None else building.gross_floor_area
