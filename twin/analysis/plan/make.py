"""Plans from packages and limits: at once while limits move, and exact when they stay."""

import time

import numpy as np

from twin.analysis.plan.exact import Stop
from twin.analysis.plan.greedy import greedy_years
from twin.analysis.plan.in_turn import Solution, solved
from twin.analysis.plan.problem import Problem, problem_of
from twin.analysis.plan.unmet import unmet
from twin.model.arrays import IntArray
from twin.model.opportunity import Ladders, Plan, PlanLimits


def _go_on(_: float) -> None:
    """Nobody wants to stop."""


def greedy_plan(ladders: Ladders, limits: PlanLimits, rate: float) -> Plan:
    """What gives most per krone first; milliseconds for thousands of steps.

    rate : real, that later money counts less by.
    """
    begun = time.perf_counter()
    problem = problem_of(ladders, limits, rate)
    return _plan(ladders, problem, greedy_years(problem)[0], begun)


def exact_plan(ladders: Ladders, limits: PlanLimits, rate: float, stop: Stop = _go_on) -> Plan:
    """The best plan but for `Plan.gap`; never worse than the greedy one that keeps all.

    Musts and targets come first: where they cannot be kept, it is the best of the plans that come
    as near to them as any, but for `Plan.slack`.

    stop : told how far it is, 0 to 1; may raise to end it.
    """
    begun = time.perf_counter()
    problem = problem_of(ladders, limits, rate)
    greedy, weights = greedy_years(problem)
    if not len(greedy) or not problem.years:
        return _plan(ladders, problem, greedy, begun)
    return _plan(ladders, problem, greedy, begun, solved(problem, greedy, weights, stop))


def _plan(
    ladders: Ladders,
    problem: Problem,
    greedy: IntArray,
    begun: float,
    solution: Solution | None = None,
) -> Plan:
    year = solution.year if solution else greedy
    limits, prices = problem.limits, solution.prices if solution else None
    missed = unmet(ladders, problem, year, slack=solution.slack if solution else None)
    return Plan(
        limits,
        np.where(year >= 0, year + limits.first_year, 0).astype(np.int32),
        problem.spent(year),
        problem.objective(year),
        solution.gap if solution else np.nan,
        "exact" if solution else "greedy",
        tuple(map(str, missed)),
        time.perf_counter() - begun,
        tuple(prices.money.tolist()) if prices else (),
        tuple(prices.work.tolist()) if prices else (),
        prices.emission if prices else 0.0,
        prices.backlog if prices else 0.0,
        missed,
        solution.slack if solution else np.nan,
    )
