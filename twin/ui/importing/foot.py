"""What taking the table in would do, and the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from twin.model.table_plan import Plan
from twin.ui.importing import words
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight
from twin.workspace.jobs import Job

BAR = 180
_POLL = 100  # ms
_MOST_NOTES = 3


class Foot(QWidget):
    """Signals: `wanted`, `left` and `report_wanted` for the buttons."""

    wanted = Signal()
    left = Signal()
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._watch = QTimer(self, interval=_POLL)  # pyright: ignore[reportCallIssue]  a property
        self._watch.timeout.connect(self._show_progress)
        self.outcome = label("", "strong", wraps=True)
        self.notes = label("", "secondary", wraps=True)
        column = tight(QVBoxLayout(self), gap=6)
        column.addWidget(self.outcome)
        column.addWidget(self.notes)
        column.addLayout(self._buttons())

    def show_job(self, job: Job | None) -> None:
        """Show how far a job is, None when it has ended."""
        self._job = job
        for widget in (self._bar, self._doing):
            widget.setVisible(job is not None)
        if job is None:
            self._watch.stop()
        else:
            self._watch.start()
            self._show_progress()

    def show_plan(self, plan: Plan | None, *, is_busy: bool, also: Sequence[str] = ()) -> None:
        """Show what taking the table in would do, and what else is to be said."""
        self.report.setVisible(bool(plan and plan.rejects))
        self.store.setEnabled(bool(plan and plan.edits) and not is_busy)
        self.store.setText(words.rows_text(plan.added + plan.changed if plan else 0))
        if plan is None:
            self.say(tr("Checking the rows") if is_busy else "", "secondary")
            self.notes.hide()
            return
        asked = [words.question_line(q) for q in plan.questions]
        self.say(" ".join(asked) or words.result_line(plan), "warn" if asked else "strong")
        said = [*also, *words.notes(plan)]
        self.notes.setText("\n".join(said[:_MOST_NOTES]))
        self.notes.setVisible(bool(said))

    def say(self, text: str, role: str) -> None:
        """Say something in place of the result."""
        self.outcome.setText(text or " ")
        self.outcome.setProperty("role", role)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)

    def _buttons(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        self.report = QPushButton(tr("Save the report …"))
        self.report.clicked.connect(self.report_wanted)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR)
        self._bar.setAccessibleName(tr("Progress"))
        self._doing = label("", "secondary")
        leave = QPushButton(tr("Cancel"))
        leave.clicked.connect(self.left)
        self.store = QPushButton(tr("Import"))
        self.store.setProperty("role", "primary")
        self.store.clicked.connect(self.wanted)
        for widget in (self.report, self._bar, self._doing):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (leave, self.store):
            row.addWidget(widget)
        for button in (self.report, leave, self.store):
            button.setAutoDefault(False)  # Enter in a field ends writing, and stores nothing
        return row

    def _show_progress(self) -> None:
        job = self._job
        if job is None:
            return
        is_known = job.fraction == job.fraction
        self._bar.setRange(0, 1000 if is_known else 0)
        if is_known:
            self._bar.setValue(round(job.fraction * 1000))
        self._doing.setText(tr(job.text) if job.text else "")
