"""Others work in the same portfolio: look for what they stored, show it, say who it was.

A server and a file are looked at alike, by the log of changes: one question to an index, every
few seconds, on the thread of the database.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from twin.model.building import Building
from twin.model.edit import Arrived, Seen
from twin.model.importing import Progress
from twin.model.meter import Meter
from twin.store.audit import BLOCKS
from twin.store.certificates import CERTIFICATES
from twin.store.database import Database
from twin.store.news import news
from twin.store.tables import building_models
from twin.workspace.jobs import Task
from twin.workspace.portfolio import PortfolioData
from twin.workspace.portfolio_records import Kept, kinds_of, records_of

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

EVERY, LONGEST = 4_000, 60_000  # ms; the longest while a server does not answer
_WHOLE = {building_models.name, CERTIFICATES}
WHAT_IF = frozenset((
    "scenarios", "scenario_proposals", "known_values", "actual_operations",
    "operation_overrides", "operation_closures", "saving_checks",
))  # fmt: skip
"""Tables of what goes with the what-if of a building."""


@dataclass(frozen=True, slots=True)
class News:
    """What others stored, and the portfolio, or else its records, as they are now."""

    seen: Seen
    arrived: tuple[Arrived, ...]
    records: Kept = field(default_factory=dict)
    portfolio: PortfolioData | None = None


class Watch(QObject):
    """Looks for others' changes of one open database while the window is there."""

    def __init__(self, workspace: "Workspace", database: Database, seen: Seen) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._database = database
        self._seen = seen
        self._is_looking = False
        self._has_failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look once, unless the database is at work; what is found is shown."""
        jobs = self._workspace.jobs
        if self._is_looking or any(job.where == "database" for job in jobs.running):
            return
        self._is_looking = True
        jobs.run(
            _looked, self._database, self._seen,
            on_done=self._show, on_error=self._fail, where="database", task=Task(topic="news"),
        )  # fmt: skip

    def every(self, milliseconds: int) -> None:
        """Look as often as this."""
        self._timer.setInterval(milliseconds)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _show(self, found: News) -> None:
        self._is_looking = False
        if self._workspace.database is not self._database:
            return
        if self._has_failed:
            self._has_failed = False
            self._timer.setInterval(EVERY)
            self._workspace.notices.say("The server answers again; what is shown is up to date.")
        self._seen = found.seen
        if found.arrived:
            show(self._workspace, found)

    def _fail(self, error: BaseException) -> None:
        """Say it once, and ask less and less often until there is an answer."""
        self._is_looking = False
        if self._workspace.database is not self._database:
            return
        if not self._has_failed:
            self._has_failed = True
            self._workspace.notices.show(error)
        self._timer.setInterval(min(2 * self._timer.interval(), LONGEST))


def watch(workspace: "Workspace", database: Database, seen: Seen) -> None:
    """Look for others' changes of an open portfolio from now on."""
    end_watch(workspace)
    workspace.watch = Watch(workspace, database, seen)


def end_watch(workspace: "Workspace") -> None:
    """Look no more."""
    if workspace.watch is not None:
        workspace.watch.stop()
        workspace.watch.deleteLater()
        workspace.watch = None


def show(workspace: "Workspace", found: News) -> None:
    """Show what others changed, and say quietly who changed what."""
    from twin.workspace import building_energy, edit_building
    from twin.workspace.edit_records import show_records
    from twin.workspace.enter_building import load_again
    from twin.workspace.readings_jobs import show_meters

    tables = frozenset[str]().union(*(step.tables for step in found.arrived))
    if found.portfolio is not None:
        edit_building.show_changed(workspace, found.portfolio)
    elif found.records:
        show_records(workspace, found.records)
    has_meters = bool(tables & set(BLOCKS)) or Meter in found.records
    if workspace.portfolio is not None and has_meters:
        show_meters(workspace, workspace.portfolio)
    if tables & WHAT_IF:
        load_again(workspace, found.arrived[-1].who)
        building_energy.refresh(workspace)
    _tell(workspace, found.arrived)


def _tell(workspace: "Workspace", arrived: tuple[Arrived, ...]) -> None:
    newest = arrived[-1]
    values = {"who": newest.who, "what": newest.what, "count": len(arrived)}
    if len(arrived) == 1:
        workspace.notices.say("{who} changed the portfolio: {what}. It is shown.", **values)
    else:
        workspace.notices.say(
            "{count} changes by others are shown; the newest is by {who}: {what}.", **values
        )


def _looked(database: Database, since: Seen, progress: Progress) -> News:
    from twin.workspace.open_portfolio import portfolio_data

    del progress
    with database.reading():
        seen, arrived = news(database, since)
        tables = frozenset[str]().union(*(step.tables for step in arrived))
        if not arrived:
            return News(seen, arrived)
        kinds = kinds_of(tables - {building_models.name})
        if Building in kinds or tables & _WHOLE:
            return News(seen, arrived, portfolio=portfolio_data(database))
        return News(seen, arrived, records_of(database, kinds))
