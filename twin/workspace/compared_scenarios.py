"""Scenarios side by side, under the same assumptions and on the same buildings."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from twin.model.arrays import FloatArray
from twin.model.choice import AS_DEFAULTS, CATALOGUE, Assumptions, Choice, PortfolioScenario
from twin.model.compared import ClaimCheck, Compared
from twin.model.comparison import COMPARABLES as COMPARABLES
from twin.model.importing import Progress, Silent
from twin.model.proposal import Proposal
from twin.workspace.comparison_ground import Asked, Known, ground_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.comparison.robustness import Tornado

DO_NOTHING = "do nothing"
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


def tornado_of(
    found: Compared, scenario: str, comparable: str, against: str = DO_NOTHING
) -> "Tornado":
    """What decides the difference of two scenarios; names as in `Compared.titles`.

    Without any bars where either has no draws of the comparable.
    """
    from twin.analysis.comparison.robustness import Tornado, tornado

    one, other = found.of(scenario), found.of(against)
    own = one.samples.get(comparable) if one else None
    its = other.samples.get(comparable) if other else None
    if own is None or its is None:
        return Tornado((), float("nan"), 0.0)
    return tornado(found.inputs, own - its)


def chances_of(found: Compared, comparable: str) -> FloatArray:
    """Chance that the row's outcome beats the column's, shape (n, n)."""
    from twin.analysis.comparison.robustness import chances

    return chances(found.outcomes, comparable)


def verdict_of(chance: float) -> str:
    """``robust`` | ``fragile`` | ``robustly worse`` | ``unknown``."""
    from twin.analysis.comparison.robustness import verdict

    return verdict(chance)


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


def checked_claims(
    portfolio: PortfolioData,
    known: Known,
    proposal: Proposal,
    building_ids: Sequence[str],
    assumptions: Assumptions = AS_DEFAULTS,
    progress: Progress = _SILENT,
) -> tuple[ClaimCheck, ...]:
    """Each saving that a proposal claims beside that of the model, in each building.

    Raises as `compared`.
    """
    from twin.analysis.claims_check import checked

    scenario = scenario_of_proposal(proposal, building_ids, assumptions)
    asked = Asked(portfolio, known, (scenario,), assumptions, tuple(building_ids))
    cases: Mapping[str, object] = ground_of(asked, progress).cases
    return checked(proposal, tuple(cases.values()))
