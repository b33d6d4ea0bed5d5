"""Window in which offers are weighed, decided on and looked up again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.errors import TwinError
from twin.model.choice import Decision
from twin.model.procurement import Judged, Round
from twin.ui.dialogs.export_file import WORKBOOK, ask_for_file
from twin.ui.procurement.decisions_page import DecisionsPage
from twin.ui.procurement.freeze_dialog import FreezeDialog
from twin.ui.procurement.result_page import ResultPage
from twin.ui.procurement.round_page import RoundPage
from twin.ui.texts.language import tr
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import label, tight
from twin.workspace.jobs import Task
from twin.workspace.procurement import keeping, rounds
from twin.workspace.procurement.freezing import Verdict
from twin.workspace.sheets import write_sheets
from twin.workspace.workspace import Workspace

SIZE = (1180, 740)
PDF = "PDF (*.pdf)"


def show_procurement(parent: QWidget, workspace: Workspace) -> None:
    """Open the window."""
    if workspace.portfolio is None:
        workspace.notices.say("Open a portfolio first.")
    else:
        ProcurementDialog(parent, workspace).show()


class ProcurementDialog(QDialog):
    """Tabs: the round, its result, and all decisions."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Weigh offers"))
        self.resize(*SIZE)
        self._workspace = workspace
        self.judged: Judged | None = None
        self._asked: Round | None = None
        self._is_closed = False
        self.round, self.outcome = RoundPage(workspace), ResultPage()
        self.decisions = DecisionsPage(workspace)
        self.tabs = Tabs()
        self.tabs.add("round", tr("Round"), self.round)
        self.tabs.add("result", tr("Result"), self.outcome)
        self.tabs.add("decisions", tr("Decisions"), self.decisions)
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Weigh offers"), "heading"))
        about = tr("Several suppliers' offers on the same buildings, under the same assumptions"
                   " and in the same draws.")  # fmt: skip
        column.addWidget(label(about, "secondary", wraps=True))
        column.addWidget(self.tabs, 1)
        row = tight(QHBoxLayout(), gap=8)
        row.addStretch(1)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column.addLayout(row)
        self.round.wanted.connect(self.weigh)
        self.outcome.freeze_wanted.connect(self.ask_for_verdict)
        self.outcome.export_wanted.connect(self.export)
        self.outcome.report_wanted.connect(self._report_round)
        self.decisions.report_wanted.connect(self._report_decision)
        workspace.portfolio_changed.connect(self._follow)

    def weigh(self, asked: Round) -> None:
        """Weigh a round; with other weights alone nothing is calculated again."""
        held = self.judged
        self._asked = asked
        try:
            anew = held is not None and _is_alike(held.round, asked)
            found = rounds.weighed_anew(held, asked) if held is not None and anew else None
        except TwinError as error:
            self._workspace.notices.show(error)
            return
        if found is not None:
            self._show(found)
        else:
            self.judged = None
            self.outcome.say(tr("calculating …"))
            rounds.judge(self._workspace, asked, self._show, self._fail)
        self.tabs.turn_to("result")

    def done(self, result: int) -> None:
        """Close; what still runs has nobody to tell."""
        self._is_closed = self.decisions.is_closed = True
        super().done(result)

    def ask_for_verdict(self) -> None:
        """Ask who chooses what."""
        if self.judged is not None:
            dialog = FreezeDialog(self, self.judged, self._workspace.who)
            dialog.decided.connect(self.freeze)
            dialog.open()

    def freeze(self, verdict: Verdict) -> None:
        """Freeze the round that is shown."""
        if self.judged is not None:
            keeping.freeze(self._workspace, self.judged, verdict, self._frozen)

    def export(self) -> None:
        """Ask for a workbook and write the round into it."""
        from twin.ui.procurement.sheets import sheets_of

        if self.judged is None:
            return
        name = f"{self.judged.round.title}.xlsx"
        path = ask_for_file(self, tr("Export the round"), name, WORKBOOK)
        if path is not None:
            self._write(path, write_sheets, path, sheets_of(self.judged))

    def _report_round(self) -> None:
        from twin.ui.procurement.report import round_html

        if self.judged is not None:
            self._report(self.judged.round.title, round_html(self.judged))

    def _report_decision(self, decision: Decision) -> None:
        from twin.ui.procurement.report import decision_html

        html = decision_html(decision, keeping.content_of(decision))
        self._report(decision.title, html)

    def _report(self, title: str, html: str) -> None:
        from twin.ui.procurement.report import write_pdf

        path = ask_for_file(self, tr("Save report"), f"{title}.pdf", PDF)
        if path is not None:
            self._write(path, write_pdf, path, html)

    def _write(self, path: Path, function, *arguments: object) -> None:  # noqa: ANN001  a job
        notices = self._workspace.notices
        self._workspace.jobs.run(
            function, *arguments,
            on_done=lambda _count: notices.say("It is in {name}.", name=str(path)),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip

    def _fail(self, error: BaseException) -> None:
        self._workspace.notices.show(error)
        if not self._is_closed:
            self.outcome.say(tr("Nothing is weighed yet."))
            self.tabs.turn_to("round")

    def _show(self, judged: Judged) -> None:
        if self._is_closed:
            return
        self.judged = judged
        self.outcome.show_judged(judged)

    def _frozen(self, decision: Decision) -> None:
        if self._is_closed:
            return
        self.decisions.show_decisions(decision.decision_id)
        self.tabs.turn_to("decisions")

    def _follow(self) -> None:
        if self._is_closed:
            return
        self.round.show_portfolio()
        self.decisions.show_decisions()


def _is_alike(held: Round, asked: Round) -> bool:
    """Whether two rounds differ in weights, names and what is hidden alone."""
    own, other = ((r.proposals, r.buildings, _but_name(r)) for r in (held, asked))
    return own == other


def _but_name(asked: Round) -> str:
    from dataclasses import asdict

    return repr({k: v for k, v in asdict(asked.assumptions).items() if k != "round_name"})
