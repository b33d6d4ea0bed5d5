"""Energy audits into the open portfolio, and the what-if out as one, from the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import Cancelled
from twin.model.audit import ExchangeRate
from twin.model.finding import Finding, Severity
from twin.model.importing import Progress
from twin.workspace import audits
from twin.workspace.importing import Imported
from twin.workspace.jobs import Task
from twin.workspace.notices import Notice
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

MOST_TOLD = 2
"""Of the remarks on a file; the others are counted."""


def take_audits(workspace: "Workspace", paths: Sequence[Path], rate: ExchangeRate) -> None:
    """Turn each audit into proposals that wait to be accepted, one file after the other."""
    database = workspace.database
    if database is None or not paths:
        return
    path, rest = paths[0], paths[1:]

    def work(progress: Progress) -> tuple[Imported, PortfolioData]:
        from twin.workspace.open_portfolio import portfolio_data

        done = audits.import_audit(database, path, rate, progress, workspace.who)
        return done, portfolio_data(database)

    def show(stored: tuple[Imported, PortfolioData]) -> None:
        done, portfolio = stored
        if workspace.database is database:
            workspace.change(portfolio=portfolio)
            _tell(workspace, done)
        take_audits(workspace, rest, rate)

    def refuse(error: BaseException) -> None:
        workspace.notices.show(error)
        if not isinstance(error, Cancelled):
            take_audits(workspace, rest, rate)

    workspace.jobs.run(
        work, on_done=show, on_error=refuse, where="database",
        task=Task("Reading {name}", values={"name": path.name}),
    )  # fmt: skip


def export_what_if(workspace: "Workspace", path: Path) -> None:
    """Write the what-if of the entered building as BuildingSync, with its result if it is there.

    Sums stay NOK; BuildingSync has a place for US dollars alone, so they are fields of our own.
    """
    from twin.workspace.audits_out import export_building

    building, scenario = workspace.building, workspace.scenario
    if building is None or scenario is None:
        return

    def write(progress: Progress) -> None:
        del progress
        export_building(path, building, scenario, workspace.result)

    workspace.jobs.run(
        write,
        on_done=lambda _: workspace.notices.say(
            "The what-if of {building} is in {name}.", building=building.name, name=str(path)
        ),
        task=Task("Writing {name}", values={"name": path.name}),
    )


def _tell(workspace: "Workspace", done: Imported) -> None:
    workspace.notices.add(Notice(Severity.INFO, done.message, done.next_step, done.values))
    wrong = [f for f in done.findings if f.severity is not Severity.INFO]
    for finding in wrong[:MOST_TOLD]:
        workspace.notices.add(_notice(finding))
    rest = len(done.findings) - min(len(wrong), MOST_TOLD)
    if rest:
        workspace.notices.say(
            "{count} more remarks on {file}.",
            "“twin proposal from-buildingsync” lists all of them.",
            count=rest,
            file=done.path.name,
        )


def _notice(finding: Finding) -> Notice:
    text = f"{finding.message} {finding.consequence}".strip()
    return Notice(finding.severity, text, finding.next_step, finding.values)
