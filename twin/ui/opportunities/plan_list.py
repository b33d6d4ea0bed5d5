"""What the plan does, year by year."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from twin.model.arrays import FloatArray
from twin.ui.desk import Desk
from twin.ui.opportunities.crossing import TABLE
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import tight
from twin.workspace.plan import PlanShown
from twin.workspace.planned_steps import PlannedStep, PlannedSteps, planned_steps

MILLION = 1e6
ROW = 40


class PlanList(QWidget):
    """Table of steps; picking one picks its building everywhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: PlanShown | None = None
        self.model = TableModel(_columns())
        self.table = Table(tr("The plan by year"), self.model)
        self.table.empty_text = tr("There is no plan yet.")
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(
            lambda step: desk.workspace.enter_building(step.record.building_id)
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        tight(QVBoxLayout(self)).addWidget(self.table)

    def show_plan(self, shown: PlanShown | None) -> None:
        """Show the steps of a plan."""
        if shown is self._shown:
            return
        self._shown = shown
        self.table.empty_text = (
            tr("There is no plan yet.")
            if shown is None
            else tr("Nothing fits into this budget. Raise it above.")
        )
        self.model.show(planned_steps(shown) if shown is not None else ())

    def _pick(self, steps: Sequence[PlannedStep]) -> None:
        ids = frozenset(s.record.building_id for s in steps)
        self._desk.crossing.pick_buildings(ids, f"{TABLE} of the plan")
        self._desk.workspace.select(ids)

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.table.selectionModel().selectedRows()
        steps: list[PlannedStep] = [self.model.rows[i.row()] for i in chosen]
        if not steps:
            return
        keys = frozenset(f"{s.record.building_id}/{s.record.measure_key}" for s in steps)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        crossing = self._desk.crossing
        menu.addAction(tr("Must be in the plan")).triggered.connect(
            lambda: crossing.wish(keys, "must")
        )
        menu.addAction(tr("Never in the plan")).triggered.connect(
            lambda: crossing.wish(keys, "never")
        )
        menu.addAction(tr("As it pays")).triggered.connect(lambda: crossing.wish(keys, ""))
        menu.popup(self.table.viewport().mapToGlobal(place))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Building and measure"), _name, lambda s: s.record.building_name.casefold(),
               lambda s: f"{s.record.building_name}: {s.record.title}"),
        _money(tr("mill. kr"), "investment", lambda s: s.record.investment),
        _money(tr("NPV"), "present_value", lambda s: s.record.present_value, is_signed=True),
        Column(tr("Year"), lambda s: Cell(str(s.record.year)), lambda s: s.record.year,
               lambda s: str(s.record.year), 46, is_number=True),
    )  # fmt: skip


def _name(step: PlannedStep) -> Cell:
    title = step.record.title
    below = f"{title} · {tr('must')}" if step.is_must else title
    return Cell(step.record.building_name, below=below)


def _money(
    title: str, name: str, value: Callable[[PlannedStep], float], *, is_signed: bool = False
) -> Column:
    def keys(rows: Sequence[PlannedStep]) -> FloatArray:
        return rows.column(name) if isinstance(rows, PlannedSteps) else np.zeros(len(rows))

    def cell(step: PlannedStep) -> Cell:
        written = numbers.signed if is_signed else numbers.number
        found = value(step) / MILLION
        return Cell(written(found, 1 if abs(found) >= 0.1 else 2))

    return Column(
        title, cell, value, lambda s: numbers.plain(value(s) / MILLION, 3), 56, is_number=True,
        keys=keys,
    )  # fmt: skip
