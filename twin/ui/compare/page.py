"""Below the two linked views: what the scenarios come to, why, and what was said of them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from twin.model.compared import Compared
from twin.ui.compare.charts_page import ChartsPage
from twin.ui.compare.comments_page import CommentsPage
from twin.ui.compare.deciding_page import DecidingPage
from twin.ui.compare.measures_page import MeasuresPage
from twin.ui.compare.outcome_table import OutcomeTable
from twin.ui.compare.worth_box import WorthBox
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.comparing import NOTHING, TODAY, name_of
from twin.ui.texts.language import tr
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import label, tight
from twin.workspace.scenarios import comparing
from twin.workspace.scenarios.robust import chance_of

STALE = 0.45  # opacity of what came out before the last edit
ROOM_FOR_WORTH = 1400


class ComparePage(QWidget):
    """Tabs about the compared scenarios, their value over time at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tabs = Tabs()
        self.table = OutcomeTable()
        self.charts, self.deciding = ChartsPage(), DecidingPage()
        self.measures, self.comments = MeasuresPage(desk), CommentsPage(desk)
        for key, name, page in (
            ("outcomes", tr("Outcomes"), _with_marks(self.table)),
            ("measures", tr("Measures"), self.measures),
            ("charts", tr("Charts"), self.charts),
            ("deciding", tr("What decides"), self.deciding),
            ("comments", tr("Comments"), self.comments),
        ):
            self.tabs.add(key, name, page)
        self.note = label("", "secondary")
        self.tabs.add_note(self.note)
        self.worth = WorthBox()
        self._paleness = QGraphicsOpacityEffect(self)
        self._paleness.setOpacity(STALE)
        self.setGraphicsEffect(self._paleness)
        row = tight(QHBoxLayout(self))
        row.addWidget(self.tabs, 1)
        row.addWidget(self.worth)
        self._connect()
        self._enter()

    def show_compared(self) -> None:
        """Show what came out, or that it is being calculated."""
        state = self._desk.workspace.state.comparing
        found = state.found if state.chosen else None
        self.table.empty_text = _empty_text(state)
        self.table.show_outcomes(found.outcomes if found else ())
        self.charts.show_compared(found)
        self.deciding.show_compared(found)
        self.worth.show_compared(found)
        self._paleness.setEnabled(state.is_stale)
        self.note.setText(_note_text(state, found))
        self._turned(self.tabs.shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The value over time is shown beside the tabs where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        self.tabs.turned.connect(self._turned)
        workspace = self._desk.workspace
        workspace.mode_changed.connect(self._enter)
        workspace.shelf_changed.connect(self._follow)
        workspace.comparing_changed.connect(self.show_compared)
        for signal in (
            workspace.scenario_changed,
            workspace.model_changed,
            workspace.portfolio_changed,
            workspace.result_changed,
        ):
            signal.connect(self._follow)

    def _turned(self, key: str) -> None:
        if key == "measures" and self._desk.workspace.mode == "compare":
            self.measures.show_scenario()
        self._fit()

    def _fit(self) -> None:
        has_room = self.width() >= ROOM_FOR_WORTH
        self.worth.setVisible(has_room and self.tabs.shown in ("outcomes", "measures"))

    def _enter(self) -> None:
        if self._desk.workspace.mode == "compare":
            comparing.begin(self._desk.workspace)
        self.show_compared()

    def _follow(self) -> None:
        if self._desk.workspace.mode == "compare":
            comparing.go_on(self._desk.workspace)
            self._turned(self.tabs.shown)


def _with_marks(table: OutcomeTable) -> QWidget:
    """The table with what its marks mean below it."""
    made = QWidget()
    column = tight(QVBoxLayout(made))
    column.addWidget(table, 1)
    foot = tight(QHBoxLayout(), (12, 3, 12, 4), 18)
    for text in (
        tr("● calculated by the program"),
        tr("■ from the records"),
        tr("○ claimed by a supplier"),
        tr("– nobody knows"),
        tr("Green: best of the row. Small figures: P10 – P90."),
    ):
        foot.addWidget(label(text, "caption"))
    foot.addStretch(1)
    column.addLayout(foot)
    return made


def _empty_text(state: comparing.Comparing) -> str:
    if not state.chosen:
        return tr("Nothing is compared yet: add a measure under What-if, or press + above.")
    return tr("calculating …") if state.stage == comparing.WAITING else tr("No result.")


def _note_text(state: comparing.Comparing, found: Compared | None) -> str:
    """How sure the last scenario is to be worth more than doing nothing, and how many draws."""
    if state.stage == comparing.WAITING:
        return tr("out of date, calculating …") if found else tr("calculating …")
    if state.stage == comparing.FAILED:
        return tr("out of date: the last calculation failed") if found else tr("No result.")
    own = [o for o in found.outcomes if o.key not in (TODAY, NOTHING)] if found else []
    if found is None or not own:
        return ""
    chance = chance_of(found, own[-1].key, NOTHING, "present_value")
    name = name_of(own[-1])
    short = name if len(name) <= 28 else f"{name[:27].rstrip()}…"
    count = numbers.number(found.draws)
    if chance != chance:
        return tr("{count} draws", count=count)
    share = numbers.percent(chance)
    return tr("{name} pays in {share} of {count} draws", name=short, share=share, count=count)
