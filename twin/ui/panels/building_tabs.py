"""Below the model: energy, condition, maintenance, proposals."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from twin.model.proposal import Proposal
from twin.ui.condition.backlog_page import BacklogPage
from twin.ui.condition.current import graded_here
from twin.ui.desk import Desk
from twin.ui.dialogs.known_values import edit_known_values
from twin.ui.dialogs.operation import edit_operation
from twin.ui.energy.tab import EnergyTab
from twin.ui.readings.meters_page import MetersPage
from twin.ui.readings.sensors_page import SensorsPage
from twin.ui.records.kinds.assessments import ASSESSMENTS
from twin.ui.records.kinds.duties import DUTIES
from twin.ui.records.kinds.issues import ISSUES
from twin.ui.records.kinds.plans import PLANS
from twin.ui.records.kinds.work_orders import WORK_ORDERS
from twin.ui.records.table import RecordTable
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.received import signature_text, state_text
from twin.ui.upkeep.calendar_page import CalendarPage
from twin.ui.upkeep.costs_page import AccountsPage
from twin.ui.upkeep.register_views import component_views, need_views
from twin.ui.upkeep.row_actions import duty_actions, plan_actions
from twin.ui.versions.tab import ModelTab
from twin.ui.views.issue_actions import issue_actions
from twin.ui.views.page import ViewsPage
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import tight
from twin.ui.widgets.weather_choice import WeatherChoice

WEATHER_WIDTH = 190


class BuildingTabs(QWidget):
    """Tabs of the entered building; tables and the model share one selection."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._offers = TableModel(_proposal_columns())
        self.records = {
            "condition": RecordTable(
                desk, ASSESSMENTS, partial(graded_here, desk, is_inside=True), is_inside=True
            ),
            "orders": RecordTable(desk, WORK_ORDERS, is_inside=True),
            "plans": RecordTable(desk, PLANS, is_inside=True, actions=plan_actions(desk)),
            "duties": RecordTable(desk, DUTIES, is_inside=True, actions=duty_actions(desk)),
            "issues": RecordTable(desk, ISSUES, is_inside=True, actions=issue_actions(desk)),
        }
        self.tables = {key: made.table for key, made in self.records.items()}
        self.tables["proposals"] = Table(tr("Proposals"), self._offers)
        self.tabs = Tabs("tableHead")
        self.tabs.add("energy", tr("Energy"), self._energy_page())
        self.meters, self.sensors = MetersPage(desk), SensorsPage(desk)
        self.tabs.add("meters", tr("Meters"), self.meters)
        self.tabs.add("sensors", tr("Sensors"), self.sensors)
        self.tabs.add("condition", tr("Condition"), self.records["condition"])
        self.tabs.add("backlog", tr("Backlog"), BacklogPage(desk, is_inside=True))
        self.tabs.add("orders", tr("Maintenance"), self.records["orders"])
        self.tabs.add("plans", tr("Recurring work"), self.records["plans"])
        self.tabs.add("duties", tr("Legal duties"), self.records["duties"])
        self.tabs.add("calendar", tr("Calendar"), CalendarPage(desk, is_inside=True))
        self.tabs.add("costs", tr("Costs"), AccountsPage(desk, is_inside=True))
        self.tabs.add("components", tr("Components"), component_views(desk, is_inside=True))
        self.tabs.add("needs", tr("Needs"), need_views(desk, is_inside=True))
        self.tabs.add("issues", tr("Issues"), self.records["issues"])
        self.tabs.add("views", tr("Views"), ViewsPage(desk, is_inside=True))
        self.tabs.add("proposals", tr("Proposals"), self.tables["proposals"])
        self.tabs.add("model", tr("Model"), ModelTab(desk))
        tight(QVBoxLayout(self)).addWidget(self.tabs)
        workspace = desk.workspace
        workspace.building_changed.connect(self.show_building)
        workspace.portfolio_changed.connect(self.show_building)
        self.use.clicked.connect(lambda: edit_operation(self.window(), workspace))
        self.known.clicked.connect(lambda: edit_known_values(self.window(), workspace))
        workspace.scenario_changed.connect(self.weather.show_weather)
        workspace.portfolio_changed.connect(self.weather.show_weather)
        self.tables["proposals"].opened.connect(self._try)
        self.show_building()

    def show_building(self) -> None:
        """Show what is known of the entered building."""
        portfolio = self._desk.workspace.portfolio
        if self._desk.workspace.building is None or portfolio is None:
            return
        self._offers.show(portfolio.proposals)
        counts = {key: made.total for key, made in self.records.items()}
        for key, count in (*counts.items(), ("proposals", len(portfolio.proposals))):
            self.tabs.count(key, numbers.number(count) if count else "")

    def _energy_page(self) -> QWidget:
        """The energy tab below a bar with the weather and what is known of the building."""
        self.use = QPushButton(tr("Actual operation…"))
        self.known = QPushButton(tr("Known values…"))
        self.weather = WeatherChoice(self._desk, WEATHER_WIDTH)
        bar, row = head_bar("")
        row.addStretch(1)
        row.addWidget(self.weather)
        for button in (self.known, self.use):
            button.setProperty("role", "link")
            row.addWidget(button)
        made = QWidget()
        column = tight(QVBoxLayout(made))
        column.addWidget(bar)
        column.addWidget(EnergyTab(self._desk), 1)
        return made

    def _try(self, proposal: Proposal) -> None:
        del proposal
        self._desk.actions["mode:what-if"].trigger()


def _proposal_columns() -> tuple[Column, ...]:
    return (
        _text(tr("Proposal"), lambda p: p.title, 0),
        _text(tr("Supplier"), lambda p: p.supplier, 200),
        _text(tr("Measures"), lambda p: numbers.number(len(p.measures)), 90),
        _text(tr("Valid until"), lambda p: p.valid_until, 110),
        _text(tr("State"), state_text, 120),
        _text(tr("Signature"), signature_text, 160),
    )


def _text(title: str, value, width: int) -> Column:  # noqa: ANN001  a function of a row
    return Column(title, lambda r: Cell(value(r) or "–"), lambda r: value(r) or None, value, width)
