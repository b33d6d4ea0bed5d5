"""Below the portfolio: buildings, condition, work, duties, needs; one selection with the map."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.ui.certificates.page import CertificatesPage
from twin.ui.condition.backlog_page import BacklogPage
from twin.ui.condition.current import graded_here
from twin.ui.desk import Desk
from twin.ui.records.building_table import PortfolioTable
from twin.ui.records.changes_page import ChangesPage
from twin.ui.records.kinds.agreements import AGREEMENTS
from twin.ui.records.kinds.assessments import ASSESSMENTS
from twin.ui.records.kinds.duties import DUTIES
from twin.ui.records.kinds.issues import ISSUES
from twin.ui.records.kinds.meters import METERS
from twin.ui.records.kinds.plans import PLANS
from twin.ui.records.kinds.work_orders import WORK_ORDERS
from twin.ui.records.table import RecordTable
from twin.ui.texts.language import tr
from twin.ui.upkeep.calendar_page import CalendarPage
from twin.ui.upkeep.costs_page import AccountsPage
from twin.ui.upkeep.register_views import component_views, need_views
from twin.ui.upkeep.row_actions import duty_actions, plan_actions
from twin.ui.views.issue_actions import issue_actions
from twin.ui.views.page import ViewsPage
from twin.ui.widgets.table import Table
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import tight


class PortfolioTabs(QWidget):
    """Tabs of the portfolio; a page is made when it is first turned to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.pages: dict[str, QWidget] = {}
        self.tabs = Tabs("tableHead")
        self._makers = pages(desk)
        for key, (title, _) in self._makers.items():
            holder = QWidget()
            tight(QVBoxLayout(holder))
            self.tabs.add(key, tr(title), holder)
            self.pages[key] = holder
        self.tabs.turned.connect(self._make)
        tight(QVBoxLayout(self)).addWidget(self.tabs)
        self._make("buildings")

    @property
    def table(self) -> Table:
        """The table of buildings."""
        return self.pages["buildings"].findChildren(PortfolioTable)[0].table

    def _make(self, key: str) -> None:
        layout = self.pages[key].layout()
        if layout is not None and layout.count() == 0:
            layout.addWidget(self._makers[key][1]())


def pages(desk: Desk) -> dict[str, tuple[str, Callable[[], QWidget]]]:
    """Title and maker of each page, in order."""
    return {
        "buildings": ("Buildings", lambda: PortfolioTable(desk)),
        "condition": (
            "Condition",
            lambda: RecordTable(desk, ASSESSMENTS, partial(graded_here, desk)),
        ),
        "backlog": ("Backlog", lambda: BacklogPage(desk)),
        "orders": ("Work orders", lambda: RecordTable(desk, WORK_ORDERS)),
        "plans": ("Recurring work", lambda: RecordTable(desk, PLANS, actions=plan_actions(desk))),
        "duties": ("Legal duties", lambda: RecordTable(desk, DUTIES, actions=duty_actions(desk))),
        "calendar": ("Calendar", lambda: CalendarPage(desk)),
        "agreements": ("Agreements", lambda: RecordTable(desk, AGREEMENTS)),
        "costs": ("Costs", lambda: AccountsPage(desk)),
        "components": ("Components", lambda: component_views(desk)),
        "needs": ("Needs", lambda: need_views(desk)),
        "issues": ("Issues", lambda: RecordTable(desk, ISSUES, actions=issue_actions(desk))),
        "views": ("Views", lambda: ViewsPage(desk)),
        "certificates": ("Energy certificates", lambda: CertificatesPage(desk)),
        "meters": ("Meters", lambda: RecordTable(desk, METERS)),
        "changes": ("Changes", lambda: ChangesPage(desk)),
    }
