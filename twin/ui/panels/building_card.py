"""Right panel of the portfolio: the building that is selected."""

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.classification import CATEGORIES
from twin.model.register import Sensor
from twin.ui.condition.building_figures import (
    add_backlog,
    add_condition,
    add_duties,
    add_late,
)
from twin.ui.desk import Desk
from twin.ui.readings.sensor_box import SensorBox
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.upkeep.need_cards import add_needs
from twin.ui.widgets.badge import GradeBadge, LabelBadge, grade_name
from twin.ui.widgets.bar import foot_bar
from twin.ui.widgets.outline import FootprintPicture
from twin.ui.widgets.text import ElidedLabel, label, tight, value_row
from twin.ui.widgets.tile import state_tile
from twin.workspace.condition import worst_by_building
from twin.workspace.needs import gravest_first


class BuildingCard(QWidget):
    """Card of one building; with none or several selected it says what to do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = tight(QVBoxLayout(self))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot())
        desk.workspace.selection_changed.connect(self.show_building)
        desk.workspace.portfolio_changed.connect(self.show_building)
        desk.workspace.mode_changed.connect(self.show_building)
        self.show_building()

    def show_building(self) -> None:
        """Show the selected building."""
        workspace = self._desk.workspace
        if workspace.mode != "portfolio":
            return
        building = self._chosen()
        content = QWidget()
        column = tight(QVBoxLayout(content), (16, 12, 16, 12), 2)
        if building is None:
            self._add_summary(column)
        else:
            self._add_building(column, building)
        column.addStretch(1)
        self._area.setWidget(content)
        self._open.setEnabled(building is not None)

    def _chosen(self) -> Building | None:
        workspace = self._desk.workspace
        if workspace.portfolio is None or len(workspace.selection) != 1:
            return None
        return workspace.portfolio.building(next(iter(workspace.selection)))

    def _foot(self) -> QWidget:
        self._open = QPushButton(tr("Open building"))
        self._open.clicked.connect(self._enter)
        return foot_bar(self._open)

    def _enter(self) -> None:
        building = self._chosen()
        if building is not None:
            self._desk.workspace.enter_building(building.building_id)

    def _add_summary(self, column: QVBoxLayout) -> None:
        portfolio = self._desk.workspace.portfolio
        column.addWidget(label(portfolio.name if portfolio else "", "heading", wraps=True))
        count = numbers.number(len(portfolio.buildings) if portfolio else 0)
        column.addWidget(label(tr("{count} buildings", count=count), "secondary"))
        column.addSpacing(10)
        chosen = len(self._desk.workspace.selection)
        text = (
            tr("{count} buildings are selected.", count=numbers.number(chosen))
            if chosen
            else tr("Click a building to see its figures. Double-click to enter it.")
        )
        column.addWidget(label(text, "secondary", wraps=True))
        if portfolio is not None and portfolio.buildings:
            column.addSpacing(14)
            add_backlog(column, portfolio, "")
            add_condition(column, portfolio, None)
            add_late(column, portfolio)

    def _add_building(self, column: QVBoxLayout, building: Building) -> None:
        column.addWidget(FootprintPicture(building))
        column.addSpacing(8)
        column.addWidget(label(building.name, "heading", wraps=True))
        column.addWidget(ElidedLabel(_line(building), "secondary"))
        column.addSpacing(8)
        column.addLayout(self._tiles(building))
        column.addSpacing(12)
        portfolio = self._desk.workspace.portfolio
        if portfolio is not None:
            add_backlog(column, portfolio, building.building_id)
            add_condition(column, portfolio, building)
        self._add_energy(column, building)
        if portfolio is not None:
            add_duties(column, portfolio, building.building_id)
            sensors = portfolio.of_kind(Sensor, building.building_id)
            if sensors:
                column.addWidget(SensorBox(self._desk.workspace, sensors))
        self._add_proposals(column, building)

    def _tiles(self, building: Building) -> QHBoxLayout:
        grade = worst_by_building(self._desk.workspace.portfolio).get(building.building_id)
        row = tight(QHBoxLayout(), gap=8)
        name = tr("Worst grade")
        badge = GradeBadge(grade, 20) if grade is not None else None
        said = grade_name(grade) if grade is not None else tr("Not assessed")
        row.addWidget(state_tile(badge, name, said), 1)
        scheme = building.energy_label_scheme
        text = tr("{scheme} scheme", scheme=scheme) if scheme else tr("No certificate")
        mark = LabelBadge(building.energy_label) if building.energy_label else None
        row.addWidget(state_tile(mark, tr("Energy label"), text), 1)
        return row

    def _add_energy(self, column: QVBoxLayout, building: Building) -> None:
        portfolio = self._desk.workspace.portfolio
        if portfolio is None:
            return
        row = portfolio.row_of[building.building_id]
        specific = float(portfolio.delivered_per_m2[row])
        year = portfolio.delivered_year[row]
        column.addWidget(label(tr("Energy"), "label"))
        known = math.isfinite(specific)
        total = numbers.energy(specific * building.heated_floor_area) if known else tr("No data")
        name = tr("Delivered, {year}", year=year) if year else tr("Delivered")
        column.addWidget(value_row(name, total))
        per_m2 = numbers.quantity(specific, "kWh/m²") if known else tr("No data")
        column.addWidget(value_row(tr("Specific"), per_m2))
        area = numbers.quantity(building.heated_floor_area, "m²")
        column.addWidget(value_row(tr("Heated floor area"), area))
        orders = [o for o in portfolio.work_orders_of(building.building_id) if not o.closed_on]
        column.addWidget(value_row(tr("Open work orders"), numbers.number(len(orders))))
        column.addSpacing(12)

    def _add_proposals(self, column: QVBoxLayout, building: Building) -> None:
        portfolio = self._desk.workspace.portfolio
        needs = gravest_first(portfolio.needs_of(building.building_id)) if portfolio else []
        if portfolio is not None and needs:
            add_needs(column, portfolio, needs)


def _line(building: Building) -> str:
    known = CATEGORIES.get(building.category)
    parts = [tr(known.label) if known else building.category, building.district]
    if building.address:
        parts.append(building.address)
    if math.isfinite(building.construction_year):
        parts.append(tr("built {year}", year=numbers.year(building.construction_year)))
    return " · ".join(p for p in parts if p)
