"""Claimed savings beside those of the model, and what would have to be true for a claim.

The model gives a range (P10 to P90) of the saving of the measure alone, in percent of the
delivered energy, on the very building. Where the claim lies outside, each input is tried by
itself, all others central: which value of it would give the claimed saving? Values are tried over
what buildings and measures can have, so the answer may be one that the model takes for impossible;
the reason then says so. Where no single input can, that is said.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twin.analysis.applied import Case, Package
from twin.analysis.assumptions import central_physics
from twin.analysis.claims_inputs import TRIED, Tried, inputs_of
from twin.analysis.comparison.drawn_years import PORTION
from twin.analysis.comparison.service import evidence_for
from twin.analysis.draws import BUILDING, drawn_physics, drawn_zone, percentiles, sobol_draws
from twin.analysis.heat_balance import simulate_many
from twin.analysis.panels.result import QUANTILE
from twin.analysis.zone.variants import Variant
from twin.model.arrays import FloatArray
from twin.model.choice import Choice
from twin.model.compared import ABOVE, BELOW, INSIDE, NOT_KNOWN, ClaimCheck, Needed
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.proposal import Effect, OfferedMeasure, Proposal, Range
from twin.model.scenario import Quantity, Scenario, Spread, Statement

DRAWS = 64
CLAIM = "claimed_saving"
AGREES = "The claim lies within what the model finds."
NOTHING_TO_CALCULATE = (
    "The offer states nothing that the program can calculate, so the claim stands alone."
)
NOTHING_SINGLE = "No single input explains it: none of them alone gives the claimed saving."


def checked(proposal: Proposal, cases: Sequence[Case]) -> tuple[ClaimCheck, ...]:
    """Each claimed saving of a proposal in each building, by measure and building.

    Raises as `heat_balance.annual_energy`.
    """
    return tuple(
        _check(proposal, measure, effect.value, case)
        for measure in proposal.measures
        for effect in measure.effects
        if effect.kind == CLAIM
        for case in cases
    )


def _check(proposal: Proposal, measure: OfferedMeasure, claimed: Range, case: Case) -> ClaimCheck:
    cases = evidence_for(proposal, measure.measure_id, CLAIM)
    metered = [100 * one.saving for e in cases for one in e.cases if one.before > 0]
    found = ClaimCheck(
        proposal.proposal_id,
        measure.measure_id,
        measure.title,
        proposal.supplier,
        case.building.building_id,
        claimed,
        Spread(np.nan, np.nan, np.nan),
        NOT_KNOWN,
        Statement(AGREES),
        has_evidence=bool(cases) or any(e.evidence for e in measure.effects if e.kind == CLAIM),
        measured=float(np.mean(metered)) if metered else np.nan,
    )
    if not any(EFFECT_KINDS[e.kind].acts_on == ZONE for e in measure.effects):
        return replace(found, reason=Statement(NOTHING_TO_CALCULATE))
    trial = _Trial(measure, case)
    if trial.reason:
        return replace(found, reason=Statement(trial.reason))
    model = Spread(*percentiles(trial.drawn()))
    position = _position(claimed.value, model)
    found = replace(found, model=model, position=position)
    if position == INSIDE:
        return found
    needed = trial.needed(claimed.value)
    return replace(found, needed=tuple(n for n, _ in needed), reason=_reason(needed))


def _position(claimed: float, model: Spread) -> str:
    if claimed < model.p10:
        return BELOW
    return ABOVE if claimed > model.p90 else INSIDE


def _reason(needed: Sequence[tuple[Needed, str]]) -> Statement:
    """What the likeliest of the inputs would have to be."""
    if not needed:
        return Statement(NOTHING_SINGLE)
    first, sentence = needed[0]
    values = {
        "value": first.quantity,
        "low": Quantity(first.low, first.unit),
        "high": Quantity(first.high, first.unit),
    }
    return Statement(sentence, dict(values))


class _Trial:
    """One measure alone in one building."""

    def __init__(self, measure: OfferedMeasure, case: Case) -> None:
        self.case = case
        choice = Choice("claim", case.building.building_id, measure)
        self.package = Package.of(Scenario(choice.building_id, choices=(choice,)), case)
        self.reason = self.package.reaches[0].reason
        self.physics = central_physics(case.defaults)

    def drawn(self) -> FloatArray:
        """Saving in each draw, shape (n,). [%]"""
        steps = self.package.steps[0].measure.effects
        names = (*BUILDING, QUANTILE, *(f"measure 0 {place}" for place in range(len(steps))))
        draws = sobol_draws(names, DRAWS)
        variants: list[Variant] = []
        for draw in draws:
            physics = drawn_physics(self.case.defaults, draw)
            zone = drawn_zone(self.package.zone, draw, self.case.defaults)
            variants.append(Variant(zone, physics))
            variants.append(Variant(self.package.applied(zone, draw), physics))
        return self._savings(variants)

    def needed(self, claimed: float) -> list[tuple[Needed, str]]:
        """Inputs that alone give the claimed saving, possible ones first, then the nearest.

        Each with the sentence that tells it.
        """
        inputs = inputs_of(self.package, self.physics, self.case.defaults)
        variants: list[Variant] = []
        for one in inputs:
            for value in one.values.tolist():
                variants += self._pair(one.state(value))
        savings = self._savings(variants).reshape(len(inputs), TRIED)
        found: list[tuple[float, Needed, str]] = []
        for one, saving in zip(inputs, savings, strict=True):
            value = crossing(one.values, saving, claimed, sum(one.known) / 2)
            if np.isfinite(value):
                low, high = (one.factor * end for end in one.known)
                need = Needed(one.name, one.title, one.unit, one.factor * value, low, high)
                found.append((_how_far(value, one.known), need, one.sentence))
        found.sort(key=lambda row: row[0])
        return [(need, sentence) for _, need, sentence in found]

    def _pair(self, state: Tried) -> list[Variant]:
        after = self._with_effects(state.effects).applied(state.zone)
        return [Variant(state.zone, state.physics), Variant(after, state.physics)]

    def _with_effects(self, effects: tuple[Effect, ...] | None) -> Package:
        if effects is None:
            return self.package
        step = self.package.steps[0]
        changed = replace(step, measure=replace(step.measure, effects=effects))
        return replace(self.package, steps=(changed,))

    def _savings(self, variants: Sequence[Variant]) -> FloatArray:
        """Of pairs before and after, shape (n,). [%]"""
        case, totals = self.case, []
        for first in range(0, len(variants), PORTION):
            some = variants[first : first + PORTION]
            hours = simulate_many(some, case.weather, case.defaults)
            totals += [sum(h.sum() for h in one.delivered.hourly.values()) for one in hours]
        before, after = np.array(totals[::2]), np.array(totals[1::2])
        return 100 * np.divide(before - after, before, out=np.zeros(len(before)), where=before > 0)


def crossing(values: FloatArray, saving: FloatArray, wanted: float, near: float) -> float:
    """Where a broken line meets `wanted`, the place nearest to `near`; NaN where it does not."""
    found: list[float] = []
    for left in range(len(values) - 1):
        low, high = saving[left], saving[left + 1]
        if min(low, high) <= wanted <= max(low, high) and low != high:
            share = (wanted - low) / (high - low)
            found.append(float(values[left] + share * (values[left + 1] - values[left])))
    return min(found, key=lambda value: abs(value - near)) if found else np.nan


def _how_far(value: float, known: tuple[float, float]) -> float:
    """How far a value is from what is possible, in widths of that; 0 inside."""
    low, high = known
    width = max(high - low, 0.05 * abs(high), 1e-6)
    return max(low - value, value - high, 0.0) / width
