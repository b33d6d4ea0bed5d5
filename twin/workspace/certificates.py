"""Energy certificates of the buildings: checked and kept."""

from datetime import date
from typing import TYPE_CHECKING

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.model.label import Certificate
from twin.store.certificates import save_certificates
from twin.store.database import Database
from twin.workspace import edit_building
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def problem(found: Certificate, today: date) -> TwinError | None:
    """Why a certificate cannot have been issued, None where it can."""
    from twin.analysis.certificates import check_certificate
    from twin.workspace.defaults import label_schemes

    try:
        check_certificate(found, label_schemes().get(found.scheme), today)
    except TwinError as error:
        return error
    return None


def expiry_of(issued: date) -> date:
    """Last day of a certificate that names none."""
    from twin.analysis.certificates import expiry_of as last_day

    return last_day(issued)


def keep(workspace: "Workspace", found: Certificate) -> None:
    """Store a certificate and show it; the building shows its letter everywhere."""
    database = workspace.database
    if database is None:
        workspace.notices.say("Open a portfolio first.")
        return

    def show(portfolio: PortfolioData) -> None:
        if workspace.database is database:
            edit_building.show_changed(workspace, portfolio)

    step = (
        workspace.who,
        workspace.say("Energy certificate of {name}", name=_name(workspace, found)),
    )
    workspace.jobs.run(_stored, database, found, step, on_done=show, where="database")


def _name(workspace: "Workspace", found: Certificate) -> str:
    portfolio = workspace.portfolio
    building = portfolio.building(found.building_id) if portfolio else None
    return building.name if building else found.building_id


def _stored(
    database: Database, found: Certificate, step: tuple[str, str], progress: Progress
) -> PortfolioData:
    del progress  # once it is stored there is nothing left to stop
    with database.writing():
        save_certificates(database, (found,), step)
        return portfolio_data(database)
