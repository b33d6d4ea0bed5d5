"""First what must be and the targets, as near as they can be reached; then the best objective.

Where the quick plan leaves a must out or misses a target, the same search is made for these alone:
each must counts more than all targets, and a target counts by the share of it that is reached.
What even that leaves out is dropped, targets are lowered to what can be reached, less `EASE`, and
the objective is sought within them. So the gap of the objective is told among plans that reach as
much, and `slack` tells how much nearer to the targets any plan could come.
"""

from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.plan.every import MOST, count
from twin.analysis.plan.exact import Stop, search
from twin.analysis.plan.greedy import greedy_years, placed
from twin.analysis.plan.paths import Prices, path_of, pool_of, years_of
from twin.analysis.plan.problem import Problem
from twin.analysis.plan.rows import WANTED_GAP, Rows, size
from twin.model.arrays import FloatArray, IntArray

EASE = 2e-3  # of a target that cannot be reached, left to make the plan good
SURE = 1e-9
MUST = 4.0  # what a must counts, where a whole target counts one


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """year : of each step from 0, -1 for never.

    gap : relative, of the objective, among plans that reach as much of what is asked.
    slack : share of the targets, summed, by which another plan could at most come nearer.
    """

    year: IntArray
    gap: float
    slack: float
    prices: Prices


def solved(problem: Problem, greedy: IntArray, weights: FloatArray, stop: Stop) -> Solution:
    """The best plan that is found, at least as good as the greedy one where that keeps all.

    greedy, weights : of `greedy.greedy_years`.
    """
    start, asked, least = path_of(problem, greedy), problem, 0.0
    if _has_missed(problem, start):
        start, least = _nearest(problem, start, lambda done: stop(0.4 * done))
        asked = _eased(problem, start, _missed(problem, start) - least)
        greedy, weights = greedy_years(asked)
        again, own = path_of(asked, greedy), Rows.of(asked)
        start = max((start, again), key=lambda path: own.score(asked, path))
        stop(0.4)
    rows = Rows.of(asked)
    found = search(asked, rows, (start, weights), lambda done: stop(0.4 + 0.6 * done))
    gap = max(found.bound - found.score, 0.0) / size(found.score, rows)
    slack = max(_missed(problem, found.path) - max(least, 0.0), 0.0)
    return Solution(years_of(asked, found.path), gap, slack, rows.prices(asked, found.duals))


def _nearest(problem: Problem, start: IntArray, stop: Stop) -> tuple[IntArray, float]:
    """The plan that takes most musts and comes nearest to the targets, whatever it is worth.

    And the least that any plan must miss. It is sought as if all years were one, which no plan
    can better; then put into years. Only where too little of it fits are the years searched too.
    """
    own = replace(problem, value=np.zeros_like(problem.value))
    limits, rows = problem.limits, _rows(own)
    wanted = np.array([limits.emission_saving, limits.backlog_saving])
    weights = np.divide(1.0, wanted, out=np.zeros(2), where=wanted > 0)
    whole = _as_one_year(own)
    none = np.zeros((problem.buildings, 1), np.int32)
    first = search(whole, _rows(whole), (none, weights), lambda done: stop(0.4 * done))
    steps = first.path[:, -1].astype(np.int32)
    tried = [start, path_of(own, placed(replace(own, last=steps, must=steps), weights))]
    best = max(tried, key=lambda path: rows.score(own, path))
    bound = first.bound
    if bound - rows.score(own, best) > WANTED_GAP or count(own) <= MOST:
        found = search(own, rows, (best, weights), lambda done: stop(0.4 + 0.6 * done))
        best, bound = found.path, min(bound, found.bound)
    return best, _missed(problem, best) - (bound - rows.score(own, best))


def _as_one_year(problem: Problem) -> Problem:
    limits = problem.limits
    whole = replace(
        limits,
        budgets=(sum(limits.budgets),),
        work_weeks=limits.work_weeks * problem.years,
        closures=limits.closures * problem.years,
    )
    return replace(problem, limits=whole, weight=np.ones(1))


def _rows(problem: Problem) -> Rows:
    rows = Rows.of(problem)
    return replace(
        rows,
        penalty=np.where(np.isnan(rows.penalty), np.nan, 1.0),
        bonus=np.where(problem.must > 0, MUST, 0.0),
    )


def _eased(problem: Problem, path: IntArray, slack: float) -> Problem:
    """The problem with the musts and targets that can be kept."""
    ease = EASE if slack > SURE else SURE
    pool = pool_of(problem, np.arange(problem.buildings, dtype=np.int32), path)
    limits = problem.limits
    eased = replace(
        limits,
        emission_saving=_lowered(limits.emission_saving, float(pool.emission.sum()), ease),
        backlog_saving=_lowered(limits.backlog_saving, float(pool.backlog.sum()), ease),
    )
    return replace(problem, limits=eased, must=np.where(pool.must > 0, problem.must, 0))


def _lowered(wanted: float, reached: float, ease: float) -> float:
    return wanted if reached >= wanted else max((1 - ease) * reached, 0.0)


def _has_missed(problem: Problem, path: IntArray) -> bool:
    pool = pool_of(problem, np.arange(problem.buildings, dtype=np.int32), path)
    return _missed(problem, path) > SURE or bool((pool.must[problem.must > 0] == 0).any())


def _missed(problem: Problem, path: IntArray) -> float:
    """Shares of the targets that a plan misses, summed."""
    pool = pool_of(problem, np.arange(problem.buildings, dtype=np.int32), path)
    limits = problem.limits
    pairs = (
        (limits.emission_saving, pool.emission.sum()),
        (limits.backlog_saving, pool.backlog.sum()),
    )
    return float(sum(max(1 - reached / wanted, 0.0) for wanted, reached in pairs if wanted > 0))
