"""Scenarios side by side, under the same assumptions and on the same buildings."""

from collections.abc import Sequence

from twin.model.choice import AS_DEFAULTS, CATALOGUE, Assumptions, Choice, PortfolioScenario
from twin.model.compared import Compared
from twin.model.importing import Progress, Silent
from twin.model.proposal import Proposal
from twin.workspace.comparison_ground import Asked, Known, ground_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State

_SILENT = Silent()
_COMPARING = "Comparing scenarios"


def compared(
    portfolio: PortfolioData,
    known: Known,
    scenarios: Sequence[PortfolioScenario],
    assumptions: Assumptions = AS_DEFAULTS,
    state: State | None = None,
    progress: Progress = _SILENT,
) -> Compared:
    """Today, "do nothing" and the scenarios, all under `assumptions`.

    On every building that one of them touches, and on the one that is entered in `state`.

    Parameters
    ----------
    known : of `opportunity_sites.known_of_all`.
    state : of the window, None without one.

    Raises
    ------
    MissingInput
        If a building is gone, or a value without an honest default is unknown.
    Cancelled
        If the user does not want it any more.
    """
    entered = (state.building.building_id,) if state is not None and state.building else ()
    asked = Asked(portfolio, known, scenarios, assumptions, entered, state)
    return compared_as(asked, 0, progress)


def compared_as(asked: Asked, draws: int = 0, progress: Progress = _SILENT) -> Compared:
    """As `compared`, for any buildings and from any year.

    draws : 0 for 128 with up to three buildings and 64 with more.
    """
    from twin.analysis.comparison.outcomes import outcomes

    ground = ground_of(asked, progress)
    return outcomes(
        asked.scenarios, ground, draws, lambda done: progress.report(0.35 + 0.6 * done, _COMPARING)
    )


def scenario_of_proposal(
    proposal: Proposal, building_ids: Sequence[str], assumptions: Assumptions = AS_DEFAULTS
) -> PortfolioScenario:
    """Each measure of a proposal in each building; those that do not apply there do nothing."""
    choices = tuple(
        Choice(
            f"{building}/{measure.measure_id}",
            building,
            measure,
            proposal.sha256 or CATALOGUE,
            proposal.supplier,
        )
        for building in building_ids
        for measure in proposal.measures
    )
    return PortfolioScenario(proposal.proposal_id, proposal.title, choices, assumptions)
