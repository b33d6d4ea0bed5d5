"""What buildings cost in a year, by account and building, beside the KOSTRA key figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import source_text, tr
from twin.ui.upkeep.kostra_bars import KostraBars, Pair
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, Row, TableModel
from twin.ui.widgets.text import ElidedLabel, frame, label, tight
from twin.workspace.care import FULL_YEAR, CostsPage, costs_job
from twin.workspace.jobs import Task

FIGURES = {
    "operation": "Operation", "cleaning": "Cleaning", "energy": "Energy",
    "maintenance": "Maintenance",
}  # fmt: skip
SIDE = 268
CLEANING = "6"


@dataclass(frozen=True, slots=True)
class CostRow:
    """One post or building. amounts: by year. [NOK]  per_area: of the last full year. [NOK/m2]"""

    code: str
    name: str
    modules: str
    amounts: tuple[float, ...]
    per_area: float
    area: float = math.nan
    building_id: str = ""


class AccountsPage(QWidget):
    """Costs by post of NS 3454, or by building; the key figures stand at the right."""

    def __init__(self, desk: Desk, *, is_inside: bool = False) -> None:
        super().__init__()
        self._desk, self._is_inside = desk, is_inside
        self.years = tuple(date.today().year + i for i in (-2, -1, 0))
        self.models = {
            "account": TableModel(_columns(self.years)),
            "building": TableModel(_building_columns(self.years)),
        }
        self.tables = {k: Table(tr("Costs"), m) for k, m in self.models.items()}
        self.tables["building"].picked.connect(self._select)
        self.models["building"].sort(5, Qt.SortOrder.DescendingOrder)
        self._stack = QStackedWidget()
        for table in self.tables.values():
            self._stack.addWidget(table)
        self.bars = KostraBars()
        sheet = tight(QHBoxLayout())
        sheet.addWidget(self._stack, 1)
        sheet.addWidget(self._side())
        column = tight(QVBoxLayout(self))
        column.addWidget(self._head())
        column.addLayout(sheet, 1)
        desk.workspace.portfolio_changed.connect(self._show_if_seen)
        desk.workspace.building_changed.connect(self._show_if_seen)

    def show_costs(self) -> None:
        """Add up what is recorded now, in the background."""
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None or (self._is_inside and building is None):
            return
        inside = building if self._is_inside else None
        buildings = (inside,) if inside else portfolio.buildings
        workspace.jobs.run(
            costs_job, portfolio, buildings, date.today(), on_done=self._show,
            task=Task(topic=f"costs {self._is_inside}"),
        )  # fmt: skip

    def _show(self, page: CostsPage) -> None:
        self.models["account"].show(_post_rows(page))
        self.models["building"].show(_building_rows(page))
        self.bars.show_pairs(
            [
                Pair(tr(title), page.own.get(name, math.nan), page.kostra[name].value)
                for name, title in FIGURES.items()
            ]
        )
        self.note.set_whole(_note(page))
        self._source.setText(_source(page))

    def turn_to(self, key: str) -> None:
        """Show costs by ``account`` or by ``building``."""
        self._stack.setCurrentWidget(self.tables[key])

    def showEvent(self, event: QShowEvent) -> None:
        """Add up when the page is looked at."""
        super().showEvent(event)
        self.show_costs()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self.show_costs()

    def _select(self, rows: Sequence[CostRow]) -> None:
        self._desk.workspace.select(frozenset(r.building_id for r in rows) - {""})

    def _head(self) -> QWidget:
        head, row = head_bar("")
        self.note = ElidedLabel("", "secondary")
        if not self._is_inside:
            choices = [("account", tr("By account")), ("building", tr("By building"))]
            switch = Segment(tr("Costs"), choices, small=True)
            switch.choose("account")
            switch.chosen.connect(self.turn_to)
            row.addWidget(switch)
        row.addWidget(self.note, 1)
        return head

    def _side(self) -> QWidget:
        made = frame("side")
        column = tight(QVBoxLayout(made), (16, 8, 12, 8), 4)
        column.addWidget(
            label(tr("Key figures {year}, kr/m²", year=self.years[FULL_YEAR]), "label")
        )
        column.addWidget(self.bars)
        self._source = label("", "caption", wraps=True)
        column.addWidget(self._source)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(SIDE)
        area.setWidget(made)
        return area


def _post_rows(page: CostsPage) -> list[CostRow]:
    """Posts that work is booked on; main posts only where something lies on them."""
    amounts = page.costs.amount.sum(axis=0)
    rows = [
        CostRow(
            code,
            tr(page.names[code]) if code in page.names else tr("Posts that are not in the table"),
            page.modules.get(code, ""),
            tuple(amounts[place].tolist()),
            amounts[place, FULL_YEAR] / page.area if page.area > 0 else math.nan,
        )
        for place, code in enumerate(page.costs.accounts)
        if len(code) == 2 or amounts[place].any() or code == CLEANING
    ]
    return [r for r in rows if r.code or any(r.amounts)]


def _building_rows(page: CostsPage) -> list[CostRow]:
    totals = page.costs.amount.sum(axis=1)
    upkeep = page.costs.on(("32", "33"))[:, FULL_YEAR]
    return [
        CostRow(
            "", b.name, "", (*totals[i].tolist(), float(upkeep[i])),
            _per(totals[i, FULL_YEAR], b), b.gross_floor_area, b.building_id,
        )
        for i, b in enumerate(page.buildings)
    ]  # fmt: skip


def _per(amount: float, building: Building) -> float:
    area = building.gross_floor_area
    return float(amount) / area if area > 0 else math.nan


def _note(page: CostsPage) -> str:
    year = page.costs.years[FULL_YEAR]
    total = float(page.costs.amount[:, :, FULL_YEAR].sum())
    per_area = numbers.quantity(total / page.area, "kr/m²") if page.area > 0 else numbers.NO_VALUE
    parts = [tr("{year}: {total}, {specific}", year=year, total=numbers.money(total),
                specific=per_area)]  # fmt: skip
    placed = float(page.costs.placed[FULL_YEAR])
    if placed > 0:
        parts.append(tr("{money} had no account and was placed by kind of work",
                        money=numbers.money(placed)))  # fmt: skip
    missing = int(np.sum(page.costs.without_cost))
    if missing:
        count = numbers.number(missing)
        parts.append(tr("{count} closed orders have no cost", count=count))
    return " · ".join(parts)


def _source(page: CostsPage) -> str:
    any_ = next(iter(page.kostra.values()))
    return "\n".join(
        (
            tr("Blue: recorded here. Grey: KOSTRA {year}, all municipalities.",
               year=page.kostra_year),
            source_text(any_.source),
            tr("Accounts of NS 3454:2013, withdrawn 7 September 2023; modules of NS-EN 16627 are "
               "proposed here."),
        )
    )  # fmt: skip


def _columns(years: Sequence[int]) -> tuple[Column, ...]:
    return (
        Column(tr("Account"), lambda r: Cell(f"{r.code} {r.name}".strip()), lambda r: r.code,
               lambda r: f"{r.code} {r.name}".strip()),
        Column(tr("Module"), lambda r: Cell(r.modules.replace(" ", ", ") or "–", "secondary"),
               lambda r: r.modules or None, lambda r: r.modules, 64),
        *(_money(_year(y, years), i, 98) for i, y in enumerate(years)),
        _specific(tr("kr/m², {year}", year=years[FULL_YEAR])),
    )  # fmt: skip


def _building_columns(years: Sequence[int]) -> tuple[Column, ...]:
    return (
        Column(tr("Building"), lambda r: Cell(r.name), lambda r: r.name.casefold(),
               lambda r: r.name),
        Column(tr("BTA, m²"), lambda r: Cell(numbers.number(r.area)), lambda r: r.area,
               lambda r: numbers.plain(r.area), 90, is_number=True),
        *(_money(_year(y, years), i, 98) for i, y in enumerate(years)),
        _specific(tr("kr/m², {year}", year=years[FULL_YEAR])),
        Column(tr("of which maintenance"), lambda r: Cell(numbers.number(_upkeep(r))),
               _upkeep, lambda r: numbers.plain(_upkeep(r)), 150, is_number=True),
    )  # fmt: skip


def _upkeep(row: Row) -> float:
    return row.amounts[-1] / row.area if row.area > 0 else math.nan


def _year(year: int, years: Sequence[int]) -> str:
    return tr("{year} so far, kr", year=year) if year == years[-1] else f"{year}, kr"


def _money(title: str, place: int, width: int) -> Column:
    def value(row: Row) -> float:
        return row.amounts[place] or math.nan

    return Column(
        title, lambda r: Cell(numbers.number(value(r))), value,
        lambda r: numbers.plain(value(r)), width, is_number=True,
    )  # fmt: skip


def _specific(title: str) -> Column:
    return Column(
        title, lambda r: Cell(numbers.number(r.per_area or math.nan), is_strong=True),
        lambda r: r.per_area or math.nan, lambda r: numbers.plain(r.per_area), 88,
        is_number=True,
    )  # fmt: skip
