"""The backlog: by deadline, maintenance and development apart, and what waiting does."""

import math
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.scenario import Spread
from twin.ui.condition.funding_chart import FundingChart
from twin.ui.condition.funding_controls import FundingControls
from twin.ui.desk import Desk
from twin.ui.dialogs.export_file import export_shown
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.upkeep import million_span, millions, waiting_text
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, rule, tight, tip
from twin.workspace.export_forecast import forecast_rows
from twin.workspace.funding import FundingPlan, FundingWish, funding_plan, usual_wish
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import BacklogTable, backlog_table, newest_price_year, price_years
from twin.workspace.upkeep_tables import price_source

LEFT = 396
DUE = ("Now", "Within 1 year", "Within 5 years", "Within 10 years", "Later")
UNDATED = "Without a deadline"
WITHOUT_COST = "{count} parts need work and have no cost; they are missing here."
NOT_INSPECTED = "{count} parts could not be inspected (TGIU); their cost is unknown."
TWICE = "{count} whole parts have elements with costs of their own and may count twice."


class BacklogPage(QScrollArea):
    """Table of deadlines at the left, thirty years under three ways to fund them at the right."""

    def __init__(self, desk: Desk, *, is_inside: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._is_inside = is_inside
        self._wish: FundingWish | None = None
        self._of: object = None
        self.table: BacklogTable | None = None
        self.plan: FundingPlan | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        row = tight(QHBoxLayout(content), (16, 10, 16, 12), 20)
        left = QWidget()
        left.setFixedWidth(LEFT)
        self._left = tight(QVBoxLayout(left), gap=2)
        row.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._right(), 1)
        self.setWidget(content)
        workspace = desk.workspace
        for changed in (
            workspace.portfolio_changed,
            workspace.building_changed,
        ):
            changed.connect(self.show_backlog)
        workspace.outlook_changed.connect(self.show_plan)
        self.show_backlog()

    def show_backlog(self) -> None:
        """Show the figures of the portfolio or of the entered building."""
        portfolio, building_id = self._shown()
        if portfolio is None:
            return
        self.table = backlog_table(portfolio, building_id)
        self._fill_left(self.table)
        if self._of != (portfolio.folder, building_id):
            self._of = (portfolio.folder, building_id)
            self._wish = usual_wish(portfolio, building_id)
            self.controls.show_wish(self._wish)
        self.show_plan()

    def show_plan(self) -> None:
        """Show the thirty years, or that they are being calculated."""
        portfolio, building_id = self._shown()
        state = self._desk.workspace.state
        self.plan = None
        if portfolio is not None and self._wish is not None:
            ahead = state.outlook
            if ahead is not None and ahead.is_of(portfolio):
                wish = self._wish
                self.plan = funding_plan(portfolio, ahead, wish, building_id)
            elif self.isVisible():
                self._desk.workspace.look_ahead()
        self.chart.show_plan(self.plan, self.controls.mode)
        self._waiting.setText(waiting_text(self.plan))
        self._rests_on.setText(self._basis())

    def write_years(self) -> None:
        """Write the years to come into a file."""
        portfolio, building_id = self._shown()
        ahead = self._desk.workspace.state.outlook
        plan = self.plan
        rows = (
            forecast_rows(portfolio, ahead, plan, building_id)
            if portfolio is not None and plan is not None and ahead is not None
            else []
        )
        export_shown(self.window(), self._desk.workspace, tr("Years to come"), rows)

    def showEvent(self, event) -> None:  # noqa: ANN001  QShowEvent
        """Calculate what is to come once somebody looks."""
        super().showEvent(event)
        self.show_plan()

    def _shown(self) -> tuple[PortfolioData | None, str]:
        workspace = self._desk.workspace
        if not self._is_inside:
            return workspace.portfolio, ""
        if workspace.building is None:
            return None, ""
        return workspace.portfolio, workspace.building.building_id

    def _right(self) -> QVBoxLayout:
        column = tight(QVBoxLayout(), gap=6)
        head = tight(QHBoxLayout(), gap=8)
        head.addWidget(label(tr("What is left undone in thirty years, mill. kr"), "title"))
        head.addStretch(1)
        self.export = QPushButton(tr("Export…"))
        self.export.setProperty("role", "link")
        self.export.setToolTip(tr("Write the years to come into a file, as they are shown"))
        self.export.clicked.connect(self.write_years)
        head.addWidget(self.export)
        column.addLayout(head)
        self.controls = FundingControls()
        self.controls.changed.connect(self._use)
        self.controls.mode_chosen.connect(self.show_plan)
        self.chart = FundingChart()
        self._waiting = label("", wraps=True)
        self._rests_on = label("", "caption", wraps=True)
        column.addWidget(self.controls)
        column.addWidget(self.chart, 1)
        column.addWidget(self._waiting)
        column.addWidget(self._rests_on)
        return column

    def _use(self, wish: FundingWish) -> None:
        self._wish = replace(wish)
        self.show_plan()

    def _fill_left(self, table: BacklogTable) -> None:
        _empty(self._left)
        head = QWidget()
        row = tight(QHBoxLayout(head), gap=8)
        row.addWidget(label(tr("Backlog, mill. kr"), "label"))
        row.addStretch(1)
        row.addWidget(label(tr("Price level"), "secondary"))
        years = {str(y): str(y) for y in price_years()}
        choice = Choice(tr("Price level"), years, str(table.price_year), 84)
        choice.chosen.connect(partial(self._choose_prices))
        row.addWidget(choice)
        self._left.addWidget(head)
        self._left.addWidget(_total(table.total))
        source, index_value, is_estimate = price_source(table.price_year)
        value = numbers.number(index_value, 1)
        text = (
            tr("Cost index for dwellings (SSB, 2015 = 100): {value}, estimate", value=value)
            if is_estimate
            else tr("Cost index for dwellings (SSB, 2015 = 100): {value}", value=value)
        )
        index = label(text, "caption", wraps=True)
        tip(index, source)
        self._left.addWidget(index)
        self._left.addSpacing(6)
        self._left.addWidget(_grid(table))
        for text in _left_out(table):
            self._left.addWidget(label(text, "caption", wraps=True))

    def _choose_prices(self, key: str) -> None:
        year = int(key)
        self._desk.workspace.choose_prices(0 if year == newest_price_year() else year)

    def _basis(self) -> str:
        plan = self.plan
        if plan is None:
            return ""
        return tr(
            "Low and high are outer ends: cheap, slow wear, little damage; dear, fast, much. "
            "Interest {rate}, prices of {year}; {share} of what is graded has a known value.",
            rate=numbers.percent(plan.rate), year=plan.price_year,
            share=numbers.percent(plan.coverage),
        )  # fmt: skip


def _total(total: Spread) -> QWidget:
    made = QWidget()
    row = tight(QHBoxLayout(made), gap=8)
    if not math.isfinite(total.p50):
        row.addWidget(label(tr("No data"), "secondary"))
    else:
        row.addWidget(label(f"~{numbers.HARD_SPACE}{millions(total.p50)}", "heading"))
        row.addWidget(label(tr("low – high {range}", range=million_span(total)), "unit"))
    row.addStretch(1)
    return made


def _grid(table: BacklogTable) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight
    titles = ("Due", "Parts", "Maintenance", "low – high", "Development")
    for place, title in enumerate(titles):
        words = label(tr(title), "label")
        grid.addWidget(words, 0, place, Qt.AlignmentFlag.AlignLeft if place == 0 else right)
    for row, line in enumerate(table.lines, 1):
        name = DUE[int(line.due)] if int(line.due) >= 0 else UNDATED
        texts = (
            tr(name), numbers.number(line.things), millions(line.maintenance.p50),
            million_span(line.maintenance), millions(line.development.p50),
        )  # fmt: skip
        _add_line(grid, row, texts, "body")
    grid.addWidget(rule(), len(table.lines) + 1, 0, 1, len(titles))
    known = math.isfinite(table.total.p50)
    texts = (
        tr("Sum"),
        numbers.number(sum(line.things for line in table.lines)),
        millions(table.total.p50) if known else tr("No data"),
        million_span(table.total) if known else "",
        millions(table.development.p50),
    )
    _add_line(grid, len(table.lines) + 2, texts, "strong")
    return made


def _add_line(grid: QGridLayout, row: int, texts: tuple[str, ...], role: str) -> None:
    for place, text in enumerate(texts):
        is_range = place == 3
        words = label(text, "secondary" if is_range else role)
        side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
        grid.addWidget(words, row, place, side)


def _left_out(table: BacklogTable) -> list[str]:
    """What the sums do not hold, or may hold twice."""
    found = (
        (table.without_cost, WITHOUT_COST),
        (table.not_inspected, NOT_INSPECTED),
        (table.twice, TWICE),
    )
    return [tr(text, count=numbers.number(count)) for count, text in found if count]


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
