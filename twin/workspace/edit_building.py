"""Correct what is known of a building: name, kind, year, areas."""

from typing import TYPE_CHECKING

from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.importing import Progress
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.workspace import building_energy, run_scenario, shade
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def change_building(workspace: "Workspace", changed: Building) -> None:
    """Store the building, show it everywhere, calculate anew if it is the entered one."""
    database = workspace.database
    if database is None:
        workspace.notices.say("Open a portfolio first.")
        return

    def show(portfolio: PortfolioData) -> None:
        if workspace.database is database:
            show_changed(workspace, portfolio)

    step = (workspace.who, workspace.say("Edit {name}", name=changed.name))
    workspace.jobs.run(_stored, database, changed, step, on_done=show, where="database")


def _stored(
    database: Database, changed: Building, step: tuple[str, str], progress: Progress
) -> PortfolioData:
    del progress  # once it is stored there is nothing left to stop
    with database.writing():
        known = portfolio_data(database).building(changed.building_id)
        if known is None or known.model_sha256 != changed.model_sha256:
            raise StoreConflict(
                "{name} was changed meanwhile; your change was not stored.",
                "Look at the building as it is now and repeat the change.",
                name=changed.name,
            )
        store_edits(database, (Edit(known, changed),), *step)
        return portfolio_data(database)


def show_changed(workspace: "Workspace", portfolio: PortfolioData) -> None:
    """Show the portfolio as it is stored now, and calculate anew if the building is another."""
    before, entered = workspace.portfolio, workspace.building
    building = portfolio.building(entered.building_id) if entered else None
    is_other = building != entered
    if is_other:
        workspace.jobs.drop("result")
        workspace.change(portfolio=portfolio, building=building, result=None)
        run_scenario.run_if_wanted(workspace)
    else:
        workspace.change(portfolio=portfolio)
    shade.look_if_moved(workspace, before)
    building_energy.refresh(workspace)
