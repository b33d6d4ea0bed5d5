"""Left panel of the what-if: the measures in their order, what can be added, tools to draw."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from twin.model.choice import Choice
from twin.model.proposal import OfferedMeasure, Proposal, Reach
from twin.ui.desk import Desk
from twin.ui.sketch.measure_row import MeasureRow
from twin.ui.sketch.offers_box import OffersBox
from twin.ui.sketch.tool_box import ToolBox
from twin.ui.sketch.words import cost_text, row_text
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.outcome import amount_text
from twin.ui.widgets.content import put_into
from twin.ui.widgets.keyed_button import KeyedButton
from twin.ui.widgets.text import head, label, tight
from twin.workspace import choices


class MeasureList(QWidget):
    """Measures of proposals and single ones in one list; a click looks at one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._estimate = desk.estimate
        self._rows: dict[str, tuple[MeasureRow, Choice]] = {}
        column = tight(QVBoxLayout(self))
        bar, self._count = head(tr("Measures"))
        column.addWidget(bar)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        self._tools = ToolBox(desk)
        column.addWidget(self._tools)
        workspace = desk.workspace
        for signal in (
            workspace.scenario_changed,
            workspace.portfolio_changed,
            workspace.building_changed,
            desk.choice.changed,
        ):
            signal.connect(self.show_measures)
        desk.estimate.changed.connect(self.show_reaches)
        self.show_measures()

    def show_measures(self) -> None:
        """List everything anew."""
        workspace = self._desk.workspace
        scenario = workspace.scenario
        self._rows = {}
        content = QWidget()
        column = tight(QVBoxLayout(content))
        on = total = 0
        for proposal in scenario.proposals if scenario else ():
            for row, measure in enumerate(proposal.measures):
                column.addWidget(self._offered(proposal, measure, row))
                on, total = on + 1, total + 1
        for choice in scenario.choices if scenario else ():
            column.addWidget(self._single(choice))
            on, total = on + choice.is_on, total + 1
        if not total:
            text = tr("No measures yet. Add one of the catalogue, or apply a supplier's proposal.")
            note = label(text, "secondary", wraps=True)
            note.setContentsMargins(16, 12, 16, 4)
            column.addWidget(note)
        column.addWidget(self._adder())
        column.addWidget(OffersBox(self._desk))
        column.addStretch(1)
        put_into(self._area, content)
        text = tr("{on} of {all} on", on=numbers.number(on), all=numbers.number(total))
        self._count.setText(text if total else "")
        self.show_reaches()

    def show_reaches(self) -> None:
        """Say what each measure costs and touches as far as it is known."""
        for key, (row, choice) in self._rows.items():
            reach = self._estimate.reach_of(key)
            row.say(row_text(choice, reach), is_warning=bool(reach and reach.reason))
            if choices.doubled(self._desk.workspace.state, choice):
                row.warn(tr("The same measure comes before this one on the same parts."))

    def _offered(self, proposal: Proposal, measure: OfferedMeasure, place: int) -> MeasureRow:
        chosen = self._desk.choice.proposal_id == proposal.proposal_id
        row = MeasureRow(measure.title, proposal.supplier, is_on=True, is_chosen=chosen)
        reach = self._offered_reach(proposal, place)
        if reach is not None and not reach.reason:
            cost, amount = cost_text(measure, reach), amount_text(reach)
            row.say(f"{proposal.supplier} · {cost} · {amount}")
        elif reach is not None:
            row.say(tr(reach.reason), is_warning=True)
        row.pressed.connect(partial(self._desk.choice.choose, proposal.proposal_id))
        workspace = self._desk.workspace
        row.switched.connect(
            lambda _on: choices.take_apart(workspace, proposal, measure.measure_id)
        )
        row.offer((("apart", tr("Choose among its measures")), ("drop", tr("Remove proposal"))))
        row.asked.connect(partial(self._of_proposal, proposal))
        return row

    def _offered_reach(self, proposal: Proposal, place: int) -> Reach | None:
        found = self._desk.workspace.preview_proposal(proposal.proposal_id)
        return found[place] if place < len(found) else None

    def _of_proposal(self, proposal: Proposal, what: str) -> None:
        if what == "apart":
            choices.take_apart(self._desk.workspace, proposal)
        elif what in ("drop", "remove"):
            choices.drop_proposal(self._desk.workspace, proposal)

    def _single(self, choice: Choice) -> MeasureRow:
        chosen = self._desk.choice.measure == choice.key
        title = choice.measure.title
        row = MeasureRow(title, "", is_on=choice.is_on, is_chosen=chosen)
        row.pressed.connect(partial(self._desk.choice.choose_measure, choice.key))
        row.switched.connect(partial(choices.switch, self._desk.workspace, choice.key))
        row.offer((
            ("up", tr("Earlier")), ("down", tr("Later")), ("copy", tr("Copy")),
            ("remove", tr("Delete")),
        ))  # fmt: skip
        row.asked.connect(partial(self._of_choice, choice))
        self._rows[choice.key] = row, choice
        return row

    def _of_choice(self, choice: Choice, what: str) -> None:
        workspace = self._desk.workspace
        do: dict[str, Callable[[], object]] = {
            "up": partial(choices.move, workspace, choice.key, -1),
            "down": partial(choices.move, workspace, choice.key, 1),
            "copy": partial(choices.copy, workspace, choice.key),
            "remove": partial(choices.remove, workspace, choice.key),
        }
        do[what]()

    def _adder(self) -> QWidget:
        made = QWidget()
        column = tight(QVBoxLayout(made), (8, 6, 8, 6))
        button = KeyedButton(tr("Add measure"), "A")
        button.setDefaultAction(self._desk.actions["add_measure"])
        button.setAccessibleName(tr("Add measure"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return made
