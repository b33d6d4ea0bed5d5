"""The best plan there is, but for a gap that is told: prices, paths, and a mixed-integer program.

1. Prices of money, weeks and targets from a subgradient method (Held, Wolfe, Crowder 1974), with
   the greedy plan as its aim. Any prices give a bound that no plan exceeds.
2. A linear program chooses among the paths found on the way; its prices lead to new paths
   (Dantzig, Wolfe 1960) until bound and program meet.
3. What the program splits is rounded; HiGHS then chooses again among the paths of some hundred
   buildings at a time, always with those taken so far among them (`polish`).

Missing a target or a must costs more than anything else is worth. What cannot be kept at all is
found out before, see `in_turn`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from twin.analysis.plan.every import MOST, count, every_path
from twin.analysis.plan.greedy import LEAST_COST, placed
from twin.analysis.plan.paths import (
    Pool,
    Prices,
    best_paths,
    nearest,
    path_of,
    pool_of,
    pooled,
    with_less,
    with_paths,
)
from twin.analysis.plan.polish import missed_columns, one_each, polished, whole
from twin.analysis.plan.problem import Problem
from twin.analysis.plan.rows import WANTED_GAP, Rows, size
from twin.analysis.plan.swap import swapped
from twin.model.arrays import FloatArray, IntArray

STEPS, ROUNDS = 60, 6  # of the subgradient method; of new paths
LAST_STEPS = 6  # whose paths are kept
TRIES = 3  # with higher targets, where rounding misses them
MORE = 15  # buildings that are rounded beside those that the linear program splits
NEAR = 0.05  # part of the wanted gap at which program and bound are said to meet
CLOSE = 0.3  # part of it at which a plan is good enough to end with
OUTRIGHT = 20.0  # seconds for a problem that is small
CHOICES = 6  # paths of a building that are kept beside those that are used
Stop = Callable[[float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """path : of each building, (b, y).  score : of it.  bound : that no plan exceeds."""

    path: IntArray
    score: float
    bound: float
    duals: FloatArray


def search(problem: Problem, rows: Rows, begun: tuple[IntArray, FloatArray], stop: Stop) -> Found:
    """The best plan that is found, at least as good as the one it begins with.

    begun : a path of each building, and weights of the targets, see `greedy.greedy_years`.
    """
    start, weights = begun
    best = rows.score(problem, start)
    duals, bound, paths = _priced(problem, rows, (best, weights))
    stop(0.1)
    if count(problem) <= MOST:
        return _outright(problem, rows, (start, best), (duals, bound))
    if not problem.value.any() and _is_near(best, bound, rows):
        return Found(start, best, bound, duals)
    pool = pooled(problem, [start, np.zeros_like(start), *paths])
    part = np.zeros(len(pool.building))
    for turn in range(ROUNDS):
        value, duals, part = _relaxed(rows, pool, problem.buildings)
        path, gains = best_paths(problem, rows.prices(problem, duals), rows.bonus)
        bound = min(bound, rows.bound(duals, gains))
        stop(0.1 + 0.6 * (turn + 1) / ROUNDS)
        if bound - value <= NEAR * WANTED_GAP * size(best, rows) or turn == ROUNDS - 1:
            break
        gain = rows.worth(pool) - duals @ rows.usage(pool)
        kept = (part > 1e-9) | nearest(pool.building, gain, CHOICES)
        pool = with_paths(problem, pool, path, kept)
    tried, pool = _begun(problem, rows, pool, (duals, part), start)
    for judge in (rows.fair(duals), rows):
        best = max(tried, key=lambda path: judge.score(problem, path))
        tried.append(polished(problem, judge, (pool, duals), best, bound))
        stop(0.9)
    chosen = max(tried, key=lambda path: rows.score(problem, path))
    return Found(chosen, rows.score(problem, chosen), bound, duals)


def _is_near(score: float, bound: float, rows: Rows) -> bool:
    return bound - score <= CLOSE * WANTED_GAP * size(score, rows)


def _outright(
    problem: Problem,
    rows: Rows,
    start: tuple[IntArray, float],
    known: tuple[FloatArray, float],
) -> Found:
    """The best plan of a small problem, over all its paths."""
    chosen, score = start
    pool = every_path(problem)
    value, duals, _ = _relaxed(rows, pool, problem.buildings)
    begun = time.perf_counter()
    taken = whole(rows, pool, rows.most, 1e-9 * max(abs(value), 1.0), OUTRIGHT)
    is_proven = time.perf_counter() - begun < OUTRIGHT
    bound = min(known[1], value)
    if taken.any():
        path = pool.path[taken][np.argsort(pool.building[taken])]
        if rows.score(problem, path) > score:
            chosen, score = path, rows.score(problem, path)
        bound = score if is_proven else bound
    return Found(chosen, score, bound, duals)


def _begun(
    problem: Problem,
    rows: Rows,
    pool: Pool,
    relaxed: tuple[FloatArray, FloatArray],
    start: IntArray,
) -> tuple[list[IntArray], Pool]:
    """A few plans, each also with single paths changed, and the pool with their paths."""
    led = _led(problem, rows, rows.prices(problem, relaxed[0]))
    plans = [start, led]
    higher, fair = rows, rows.fair(relaxed[0])
    for _ in range(TRIES if problem.value.any() else 1):
        path = _rounded(problem, higher, pool, relaxed)
        pool = _with_all(problem, pool, path)
        plans += [path, swapped(fair, pool, path)]
        missed = rows.missed(problem, plans[-1])
        if missed <= 0:
            break
        higher = higher.raised(missed)
        relaxed = _relaxed(higher, pool, problem.buildings)[1:]
    for path in (start, led):
        pool = _with_all(problem, pool, path)
        plans.append(swapped(rows, pool, path))
    return plans, pool


def _with_all(problem: Problem, pool: Pool, path: IntArray) -> Pool:
    return with_paths(problem, pool, path, np.ones(len(pool.building), np.bool_))


def _led(problem: Problem, rows: Rows, prices: Prices) -> IntArray:
    """The greedy plan at the prices of the linear program, with targets as dear as it takes."""
    targets = np.array([prices.emission, prices.backlog])
    found: list[IntArray] = []
    for dearer in (1.0, 1.03, 1.1, 1.3, 2.0):
        year = placed(problem, dearer * targets, prices.money, prices.work)
        found.append(path_of(problem, year))
    return max(found, key=lambda path: rows.score(problem, path))


def _priced(
    problem: Problem, rows: Rows, known: tuple[float, FloatArray]
) -> tuple[FloatArray, float, list[IntArray]]:
    """Good prices of the rows, the bound they give, and the last paths on the way there.

    known : score of a plan that there is, and weights of the targets.
    """
    aim, weights = known
    most, hardness = rows.most, np.nan_to_num(rows.penalty, nan=np.inf)
    duals = np.minimum(_begin(problem, rows, weights), hardness)
    best, bound, length, waited = duals, np.inf, 1.0, 0
    paths: list[IntArray] = []
    everybody = np.arange(problem.buildings, dtype=np.int32)
    for step in range(STEPS):
        path, gains = best_paths(problem, rows.prices(problem, duals), rows.bonus)
        if step >= STEPS - LAST_STEPS:
            paths.append(path)
        now = rows.bound(duals, gains)
        slope = most - rows.usage(pool_of(problem, everybody, path)).sum(axis=1)
        if now < bound:
            best, bound, waited = duals, now, 0
        else:
            waited += 1
        if waited == 5:
            duals, length, waited = best, length / 2, 0
            continue
        size = float(slope @ slope)
        if size <= 0:
            break
        move = length * max(now - aim, 1e-6 * abs(now)) / size
        duals = np.clip(duals - move * slope, 0.0, hardness)
    return best, bound, [*paths, best_paths(problem, rows.prices(problem, best), rows.bonus)[0]]


def _begin(problem: Problem, rows: Rows, weights: FloatArray) -> FloatArray:
    """Prices of money as if there were one budget, with targets of these weights."""
    worth = problem.value + weights[0] * problem.emission + weights[1] * problem.backlog
    ratio = worth / np.maximum(problem.cost, LEAST_COST)
    order = np.argsort(-ratio)
    place = int(np.searchsorted(np.cumsum(problem.cost[order]), problem.budgets.sum()))
    last = max(float(ratio[order[place]]), 0.0) if place < len(ratio) else 0.0
    by_year = last * problem.weight[rows.money]
    own = [weights[0]] * rows.has_emission + [weights[1]] * rows.has_backlog
    return np.concatenate([by_year, np.zeros(len(rows.work)), own]) * rows.scale


def _relaxed(rows: Rows, pool: Pool, buildings: int) -> tuple[float, FloatArray, FloatArray]:
    """Value of the linear program, prices of the rows, and part of each path that it takes."""
    worth, usage = rows.worth(pool), rows.usage(pool)
    scale = max(float(np.abs(worth).max(initial=0.0)), 1.0)
    missed = missed_columns(rows)
    cost = np.concatenate([-worth / scale, rows.penalty[~np.isnan(rows.penalty)] / scale])
    result = linprog(
        cost,
        A_ub=hstack([csr_array(usage), missed]),
        b_ub=rows.most,
        A_eq=one_each(pool.building, buildings, len(cost) - len(worth)),
        b_eq=np.ones(buildings),
        method="highs-ipm",
    )
    duals = -np.asarray(result.ineqlin.marginals) * scale
    return -float(result.fun) * scale, duals, np.asarray(result.x)[: len(worth)]


def _rounded(
    problem: Problem, rows: Rows, pool: Pool, relaxed: tuple[FloatArray, FloatArray]
) -> IntArray:
    """The paths that the linear program takes whole, and the best for the others beside them."""
    duals, part = relaxed
    gain = rows.worth(pool) - duals @ rows.usage(pool)
    most = np.zeros(problem.buildings)
    np.maximum.at(most, pool.building, part)
    lost = _behind(problem, pool, gain)
    lost[most < 1 - 1e-6] = -1.0
    count = int((lost < 0).sum()) + MORE
    is_open = np.zeros(problem.buildings, np.bool_)
    is_open[np.argsort(lost, kind="stable")[:count]] = True
    path = np.zeros((problem.buildings, problem.years), np.int32)
    firm = (part > 0.5) & ~is_open[pool.building]
    path[pool.building[firm]] = pool.path[firm]
    mine = is_open[pool.building] & ((part > 1e-9) | nearest(pool.building, gain, 2))
    columns = with_less(problem, pool_of(problem, pool.building[mine], pool.path[mine]))
    left = rows.most - rows.usage(pool)[:, firm].sum(axis=1)
    wanted = NEAR * WANTED_GAP * max(float(rows.worth(pool)[part > 0.5].sum()), 1.0)
    taken = whole(rows, columns, left, wanted)
    path[columns.building[taken]] = columns.path[taken]
    return path


def _behind(problem: Problem, pool: Pool, gain: FloatArray) -> FloatArray:
    """By how much the second path of each building is worse than its best one, (b,)."""
    best, second = (np.full(problem.buildings, -np.inf) for _ in range(2))
    np.maximum.at(best, pool.building, gain)
    lower = gain < best[pool.building]
    np.maximum.at(second, pool.building[lower], gain[lower])
    return best - second
