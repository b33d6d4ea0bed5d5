"""Take files the user chose or dropped into the open portfolio."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import Cancelled
from twin.model.finding import Severity
from twin.model.importing import ImportedRecords, Progress
from twin.store.database import Database
from twin.workspace import importing
from twin.workspace.importing import Imported
from twin.workspace.jobs import Task
from twin.workspace.notices import Notice
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_SEVERITY = {"ok": Severity.INFO, "partial": Severity.WARNING, "refused": Severity.ERROR}


def import_source(
    workspace: "Workspace", paths: Sequence[Path], *, as_new_version: bool = False
) -> None:
    """Read each file in a thread, store it on the database thread, show what came.

    Emits `portfolio_changed` after each file; one notice for each file says what became of it.
    """
    if workspace.database is None:
        workspace.notices.say(
            "Open or make a portfolio first; the files go into it.",
        )
        return
    building = workspace.building if as_new_version else None
    _read(workspace, tuple(paths), building.building_id if building else "")


def _read(workspace: "Workspace", paths: tuple[Path, ...], new_version_of: str) -> None:
    """Read the first file, then the others one after the other."""
    database = workspace.database
    if database is None or not paths:
        return
    path, rest = paths[0], paths[1:]

    def store(records: ImportedRecords) -> None:
        _store(workspace, path, records, new_version_of)
        _read(workspace, rest, new_version_of)

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            _read(workspace, rest, new_version_of)

    workspace.jobs.run(
        importing.read_file,
        database.folder,
        path,
        on_done=store,
        on_error=refuse,
        task=Task("Reading {name}", values={"name": path.name}),
    )


def _store(
    workspace: "Workspace", path: Path, records: ImportedRecords, new_version_of: str
) -> None:
    database = workspace.database
    if database is None:
        return

    def show(stored: tuple[Imported, PortfolioData]) -> None:
        if workspace.database is database:
            _show(workspace, *stored)

    workspace.jobs.run(
        _stored,
        database,
        path,
        records,
        new_version_of,
        on_done=show,
        where="database",
    )


def _stored(
    database: Database,
    path: Path,
    records: ImportedRecords,
    new_version_of: str,
    progress: Progress,
) -> tuple[Imported, PortfolioData]:
    from twin.workspace.open_portfolio import portfolio_data

    imported = importing.store_records(database, path, records, new_version_of)
    return imported, portfolio_data(database, progress)


def _show(workspace: "Workspace", imported: Imported, portfolio: PortfolioData) -> None:
    entered = workspace.building
    workspace.change(portfolio=portfolio)
    _tell(workspace, imported)
    if entered is not None and imported.building_id == entered.building_id:
        workspace.enter_building(entered.building_id)
    elif workspace.mode == "portfolio" and imported.building_id:
        workspace.select(frozenset((imported.building_id,)))


def _tell(workspace: "Workspace", imported: Imported) -> None:
    workspace.notices.add(
        Notice(_SEVERITY[imported.status], imported.message, values=imported.values)
    )
