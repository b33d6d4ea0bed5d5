"""Copies of the open portfolio: list them, and put one back in its place."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.store.backups import Backup, backups, restore
from twin.store.copies import Copy, looked_at
from twin.store.database import Database
from twin.workspace.jobs import Task
from twin.workspace.open_portfolio import opened, replace_portfolio
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.jobs import JobProgress
    from twin.workspace.workspace import Workspace

__all__ = ["Backup", "Copy", "has_copies", "list_copies", "local_time", "put_back"]
TOPIC = "copies"


def has_copies(workspace: "Workspace") -> bool:
    """Whether copies are this program's work; a server has its own."""
    return workspace.database is not None and not workspace.database.is_server


def list_copies(
    workspace: "Workspace",
    on_list: Callable[[tuple[Backup, ...]], object],
    on_copy: Callable[[Copy], object],
) -> None:
    """Read the list, then open and check one copy after the other, newest first."""
    database = workspace.database
    if database is None or database.is_server:
        return

    def part(found: "tuple[Backup, ...] | Copy") -> None:
        if isinstance(found, Copy):
            on_copy(found)
        else:
            on_list(found)

    workspace.jobs.run(_looked, database.folder, on_part=part, task=Task(topic=TOPIC))


def local_time(backup: Backup) -> datetime:
    """When a copy was made, by the clock of this machine."""
    return backup.at.replace(tzinfo=UTC).astimezone()


def put_back(workspace: "Workspace", backup: Backup) -> None:
    """Close the portfolio, copy it aside, put a copy in its place, and show that.

    Where it cannot be done the portfolio is opened again as it was.
    """
    database = workspace.database
    if database is None or database.is_server:
        return
    workspace.jobs.drop(TOPIC)
    if workspace.watch is not None:
        workspace.watch.stop()

    def show(found: tuple[Database, PortfolioData, Backup | None, TwinError | None]) -> None:
        now, portfolio, before, error = found
        replace_portfolio(workspace, now, portfolio)
        if error is not None:
            workspace.notices.show(error)
        else:
            _tell(workspace, backup, before)

    workspace.jobs.run(
        _put_back, database, backup, on_done=show, where="database",
        task=Task("Putting back a copy of {name}", values={"name": portfolio_name(workspace)}),
    )  # fmt: skip


def portfolio_name(workspace: "Workspace") -> str:
    """What the open portfolio is called, "" without one."""
    return workspace.portfolio.name if workspace.portfolio else ""


def _tell(workspace: "Workspace", backup: Backup, before: Backup | None) -> None:
    when = f"{local_time(backup):%Y-%m-%d %H:%M}"
    if before is None:
        workspace.notices.warn(
            "The copy of {when} is in place. What was there before was damaged; it is kept beside "
            "the copies.",
            when=when,
        )
    else:
        workspace.notices.say(
            "The copy of {when} is in place. What was there before is kept as a copy too.",
            "Open the list of copies again to go back.",
            when=when,
        )


def _looked(folder: Path, progress: "JobProgress") -> None:
    found = backups(folder)
    progress.send(found)
    for backup in found:
        progress.send(looked_at(folder, backup))


def _put_back(
    database: Database, backup: Backup, progress: Progress
) -> tuple[Database, PortfolioData, Backup | None, TwinError | None]:
    """What is open afterwards, what was there before, and why it was not done if it was not."""
    database.close()
    before, failed = None, None
    try:
        before = restore(database.folder, backup)
    except TwinError as error:
        failed = error
    return *opened(database.folder, progress), before, failed
