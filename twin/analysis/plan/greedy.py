"""A plan in milliseconds: what gives most per krone first, as early as it fits."""

from typing import Any

import numpy as np
from numba import njit

from twin.analysis.plan.problem import Problem
from twin.model.arrays import FloatArray, IntArray

LEAST_COST = 1000.0  # that is divided by. [NOK]
FORCED = 1e30  # of steps that must be taken
ROUNDS, DOUBLINGS = 8, 8  # of weights of targets that are tried


def greedy_years(problem: Problem) -> tuple[IntArray, FloatArray]:
    """Year of each step from 0, -1 where it is not taken, (s,), and what targets then weigh, (2,).

    Steps of a building whose later ones give more per krone are taken together. Where a target is
    not reached by what pays, what leads there counts as much more as it takes: per kgCO2e of the
    target for emissions, and per NOK of the backlog.
    """
    limits = problem.limits
    wanted = np.array([limits.emission_saving, limits.backlog_saving])
    weights = np.zeros(2)
    best = placed(problem, weights)
    for target in np.flatnonzero(wanted > 0).tolist():
        best = _reaching(problem, weights, (target, float(wanted[target])), best)
    return best, weights


def _reaching(
    problem: Problem, weights: FloatArray, target: tuple[int, float], best: IntArray
) -> IntArray:
    """Raise the weight of a target until it is reached, and no further."""
    place, wanted = target
    gives = (problem.emission, problem.backlog)[place]

    def reached(year: IntArray) -> float:
        return float(gives[year >= 0].sum())

    if reached(best) >= wanted:
        return best
    found, low, high = best, 0.0, _scale(problem, gives)
    for _ in range(DOUBLINGS):
        weights[place] = high
        found = placed(problem, weights)
        if reached(found) >= wanted:
            break
        low, high = high, high * 8
    if reached(found) < wanted:
        return found  # as near as it comes
    for _ in range(ROUNDS):
        weights[place] = middle = (low + high) / 2
        other = placed(problem, weights)
        if reached(other) >= wanted:
            high, found = middle, other
        else:
            low = middle
    weights[place] = high
    return found


def _scale(problem: Problem, gives: FloatArray) -> float:
    """A weight that is too small to change much."""
    total = float(np.abs(gives).sum()) or 1.0
    return 1e-2 * float(np.abs(problem.value).sum() + 1.0) / total


def placed(
    problem: Problem,
    weights: FloatArray,
    money: FloatArray | None = None,
    work: FloatArray | None = None,
) -> IntArray:
    """Years of the steps with targets of these weights.

    money, work : prices of each year, so that steps go where they gain most, (y,).
    """
    free = np.zeros(problem.years)
    paid, timed = (free if prices is None else prices for prices in (money, work))
    usual = float(paid.mean()) if len(paid) else 0.0
    worth = weights[0] * problem.emission + weights[1] * problem.backlog + usual * problem.cost
    worth = worth + _best_gain(problem.value, problem.weight, problem.cost, problem.weeks,
                               paid, timed)  # fmt: skip
    chunk, ratio = _chunks(worth, problem.cost, problem.first, problem.last, problem.must)
    starts = np.flatnonzero(np.diff(chunk, prepend=-1)).astype(np.int32)
    order = np.argsort(-ratio[starts], kind="stable")
    limits = problem.limits
    return _place(
        starts[order], chunk, ratio, worth, problem.of_building, problem.first, problem.value,
        problem.weight, problem.cost, problem.weeks, problem.closes, paid, timed,
        np.minimum(problem.budgets, 1e300), min(limits.work_weeks, 1e300), limits.closures,
    )  # fmt: skip


@njit(cache=True)
def _best_gain(value: Any, weight: Any, cost: Any, weeks: Any, money: Any, work: Any):  # noqa: ANN202
    """Of each step in the year in which it gains most, (s,)."""
    found = np.full(len(value), -np.inf)
    for s in range(len(value)):
        for t in range(len(weight)):
            gain = weight[t] * value[s] - money[t] * cost[s] - work[t] * weeks[s]
            found[s] = max(found[s], gain)
    return found


@njit(cache=True)
def _chunks(worth: Any, cost: Any, first: Any, last: Any, must: Any):  # noqa: ANN202, C901
    """Steps that go together, and worth per krone of each chunk, at each of its steps."""
    n = len(worth)
    chunk, ratio = np.zeros(n, np.int32), np.full(n, -np.inf)
    value, spent = worth.copy(), cost.copy()
    heads = np.empty(n + 1, np.int32)
    number = 0
    for b in range(len(last)):
        start, end, count = first[b] + must[b], first[b] + last[b], 0
        for s in range(first[b], start):
            chunk[s], ratio[s] = number, FORCED
        number += 1
        for s in range(start, end):
            heads[count] = s
            count += 1
            while count > 1:
                head, before = heads[count - 1], heads[count - 2]
                now = value[head] / max(spent[head], LEAST_COST)
                if now <= value[before] / max(spent[before], LEAST_COST):
                    break
                value[before] += value[head]
                spent[before] += spent[head]
                count -= 1
        heads[count] = end
        for place in range(count):
            head = heads[place]
            for s in range(head, heads[place + 1]):
                chunk[s], ratio[s] = number, value[head] / max(spent[head], LEAST_COST)
            number += 1
        for s in range(end, first[b + 1]):
            chunk[s] = number
        number += 1
    return chunk, ratio


@njit(cache=True)
def _place(  # noqa: ANN202, C901, PLR0913, PLR0917
    heads: Any, chunk: Any, ratio: Any, worth: Any, building: Any, first: Any, value: Any,
    weight: Any, cost: Any, weeks: Any, closes: Any, money: Any, timed: Any, budgets: Any,
    work: Any, closures: Any,
):  # fmt: skip  # Any: arrays
    """Put chunks into years as they come; one that does not fit whole is tried step by step."""
    years, n = len(budgets), len(chunk)
    year = np.full(n, -1, np.int32)
    left, free = budgets.copy(), np.full(years, work)
    closed = np.zeros((len(first) - 1, years), np.int32)
    done, latest = np.zeros(len(first) - 1, np.int32), np.zeros(len(first) - 1, np.int32)
    for head in heads:
        if not ratio[head] > 0:
            break
        b = building[head]
        gained, s = 0.0, head
        begun = latest[b]
        while s < n and chunk[s] == chunk[head] and done[b] == s - first[b]:
            found, most = -1, -np.inf
            for t in range(latest[b], years):
                fits = cost[s] <= left[t] and weeks[s] <= free[t]
                gain = weight[t] * value[s] - money[t] * cost[s] - timed[t] * weeks[s]
                if fits and gain > most and (not closes[s] or closed[b, t] < closures):
                    found, most = t, gain
            if found < 0:
                break
            year[s], latest[b] = found, found
            left[found] -= cost[s]
            free[found] -= weeks[s]
            closed[b, found] += closes[s]
            done[b] += 1
            gained += worth[s]
            s += 1
        is_cut = s < n and chunk[s] == chunk[head]
        if is_cut and gained <= 0 and ratio[head] < FORCED:
            for back in range(head, s):
                t = year[back]
                left[t] += cost[back]
                free[t] += weeks[back]
                closed[b, t] -= closes[back]
                done[b] -= 1
                year[back] = -1
            latest[b] = begun
    return year
