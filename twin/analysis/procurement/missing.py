"""What an offer does not show: evidence of its claims, and its own terms."""

from collections.abc import Sequence

from twin.analysis.comparison.service import evidence_for
from twin.model.procurement import Missing
from twin.model.proposal import NOTHING, OfferedMeasure, Proposal
from twin.model.scenario import Statement

EVIDENCE, TERMS = "evidence", "terms"
EPD = ("epd",)
_CLAIM = "“{kind}” of {measure} is claimed without evidence."
_CARBON = "CO₂e of materials of {measure} has no EPD."
_NO_SPREAD = "The price of {measure} has no low and high."
_LEVEL = "The offer does not say of which day its prices are."
_EXPIRED = "The offer was valid until {day} only."
_UNSIGNED = "The offer is not signed."
_NO_PLAN = "The offer does not say how its savings will be measured afterwards."
_NO_ACCEPTANCE = "The offer does not say what its work is to be accepted by."
_CURRENCY = "The offer is in {currency}, at an exchange rate that the supplier states."


def missing(proposal: Proposal, day: str) -> tuple[Missing, ...]:
    """All that an offer lacks, the claims first.

    day : ISO date that validity is judged by.
    """
    found = [
        Missing(proposal.proposal_id, statement, EVIDENCE, number)
        for number, measure in enumerate(proposal.measures, 1)
        for statement in _of(measure, proposal)
    ]
    own = (Missing(proposal.proposal_id, s, TERMS) for s in _terms(proposal, day))
    return (*found, *own)


def _of(measure: OfferedMeasure, proposal: Proposal) -> Sequence[Statement]:
    named = {"measure": measure.title}
    told: list[Statement] = []
    for effect in measure.effects:
        is_bare = effect.is_claimed and not effect.evidence
        if is_bare and not evidence_for(proposal, measure.measure_id, effect.kind):
            told.append(Statement(_CLAIM, {**named, "kind": effect.kind}))
    if measure.embodied_carbon != NOTHING:
        own = evidence_for(proposal, measure.measure_id, "embodied_carbon")
        if not any(e.kind in EPD for e in own):
            told.append(Statement(_CARBON, dict(named)))
    cost = measure.unit_cost
    if cost.value and not cost.high > cost.low:
        told.append(Statement(_NO_SPREAD, dict(named)))
    return told


def _terms(proposal: Proposal, day: str) -> list[Statement]:
    told: list[Statement] = []
    if not proposal.price_level and not proposal.price_year:
        told.append(Statement(_LEVEL))
    if proposal.valid_until and proposal.valid_until < day:
        told.append(Statement(_EXPIRED, {"day": proposal.valid_until}))
    if proposal.signature != "valid":
        told.append(Statement(_UNSIGNED))
    if not proposal.verification.option:
        told.append(Statement(_NO_PLAN))
    if not proposal.acceptance:
        told.append(Statement(_NO_ACCEPTANCE))
    if proposal.currency != "NOK":
        told.append(Statement(_CURRENCY, {"currency": proposal.currency}))
    return told
