"""Below the two linked views: what the scenarios come to, why, and what was said of them."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from twin.model.compared import Compared
from twin.ui.compare.charts_page import ChartsPage
from twin.ui.compare.comments_page import CommentsPage
from twin.ui.compare.deciding_page import DecidingPage
from twin.ui.compare.measures_page import MeasuresPage
from twin.ui.compare.outcome_table import OutcomeTable
from twin.ui.compare.verdicts import verdict_text
from twin.ui.desk import Desk
from twin.ui.panels.compare import ComparePanel
from twin.ui.texts import numbers
from twin.ui.texts.comparing import NOTHING, TODAY, name_of
from twin.ui.texts.language import tr
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import label, tight
from twin.workspace.scenarios import comparing
from twin.workspace.scenarios.robust import chance_of


class ComparePage(QWidget):
    """Tabs about the compared scenarios; before and after of the what-if where none is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.what_if = ComparePanel(desk)
        self.tabs = Tabs()
        self.table = OutcomeTable()
        self.charts, self.deciding = ChartsPage(), DecidingPage()
        self.measures, self.comments = MeasuresPage(desk), CommentsPage(desk)
        for key, name, page in (
            ("outcomes", tr("Outcomes"), _with_marks(self.table)),
            ("charts", tr("Charts"), self.charts),
            ("deciding", tr("What decides"), self.deciding),
            ("measures", tr("Measures"), self.measures),
            ("comments", tr("Comments"), self.comments),
        ):
            self.tabs.add(key, name, page)
        self._note = label("", "secondary")
        self.tabs.add_note(self._note)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.what_if)
        self._stack.addWidget(self.tabs)
        tight(QVBoxLayout(self)).addWidget(self._stack)
        self.tabs.turned.connect(self._turned)
        workspace = desk.workspace
        workspace.mode_changed.connect(self._enter)
        workspace.shelf_changed.connect(self._shelf_changed)
        workspace.building_changed.connect(self.show_compared)
        workspace.comparing_changed.connect(self.show_compared)
        workspace.model_changed.connect(self._enter)
        self._enter()

    def show_compared(self) -> None:
        """Show what came out, or that it is being calculated."""
        state = self._desk.workspace.state
        has_scenarios = bool(state.comparing.chosen) or state.shelf.open is not None
        self._stack.setCurrentIndex(int(has_scenarios))
        found = state.comparing.found
        self.table.show_outcomes(found.outcomes if found else ())
        self.table.empty_text = (
            tr("calculating …") if state.comparing.chosen else tr("Choose a scenario above.")
        )
        self.charts.show_compared(found)
        self.deciding.show_compared(found)
        self._note.setText(_note_text(found))
        self._turned(self.tabs.shown)

    def _turned(self, key: str) -> None:
        if key == "measures" and self._desk.workspace.mode == "compare":
            self.measures.show_scenario()

    def _enter(self) -> None:
        if self._desk.workspace.mode == "compare":
            comparing.begin(self._desk.workspace)
        self.show_compared()

    def _shelf_changed(self) -> None:
        if self._desk.workspace.mode == "compare":
            comparing.begin(self._desk.workspace)


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


def _note_text(found: Compared | None) -> str:
    """How sure the last scenario is to be worth more than doing nothing, and how many draws."""
    if found is None:
        return tr("calculating …")
    own = [o for o in found.outcomes if o.key not in (TODAY, NOTHING)]
    if not own:
        return ""
    text, _ = verdict_text(chance_of(found, own[-1].key, NOTHING, "present_value"))
    draws = tr("{count} draws", count=numbers.number(found.draws))
    name = tr("{name} pays: {verdict}", name=name_of(own[-1]), verdict=text)
    return f"{name} · {draws}"
