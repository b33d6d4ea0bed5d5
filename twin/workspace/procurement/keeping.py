"""Freeze, list and re-run decisions in the background of the window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from twin.model.choice import Decision
from twin.model.compared import Rerun
from twin.model.decided import DecisionContent
from twin.model.importing import Progress
from twin.model.procurement import Judged
from twin.workspace.comparison_ground import Known
from twin.workspace.jobs import OnError, Task
from twin.workspace.portfolio import PortfolioData
from twin.workspace.procurement.freezing import Verdict, frozen, rerun
from twin.workspace.procurement.rounds import known_of

if TYPE_CHECKING:
    from twin.store.database import Database
    from twin.workspace.workspace import Workspace

TOPIC = "rerun"
Records = Mapping[type, Any]  # Any: records by their own kind


def decisions(portfolio: PortfolioData | None) -> tuple[Decision, ...]:
    """All decisions of a portfolio, the newest first."""
    found = portfolio.of_kind(Decision) if portfolio is not None else ()
    return tuple(sorted(found, key=lambda d: (str(d.decided_at), d.decision_id), reverse=True))


def content_of(decision: Decision) -> DecisionContent:
    """What a record holds; raises as `twin.store.decisions.content`."""
    from twin.store.decisions import content

    return content(decision)


def freeze(
    workspace: "Workspace",
    judged: Judged,
    verdict: Verdict,
    on_done: Callable[[Decision], object],
) -> None:
    """Freeze a round as a decision and store it."""
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None or database is None:
        workspace.notices.say("Open a portfolio first.")
        return
    what = workspace.say("Decision: {name}", name=judged.round.title)
    step = (workspace.new_key(), workspace.who, what)

    def show(found: tuple[Decision, Records]) -> None:
        from twin.workspace.edit_records import show_records

        decision, records = found
        show_records(workspace, records)
        workspace.notices.say("The decision {name} is frozen.", name=decision.title)
        on_done(decision)

    workspace.jobs.run(
        _frozen, database, portfolio, judged, verdict, step,
        on_done=show, where="database", task=Task("Saving"),
    )  # fmt: skip


def run_again(
    workspace: "Workspace",
    decision: Decision,
    on_done: Callable[[Rerun], object],
    on_error: OnError,
) -> None:
    """Calculate a decision again in the background."""
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None or database is None:
        return
    ids = content_of(decision).round.buildings
    found = [b for b in portfolio.buildings if b.building_id in ids]

    def go_on(known: Known) -> None:
        workspace.jobs.run(
            rerun, portfolio, known, decision, on_done=on_done, on_error=on_error,
            task=Task("Running {name} again", TOPIC, {"name": decision.title}),
        )  # fmt: skip

    workspace.jobs.run(
        known_of, database, found, on_done=go_on, on_error=on_error, where="database",
        task=Task(topic=TOPIC),
    )  # fmt: skip


def _frozen(
    database: "Database",
    portfolio: PortfolioData,
    judged: Judged,
    verdict: Verdict,
    step: tuple[str, str, str],
    progress: Progress,
) -> tuple[Decision, Records]:
    from twin.store.decisions import store_decision
    from twin.workspace.portfolio_records import records_of

    key, who, what = step
    buildings = [b for b in portfolio.buildings if b.building_id in judged.round.buildings]
    known = known_of(database, buildings, progress)
    decision = frozen(portfolio, known, judged, verdict, key)
    store_decision(database, decision, who, what)
    return decision, records_of(database, {Decision})
