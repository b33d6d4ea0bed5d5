"""The best way through the years of each building when money, weeks and targets have prices.

A path says how many steps a building has taken by the end of each year. With prices the buildings
no longer depend on each other, so that each finds its own best path by dynamic programming.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from twin.analysis.plan.problem import Problem
from twin.model.arrays import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Of the limits, all at least 0, in the unit of the objective.

    money : per NOK of each year, (y,).  work : per week, (y,).
    emission, backlog : what one kgCO2e or NOK of the targets is worth.
    """

    money: FloatArray
    work: FloatArray
    emission: float
    backlog: float


def best_paths(problem: Problem, prices: Prices, bonus: FloatArray) -> tuple[IntArray, FloatArray]:
    """Steps taken by the end of each year, shape (b, y), and what each building gains, (b,).

    bonus : of a building that takes all it must, (b,).
    """
    worth = prices.emission * problem.emission + prices.backlog * problem.backlog
    return _best(
        problem.first, problem.last, problem.must, problem.value, problem.weight, problem.cost,
        problem.weeks, problem.closes, worth, prices.money, prices.work, bonus,
        problem.limits.closures,
    )  # fmt: skip


@njit(cache=True)
def _best(  # noqa: ANN202, C901, PLR0913, PLR0917
    first: Any, last: Any, must: Any, value: Any, weight: Any, cost: Any, weeks: Any,
    closes: Any, worth: Any, money: Any, work: Any, forced: Any, closures: Any,
):  # fmt: skip  # Any: arrays
    years, most = len(weight), 0
    for b in range(len(last)):
        most = max(most, last[b])
    path = np.zeros((len(last), years), np.int32)
    best = np.zeros(len(last))
    now, before, summed = np.zeros(most + 1), np.zeros(most + 1), np.zeros(most + 1)
    came = np.zeros((years, most + 1), np.int32)
    for b in range(len(last)):
        count = last[b]
        before[:] = -1e300
        before[0] = 0.0
        for t in range(years):
            for k in range(count):
                s = first[b] + k
                gain = weight[t] * value[s] + worth[s] - money[t] * cost[s] - work[t] * weeks[s]
                summed[k + 1] = summed[k] + gain
            for k in range(count + 1):
                top, source, shut = before[k], k, 0
                for j in range(k - 1, -1, -1):
                    shut += closes[first[b] + j]
                    if shut > closures:
                        break
                    other = before[j] + summed[k] - summed[j]
                    if other > top:
                        top, source = other, j
                now[k], came[t, k] = top, source
            before[: count + 1] = now[: count + 1]
        end, top = 0, -1e300
        for k in range(count + 1):
            bonus = forced[b] if must[b] and k >= must[b] else 0.0
            if before[k] > -1e299 and before[k] + bonus > top:
                end, top = k, before[k] + bonus
        best[b] = top
        for t in range(years - 1, -1, -1):
            path[b, t] = end
            end = came[t, end]
    return path, best


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """p paths: of building `building`, (p,), steps by the end of each year, (p, y).

    value, emission, backlog, must : of each, (p,).  money, weeks : (p, y).
    """

    building: IntArray
    path: IntArray
    value: FloatArray
    emission: FloatArray
    backlog: FloatArray
    must: FloatArray
    money: FloatArray
    weeks: FloatArray


def pool_of(problem: Problem, building: IntArray, path: IntArray) -> Pool:
    """What paths give and cost."""
    columns = problem.value, problem.cost, problem.weeks, problem.emission, problem.backlog
    summed = [np.concatenate([[0.0], np.cumsum(c)]) for c in columns]
    begins = problem.first[:-1][building]
    upto = begins[:, None] + np.concatenate([np.zeros((len(path), 1), np.int32), path], axis=1)
    value, cost, weeks = (np.diff(s[upto], axis=1) for s in summed[:3])
    emission, backlog = (s[upto[:, -1]] - s[begins] for s in summed[3:])
    must = problem.must[building]
    return Pool(
        building,
        path,
        value @ problem.weight,
        emission,
        backlog,
        ((must > 0) & (path[:, -1] >= must)).astype(np.float64),
        cost,
        weeks,
    )


def path_of(problem: Problem, year: IntArray) -> IntArray:
    """Path of each building from the years of its steps, (b, y)."""
    taken = np.flatnonzero(year >= 0)
    found = np.zeros((problem.buildings, problem.years), np.int32)
    np.add.at(found, (problem.of_building[taken], year[taken]), 1)
    return np.cumsum(found, axis=1).astype(np.int32)


def years_of(problem: Problem, path: IntArray) -> IntArray:
    """Year of each step from one path per building, (s,)."""
    own = np.arange(len(problem.value)) - problem.first[:-1][problem.of_building]
    reached = path[problem.of_building] > own[:, None]
    return np.where(reached.any(axis=1), reached.argmax(axis=1), -1).astype(np.int32)


def pooled(problem: Problem, paths: Sequence[IntArray]) -> Pool:
    """One path for each building in each of `paths`, without repetition."""
    building = np.tile(np.arange(problem.buildings, dtype=np.int32), len(paths))
    return _distinct(problem, building, np.concatenate(paths))


def with_paths(problem: Problem, pool: Pool, path: IntArray, kept: BoolArray) -> Pool:
    """Some of the pool, and one more path for each building."""
    fresh = np.arange(problem.buildings, dtype=np.int32)
    building = np.concatenate([pool.building[kept], fresh])
    return _distinct(problem, building, np.concatenate([pool.path[kept], path]))


def with_less(problem: Problem, pool: Pool) -> Pool:
    """The pool, and each of its paths cut off after every step, and a year later."""
    most = int(pool.path.max(initial=0))
    cut = [np.minimum(pool.path, steps) for steps in range(most)]
    later = [
        np.concatenate([np.zeros((len(pool.path), n), np.int32), pool.path[:, :-n]], axis=1)
        for n in (1, 2)
        if problem.years > n
    ]
    paths = [pool.path, *cut, *later]
    return _distinct(problem, np.tile(pool.building, len(paths)), np.concatenate(paths))


def nearest(building: IntArray, gain: FloatArray, count: int) -> BoolArray:
    """The best few paths of each building, (p,)."""
    order = np.lexsort((-gain, building))
    starts = np.flatnonzero(np.diff(building[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    found = np.zeros(len(building), np.bool_)
    found[order[rank < count]] = True
    return found


def _distinct(problem: Problem, building: IntArray, path: IntArray) -> Pool:
    both = np.concatenate([building[:, None], path], axis=1).astype(np.int32)
    keys = np.ascontiguousarray(both).view(f"V{4 * both.shape[1]}").ravel()
    _, some = np.unique(keys, return_index=True)
    some = some[np.argsort(building[some], kind="stable")]
    return pool_of(problem, building[some], path[some])
