"""Table of buildings below the 3D view of the portfolio."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.classification import CATEGORIES
from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.dialogs.export_file import export_shown
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, tight
from twin.workspace.basis import basis_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import UNKNOWN_FACTS, facts, last_assessed, upkeep


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """One building with what the table says about it.

    backlog : cost of bringing every part to TG1; NaN if unknown. [NOK]
    assessed : year of the newest assessment, 0 if none.
    """

    building: Building
    grade: int | None
    specific: float
    backlog: float
    assessed: int


class PortfolioTable(QWidget):
    """Buildings that pass the filter; double-click enters one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = TableModel(_columns())
        self.table = Table(tr("Buildings"), self._model)
        self.table.opened.connect(lambda row: self._enter(row))
        self.table.picked.connect(self._select)
        column = tight(QVBoxLayout(self))
        column.addWidget(self._head())
        column.addWidget(self.table, 1)
        self._model.sort(7, Qt.SortOrder.DescendingOrder)
        desk.workspace.portfolio_changed.connect(self.show_rows)
        desk.workspace.selection_changed.connect(self.show_selection)
        desk.workspace.mode_changed.connect(self.show_selection)
        desk.filtering.changed.connect(self.show_rows)
        self.show_rows()

    def show_rows(self) -> None:
        """Fill the table with what passes the filter."""
        portfolio = self._desk.workspace.portfolio
        known = facts(portfolio)
        buildings = portfolio.buildings if portfolio else ()
        shown = self._desk.filtering.shown(buildings, known)
        rows = _rows(portfolio, shown) if portfolio else []
        self._model.show(rows)
        self.table.empty_text = tr(
            "No building passes the filters; clear some of them above."
            if buildings
            else "No buildings yet. Drop a list or a model on the window to begin."
        )
        of = tr("{shown} of {all}", shown=numbers.number(len(rows)),
                all=numbers.number(len(buildings)))  # fmt: skip
        self._count.setText(of)
        known = [r.backlog for r in rows if math.isfinite(r.backlog)]
        total = numbers.estimate(sum(known) / 1e6, 1)
        self._sum.setText(f"{total} {tr('mill. kr')}")
        self.show_selection()

    def show_selection(self) -> None:
        """Mark what is selected elsewhere."""
        if self._desk.workspace.mode == "portfolio":
            chosen = self._desk.workspace.selection
            self.table.show_picked(lambda row: row.building.building_id in chosen)

    def _head(self) -> QWidget:
        made, row = head_bar(tr("Buildings"))
        self._count = label("", "secondary")
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(label(tr("Sum of shown: backlog"), "secondary"))
        self._sum = label("", "strong")
        row.addWidget(self._sum)
        row.addSpacing(8)
        for icon, text, tip, run in (
            ("copy", tr("Copy"), tr("Copy the table for a spreadsheet (Ctrl+C)"), self._copy),
            ("document", tr("Export…"), tr("Write the shown lines into a file"), self._export),
        ):
            row.addWidget(_button(icon, text, tip, run))
        return made

    def _enter(self, row: BuildingRow) -> None:
        self._desk.workspace.enter_building(row.building.building_id)

    def _select(self, rows: list[BuildingRow]) -> None:
        self._desk.workspace.select(frozenset(r.building.building_id for r in rows))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table.copied_text())

    def _export(self) -> None:
        shown = [row.building for row in self._model.rows]
        export_shown(self.window(), self._desk.workspace, tr("Buildings"), shown)


def _rows(portfolio: PortfolioData, shown: Sequence[Building]) -> list[BuildingRow]:
    known, assessed = facts(portfolio), last_assessed(basis_of(portfolio)).tolist()
    backlog = upkeep(portfolio).money[:, 1].tolist()
    places = [portfolio.row_of[b.building_id] for b in shown]
    return [
        BuildingRow(
            building,
            known.get(building.building_id, UNKNOWN_FACTS).grade,
            float(portfolio.delivered_per_m2[place]),
            backlog[place],
            assessed[place],
        )
        for building, place in zip(shown, places, strict=True)
    ]


def _button(icon: str, text: str, tip: str, run: Callable[[], None]) -> QToolButton:
    made = QToolButton()
    made.setText(f" {text}")
    made.setIcon(icons.icon(icon))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setToolTip(tip)
    made.clicked.connect(lambda: run())
    return made


def _columns() -> tuple[Column, ...]:
    return (
        _text(tr("Building"), lambda r: r.building.name, 0),
        _text(tr("Type"), _type, 139),
        _text(tr("District"), lambda r: r.building.district, 96),
        _number(tr("BTA, m²"), lambda r: r.building.gross_floor_area, 68),
        Column(tr("Built"), lambda r: Cell(numbers.year(r.building.construction_year)),
               lambda r: r.building.construction_year,
               lambda r: numbers.year(r.building.construction_year), 66, is_number=True),
        Column(tr("Grade"), lambda r: _grade(r.grade), lambda r: r.grade,
               lambda r: grade_name(r.grade), 49),
        Column(tr("Label"), lambda r: _letter(r.building.energy_label),
               lambda r: r.building.energy_label or None, lambda r: r.building.energy_label, 53),
        Column(tr("Backlog, mill. kr"), _backlog, lambda r: r.backlog,
               lambda r: numbers.plain(r.backlog / 1e6, 1), 118, is_number=True),
        _number(tr("kWh/m²"), lambda r: r.specific, 60),
        Column(tr("Assessed"), _assessed, lambda r: r.assessed or None,
               lambda r: str(r.assessed or ""), 67, is_number=True),
    )  # fmt: skip


def _text(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    return Column(title, lambda r: Cell(value(r)), lambda r: value(r).casefold(), value, width)


def _number(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    def cell(row: BuildingRow) -> Cell:
        known = math.isfinite(value(row))
        return Cell(numbers.number(value(row))) if known else Cell(tr("No data"), "secondary")

    return Column(title, cell, value, lambda r: numbers.plain(value(r)), width, is_number=True)


def _type(row: BuildingRow) -> str:
    known = CATEGORIES.get(row.building.category)
    return tr(known.label) if known else row.building.category


def _grade(grade: int | None) -> Cell:
    return Cell("–", "secondary") if grade is None else Cell("", grade=grade)


def _letter(letter: str) -> Cell:
    return Cell("", letter=letter) if letter else Cell("–", "secondary")


def _backlog(row: BuildingRow) -> Cell:
    if not math.isfinite(row.backlog):
        return Cell(tr("No data"), "secondary")
    return Cell(numbers.estimate(row.backlog / 1e6, 1), is_estimate=True)


def _assessed(row: BuildingRow) -> Cell:
    return Cell(str(row.assessed)) if row.assessed else Cell(tr("Never"), "secondary")
