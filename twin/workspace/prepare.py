"""Calculate in the background what the window shows of a portfolio as soon as it is there.

Results are remembered by the records they are made of (`basis`), so whoever asks for them on the
GUI thread later finds them.
"""

from twin.model.maintenance import WorkOrder
from twin.model.records import Records
from twin.workspace.basis import basis_of
from twin.workspace.condition import current_assessments, worst_by_building
from twin.workspace.portfolio import PortfolioData
from twin.workspace.row_condition import buildings_in
from twin.workspace.upkeep import facts, last_assessed

_COLUMNS = ("building_id", "opened_on")
"""Of work orders, of which there are most: what finds those selected, and sorts the table."""


def prepared(portfolio: PortfolioData) -> PortfolioData:
    """The same portfolio, of which is calculated what is shown first."""
    buildings_in(portfolio, 0, None)
    facts(portfolio)
    worst_by_building(portfolio)
    last_assessed(basis_of(portfolio))
    current_assessments(portfolio)
    orders = portfolio.of_kind(WorkOrder)
    if isinstance(orders, Records):
        for name in _COLUMNS:
            orders.column(name)
    return portfolio
