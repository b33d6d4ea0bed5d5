"""Below the model: energy, condition, maintenance, proposals."""

import math

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from twin.model.condition import Assessment
from twin.model.maintenance import WorkOrder
from twin.model.proposal import Proposal
from twin.ui.desk import Desk
from twin.ui.dialogs.operation import edit_operation
from twin.ui.energy.tab import EnergyTab
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.part_names import part_text
from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import tight


class BuildingTabs(QWidget):
    """Tabs of the entered building; tables and the model share one selection."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._orders = TableModel(_order_columns())
        self._grades = TableModel(_assessment_columns())
        self._offers = TableModel(_proposal_columns())
        self.tables = {
            "orders": Table(tr("Work orders"), self._orders),
            "condition": Table(tr("Condition"), self._grades),
            "proposals": Table(tr("Proposals"), self._offers),
        }
        self.tabs = Tabs("tableHead")
        self.tabs.add("energy", tr("Energy"), EnergyTab(desk))
        self.tabs.add("condition", tr("Condition"), self.tables["condition"])
        self.tabs.add("orders", tr("Maintenance"), self.tables["orders"])
        self.tabs.add("proposals", tr("Proposals"), self.tables["proposals"])
        self.use = QPushButton(tr("Actual operation…"))
        self.use.setProperty("role", "link")
        self.tabs.add_note(self.use)
        tight(QVBoxLayout(self)).addWidget(self.tabs)
        self._connect()
        self.show_building()

    def _connect(self) -> None:
        workspace = self._desk.workspace
        workspace.building_changed.connect(self.show_building)
        workspace.portfolio_changed.connect(self.show_building)
        workspace.selection_changed.connect(self.show_selection)
        self.use.clicked.connect(lambda: edit_operation(self.window(), workspace))
        self.tabs.turned.connect(lambda key: self.use.setVisible(key == "energy"))
        for key in ("orders", "condition"):
            self.tables[key].picked.connect(self._select)
            self.tables[key].opened.connect(lambda _row: self._desk.actions["fit"].trigger())
        self.tables["proposals"].opened.connect(self._try)

    def show_building(self) -> None:
        """Show what is known of the entered building."""
        workspace = self._desk.workspace
        building, portfolio = workspace.building, workspace.portfolio
        if building is None or portfolio is None:
            return
        orders = portfolio.work_orders_of(building.building_id)
        self._orders.show(orders)
        assessments = portfolio.assessments_of(building.building_id)
        self._grades.show(sorted(assessments, key=lambda a: (-a.grade, bool(a.global_id))))
        self._offers.show(portfolio.proposals)
        self.tabs.count("orders", numbers.number(len(orders)) if orders else "")
        for key, rows in (("condition", self._grades.rows), ("proposals", portfolio.proposals)):
            self.tabs.count(key, numbers.number(len(rows)) if rows else "")

    def show_selection(self) -> None:
        """Mark the lines about what is selected."""
        model, chosen = self._desk.workspace.model, self._desk.workspace.selection
        if model is None or self._desk.workspace.mode == "portfolio":
            return
        ids = {e.global_id for e in model.elements if e.key in chosen} - {""}
        for key in ("orders", "condition"):
            self.tables[key].show_picked(lambda row: row.global_id in ids)

    def _select(self, rows: list[Assessment | WorkOrder]) -> None:
        model = self._desk.workspace.model
        if model is None:
            return
        ids = {row.global_id for row in rows} - {""}
        codes = tuple(r.part_code for r in rows if not r.global_id and r.part_code)
        keys = frozenset(
            e.key
            for e in model.elements
            if e.global_id in ids or (codes and e.classification.startswith(codes))
        )
        self._desk.workspace.select(keys)

    def _try(self, proposal: Proposal) -> None:
        del proposal
        self._desk.actions["mode:what-if"].trigger()


def _order_columns() -> tuple[Column, ...]:
    return (
        _text(tr("Work order"), lambda o: o.title, 0),
        _text(tr("State"), lambda o: tr(str(o.state.value)), 110),
        _text(tr("Building part"), lambda o: part_text(o.part_code), 190),
        _text(tr("Opened"), lambda o: numbers.day(o.opened_on), 96),
        _text(tr("Deadline"), lambda o: numbers.day(o.deadline), 96),
        _text(tr("Supplier"), lambda o: o.supplier, 160),
        _money(tr("Cost, kr"), lambda o: o.cost, 96),
    )


def _assessment_columns() -> tuple[Column, ...]:
    return (
        _text(tr("Symptom"), lambda a: a.symptom, 0),
        Column(tr("Grade"), lambda a: Cell("", grade=int(a.grade)), lambda a: int(a.grade),
               lambda a: grade_name(int(a.grade)), 60),
        _text(tr("Building part"), lambda a: part_text(a.part_code), 190),
        _text(tr("Measure"), lambda a: a.measure, 200),
        _text(tr("Assessed"), lambda a: numbers.day(a.assessed_on), 96),
        _money(tr("Cost, kr"), lambda a: a.cost_central, 96),
    )  # fmt: skip


def _proposal_columns() -> tuple[Column, ...]:
    return (
        _text(tr("Proposal"), lambda p: p.title, 0),
        _text(tr("Supplier"), lambda p: p.supplier, 200),
        _text(tr("Measures"), lambda p: numbers.number(len(p.measures)), 90),
        _text(tr("Valid until"), lambda p: p.valid_until, 110),
    )


def _text(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    return Column(title, lambda r: Cell(value(r) or "–"), lambda r: value(r) or None, value, width)


def _money(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    def cell(row: object) -> Cell:
        known = math.isfinite(value(row))
        text = numbers.number(value(row)) if known else tr("No data")
        return Cell(text, "" if known else "secondary")

    return Column(title, cell, value, lambda r: numbers.plain(value(r)), width, is_number=True)
