"""Take a foreign table in, in the background: open it, try it out, store it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from twin.model.building import Building
from twin.model.edit import Change, EditConflict
from twin.model.importing import Progress
from twin.model.table_plan import Plan
from twin.store.audit import tables_of
from twin.store.database import Database
from twin.workspace import building_energy, shade, table_import
from twin.workspace.edit_records import with_records
from twin.workspace.jobs import Job, OnError, Task
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.portfolio import PortfolioData
from twin.workspace.portfolio_records import Kept, kinds_of, records_of
from twin.workspace.prepare import prepared
from twin.workspace.record_steps import RecordStep
from twin.workspace.table_import import OpenTable

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

PLAN = "table plan"
"""Topic of trying out: a newer choice makes an older trial pointless."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """A step as it was stored, and what the portfolio holds of it now."""

    change: Change
    records: Kept | PortfolioData


def open_table(
    workspace: "Workspace",
    path: Path,
    on_done: Callable[[OpenTable], object],
    on_error: OnError | None = None,
) -> Job:
    """Read a file in a child process, and propose how it is read."""

    def read(progress: Progress) -> OpenTable:
        return table_import.open_table(path, workspace.database, progress)

    return workspace.jobs.run(
        read,
        on_done=on_done,
        on_error=on_error,
        task=Task("Reading {name}", values={"name": path.name}),
    )


def try_out(
    workspace: "Workspace",
    opened: OpenTable,
    on_done: Callable[[Plan], object],
    on_error: OnError | None = None,
) -> Job | None:
    """Say what taking the table in would do; a newer trial ends an older one."""
    portfolio = workspace.portfolio
    if portfolio is None:
        return None

    def run(progress: Progress) -> Plan:
        return table_import.tried(opened, portfolio, progress)

    return workspace.jobs.run(run, on_done=on_done, on_error=on_error, task=Task(topic=PLAN))


def take_in(
    workspace: "Workspace",
    opened: OpenTable,
    plan: Plan,
    what: str,
    on_end: Callable[[BaseException | None], object],
) -> Job | None:
    """Store what a plan says as one step, and show it.

    what : what the step is called, in the user's language.
    on_end : called with what went wrong, None when all is stored.
    """
    database = workspace.database
    if database is None:
        return None

    def show(stored: _Shown) -> None:
        if workspace.database is database:
            _show(workspace, stored)
        on_end(None)

    def tell(error: BaseException) -> None:
        if isinstance(error, EditConflict) and workspace.database is database:
            _look_again(workspace, database, plan, lambda: on_end(error))
        else:
            on_end(error)

    return workspace.jobs.run(
        _stored,
        (database, workspace.portfolio),
        opened,
        plan,
        (workspace.who, what),
        on_done=show,
        on_error=tell,
        where="database",
        task=Task("Taking in {name}", values={"name": opened.file.path.name}),
    )


def _look_again(
    workspace: "Workspace", database: Database, plan: Plan, on_done: Callable[[], object]
) -> None:
    """Show the records as others left them, so that the table can be tried out anew."""

    def read(progress: Progress) -> Kept:
        del progress
        return records_of(database, _kinds(plan))

    def show(records: Kept) -> None:
        if workspace.portfolio is not None:
            workspace.change(portfolio=with_records(workspace.portfolio, records))
        on_done()

    workspace.jobs.run(read, on_done=show, where="database")


def _kinds(plan: Plan) -> set[type]:
    return {type(e.after if e.after is not None else e.before) for e in plan.edits}


def _stored(
    where: tuple[Database, PortfolioData | None],
    opened: OpenTable,
    plan: Plan,
    step: tuple[str, str],
    progress: Progress,
) -> _Shown:
    database, before = where
    change = table_import.take_in(database, opened, plan, step, progress)
    kinds = _kinds(plan) | kinds_of(tables_of(database, change.change_id))
    if Building in kinds:  # figures by building have to be made anew
        return _Shown(change, prepared(portfolio_data(database)))
    records = records_of(database, kinds)
    if before is not None:
        prepared(with_records(before, records))
    return _Shown(change, records)


def _show(workspace: "Workspace", stored: _Shown) -> None:
    before = workspace.portfolio
    if isinstance(stored.records, PortfolioData):
        after: PortfolioData | None = stored.records
    else:
        after = with_records(before, stored.records) if before is not None else None
    steps = workspace.state.record_steps
    if stored.change.records:
        steps = steps.done(RecordStep(stored.change.change_id, stored.change.what))
    workspace.change(record_steps=steps, portfolio=after)
    if isinstance(stored.records, PortfolioData):
        shade.look_if_moved(workspace, before)
        building_energy.refresh(workspace)
