"""The plan under a budget: sums, spending by year, list by year, what it becomes."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from twin.model.opportunity import PlanLimits
from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.opportunities.limits_form import NO_LIMIT, OBJECTIVES, Fold, LimitsForm, first_limits
from twin.ui.opportunities.plan_list import PlanList
from twin.ui.opportunities.plan_sums import PlanSumsBox
from twin.ui.opportunities.plans_compared import Compared
from twin.ui.opportunities.spend_chart import SpendChart
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import foot_bar
from twin.ui.widgets.legend_row import legend_row
from twin.ui.widgets.text import head, label, rule, tight
from twin.workspace.plan import PlanShown
from twin.workspace.planned_steps import spent_on_musts

STEPS = 200
NICE = 1e5  # NOK, that budgets are rounded to
SHARE, MOST = 0.05, 0.4  # of the investment that pays: a usual budget and the end of the slider
MOVING = 30  # milliseconds between plans while the slider moves
MILLION = 1e6
LEAST, PART = 180, 0.66  # pixels, and share of the pane that the figures may take


class PlanPane(QWidget):
    """Right dock of the mode."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._most = 10 * NICE
        self._limits: PlanLimits | None = None
        self._of: object = None
        head_row, self._note = head(tr("Plan under budget"))
        column = tight(QVBoxLayout(self))
        column.addWidget(head_row)
        column.addWidget(self._top())
        column.addWidget(rule())
        self.list = PlanList(desk)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(MOVING)
        self._waiting.timeout.connect(self._plan_quickly)
        workspace = desk.workspace
        workspace.opportunities_changed.connect(self.take_board)
        workspace.plan_changed.connect(self.show_plan)
        workspace.jobs.changed.connect(self._show_note)
        desk.crossing.wishes_changed.connect(self._wishes)
        self.take_board()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between the figures and the list."""
        super().resizeEvent(event)
        self._area.fit()

    @property
    def limits(self) -> PlanLimits | None:
        """What the plan is made for, None before anything was found."""
        return self._limits

    def take_board(self) -> None:
        """Begin with a usual budget for what was found, or plan again for the limits set."""
        board = asked.board_of(self._desk.workspace)
        if board is None or board.ladders is None:
            self.show_plan()
            return
        folder = board.portfolio.folder
        if self._of != folder or self._limits is None:
            self._of = folder
            whole = asked.worthwhile(board)
            self._most = max(MOST * whole, 10 * NICE)
            self._limits = first_limits(max(round(SHARE * whole / NICE) * NICE, NICE))
            self._show_limits()
        self.plan()

    def plan(self) -> None:
        """The quick plan at once, the exact one when it is there."""
        limits = self._with_wishes()
        if limits is not None:
            asked.exactly(self._desk.workspace, limits)
            self.show_plan()

    def show_plan(self) -> None:
        """Show the plan that is there."""
        shown = asked.plan_shown(self._desk.workspace)
        self._sums.show_plan(shown)
        self.list.show_plan(shown)
        self.compared.show_plan(shown)
        self.scenario.setEnabled(shown is not None and bool(shown.sums.steps))
        if shown is not None:
            limits = shown.plan.limits
            self._chart.show_years(
                limits.first_year, spent_on_musts(shown), shown.plan.spent.tolist(), limits.budgets
            )
        for part in (self.fold, self.compare_fold, *self._spending):
            part.setVisible(shown is not None)
        self._show_note()

    def _top(self) -> QWidget:
        inside = QWidget()
        column = tight(QVBoxLayout(inside), (16, 12, 16, 8), 6)
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(label(tr("Budget per year"), "secondary"))
        row.addStretch(1)
        self._budget = label("", "medium")
        row.addWidget(self._budget)
        column.addLayout(row)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, STEPS)
        self.slider.setAccessibleName(tr("Budget per year"))
        self.slider.valueChanged.connect(self._move)
        self.slider.sliderReleased.connect(self.plan)
        column.addWidget(self.slider)
        self._sums = PlanSumsBox()
        column.addWidget(self._sums)
        self.form = LimitsForm()
        self.form.changed.connect(self._use)
        self.fold = Fold(tr("Years, targets, work"), self.form, self._said_of_limits)
        self.compared = Compared()
        self.compare_fold = Fold(tr("Compare plans"), self.compared, lambda: "")
        self._chart = SpendChart()
        self._spending = (
            label(tr("Spend per year, mill. kr"), "label"),
            self._chart,
            legend_row([(1, tr("Must do")), (0, tr("Chosen"))]),
        )
        for part in (self.fold, self.compare_fold, *self._spending):
            column.addWidget(part)
        self._area = _Upper(inside)
        return self._area

    def _foot(self) -> QWidget:
        self.scenario = QPushButton(tr("Make scenario"))
        self.scenario.clicked.connect(self._make_scenario)
        self.beside = QPushButton(tr("Compare"))
        self.beside.setToolTip(tr("Show the scenario of the plan beside doing nothing"))
        self.beside.setEnabled(False)
        self.beside.clicked.connect(lambda: asked.compare_plan(self._desk.workspace))
        self.again = QPushButton(tr("Recalculate"))
        self.again.setProperty("role", "link")
        self.again.clicked.connect(self._find)
        return foot_bar(self.scenario, self.beside, self.again)

    def _move(self) -> None:
        """The budget is being moved: the quick plan, and the exact one where a key moved it."""
        if self._limits is None:
            return
        budget = max(round(self.slider.value() / STEPS * self._most / NICE) * NICE, NICE)
        self._limits = replace(self._limits, budgets=(budget,) * len(self._limits.budgets))
        self._show_limits(with_slider=False)
        if self.slider.isSliderDown():
            self._waiting.start()
        else:
            self.plan()

    def _plan_quickly(self) -> None:
        limits = self._with_wishes()
        if limits is not None and self.slider.isSliderDown():
            asked.quickly(self._desk.workspace, limits)

    def _use(self, limits: PlanLimits) -> None:
        self._limits = limits
        self._show_limits()
        self.plan()

    def _wishes(self) -> None:
        """Musts and nevers change the packages themselves."""
        workspace, crossing = self._desk.workspace, self._desk.crossing
        board = asked.board_of(workspace)
        if board is not None:
            asked.find(workspace, crossing.must, crossing.never)

    def _with_wishes(self) -> PlanLimits | None:
        crossing = self._desk.crossing
        if self._limits is None:
            return None
        must, never = tuple(sorted(crossing.must)), tuple(sorted(crossing.never))
        return replace(self._limits, must=must, never=never)

    def _show_limits(self, *, with_slider: bool = True) -> None:
        if self._limits is None:
            return
        first = self._limits.budgets[0]
        if with_slider:
            self.slider.blockSignals(True)
            self.slider.setValue(round(first / self._most * STEPS))
            self.slider.blockSignals(False)
        self.form.show_limits(self._limits)
        self.fold.show_short()
        digits = 1 if first < 100 * MILLION else 0
        text = f"{numbers.number(first / MILLION, digits)} {tr('mill. kr')}"
        differ = len(set(self._limits.budgets)) > 1
        self._budget.setText(tr("{money}, then others", money=text) if differ else text)

    def _said_of_limits(self) -> str:
        limits = self._limits
        if limits is None:
            return ""
        last = limits.first_year + len(limits.budgets) - 1
        parts = [f"{limits.first_year}–{last}"]
        if limits.objective != "present_value":
            parts.append(tr(OBJECTIVES[limits.objective]))
        if limits.emission_saving or limits.backlog_saving:
            parts.append(tr("targets"))
        if limits.work_weeks != NO_LIMIT:
            parts.append(tr("{count} weeks", count=numbers.number(limits.work_weeks)))
        return " · ".join(parts)

    def _show_note(self) -> None:
        workspace = self._desk.workspace
        shown = asked.plan_shown(workspace)
        self._note.setText(_note(shown, is_planning=asked.is_planning(workspace)))

    def _find(self) -> None:
        crossing = self._desk.crossing
        asked.find(self._desk.workspace, crossing.must, crossing.never)

    def _make_scenario(self) -> None:
        shown = asked.plan_shown(self._desk.workspace)
        if shown is not None and asked.make_scenario(self._desk.workspace, shown):
            self.beside.setEnabled(True)


class _Upper(QScrollArea):
    """As high as what it holds, but leaves the list its part of the pane."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit when a row came, or something was unfolded."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Take the height that is needed, as far as there is room."""
        pane = self.parentWidget()
        room = pane.height() * PART if pane is not None else float(LEAST)
        self.setFixedHeight(max(min(self._inside.sizeHint().height(), round(room)), LEAST))


def _note(shown: PlanShown | None, *, is_planning: bool) -> str:
    if is_planning:
        return tr("quick, exact on its way")
    if shown is None:
        return tr("none yet")
    gap = shown.plan.gap
    if not shown.is_final or gap != gap:
        return tr("quick")
    return tr("exact") if gap < 0.0005 else tr(
        "within {gap} of the best", gap=numbers.percent(gap, 1)
    )  # fmt: skip
