"""Scenarios on the same buildings, on all measures of the comparison, in shared draws."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from twin.analysis.applied import Case
from twin.analysis.comparison import totals
from twin.analysis.comparison.accounts import account_cost
from twin.analysis.comparison.break_even import break_evens
from twin.analysis.comparison.condition_paths import ConditionPath, ConditionPaths
from twin.analysis.comparison.drawn_years import DrawnYear, building_years
from twin.analysis.comparison.explain import about_all, about_scenario
from twin.analysis.comparison.ground import Applied, Ground, applied_in
from twin.analysis.comparison.money import Prices
from twin.analysis.comparison.overlaps import between, left_out, named, overlaps
from twin.analysis.comparison.purchases import bought
from twin.analysis.comparison.service import service
from twin.analysis.comparison.shared_draws import SharedDraws
from twin.analysis.comparison.totals import Drawn, InBuilding, spread_of
from twin.analysis.opportunities.plants import CARRIERS
from twin.analysis.take_back import check_take_back
from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.choice import Assumptions, PortfolioScenario
from twin.model.compared import Compared, Overlap
from twin.model.comparison import CLAIMED, NONE, RECOMPUTED, UNKNOWN, Outcome, ScenarioOutcome
from twin.model.proposal import Range

TODAY, DO_NOTHING = "today", "do nothing"
NAMES = {TODAY: "Today", DO_NOTHING: "Do nothing"}
DRAWS, DRAWS_OF_MANY = 128, 64
FEW = 3
"""So many buildings are calculated as a single one is; more go by the quick engine."""
HORIZON = 60  # years
AS_OFFERED = ("disturbance", "closed", "embodied")
"""What the one who carries a measure out says of his own work and goods."""
Stop = Callable[[float], None]
"""Called with how far the work is, 0 to 1; may raise to end it."""


def never(_: float) -> None:
    """Go on."""


def outcomes(
    scenarios: Sequence[PortfolioScenario], ground: Ground, draws: int = 0, stop: Stop = never
) -> Compared:
    """Today, "do nothing" and each scenario on all of `COMPARABLES`.

    All of them on every building of `ground`, under its assumptions, whatever the scenarios say
    of their own. Building by building all states of all scenarios are simulated with the same
    draws, and so are prices, so that a difference is not blurred by what both have in common.

    Parameters
    ----------
    draws : 0 for `DRAWS` with few buildings and `DRAWS_OF_MANY` with more; rounded up to a power
        of two.

    Raises
    ------
    MissingInput, InputOutOfRange
        Without any building, or as `heat_balance.annual_energy`.
    """
    if not ground.cases:
        raise MissingInput(
            "No building is compared; nothing was calculated.",
            "Choose measures in at least one building.",
        )
    check_take_back(ground.assumptions.take_back)
    cases, is_quick = list(ground.cases.values()), len(ground.cases) > FEW
    nothing = PortfolioScenario(DO_NOTHING, NAMES[DO_NOTHING])
    every = [[kept(s, case, ground) for s in (nothing, *scenarios)] for case in cases]
    shared = SharedDraws.of(
        [one for row in every for one, _ in row],
        len(cases) == 1,
        draws or (DRAWS_OF_MANY if is_quick else DRAWS),
    )
    run = _Run(ground, shared, Prices.of(ground, shared))
    rows: list[list[InBuilding]] = []
    for place, (case, row) in enumerate(zip(cases, every, strict=True)):

        def go_on(done: int = place) -> None:
            stop(done / len(cases))

        own = [one for one, _ in row]
        take_back = ground.assumptions.take_back
        years = building_years(case, own, shared, take_back, is_quick, go_on)
        rows.append(
            [
                run.in_building(one, years.today, s)
                for one, s in zip(own, years.stages, strict=True)
            ]
        )
    found = run.compared((nothing, *scenarios), list(zip(*rows, strict=True)))
    every_overlap = [o for row in every for _, some in row for o in some]
    every_overlap += [
        o
        for row in every
        for (a, _), (b, _) in combinations(row[1:], 2)
        for o in between(a, b)
        if o.suppliers[0] != o.suppliers[1]
    ]
    return replace(
        found, overlaps=named(every_overlap), is_quick=is_quick,
        statements=about_all(ground, is_quick),
    )  # fmt: skip


def kept(
    scenario: PortfolioScenario, case: Case, ground: Ground
) -> tuple[Applied, tuple[Overlap, ...]]:
    """A scenario in a building without what its own measures exclude, and what meets there."""
    whole = applied_in(scenario, case, ground)
    key = key_of(scenario)
    gone = left_out(whole)
    told = overlaps(whole, key)
    return (applied_in(scenario, case, ground, gone) if gone else whole), told


def key_of(scenario: PortfolioScenario) -> str:
    """Key of a scenario in a comparison: with its version, but for those that have none."""
    return scenario.key if scenario.key in NAMES else f"{scenario.key}/{scenario.version}"


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What every scenario is calculated with."""

    ground: Ground
    shared: SharedDraws
    prices: Prices

    def in_building(
        self, one: Applied, today: DrawnYear, stages: Mapping[int, DrawnYear]
    ) -> InBuilding:
        """A scenario in a building with its money and its service."""
        ground, shared = self.ground, self.shared
        return InBuilding(
            one, today, stages, bought(one, ground, shared), service(one, ground, shared)
        )

    def compared(
        self, scenarios: Sequence[PortfolioScenario], found: Sequence[Sequence[InBuilding]]
    ) -> Compared:
        """All of them, "do nothing" first; today is put before it."""
        ground = self.ground
        first = ground.first_year
        paths = None
        if ground.upkeep is not None:
            paths = ConditionPaths(ground.upkeep, tuple(ground.cases), first, HORIZON + 1)
        rows = [self._outcome(s, f, paths) for s, f in zip(scenarios, found, strict=True)]
        today = self._today(found[0], paths, rows[0])
        return Compared(
            outcomes=(today, *rows),
            buildings=tuple(ground.cases),
            inputs=self.shared.shared(),
            titles=self.shared.titles,
            break_even={
                key_of(s): break_evens(f, self.prices)
                for s, f in zip(scenarios[1:], found[1:], strict=True)
            },
            assumptions=self._filled(),
            first_year=first,
            draws=self.shared.count,
        )

    def _outcome(
        self,
        scenario: PortfolioScenario,
        found: Sequence[InBuilding],
        paths: ConditionPaths | None,
    ) -> ScenarioOutcome:
        path = paths.of([one.applied for one in found]) if paths else None
        drawn, worth = self._drawn(found, path)
        whole = self._outcomes(found, drawn)
        whole |= totals.condition_outcomes(found, paths, path, is_today=False)
        costs = {p: account_cost(found, self.prices, p) for p in totals.HORIZONS.values()}
        return ScenarioOutcome(
            key_of(scenario),
            scenario.name,
            whole,
            _samples(whole, drawn),
            _by_carrier(found),
            self._years(),
            np.quantile(worth[:-1], (0.1, 0.5, 0.9), axis=0),
            self._curve(path),
            about_scenario(found, self.ground),
            {period: cost.by_account for period, cost in costs.items()},
            {period: cost.yearly for period, cost in costs.items()},
        )

    def _today(
        self,
        nothing: Sequence[InBuilding],
        paths: ConditionPaths | None,
        as_nothing: ScenarioOutcome,
    ) -> ScenarioOutcome:
        """As "do nothing", with the condition of today."""
        path = paths.as_today() if paths else None
        own = totals.condition_outcomes(nothing, paths, path, is_today=True)
        drawn, _ = self._drawn(nothing, path)
        costs = {k: Outcome(spread_of(drawn[k]), RECOMPUTED) for k in totals.HORIZONS}
        return replace(
            as_nothing,
            key=TODAY,
            name=NAMES[TODAY],
            outcomes={**as_nothing.outcomes, **own, **costs},
            samples={**as_nothing.samples, **{k: drawn[k][:-1] for k in costs}},
            backlog=self._curve(path),
            statements=(),
        )

    def _drawn(
        self, found: Sequence[InBuilding], path: ConditionPath | None
    ) -> tuple[Drawn, FloatArray]:
        sums, worth = totals.money(found, self.prices)
        drawn = {
            **totals.energy(found),
            **sums,
            **totals.life_cycle(found, self.prices, path),
            **totals.climate(found, self.ground),
            **totals.people(found),
        }
        return drawn, worth

    def _outcomes(self, found: Sequence[InBuilding], drawn: Drawn) -> dict[str, Outcome]:
        whole: dict[str, Outcome] = {}
        has_measures = any(one.measures for one in found)
        for key, values in drawn.items():
            value = spread_of(values)
            if np.isnan(value.p50):
                whole[key] = Outcome()
            else:
                is_told = key in AS_OFFERED and has_measures
                whole[key] = Outcome(value, CLAIMED if is_told else RECOMPUTED)
        if not has_measures:
            whole |= {key: Outcome() for key in ("payback", "simple_payback")}
        whole |= totals.claims_outcomes(found, drawn)
        whole["confidence"] = totals.confidence(found)
        return whole

    def _years(self) -> tuple[int, ...]:
        first = self.ground.first_year
        return tuple(range(first, first + self.prices.economics.period + 1))

    def _curve(self, path: ConditionPath | None) -> FloatArray:
        length = self.prices.economics.period + 1
        if path is None:
            return np.full((3, length), np.nan)
        return path.backlog[:, :length]

    def _filled(self) -> Assumptions:
        """The assumptions with the values of the program where nothing was said."""
        asked, prices = self.ground.assumptions, self.prices
        case = next(iter(self.ground.cases.values()))
        known = {
            c: Range(p.value, p.low, p.high, p.source) for c, p in case.defaults.prices.items()
        }
        bases = case.defaults.emission_factors
        basis = asked.electricity_basis
        return replace(
            asked,
            prices={**known, **asked.prices},
            discount_rate=prices.economics.discount_rate,
            price_growth=float(prices.growth[-1])
            if np.isfinite(asked.price_growth)
            else asked.price_growth,
            period=prices.economics.period,
            electricity_basis=basis if basis in bases else next(iter(bases)),
            budget_year=asked.budget_year or self.ground.first_year,
        )


def _samples(whole: Mapping[str, Outcome], drawn: Drawn) -> dict[str, FloatArray]:
    """Draws of what somebody knows."""
    return {
        key: values[:-1]
        for key, values in drawn.items()
        if whole[key].basis != NONE and whole[key].value != UNKNOWN
    }


def _by_carrier(found: Sequence[InBuilding]) -> dict[str, float]:
    """Carriers of the draws in the middle, so that they sum to P50 of what is bought."""
    drawn = np.sum([one.last.delivered[:, :-1] for one in found], axis=0)
    order = np.argsort(drawn.sum(axis=0))
    middle = order[(len(order) - 1) // 2 : len(order) // 2 + 1]
    bought = drawn[:, middle].mean(axis=1)
    return {c: float(e) for c, e in zip(CARRIERS, bought, strict=True) if e > 0}
