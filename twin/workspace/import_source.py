"""Take files the user chose or dropped into the open portfolio."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import Cancelled
from twin.model.finding import Severity
from twin.model.importing import ImportedRecords, Progress
from twin.store.database import Database
from twin.workspace import building_energy, importing, shade
from twin.workspace.importing import Imported
from twin.workspace.jobs import Task
from twin.workspace.notices import Notice
from twin.workspace.portfolio import PortfolioData
from twin.workspace.record_steps import RecordStep

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
    goal = _Goal(workspace.database, building.building_id if building else "", workspace.who)
    _read(workspace, tuple(paths), goal)


@dataclass(frozen=True, slots=True, eq=False)
class _Goal:
    """Where the files go, whatever is opened meanwhile."""

    database: Database
    new_version_of: str
    who: str


def _read(workspace: "Workspace", paths: tuple[Path, ...], goal: _Goal) -> None:
    """Read the first file, then the others one after the other."""
    if workspace.database is not goal.database or not paths:
        return
    path, rest = paths[0], paths[1:]
    if importing.suffix_of(path) == importing.COBIE:
        _take_cobie(workspace, path, rest, goal)
        return

    def store(records: ImportedRecords) -> None:
        _store(workspace, path, records, goal)
        _read(workspace, rest, goal)

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            _read(workspace, rest, goal)

    workspace.jobs.run(
        importing.read_file,
        goal.database.folder,
        path,
        on_done=store,
        on_error=refuse,
        task=Task("Reading {name}", values={"name": path.name}),
    )


def _take_cobie(workspace: "Workspace", path: Path, rest: tuple[Path, ...], goal: _Goal) -> None:
    """Read and store a COBie workbook on the database thread, then go on with the others."""
    from twin.workspace.cobie import import_cobie
    from twin.workspace.open_portfolio import portfolio_data

    def work(progress: Progress) -> tuple[Imported, PortfolioData]:
        done = import_cobie(goal.database, path, progress, goal.who)
        return done, portfolio_data(goal.database)

    def show(stored: tuple[Imported, PortfolioData]) -> None:
        if workspace.database is goal.database:
            _show(workspace, *stored)
        _read(workspace, rest, goal)

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            _read(workspace, rest, goal)

    workspace.jobs.run(
        work, on_done=show, on_error=refuse, where="database",
        task=Task("Reading {name}", values={"name": path.name}),
    )  # fmt: skip


def _store(workspace: "Workspace", path: Path, records: ImportedRecords, goal: _Goal) -> None:
    if workspace.database is not goal.database:
        workspace.notices.warn(
            "{name} was not imported: another portfolio was opened meanwhile.",
            "Import it again.",
            name=path.name,
        )
        return

    def show(stored: tuple[Imported, PortfolioData]) -> None:
        if workspace.database is goal.database:
            _show(workspace, *stored)

    workspace.jobs.run(
        _stored,
        goal,
        path,
        records,
        on_done=show,
        where="database",
    )


def _stored(
    goal: _Goal, path: Path, records: ImportedRecords, progress: Progress
) -> tuple[Imported, PortfolioData]:
    from twin.workspace.open_portfolio import portfolio_data

    del progress  # once it is stored there is nothing left to stop
    imported = importing.store_records(goal.database, path, records, goal.new_version_of, goal.who)
    return imported, portfolio_data(goal.database)


def _show(workspace: "Workspace", imported: Imported, portfolio: PortfolioData) -> None:
    before, entered = workspace.portfolio, workspace.building
    workspace.change(portfolio=portfolio)
    _remember(workspace, imported)
    _tell(workspace, imported)
    if entered is not None and imported.building_id == entered.building_id:
        workspace.enter_building(entered.building_id)
        return
    shade.look_if_moved(workspace, before)
    building_energy.refresh(workspace)
    if workspace.mode == "portfolio" and imported.building_id:
        workspace.select(frozenset((imported.building_id,)))


def _remember(workspace: "Workspace", imported: Imported) -> None:
    """Let undo take the import back where it was one step of edits."""
    change = imported.change
    if change is not None:
        step = RecordStep(change.change_id, change.what)
        workspace.change(record_steps=workspace.state.record_steps.done(step))


def _tell(workspace: "Workspace", imported: Imported) -> None:
    workspace.notices.add(
        Notice(_SEVERITY[imported.status], imported.message, imported.next_step, imported.values)
    )
    for remark in imported.remarks:
        workspace.notices.add(Notice(Severity.INFO, remark, values=imported.values))
    for found in imported.findings:
        message = f"{found.message} {found.consequence}".strip()
        workspace.notices.add(Notice(found.severity, message, found.next_step, found.values))
