"""Choose the price level at which a portfolio shows its costs."""

from dataclasses import replace
from typing import TYPE_CHECKING

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.store.database import Database
from twin.store.price_level import save_price_year
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def choose_prices(workspace: "Workspace", year: int) -> None:
    """Show costs at the price level of a year, and keep it with the portfolio; 0 is the newest.

    Where nothing may be stored it holds until the portfolio is closed.
    """
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None or year == portfolio.price_year:
        return
    workspace.change(portfolio=replace(portfolio, price_year=year))
    if database is None or database.is_read_only:
        return

    def tell(error: BaseException) -> None:
        if isinstance(error, TwinError):
            workspace.notices.say("The price level holds until you close; it was not stored.")
        else:
            workspace.notices.show(error)

    workspace.jobs.run(
        _stored, database, year, on_error=tell, where="database", task=Task("Saving")
    )


def _stored(database: Database, year: int, progress: Progress) -> None:
    del progress
    save_price_year(database, year)
