"""Open a portfolio, or make a new one, and show what it holds."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.errors import PasswordNeeded
from twin.model.importing import Progress, Silent
from twin.store.buildings import portfolio_name
from twin.store.certificates import load_certificates
from twin.store.database import SUFFIX, Database, create, open_database
from twin.store.files import fetch_folder
from twin.store.news import seen_now
from twin.store.price_level import load_price_year
from twin.store.proposals import load_proposals
from twin.store.readings import load_meter_years
from twin.store.weather import list_weather
from twin.workspace.jobs import Task
from twin.workspace.look_after import look_after
from twin.workspace.portfolio import FIELDS, PortfolioData, delivered_per_m2
from twin.workspace.portfolio_records import all_records
from twin.workspace.prepare import prepared
from twin.workspace.record_steps import RecordSteps
from twin.workspace.visibility import Visibility
from twin.workspace.watch import end_watch, watch

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

Open = Callable[..., tuple[Database, PortfolioData]]
_SILENT = Silent()


def read_portfolio(folder: Path) -> PortfolioData:
    """What the portfolio in `folder` holds; the database is closed again.

    Raises
    ------
    TwinError
        If there is no portfolio that can be read.
    """
    database = open_database(folder)
    try:
        return portfolio_data(database)
    finally:
        database.close()


def open_portfolio(workspace: "Workspace", folder: Path) -> None:
    """Read a portfolio in the background, then show it in place of the open one."""
    is_known = str(folder.resolve()) in workspace.settings.recent
    show_portfolio(workspace, partial(opened, is_known=is_known), folder, "Opening {name}")


def create_portfolio(workspace: "Workspace", folder: Path) -> None:
    """Make an empty portfolio in the background, then show it in place of the open one."""
    show_portfolio(workspace, created, with_suffix(folder), "Making {name}")


def opened(
    folder: Path, progress: Progress = _SILENT, *, is_known: bool = True
) -> tuple[Database, PortfolioData]:
    """Open the portfolio in `folder` and read it.

    is_known : False for one that this user never opened.

    Raises
    ------
    TwinError
        If there is no portfolio that can be read.
    """
    progress.report(0.0, "Opening the portfolio")
    database = open_database(folder, is_known=is_known)
    try:
        fetch_folder(database, "weather")
        return database, prepared(portfolio_data(database))
    except BaseException:  # also when stopped: nobody else knows the database to close
        database.close()
        raise


def created(folder: Path, progress: Progress = _SILENT) -> tuple[Database, PortfolioData]:
    """Make an empty portfolio and open it.

    Raises
    ------
    TwinError
        If the folder is not empty or cannot be written.
    """
    progress.report(0.0, "Making the portfolio")
    database = create(folder)
    return database, portfolio_data(database)


def with_suffix(folder: Path) -> Path:
    """The folder with ``.twin`` at the end of its name."""
    return folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX)


def portfolio_data(database: Database, progress: Progress = _SILENT) -> PortfolioData:
    """Everything of an open portfolio in one consistent view."""
    progress.report(0.1, "Reading the portfolio")
    with database.reading():
        kept = all_records(database)
        named: dict[str, Any] = {name: kept[kind] for kind, name in FIELDS.items()}
        per_m2, years = delivered_per_m2(
            named["buildings"], named["meters"], load_meter_years(database)
        )
        return PortfolioData(
            folder=database.folder,
            name=portfolio_name(database),
            **named,
            proposals=load_proposals(database),
            delivered_per_m2=per_m2,
            delivered_year=years,
            is_read_only=database.is_read_only,
            seen=seen_now(database),
            weather=list_weather(database.folder),
            certificates=load_certificates(database),
            price_year=load_price_year(database),
            registers={kind: found for kind, found in kept.items() if kind not in FIELDS},
        )


def show_portfolio(workspace: "Workspace", open_it: Open, folder: Path, title: str) -> None:
    """Open a portfolio with `open_it` on the database thread, then show it."""

    def show(found: tuple[Database, PortfolioData]) -> None:
        replace_portfolio(workspace, *found)

    def tell(error: BaseException) -> None:
        if isinstance(error, PasswordNeeded):
            workspace.password_needed.emit(folder)
        else:
            workspace.notices.show(error)

    workspace.jobs.run(
        open_it,
        folder,
        on_done=show,
        on_error=tell,
        where="database",
        task=Task(title, "portfolio", {"name": folder.name.removesuffix(SUFFIX)}),
    )


def replace_portfolio(
    workspace: "Workspace", database: Database, portfolio: PortfolioData
) -> None:
    """Show an opened portfolio; what was open before is closed."""
    workspace.jobs.drop("building")
    workspace.jobs.drop("result")
    close_portfolio(workspace)
    workspace.database = database
    workspace.change(
        portfolio=portfolio,
        mode="portfolio",
        building=None,
        model=None,
        history=None,
        versions=(),
        result=None,
        record_steps=RecordSteps(),
        selection=frozenset(),
        visibility=Visibility(),
    )
    recent = workspace.settings.with_recent(portfolio.folder.resolve())
    workspace.change_settings(recent=recent.recent)
    workspace.warm_up()
    if database.why_read_only is not None:
        why = database.why_read_only
        workspace.notices.warn(why.message, why.next_step, **why.values)
    look_after(workspace, database)
    watch(workspace, database, portfolio.seen)


def close_portfolio(workspace: "Workspace") -> None:
    """Release the open database when everything waiting for it is stored."""
    if workspace.database is not None:
        end_watch(workspace)
        workspace.jobs.run(_closed, workspace.database, where="database")
        workspace.database = None


def _closed(database: Database, progress: Progress) -> None:
    del progress
    database.close()
