"""Store edits of records in the background, show them, take them back and repeat them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from twin.model.building import Building
from twin.model.edit import Change, Edit, EditConflict
from twin.model.importing import Progress
from twin.model.label import Certificate
from twin.model.meter import Meter
from twin.store.audit import tables_of
from twin.store.certificates import CERTIFICATES, load_certificates
from twin.store.database import Database
from twin.store.edits import store_edits, undo
from twin.store.series_steps import touched
from twin.workspace import model_versions
from twin.workspace.jobs import Task
from twin.workspace.plan_steps import with_plans
from twin.workspace.portfolio import FIELDS, PortfolioData, of_other_buildings
from twin.workspace.portfolio_records import Kept, kinds_of, records_of
from twin.workspace.prepare import prepared
from twin.workspace.record_steps import RecordStep
from twin.workspace.versions_shown import is_older
from twin.workspace.watch import WHAT_IF

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Stored:
    """A step as it was stored, and the records of the kinds it touched as they are now.

    has_readings : of meters or sensors are others, too.
    certificates : all of them, None where the step touched none.
    has_what_if : what goes with the what-if of a building is something else.
    """

    change: Change
    records: Kept
    has_readings: bool = False
    certificates: tuple[Certificate, ...] | None = None
    has_what_if: bool = False


def store(
    workspace: "Workspace",
    edits: Sequence[Edit],
    what: str,
    on_stored: Callable[[], object] = lambda: None,
) -> None:
    """Store edits as one undoable step and show them; a conflict goes to `conflict_found`.

    Parameters
    ----------
    what : what was done, in the user's language, for undo and the log.
    """
    if workspace.database is None:
        workspace.notices.say("Open a portfolio first.")
        return
    if is_older(workspace):
        return

    def show(stored: Stored) -> None:
        if stored.change.records:
            workspace.change(record_steps=workspace.state.record_steps.done(_step(stored)))
            show_records(workspace, stored.records)
            if Meter in stored.records:
                _show_meters(workspace)
        on_stored()

    _run(workspace, _stored, tuple(edits), workspace.who, what, on_done=show)


def undo_step(workspace: "Workspace") -> None:
    """Take the last step back."""
    step = workspace.state.record_steps.undo_step
    if step is not None:
        _go_back(workspace, step, workspace.state.record_steps.undone)


def redo_step(workspace: "Workspace") -> None:
    """Repeat the step that was taken back."""
    step = workspace.state.record_steps.redo_step
    if step is not None:
        _go_back(workspace, step, workspace.state.record_steps.redone)


def show_records(workspace: "Workspace", records: Kept) -> None:
    """Put records as they are now into the open portfolio."""
    portfolio = workspace.portfolio
    if portfolio is not None:
        workspace.change(portfolio=with_records(portfolio, records))
        model_versions.look_again(workspace)


def with_records(portfolio: PortfolioData, records: Kept) -> PortfolioData:
    """The portfolio with other records of some kinds."""
    named: dict[str, Any] = {
        FIELDS[kind]: found for kind, found in records.items() if kind in FIELDS
    }
    others = {kind: found for kind, found in records.items() if kind not in FIELDS}
    if Building in records:
        buildings: Any = records[Building]
        values, years = of_other_buildings(portfolio, buildings)
        named |= {"delivered_per_m2": values, "delivered_year": years}
    return replace(portfolio, **named, registers={**portfolio.registers, **others})


def _show_meters(workspace: "Workspace") -> None:
    from twin.workspace.readings_jobs import show_meters

    if workspace.portfolio is not None:
        show_meters(workspace, workspace.portfolio)


def undo_change(workspace: "Workspace", change: Change) -> None:
    """Take any stored step back, as a new step; refused where its records were changed since."""
    step = RecordStep(change.change_id, change.what)
    _go_back(workspace, step, workspace.state.record_steps.done)


def _step(stored: Stored) -> RecordStep:
    return RecordStep(stored.change.change_id, stored.change.what)


def _go_back(
    workspace: "Workspace", step: RecordStep, steps_after: Callable[[RecordStep], object]
) -> None:
    from twin.workspace.enter_building import load_again

    def show(stored: Stored) -> None:
        workspace.change(record_steps=steps_after(_step(stored)))
        show_records(workspace, stored.records)
        if stored.certificates is not None and workspace.portfolio is not None:
            shown = replace(workspace.portfolio, certificates=stored.certificates)
            workspace.change(portfolio=shown)
        if stored.has_readings or Meter in stored.records:
            _show_meters(workspace)
        if stored.has_what_if:
            load_again(workspace, workspace.who)

    _run(workspace, _taken_back, step.change_id, workspace.who, step.what, on_done=show)


def _run(
    workspace: "Workspace",
    function: Callable[..., Stored],
    *arguments: object,
    on_done: Callable[[Stored], object],
) -> None:
    database = workspace.database
    if database is None:
        return

    def tell(error: BaseException) -> None:
        workspace.notices.show(error)
        if isinstance(error, EditConflict):
            _show_theirs(workspace, error)

    def show(stored: Stored) -> None:
        if workspace.database is database:
            on_done(stored)

    before = workspace.portfolio

    def run(progress: Progress) -> Stored:
        stored = function(database, *arguments, progress)
        if before is not None:
            prepared(with_records(before, stored.records))
        return stored

    workspace.jobs.run(run, on_done=show, on_error=tell, where="database", task=Task("Saving"))


def _show_theirs(workspace: "Workspace", error: EditConflict) -> None:
    """Show the records as others left them, then offer the choice."""
    kinds = {type(e.after if e.after is not None else e.before) for e in error.edits}

    def show(records: Kept) -> None:
        show_records(workspace, records)
        workspace.conflict_found.emit(error)

    workspace.jobs.run(_read, workspace.database, kinds, on_done=show, where="database")


def _read(database: Database, kinds: set[type], progress: Progress) -> Kept:
    del progress
    return records_of(database, kinds)


def _stored(
    database: Database, edits: Sequence[Edit], who: str, what: str, progress: Progress
) -> Stored:
    del progress
    with database.writing():
        all_edits = with_plans(database, edits, date.today())
        try:
            change = store_edits(database, all_edits, who, what)
        except EditConflict as error:
            raise EditConflict(error.conflicts, all_edits, what) from error
        kinds = {type(e.after if e.after is not None else e.before) for e in all_edits}
        kinds |= kinds_of(tables_of(database, change.change_id))
        return Stored(change, records_of(database, kinds))


def _taken_back(
    database: Database, change_id: str, who: str, what: str, progress: Progress
) -> Stored:
    del progress
    with database.writing():
        change = undo(database, change_id, who, what)
        tables = tables_of(database, change_id)
        with database.reading() as connection:
            has_readings = touched(connection, change_id)
        records = records_of(database, kinds_of(tables))
        found = load_certificates(database) if CERTIFICATES in tables else None
        return Stored(change, records, has_readings, found, bool(tables & WHAT_IF))
