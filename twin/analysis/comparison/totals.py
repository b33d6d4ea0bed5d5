"""A scenario over all its buildings, on each of the comparables, in every draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.comparison.condition_paths import ConditionPath, ConditionPaths
from twin.analysis.comparison.drawn_years import DrawnYear
from twin.analysis.comparison.ground import Applied, Ground
from twin.analysis.comparison.money import Flow, Prices, built_up, flow
from twin.analysis.comparison.purchases import Bought
from twin.analysis.comparison.service import Service
from twin.analysis.economics.cash_flow import discount
from twin.analysis.economics.payback import discounted_payback, simple_payback
from twin.analysis.opportunities.offers import ABOUT
from twin.analysis.opportunities.plants import CARRIERS
from twin.analysis.opportunities.sites import trust
from twin.model.arrays import FloatArray
from twin.model.comparison import CLAIMED, NONE, RECOMPUTED, RECORDED, UNKNOWN, Outcome
from twin.model.scenario import Spread

TEN_YEARS = 10
HORIZONS = {"cost_30": 30, "cost_60": 60}
Drawn = dict[str, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class InBuilding:
    """A scenario in one building, calculated.

    stages : the building after each year in which something is carried out.
    """

    applied: Applied
    today: DrawnYear
    stages: Mapping[int, DrawnYear]
    measures: tuple[Bought, ...]
    service: Service

    @property
    def last(self) -> DrawnYear:
        """Once everything is carried out."""
        return self.stages[max(self.stages)] if self.stages else self.today

    def flow(self, prices: Prices, period: int) -> Flow:
        """What it pays and saves."""
        return flow(self.measures, self.today, self.stages, prices, period)


def energy(found: Sequence[InBuilding]) -> Drawn:
    """Bought energy, peak and own solar electricity; peaks of buildings are added up."""
    return {
        "bought_energy": sum_of([one.last.total for one in found]),
        "peak_power": sum_of([one.last.peak for one in found]),
        "own_use": sum_of([one.last.own_use for one in found]),
        "overheating": _overheating(found),
    }


def _overheating(found: Sequence[InBuilding]) -> FloatArray:
    """Mean of the buildings, by their area."""
    areas = np.array([one.applied.case.zone.floor_area.value for one in found])
    hours = np.array([one.last.overheating for one in found])
    return areas @ hours / areas.sum()


def climate(found: Sequence[InBuilding], ground: Ground) -> Drawn:
    """Emissions of operation with the chosen basis and with the other, and of materials."""
    factors = next(iter(ground.cases.values())).defaults.emission_factors
    names = list(factors)
    chosen = ground.assumptions.electricity_basis
    first = chosen if chosen in names else names[0]
    other = next((name for name in names if name != first), first)
    delivered = np.sum([one.last.delivered for one in found], axis=0)

    def emitted(basis: str) -> FloatArray:
        known = factors[basis]
        row = [known[c].value if c in known else np.nan for c in CARRIERS]
        weights = np.array(row)[:, None]
        return np.where(delivered != 0, delivered * weights, 0.0).sum(axis=0)

    return {
        "emissions": emitted(first),
        "emissions_other": emitted(other),
        "embodied": sum_of([one.service.embodied for one in found]),
    }


def money(found: Sequence[InBuilding], prices: Prices) -> tuple[Drawn, FloatArray]:
    """Sums of money, and the net present value built up, shape (n, period + 1)."""
    asked, n = prices.economics, len(prices.growth)
    flows = [one.flow(prices, asked.period) for one in found]
    nothing = [flow((), one.today, {}, prices, asked.period) for one in found]
    saved = sum_of(
        [
            before.energy - after.energy - after.running - after.counted
            for before, after in zip(nothing, flows, strict=True)
        ]
    )
    worth = built_up(saved, asked)
    drawn = {
        "investment": sum_of([sum_of([m.amount for m in one.measures], n) for one in found]),
        "yearly_cost": sum_of(
            [prices.cost(one.last) + sum_of([m.running for m in one.measures], n) for one in found]
        ),
        "present_value": worth[:, -1],
        "payback": discounted_payback(worth),
        "simple_payback": simple_payback(_counted(found, n), _saved(found, prices, n)),
    }
    return drawn, worth


def _counted(found: Sequence[InBuilding], n: int) -> FloatArray:
    """Investment that counts against energy. [NOK]"""
    return sum_of([m.amount - m.maintenance for one in found for m in one.measures], n)


def _saved(found: Sequence[InBuilding], prices: Prices, n: int) -> FloatArray:
    """Less to pay in a year once everything is carried out, at today's prices. [NOK/year]"""
    energy = sum_of([prices.cost(one.today) - prices.cost(one.last) for one in found], n)
    return energy - sum_of([m.running for one in found for m in one.measures], n)


def life_cycle(
    found: Sequence[InBuilding], prices: Prices, condition: ConditionPath | None
) -> Drawn:
    """Today's value of all that is paid over 30 and 60 years, with the backlog that is left."""
    costs: Drawn = {}
    for key, period in HORIZONS.items():
        course = discount(prices.over(period))
        paid = sum_of([one.flow(prices, period).whole for one in found]) @ course
        left = float(condition.backlog[1, period]) * course[-1] if condition else 0.0
        costs[key] = paid + (left if np.isfinite(left) else 0.0)
    return costs


def people(found: Sequence[InBuilding]) -> Drawn:
    """Own work, repairs and disturbance; repairs by the mean of the buildings' own."""
    length = len(found[0].today.total)
    response = np.array([one.service.response for one in found])
    known = np.isfinite(response[:, -1])
    fails = [one.service.failures for one in found if np.isfinite(one.service.failures[-1])]
    return {
        "man_hours": sum_of([one.service.man_hours for one in found]),
        "response_time": response[known].mean(axis=0) if known.any() else np.full(length, np.nan),
        "failures": sum_of(fails) if fails else np.full(length, np.nan),
        "disturbance": np.full(length, sum(one.service.weeks for one in found)),
        "closed": np.full(length, sum(one.service.closed for one in found)),
    }


def condition_outcomes(
    found: Sequence[InBuilding],
    paths: ConditionPaths | None,
    path: ConditionPath | None,
    is_today: bool,
) -> dict[str, Outcome]:
    """Backlog, grade, risk and knowledge; low, central and high as P10, P50 and P90."""
    if paths is None or path is None or not paths.here.any():
        return {}
    backlog, grade = path.at(0 if is_today else TEN_YEARS)
    applied = [one.applied for one in found]
    risks = paths.risks(applied, 0 if is_today else TEN_YEARS)
    factor = [one.service.risk[-1] for one in found]
    claim = [one.service.claims["risk_factor"] for one in found]
    is_claimed = any(c.told for c in claim)
    known, share = _knowledge(found, paths)
    return {
        "backlog": Outcome(Spread(*map(float, backlog)), RECORDED if is_today else RECOMPUTED),
        "weighted_grade": Outcome(
            Spread(*map(float, np.sort(grade))), RECORDED if is_today else RECOMPUTED
        ),
        "risk": Outcome(
            _single(risks * float(np.mean(factor))),
            CLAIMED if is_claimed else RECORDED,
            _supported(found, "risk_factor"),
        ),
        "knowledge": Outcome(known, share[0], share[1]),
    }


def _knowledge(
    found: Sequence[InBuilding], paths: ConditionPaths
) -> tuple[Spread, tuple[str, float]]:
    """Parts that are graded and not too long ago, with what becomes known besides. [%]"""
    known = paths.known
    things = known.backlog.things
    newest = np.datetime64(f"{paths.first_year}-12-31")
    age = (newest - things.day).astype(np.float64) / 365.25
    is_known = (things.grade >= 0) & (age <= known.known_for) & paths.here
    today = float(is_known.sum() / paths.here.sum())
    becomes = np.mean([one.service.known for one in found], axis=0)
    percent = 100 * (today + (1 - today) * becomes)
    told = any(one.service.claims["condition_knowledge"].told for one in found)
    basis = CLAIMED if told else RECORDED
    return spread_of(percent), (basis, _supported(found, "condition_knowledge"))


def claims_outcomes(found: Sequence[InBuilding], drawn: Drawn) -> dict[str, Outcome]:
    """Failures, response time and own work: recorded, or as claimed."""
    kinds = {
        "failures": "failure_factor", "response_time": "response_time", "man_hours": "man_hours",
    }  # fmt: skip
    outcomes: dict[str, Outcome] = {}
    for key, kind in kinds.items():
        told = any(one.service.claims[kind].told for one in found)
        value = spread_of(drawn[key])
        basis = CLAIMED if told else RECOMPUTED if key == "man_hours" else RECORDED
        if not np.isfinite(value.p50):
            value, basis = UNKNOWN, NONE
        outcomes[key] = Outcome(value, basis, _supported(found, kind))
    return outcomes


def confidence(found: Sequence[InBuilding]) -> Outcome:
    """Trust in the numbers of the buildings, those the measures act on counting double."""
    values, areas = [], []
    for one in found:
        known = trust(one.applied.case.zone)
        own = [known[ABOUT.get(e.kind, "area")] for s in one.applied.package.steps
               for e in s.measure.effects]  # fmt: skip
        values.append((sum(known.values()) + 2 * sum(own)) / (len(known) + 2 * len(own)))
        areas.append(one.applied.case.zone.floor_area.value)
    return Outcome(_single(float(np.average(values, weights=areas))), RECOMPUTED)


def spread_of(values: FloatArray) -> Spread:
    """P10, P50 and P90 of draws without the middle, also where some are infinite."""
    if len(values) < 2 or not np.isfinite(values[:-1]).any():
        whole = values[:-1]
        return Spread(*(float(whole[0]) if len(whole) else np.nan for _ in range(3)))
    method = "linear" if np.isfinite(values[:-1]).all() else "inverted_cdf"
    low, middle, high = np.quantile(values[:-1], (0.1, 0.5, 0.9), method=method)
    return Spread(float(low), float(middle), float(high))


def sum_of(values: Sequence[FloatArray], length: int = 0) -> FloatArray:
    """Sum of arrays; zeros of this length without any."""
    return np.sum(values, axis=0) if len(values) else np.zeros(length)


def _supported(found: Sequence[InBuilding], kind: str) -> float:
    told = sum(one.service.claims[kind].told for one in found)
    good = sum(one.service.claims[kind].supported for one in found)
    return good / told if told else 1.0


def _single(value: float) -> Spread:
    return Spread(value, value, value)
