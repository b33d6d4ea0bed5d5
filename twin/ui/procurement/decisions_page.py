"""Decisions that were frozen: looked up, run again, taken out of the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from twin.errors import TwinError
from twin.model.choice import Decision
from twin.model.compared import Rerun
from twin.model.decided import DecisionContent
from twin.ui.procurement.words import (
    changed_texts,
    decided_at_text,
    differing_text,
    middles,
    rerun_verdict,
)
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, rule, tight, value_row
from twin.workspace.procurement.keeping import content_of, decisions, run_again
from twin.workspace.workspace import Workspace

MOST_LINES = 40
SHORT = 12


class DecisionsPage(QWidget):
    """Table at the left, the marked record at the right. Signal: `report_wanted`.

    is_closed : whether the window is gone that a re-run would be shown in.
    """

    report_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.is_closed = False
        self._reruns: dict[str, Rerun] = {}
        self.model = TableModel(_columns())
        self.table = Table(tr("Decisions"), self.model)
        self.table.empty_text = tr("Nothing was decided yet.")
        self.table.picked.connect(lambda _rows: self.show_picked())
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.again = QPushButton(tr("Run again"))
        self.again.setProperty("role", "primary")
        self.again.clicked.connect(self.run)
        self.report = QPushButton(tr("Report…"))
        self.report.clicked.connect(self._ask_for_report)
        column = tight(QVBoxLayout(self), (0, 10, 0, 0), 8)
        row = tight(QHBoxLayout(), gap=14)
        row.addWidget(self.table, 5)
        row.addWidget(self.side, 6)
        column.addLayout(row, 1)
        last = tight(QHBoxLayout(), gap=8)
        last.addWidget(self.report)
        last.addStretch(1)
        last.addWidget(self.again)
        column.addLayout(last)
        self.show_decisions()

    @property
    def picked(self) -> Decision | None:
        """The record that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if len(rows) == 1 else None

    def show_decisions(self, mark: str = "") -> None:
        """List all of the portfolio; mark one by its id."""
        kept = self.picked
        wanted = mark or (kept.decision_id if kept is not None else "")
        self.model.show(decisions(self._workspace.portfolio))
        if wanted:
            self.table.show_picked(lambda d: d.decision_id == wanted)
        self.show_picked()

    def show_picked(self) -> None:
        """Show the marked record, and what came of running it again."""
        decision = self.picked
        self.again.setText(tr("Run again"))
        for button in (self.again, self.report):
            button.setEnabled(decision is not None)
        if decision is None:
            self.side.setWidget(QWidget())
            return
        made = QWidget()
        column = tight(QVBoxLayout(made), (4, 0, 12, 8), 4)
        try:
            content = content_of(decision)
        except TwinError as error:
            column.addWidget(label(error_text(error), "danger", wraps=True))
            for button in (self.again, self.report):
                button.setEnabled(False)
        else:
            self._add(column, decision, content)
        column.addStretch(1)
        self.side.setWidget(made)

    def run(self) -> None:
        """Run the marked record again in the background."""
        decision = self.picked
        if decision is None:
            return

        def show(found: Rerun | None) -> None:
            if self.is_closed:
                return
            if found is not None:
                self._reruns[decision.decision_id] = found
            self.show_picked()

        def tell(error: BaseException) -> None:
            self._workspace.notices.show(error)
            show(None)

        self.again.setEnabled(False)
        self.again.setText(tr("calculating …"))
        run_again(self._workspace, decision, show, tell)

    def _add(self, column: QVBoxLayout, decision: Decision, content: DecisionContent) -> None:
        column.addWidget(label(content.title, "strong", wraps=True))
        for name, value in facts(decision, content):
            column.addWidget(value_row(name, value))
        if content.reasons:
            column.addWidget(label(content.reasons, "secondary", wraps=True))
        column.addWidget(rule())
        for score in sorted(content.scores, key=lambda s: s.rank):
            proposal = next(p for p in content.proposals if p.proposal_id == score.offer_id)
            name = f"{score.rank}. {proposal.supplier} · {proposal.title}"
            column.addWidget(value_row(name, numbers.number(score.total, 1)))
        found = self._reruns.get(decision.decision_id)
        if found is not None:
            column.addWidget(rule())
            self._add_rerun(column, content, found)

    def _add_rerun(self, column: QVBoxLayout, content: DecisionContent, found: Rerun) -> None:
        text, tone = rerun_verdict(found)
        column.addWidget(label(text, tone, wraps=True))
        lines = changed_texts(found)
        if lines:
            column.addWidget(label(tr("What changed since"), "strong"))
        for line in lines[:MOST_LINES]:
            column.addWidget(label(f"• {line}", "caption", wraps=True))
        own = middles(found.differing)
        if own:
            column.addWidget(label(tr("Other figures"), "strong"))
        for one in own[:MOST_LINES]:
            column.addWidget(label(f"• {differing_text(content, one)}", "caption", wraps=True))
        more = max(len(lines) - MOST_LINES, 0) + max(len(own) - MOST_LINES, 0)
        if more:
            column.addWidget(label(tr("and {count} more", count=more), "secondary"))

    def _ask_for_report(self) -> None:
        if self.picked is not None:
            self.report_wanted.emit(self.picked)


def facts(decision: Decision, content: DecisionContent) -> tuple[tuple[str, str], ...]:
    """Name and value of what a record says of itself."""
    chosen = content.title_of(content.chosen) or tr("None of them")
    return (
        (tr("Chosen"), chosen),
        (tr("Decided by"), content.decided_by),
        (tr("Decided"), decided_at_text(decision)),
        (tr("Buildings"), numbers.number(len(content.round.buildings))),
        (tr("Draws"), numbers.number(content.draws)),
        (tr("Versions of data"), numbers.number(len(content.inputs))),
        (tr("Entry of the log"), numbers.number(content.log_entry)),
        (tr("Program"), content.program),
        ("SHA-256", f"{decision.sha256[:SHORT]}…"),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Decision"), lambda d: Cell(d.title), lambda d: d.title, lambda d: d.title, 0),
        Column(tr("Decided"), lambda d: Cell(decided_at_text(d)), lambda d: str(d.decided_at),
               decided_at_text, 130),
        Column(tr("By"), lambda d: Cell(d.decided_by), lambda d: d.decided_by,
               lambda d: d.decided_by, 120),
    )  # fmt: skip
