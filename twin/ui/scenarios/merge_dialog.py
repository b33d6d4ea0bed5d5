"""Choose what holds where two scenarios change the same part of the same building."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from twin.model.choice import Choice as Chosen
from twin.model.choice import PortfolioScenario
from twin.ui.dialogs.form import foot
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import ElidedLabel, frame, label, rule, tight
from twin.workspace.scenarios import edit, keeping
from twin.workspace.scenarios.merging import BOTH, FIRST, SECOND, Clash, clashes
from twin.workspace.workspace import Workspace

SIZE = (720, 520)


def merge_scenarios(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog where there is something to merge with."""
    shelf = workspace.state.shelf
    if shelf.open is None:
        workspace.notices.say("No scenario is open.", "Begin one under Scenario first.")
        return
    others = {r.scenario_id: r.name for r in shelf.drafts if r.scenario_key != shelf.open.key}
    if not others:
        workspace.notices.say("There is no other scenario to merge with.")
        return
    MergeDialog(parent, workspace, shelf.open, others).open()


class MergeDialog(QDialog):
    """The other scenario, and one choice a clash; the result is a new scenario."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        first: PortfolioScenario,
        others: dict[str, str],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Merge scenarios"))
        self.resize(*SIZE)
        self._workspace, self._first = workspace, first
        self.answers: dict[str, Choice] = {}
        self.other = Choice(tr("Scenario"), others, next(iter(others)), 320)
        self.other.chosen.connect(lambda _key: self.show_clashes())
        self._note = label("", "secondary", wraps=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Merge scenarios"), "heading"))
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(label(tr("{name} with", name=first.name), "secondary"))
        row.addWidget(self.other)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(rule())
        column.addWidget(self._area, 1)
        column.addLayout(foot(self.merge, self.reject))
        self.show_clashes()

    def merge(self) -> None:
        """Go on in the merged scenario."""
        chosen = {key: answer.key for key, answer in self.answers.items()}
        edit.merge(self._workspace, self.other.key, chosen)
        self.accept()

    def show_clashes(self) -> None:
        """Show where somebody has to choose."""
        row = self._workspace.state.shelf.row(self.other.key)
        second = keeping.scenario(self._workspace, row) if row is not None else None
        found = clashes(self._first, second) if second is not None else ()
        self.answers = {}
        content = QWidget()
        column = tight(QVBoxLayout(content), (0, 4, 8, 4), 6)
        for clash in found:
            column.addWidget(self._card(clash, second.name if second else ""))
        column.addStretch(1)
        self._area.setWidget(content)
        text = (
            tr("Both change the same in these buildings: choose what holds.")
            if found
            else tr("Nothing clashes: every choice of both is kept, what is alike once.")
        )
        self._note.setText(text)

    def _card(self, clash: Clash, other: str) -> QWidget:
        portfolio = self._workspace.portfolio
        building = portfolio.building(clash.building_id) if portfolio else None
        name = building.name if building else clash.building_id
        made = frame("card")
        column = tight(QVBoxLayout(made), (12, 8, 12, 10), 4)
        column.addWidget(ElidedLabel(f"{name}: {tr(clash.part)}", "medium"))
        options = {
            FIRST: f"{self._first.name}: {_about(clash.first)}",
            SECOND: f"{other}: {_about(clash.second)}",
            BOTH: tr("Both, one after the other"),
        }
        answer = Choice(name, options, FIRST)
        self.answers[clash.key] = answer
        column.addWidget(answer)
        return made


def _about(choice: Chosen) -> str:
    physical = [e for e in choice.measure.effects if not e.is_claimed]
    if not physical:
        return choice.measure.title
    first = physical[0]
    return f"{choice.measure.title} ({first.value.value:g} {first.unit})"
