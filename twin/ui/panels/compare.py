"""Below the two linked views: before and after, headline figures, value over time."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.scenario import ScenarioResult
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.outcome import (
    OutcomeLine,
    decimals_for,
    million_spread,
    outcome_lines,
    take_back_text,
)
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.figure_view import PresentValueView
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import frame, label, picture, rule, tight
from twin.ui.widgets.tile import tile

FIGURE_WIDTH = 392


class ComparePanel(QWidget):
    """Table and tiles at the left, net present value at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = TableModel(_columns())
        self.table = Table(tr("Before and after"), self._model)
        self._figure = PresentValueView()
        self._tiles = tight(QHBoxLayout(), (12, 8, 12, 10), 8)
        row = tight(QHBoxLayout(self))
        left = tight(QVBoxLayout())
        left.addWidget(self._head())
        left.addWidget(self.table, 1)
        left.addLayout(self._tiles)
        row.addLayout(left, 1)
        row.addWidget(self._side())
        workspace = desk.workspace
        workspace.result_changed.connect(self.show_result)
        workspace.scenario_changed.connect(self.show_result)
        workspace.mode_changed.connect(self.show_result)
        self.show_result()

    def show_result(self) -> None:
        """Show the result of the what-if, or say how to get one."""
        result = self._desk.workspace.result
        self._model.show(outcome_lines(result) if result else ())
        self._figure.show_result(result)
        self._note.setText(self._note_text(result))
        self._assumed.setText(_assumed(result) if result else "")
        self._fill_tiles(result)

    def _note_text(self, result: ScenarioResult | None) -> str:
        scenario = self._desk.workspace.scenario
        if scenario is None or not scenario.proposals:
            return tr("Nothing is applied yet: choose a proposal under What-if.")
        if result is None:
            return tr("calculating …")
        if result.take_back:
            return take_back_text(result)
        return tr("before and after calculated alike; only the proposals differ")

    def _head(self) -> QWidget:
        made, row = head_bar(tr("Before and after"))
        self._note = label("", "secondary")
        row.addWidget(self._note)
        row.addStretch(1)
        return made

    def _side(self) -> QWidget:
        made = frame(name="rightOfLower")
        made.setFixedWidth(FIGURE_WIDTH)
        column = tight(QVBoxLayout(made), (0, 0, 0, 8))
        top, row = head_bar(tr("Net present value over time"))
        row.addStretch(1)
        row.addWidget(label(tr("mill. kr"), "secondary"))
        column.addWidget(top)
        column.addWidget(rule())
        column.addWidget(self._figure, 1)
        foot = tight(QHBoxLayout(), (12, 2, 12, 0), 6)
        foot.addWidget(picture("info", size=12))
        self._assumed = label("", "caption", wraps=True)
        foot.addWidget(self._assumed, 1)
        column.addLayout(foot)
        return made

    def _fill_tiles(self, result: ScenarioResult | None) -> None:
        while (item := self._tiles.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if result is None:
            return
        for made in _tiles(result):
            self._tiles.addWidget(made, 1)


def _tiles(result: ScenarioResult) -> tuple[QWidget, ...]:
    before, after = result.before, result.after
    invested, value = result.investment, result.net_present_value
    today = numbers.number(before.delivered_total / 1e3)
    peak = numbers.number(before.peak_heating_kw)
    digits = decimals_for(invested.p50 / 1e6)
    return (
        tile(tr("Delivered energy"), numbers.number(after.delivered_total / 1e3), "MWh",
             tr("today {value}", value=today)),
        tile(tr("Investment"), numbers.number(invested.p50 / 1e6, digits), tr("mill. kr"),
             f"P10 – P90: {numbers.span(invested.p10 / 1e6, invested.p90 / 1e6, digits)}"),
        tile(tr("NPV, {period} years", period=result.period),
             numbers.signed(value.p50 / 1e6, decimals_for(value.p50 / 1e6)), tr("mill. kr"),
             f"P10 – P90: {million_spread(value)}"),
        tile(tr("Peak heating"), numbers.number(after.peak_heating_kw), "kW",
             tr("today {value}", value=peak)),
    )  # fmt: skip


def _assumed(result: ScenarioResult) -> str:
    rate = numbers.percent(result.discount_rate, 1)
    return tr(
        "Real rate {rate}, {period} years. Band: P10 – P90.", rate=rate, period=result.period
    )


def _columns() -> tuple[Column, ...]:
    def text(line: OutcomeLine) -> str:
        return line.name

    return (
        Column(tr("Figure"), lambda r: Cell(text(r)), text, text, 0),
        Column(tr("Unit"), lambda r: Cell(r.unit, "secondary"), lambda r: r.unit,
               lambda r: r.unit, 90),
        _right(tr("Today"), lambda r: r.before, 90),
        Column(tr("After"), lambda r: Cell(r.after, is_strong=True), lambda r: r.after,
               lambda r: _plain(r.after), 90, is_number=True),
        Column(tr("Change"), lambda r: Cell(r.change, r.tone), lambda r: r.change,
               lambda r: _plain(r.change), 120, is_number=True),
        Column("P10 – P90", lambda r: Cell(r.spread, "secondary"), lambda r: r.spread,
               lambda r: _plain(r.spread), 150, is_number=True),
    )  # fmt: skip


def _right(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a line
    return Column(
        title, lambda r: Cell(value(r)), value, lambda r: _plain(value(r)), width, is_number=True
    )


def _plain(text: str) -> str:
    return text.replace(numbers.MINUS, "-").replace(numbers.HARD_SPACE, "")
