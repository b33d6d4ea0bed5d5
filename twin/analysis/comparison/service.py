"""What a scenario does to failures, repairs, own work and people in one building."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.comparison.ground import Applied, Ground, Recorded
from twin.analysis.comparison.shared_draws import CARBON, SharedDraws, drawn_many, name_of
from twin.model.arrays import FloatArray
from twin.model.choice import Choice
from twin.model.proposal import Evidence, OfferedMeasure, Proposal

PER_QUANTITY = ("man_hours",)
FACTORS = ("failure_factor", "risk_factor")
KINDS = ("failure_factor", "risk_factor", "response_time", "man_hours", "condition_knowledge")


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """One kind of claim of all measures in a building; value of shape (n,).

    told : how many measures claim it.  supported : how many of them have evidence for it.
    """

    value: FloatArray
    told: int = 0
    supported: int = 0

    @property
    def share(self) -> float:
        """Share of the claims that has evidence; 1 where nothing is claimed."""
        return self.supported / self.told if self.told else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A building under a scenario; arrays of shape (n,), the last column is the middle.

    failures : [1/year]  response : [h]  man_hours : change. [h/year]
    known : share of the parts whose condition becomes known, of those that are not. [1]
    risk : against today. [1]  embodied : [kgCO2e]
    weeks : of work.  closed : rooms that cannot be used. [m2 weeks]
    claims : by kind.
    """

    failures: FloatArray
    response: FloatArray
    man_hours: FloatArray
    known: FloatArray
    risk: FloatArray
    embodied: FloatArray
    weeks: float
    closed: float
    claims: Mapping[str, Claim]


def service(one: Applied, ground: Ground, draws: SharedDraws) -> Service:
    """Effects of all measures of a scenario in a building, those that meet counted once."""
    recorded = ground.recorded.get(one.case.building.building_id, Recorded())
    claims = {kind: _claim(kind, one, ground, draws) for kind in KINDS}
    pairs = list(zip(one.package.steps, one.choices, strict=True))
    area = one.case.zone.floor_area.value
    embodied = np.zeros(draws.count + 1)
    for step, choice in pairs:
        carbon = drawn_many(choice.measure.embodied_carbon, draws.values[name_of(choice, CARBON)])
        embodied = embodied + step.reach.quantity * carbon
    away = [choice.measure.disturbance for _, choice in pairs]
    return Service(
        failures=recorded.failures * claims["failure_factor"].value,
        response=np.maximum(recorded.response + claims["response_time"].value, 0.0),
        man_hours=claims["man_hours"].value,
        known=claims["condition_knowledge"].value,
        risk=claims["risk_factor"].value,
        embodied=embodied,
        weeks=sum(a.weeks for a in away),
        closed=sum(a.weeks * a.closed_share * area for a in away),
        claims=claims,
    )


def scope(measure: OfferedMeasure) -> tuple[object, ...]:
    """What a claim of a measure is about; claims of one kind and scope are the same thing."""
    chosen = measure.selector
    parts = tuple(sorted(measure.renews or chosen.part_codes))
    return parts, tuple(sorted(chosen.kinds)), tuple(sorted(chosen.ifc_classes))


def is_supported(choice: Choice, kind: str, ground: Ground) -> bool:
    """Whether a claim comes with evidence: its own, or one of the proposal that names it."""
    measure = choice.measure
    if any(e.kind == kind and e.evidence for e in measure.effects):
        return True
    proposal = ground.proposals.get(choice.origin)
    return proposal is not None and bool(evidence_for(proposal, measure.measure_id, kind))


def evidence_for(proposal: Proposal, measure_id: str, kind: str) -> tuple[Evidence, ...]:
    """What a proposal rests a claim on; a mere statement is no evidence."""
    names = {measure_id, f"{measure_id}/{kind}"}
    own = (e for e in proposal.evidence if names & set(e.supports))
    return tuple(e for e in own if e.kind != "statement")


def _claim(kind: str, one: Applied, ground: Ground, draws: SharedDraws) -> Claim:
    """All claims of a kind together: factors multiply, knowledge adds to what is left unknown.

    Of claims about the same parts the strongest counts alone.
    """
    by_scope: dict[tuple[object, ...], list[FloatArray]] = {}
    told = supported = 0
    for step, choice in zip(one.package.steps, one.choices, strict=True):
        times = step.reach.quantity if kind in PER_QUANTITY else 1.0
        for place, effect in enumerate(choice.measure.effects):
            if effect.kind == kind:
                told += 1
                supported += is_supported(choice, kind, ground)
                value = times * drawn_many(effect.value, draws.values[name_of(choice, place)])
                by_scope.setdefault(scope(choice.measure), []).append(value)
    strongest = [_strongest(kind, values) for values in by_scope.values()]
    return Claim(_together(kind, strongest, draws.count + 1), told, supported)


def _strongest(kind: str, values: Sequence[FloatArray]) -> FloatArray:
    """Of claims about the same thing: the one furthest from no change, by its middle."""
    none = 1.0 if kind in FACTORS else 0.0
    return max(values, key=lambda value: abs(float(value[-1]) - none))


def _together(kind: str, values: Sequence[FloatArray], n: int) -> FloatArray:
    if kind in FACTORS:
        return np.prod([np.ones(n), *values], axis=0)
    if kind == "condition_knowledge":
        return 1 - np.prod([np.ones(n), *(1 - value for value in values)], axis=0)
    return np.sum([np.zeros(n), *values], axis=0)
