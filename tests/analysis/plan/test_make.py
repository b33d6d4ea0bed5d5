from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.plan.made_up import many, packages
from twin.analysis.plan.make import exact_plan, greedy_plan
from twin.analysis.plan.problem import problem_of
from twin.errors import Cancelled
from twin.model.opportunity import Ladders, Plan, PlanLimits

RATE = 0.04


def best_of_all(ladders: Ladders, limits: PlanLimits) -> float:
    """The best objective by trying every year of every step; -inf where no plan keeps all."""
    problem = problem_of(ladders, limits, RATE)
    best = -np.inf
    for years in product(range(-1, problem.years), repeat=len(problem.value)):
        year = np.array(years, np.int32)
        has_musts = not limits.must or year[0] >= 0
        if has_musts and keeps(problem, year) and reaches(problem, year):
            best = max(best, problem.objective(year))
    return best


def keeps(problem, year) -> bool:
    """In order, within budgets, weeks and closures, with all musts."""
    limits = problem.limits
    for b in range(problem.buildings):
        own = year[problem.first[b] : problem.first[b + 1]].tolist()
        taken = [t for t in own if t >= 0]
        in_order = own == taken + [-1] * (len(own) - len(taken)) and taken == sorted(taken)
        if not in_order or not problem.must[b] <= len(taken) <= problem.last[b]:
            return False
        closes = problem.closes[problem.first[b] : problem.first[b + 1]]
        closed = np.bincount([t for t, c in zip(own, closes, strict=True) if t >= 0 and c])
        if closed.max(initial=0) > limits.closures:
            return False
    is_paid = (problem.spent(year) <= problem.budgets * (1 + 1e-9) + 1e-9).all()
    return bool(is_paid and (problem.spent(year, problem.weeks) <= limits.work_weeks + 1e-9).all())


def reaches(problem, year) -> bool:
    taken, limits = year >= 0, problem.limits
    return problem.emission[taken].sum() >= limits.emission_saving * (
        1 - 1e-9
    ) and problem.backlog[taken].sum() >= limits.backlog_saving * (1 - 1e-9)


def positions(plan: Plan) -> np.ndarray:
    return np.where(plan.year > 0, plan.year - plan.limits.first_year, -1).astype(np.int32)


@st.composite
def small_cases(draw):
    lengths = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    n = sum(lengths)
    if n > 6:
        lengths, n = lengths[:1], lengths[0]
    numbers = st.integers(1, 20)
    cost = np.array(draw(st.lists(numbers, min_size=n, max_size=n)), np.float64) * 1e5
    value = np.array(draw(st.lists(st.integers(-15, 20), min_size=n, max_size=n)), float) * 1e5
    emission = np.array(draw(st.lists(numbers, min_size=n, max_size=n)), np.float64) * 100
    weeks = np.array(draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)), np.float64)
    closes = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)), np.float64)
    limits = PlanLimits(
        2027,
        tuple(b * 1e5 for b in draw(st.lists(st.integers(0, 40), min_size=1, max_size=2))),
        emission_saving=draw(st.sampled_from([0.0, 500.0, 1500.0])),
        backlog_saving=draw(st.sampled_from([0.0, 0.0, 4e5])),
        work_weeks=draw(st.sampled_from([np.inf, 8.0])),
        must=draw(st.sampled_from([(), ("b0/m0",)])),
        never=draw(st.sampled_from([(), ("b0/m1",)])),
    )
    return packages(lengths, cost, value, emission, weeks, closes), limits


@settings(max_examples=60, deadline=None)
@given(small_cases())
def test_that_the_exact_plan_is_the_best_of_all(case):
    ladders, limits = case
    plan = exact_plan(ladders, limits, RATE)
    best = best_of_all(ladders, limits)
    if best == -np.inf:
        assert plan.unmet
        return
    assert not plan.unmet
    assert keeps(problem_of(ladders, limits, RATE), positions(plan))
    assert plan.objective == pytest.approx(best, rel=1e-6, abs=1.0)
    assert plan.gap <= 1e-6


LIMITS = {
    "budget by year": PlanLimits(2027, (9e5, 12e5)),
    "emissions": PlanLimits(2027, (9e5, 12e5), emission_saving=4500.0),
    "emissions out of reach": PlanLimits(2027, (9e5, 12e5), emission_saving=50_000.0),
    "backlog": PlanLimits(2027, (9e5, 12e5), backlog_saving=4.5e5),
    "backlog out of reach": PlanLimits(2027, (9e5, 12e5), backlog_saving=3e6),
    "both out of reach": PlanLimits(
        2027, (9e5, 12e5), emission_saving=50_000.0, backlog_saving=3e6
    ),
    "weeks": PlanLimits(2027, (4e6, 4e6), work_weeks=6.0),
    "one closure at a time": PlanLimits(2027, (4e6, 4e6), closures=1),
    "no closures": PlanLimits(2027, (4e6, 4e6), closures=0),
    "must": PlanLimits(2027, (9e5, 12e5), must=("b0/m0",)),
    "never": PlanLimits(2027, (9e5, 12e5), never=("b0/m0",)),
    "another objective": PlanLimits(2027, (9e5, 12e5), objective="emission_saving"),
}


@pytest.mark.parametrize("kind", LIMITS)
@pytest.mark.parametrize("seed", range(4))
def test_that_each_kind_of_limit_gives_the_best_of_all_plans(kind, seed):
    """First the least possible miss of the targets, then the objective; against brute force."""
    rng, limits = np.random.default_rng(seed), LIMITS[kind]
    ladders = packages(
        [3, 2, 2],
        rng.integers(2, 12, 7) * 1e5,
        rng.integers(-4, 15, 7) * 1e5,
        rng.integers(1, 20, 7) * 150.0,
        rng.integers(0, 5, 7).astype(np.float64),
        (rng.random(7) < 0.6).astype(np.float64),
    )
    problem, plan = problem_of(ladders, limits, RATE), exact_plan(ladders, limits, RATE)
    every = [np.array(y, np.int32) for y in product(range(-1, 2), repeat=7)]
    kept = [y for y in every if keeps(problem, y) and (not limits.must or y[0] >= 0)]
    least = min(missed(problem, y) for y in kept)
    best = max(problem.objective(y) for y in kept if missed(problem, y) <= least + 1e-9)
    year = positions(plan)
    assert keeps(problem, year)
    assert missed(problem, year) == pytest.approx(least, abs=1e-9)
    assert plan.objective == pytest.approx(best, rel=1e-6, abs=1.0)
    assert plan.gap <= 1e-6 and plan.slack <= 1e-8
    assert bool(plan.unmet) == (least > 1e-6)


def missed(problem, year) -> float:
    """Shares of the targets that a plan misses."""
    taken, limits = year >= 0, problem.limits
    pairs = (
        (limits.emission_saving, problem.emission[taken].sum()),
        (limits.backlog_saving, problem.backlog[taken].sum()),
    )
    return sum(max(1 - reached / wanted, 0.0) for wanted, reached in pairs if wanted > 0)


@settings(max_examples=40, deadline=None)
@given(small_cases())
def test_that_the_greedy_plan_keeps_budgets_and_is_never_better(case):
    ladders, limits = case
    quick, exact = greedy_plan(ladders, limits, RATE), exact_plan(ladders, limits, RATE)
    problem = problem_of(ladders, limits, RATE)
    year = positions(quick)
    assert (problem.spent(year) <= problem.budgets + 1e-6).all()
    assert (problem.spent(year, problem.weeks) <= limits.work_weeks + 1e-9).all()
    if not quick.unmet:
        assert exact.objective >= quick.objective - 1e-6 * abs(quick.objective)


@pytest.fixture(scope="module")
def ladders():
    return many(200, 12)


def test_that_a_plan_of_many_buildings_keeps_all_limits_within_its_gap(ladders):
    limits = PlanLimits(2027, (8e6,) * 8, work_weeks=60.0)
    plan = exact_plan(ladders, limits, RATE)
    assert keeps(problem_of(ladders, limits, RATE), positions(plan))
    assert plan.gap < 0.1  # programs are cut off by the clock
    assert plan.spent.max() <= 8e6 * (1 + 1e-9)
    assert plan.objective >= greedy_plan(ladders, limits, RATE).objective


def test_that_a_target_that_money_cannot_reach_is_told_with_the_nearest_one(ladders):
    most = ladders.steps.emission_saving[:, 1].sum()
    limits = PlanLimits(2027, (8e6,) * 4, emission_saving=0.9 * most)
    plan = exact_plan(ladders, limits, RATE)
    reached = ladders.steps.emission_saving[plan.year > 0, 1].sum()
    for_emissions = exact_plan(
        ladders, PlanLimits(2027, (8e6,) * 4, objective="emission_saving"), RATE
    )
    other = ladders.steps.emission_saving[for_emissions.year > 0, 1].sum()
    assert reached > 0.97 * other
    assert plan.gap < 0.25 and plan.slack < 0.02  # programs are cut off by the clock
    told = plan.missed[0].values["reached"]
    assert told.value == pytest.approx(reached / 1000)


def test_that_a_reachable_target_is_kept_and_costs_value(ladders):
    free = exact_plan(ladders, PlanLimits(2027, (2e7,) * 8), RATE)
    given = ladders.steps.emission_saving[free.year > 0, 1].sum()
    limits = PlanLimits(2027, (2e7,) * 8, emission_saving=1.15 * given)
    plan = exact_plan(ladders, limits, RATE)
    assert not plan.unmet
    assert plan.objective < free.objective
    assert plan.emission_price > 0


def test_that_works_which_close_rooms_are_apart(ladders):
    plan = exact_plan(ladders, PlanLimits(2027, (5e7,) * 6, closures=1), RATE)
    steps, taken = ladders.steps, plan.year > 0
    closing = taken & (steps.closed_share > 0)
    places = list(zip(steps.building[closing].tolist(), plan.year[closing].tolist(), strict=True))
    assert len(set(places)) == len(places)


def test_that_what_pays_is_taken_first_and_at_once_without_limits(ladders):
    plan = exact_plan(ladders, PlanLimits(2027, (np.inf,) * 3, closures=99), RATE)
    assert set(plan.year[plan.year > 0].tolist()) == {2027}
    assert plan.gap == pytest.approx(0.0, abs=1e-9)


def test_that_a_plan_can_be_stopped(ladders):
    def stop(_: float) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exact_plan(ladders, PlanLimits(2027, (8e6,)), RATE, stop)


def test_that_nothing_to_choose_gives_an_empty_plan():
    nothing = packages([], np.zeros(0), np.zeros(0))
    plan = exact_plan(nothing, PlanLimits(2027, (1e6,)), RATE)
    assert plan.objective == 0.0
    assert len(plan.year) == 0


def test_that_a_must_which_no_package_has_is_told(ladders):
    plan = exact_plan(ladders, PlanLimits(2027, (8e6,), must=("b0/unknown",)), RATE)
    assert any("b0/unknown" in text for text in plan.unmet)
