"""Right panel of the what-if: what a proposal would touch, and what the scenario gives."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.proposal import Proposal
from twin.model.scenario import ScenarioResult, Spread, Statement
from twin.ui.desk import Desk
from twin.ui.offers.card import OfferCard
from twin.ui.offers.dialog import look_through
from twin.ui.sketch.choice_box import ChoiceBox
from twin.ui.sketch.estimate_box import EstimateBox
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.outcome import (
    OutcomeLine,
    calibration_text,
    decimals_for,
    million_spread,
    outcome_lines,
    statement_texts,
    take_back_text,
    year_text,
)
from twin.ui.widgets.bar import foot_bar
from twin.ui.widgets.comfort_choice import ComfortChoice
from twin.ui.widgets.range_strip import RangeStrip
from twin.ui.widgets.solar_fields import SolarFields
from twin.ui.widgets.text import head, label, tight
from twin.ui.widgets.tile import tile
from twin.ui.widgets.weather_choice import WeatherChoice
from twin.workspace.offers import ClaimChecks

LONG_CHANGE, CHANGE_WIDTH = 9, 92


class WhatIfPanel(QWidget):
    """Preview of the chosen proposal above the result of the whole scenario."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._claims = ClaimChecks(desk.workspace, self)
        column = tight(QVBoxLayout(self))
        bar, self._state = head(tr("What would change"))
        column.addWidget(bar)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._inside = tight(QVBoxLayout(inside))
        self._inside.addWidget(ChoiceBox(desk))
        self._inside.addWidget(EstimateBox(desk))
        self._content = QWidget()
        self._inside.addWidget(self._content, 1)
        self._area.setWidget(inside)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot())
        workspace = desk.workspace
        for signal in (
            workspace.scenario_changed,
            workspace.result_changed,
            workspace.model_changed,
            workspace.places_changed,
            workspace.portfolio_changed,
            desk.choice.changed,
        ):
            signal.connect(self.show_state)
        desk.choice.changed.connect(self.show_reach_in_model)
        self.show_state()

    def show_state(self) -> None:
        """Show the chosen proposal and the result."""
        workspace = self._desk.workspace
        if workspace.building is None:
            return
        content = QWidget()
        column = tight(QVBoxLayout(content), (16, 12, 16, 12), 3)
        proposal = self._proposal()
        self._claims.look(proposal)
        if proposal is not None:
            column.addWidget(OfferCard(self._desk, self._claims, proposal))
        self._add_result(column)
        column.addStretch(1)
        self._inside.replaceWidget(self._content, content)
        self._content.hide()
        self._content.deleteLater()
        self._content = content
        self._show_foot(proposal)
        is_waiting = workspace.result is None and self._has_measures()
        self._state.setText(tr("calculating …") if is_waiting else "")

    def show_reach_in_model(self) -> None:
        """Select the elements the chosen proposal would touch."""
        workspace, proposal = self._desk.workspace, self._proposal()
        if proposal is None or workspace.model is None:
            return
        elements = workspace.model.elements
        reaches = workspace.preview_proposal(proposal.proposal_id)
        workspace.select(frozenset(elements[row].key for r in reaches for row in r.elements))

    def _foot(self) -> QWidget:
        self._apply = QPushButton(tr("Apply"))
        self._apply.clicked.connect(self._apply_chosen)
        self._undo = QPushButton(tr("Undo"))
        self._undo.clicked.connect(self._desk.actions["undo"].trigger)
        compare = QPushButton(tr("Compare"))
        compare.clicked.connect(self._desk.actions["mode:compare"].trigger)
        return foot_bar(self._apply, self._undo, compare)

    def _show_foot(self, proposal: Proposal | None) -> None:
        self._apply.setEnabled(proposal is not None and not self._is_applied(proposal))
        waits = proposal is not None and not proposal.accepted
        self._apply.setText(tr("Accept and apply …") if waits else tr("Apply"))
        history = self._desk.workspace.history
        self._undo.setEnabled(history is not None and history.undo_step is not None)

    def _proposal(self) -> Proposal | None:
        portfolio = self._desk.workspace.portfolio
        chosen = self._desk.choice.proposal_id
        return portfolio.proposal(chosen) if portfolio and chosen else None

    def _has_measures(self) -> bool:
        scenario = self._desk.workspace.scenario
        return scenario is not None and bool(scenario.proposals or scenario.choices)

    def _is_applied(self, proposal: Proposal) -> bool:
        scenario = self._desk.workspace.scenario
        return scenario is not None and any(
            p.sha256 == proposal.sha256 for p in scenario.proposals
        )

    def _apply_chosen(self) -> None:
        proposal = self._proposal()
        if proposal is not None and not proposal.accepted:
            look_through(self.window(), self._desk.workspace, proposal)
        elif proposal is not None:
            self._desk.workspace.apply_proposal(proposal.proposal_id)

    def _add_result(self, column: QVBoxLayout) -> None:
        result, scenario = self._desk.workspace.result, self._desk.workspace.scenario
        column.addWidget(WeatherChoice(self._desk))
        column.addSpacing(4)
        column.addWidget(ComfortChoice(self._desk))
        column.addSpacing(6)
        if result is None or scenario is None:
            text = (
                tr("The result is being calculated.")
                if self._has_measures()
                else tr("Add a measure, or apply a proposal, to see before and after.")
            )
            column.addWidget(label(text, "secondary", wraps=True))
            return
        column.addWidget(label(year_text(scenario, result), "label", wraps=True))
        comfort = take_back_text(result)
        if comfort:
            column.addWidget(label(comfort, "secondary", wraps=True))
        if result.calibration is not None:
            text, tone = calibration_text(result.calibration)
            column.addWidget(label(text, tone or "secondary", wraps=True))
        column.addSpacing(2)
        column.addWidget(outcome_grid(outcome_lines(result)))
        column.addSpacing(8)
        if self._has_measures():
            column.addLayout(_money_tiles(result))
            column.addWidget(RangeStrip(result.net_present_value))
            note = tr("Small figures: P10 – P90. {period} years, real rate {rate}.",
                      period=result.period,
                      rate=numbers.percent(result.discount_rate, 1))  # fmt: skip
            column.addWidget(label(note, "caption", wraps=True))
        if result.panels is not None:
            column.addSpacing(10)
            column.addWidget(SolarFields(self._desk, result.panels))
        if result.calibration is not None:
            _add_statements(column, tr("Meters and model"), result.calibration.statements)
        _add_statements(column, tr("Claimed by the supplier, not recomputed"), result.claims)
        _add_statements(column, tr("Assumptions and sources"), result.assumptions)


def outcome_grid(lines: tuple[OutcomeLine, ...]) -> QWidget:
    """Table of before and after for a narrow panel."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    for place, title in enumerate((tr("Today"), tr("After"), tr("Change")), 1):
        grid.addWidget(label(title, "label"), 0, place, right)
    for row, line in enumerate(lines, 1):
        name = label(f"{line.name}, {line.unit}", "secondary", wraps=True)
        name.setMinimumWidth(110)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line.before), row, 1, right)
        grid.addWidget(label(line.after, "strong"), row, 2, right)
        change = tight(QVBoxLayout())
        first = label(line.change, line.tone or "body", wraps=len(line.change) > LONG_CHANGE)
        first.setMaximumWidth(CHANGE_WIDTH)
        first.setAlignment(Qt.AlignmentFlag.AlignRight)
        change.addWidget(first)
        if line.spread:
            second = label(line.spread, "caption")
            second.setAlignment(Qt.AlignmentFlag.AlignRight)
            change.addWidget(second)
        grid.addLayout(change, row, 3)
    return made


def _money_tiles(result: ScenarioResult) -> QHBoxLayout:
    row = tight(QHBoxLayout(), gap=8)
    row.addWidget(_million_tile(tr("Investment"), result.investment, is_signed=False), 1)
    name = tr("NPV, {period} years", period=result.period)
    row.addWidget(_million_tile(name, result.net_present_value, is_signed=True), 1)
    return row


def _million_tile(name: str, spread: Spread, *, is_signed: bool) -> QWidget:
    value = spread.p50 / 1e6
    decimals = decimals_for(value)
    write = numbers.signed if is_signed else numbers.number
    ends = (
        million_spread(spread)
        if is_signed
        else numbers.span(spread.p10 / 1e6, spread.p90 / 1e6, decimals)
    )
    return tile(name, write(value, decimals), tr("mill. kr"), ends)


def _add_statements(column: QVBoxLayout, title: str, statements: tuple[Statement, ...]) -> None:
    if not statements:
        return
    column.addSpacing(10)
    column.addWidget(label(title, "label"))
    for statement in statements:
        sentence, source = statement_texts(statement)
        column.addWidget(label(sentence, wraps=True))
        if source:
            column.addWidget(label(source, "caption", wraps=True))
        column.addSpacing(4)
