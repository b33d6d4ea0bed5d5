"""Weigh several suppliers' proposals on the same buildings, under the same assumptions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from twin.errors import MissingInput
from twin.model.building import Building
from twin.model.choice import Assumptions
from twin.model.compared import Compared
from twin.model.importing import Progress, Silent
from twin.model.procurement import AwardCriterion, Judged, Offer, Round
from twin.model.proposal import Proposal
from twin.workspace.comparison_ground import Asked, Known
from twin.workspace.jobs import OnError, Task
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.store.database import Database
    from twin.workspace.workspace import Workspace

TOPIC = "procurement"
FEWEST = 2
USUAL = (
    AwardCriterion("present_value", 35.0),
    AwardCriterion("emissions", 20.0),
    AwardCriterion("backlog", 15.0),
    AwardCriterion("man_hours", 10.0),
    AwardCriterion("risk", 10.0),
    AwardCriterion("disturbance", 10.0),
)
"""Weights to begin with; a proposal of the program that everybody sets anew."""
_SILENT = Silent()


def judge(
    workspace: "Workspace",
    asked: Round,
    on_done: Callable[[Judged], object],
    on_error: OnError,
) -> None:
    """Weigh a round in the background and hand over what came out, or why nothing did."""
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None or database is None:
        workspace.notices.say("Open a portfolio first.")
        return
    found = [b for b in portfolio.buildings if b.building_id in asked.buildings]

    def go_on(known: Known) -> None:
        workspace.jobs.run(
            judged, portfolio, known, asked, on_done=on_done, on_error=on_error,
            task=Task("Weighing {count} offers", TOPIC, {"count": len(asked.proposals)}),
        )  # fmt: skip

    workspace.jobs.run(
        known_of, database, found, on_done=go_on, on_error=on_error, where="database",
        task=Task(topic=TOPIC),
    )  # fmt: skip


def known_of(database: "Database", buildings: Sequence[Building], progress: Progress) -> Known:
    """What is known of some buildings; for the thread that touches the database."""
    from twin.workspace.opportunity_sites import known_of_all

    del progress
    return known_of_all(database, buildings)


def judged(
    portfolio: PortfolioData,
    known: Known,
    asked: Round,
    progress: Progress = _SILENT,
    day: date | None = None,
) -> Judged:
    """Each proposal on every building of the round, and the points it gets.

    Parameters
    ----------
    day : as of which all is told, None for today.

    Raises
    ------
    MissingInput
        With fewer than two proposals, or as `compared_scenarios.compared`.
    InputOutOfRange
        As `scoring.score`.
    """
    proposals = tuple(p for i in asked.proposals if (p := portfolio.proposal(i)) is not None)
    if len(proposals) < FEWEST or not asked.buildings:
        raise MissingInput(
            "A round needs two proposals and a building; nothing was weighed.",
            "Choose more of them.",
        )
    return weighed(portfolio, known, replace(asked, assumptions=locked(asked)), proposals,
                   (day or date.today(), 0), progress)  # fmt: skip


def locked(asked: Round) -> Assumptions:
    """The assumptions of a round, locked for it."""
    return replace(asked.assumptions, round_name=asked.title)


def weighed(
    portfolio: PortfolioData,
    known: Known,
    asked: Round,
    proposals: tuple[Proposal, ...],
    how: tuple[date, int],
    progress: Progress = _SILENT,
) -> Judged:
    """A round with the proposals as they are given.

    how : day as of which all is told, and number of draws, 0 for the usual one.
    """
    from twin.analysis.procurement.blind import blind_names
    from twin.analysis.procurement.missing import missing
    from twin.analysis.procurement.scoring import score
    from twin.workspace.compared_scenarios import compared_as, scenario_of_proposal

    day, draws = how
    assumed = asked.assumptions
    scenarios = [scenario_of_proposal(p, asked.buildings, assumed) for p in proposals]
    whole = replace(portfolio, proposals=proposals)
    ground = Asked(whole, known, scenarios, assumed, asked.buildings, day=day)
    found = compared_as(ground, draws, progress)
    offers = offers_of(found, proposals)
    gaps = tuple(gap for p in proposals for gap in missing(p, day.isoformat()))
    return Judged(
        asked, proposals, found, offers, score(offers, asked.criteria), gaps,
        blind_names(offers, asked.secret), day,
    )  # fmt: skip


def offers_of(found: Compared, proposals: Sequence[Proposal]) -> tuple[Offer, ...]:
    """The outcomes of proposals that were compared."""
    outcomes = {o.key.rpartition("/")[0]: o for o in found.outcomes}
    return tuple(
        Offer(p.proposal_id, p.supplier, p.title, outcomes[p.proposal_id]) for p in proposals
    )


def weighed_anew(judged: Judged, asked: Round) -> Judged:
    """The same outcomes by other weights or under another name; raises as `scoring.score`."""
    from twin.analysis.procurement.scoring import score

    assumed = replace(judged.round.assumptions, round_name=asked.title)
    return replace(
        judged,
        round=replace(asked, assumptions=assumed, secret=judged.round.secret),
        scoring=score(judged.offers, asked.criteria),
    )
