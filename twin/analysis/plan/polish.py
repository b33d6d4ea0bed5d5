"""Choosing again among the paths of some buildings, by a mixed-integer program."""

import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from twin.analysis.plan.paths import Pool, nearest, pool_of, with_less
from twin.analysis.plan.problem import Problem
from twin.analysis.plan.rows import WANTED_GAP, Rows, size
from twin.model.arrays import BoolArray, FloatArray, IntArray

OPEN = 20  # buildings at a time
CHOICES = 3  # paths of each
SECONDS, ONCE = 0.5, 0.2  # altogether, and of one program
TURNS = 60
SEED = 3600


def polished(
    problem: Problem, rows: Rows, known: tuple[Pool, FloatArray], path: IntArray, bound: float
) -> IntArray:
    """A choice of one path for each building that is at least as good as `path`.

    known : paths that may be taken, and prices of the rows.
    """
    pool, duals = known
    everybody = np.arange(problem.buildings, dtype=np.int32)
    rng = np.random.default_rng(SEED)
    score, end = rows.score(problem, path), time.perf_counter() + SECONDS
    gain = rows.worth(pool) - duals @ rows.usage(pool)
    near = nearest(pool.building, gain, CHOICES)
    for _ in range(TURNS):
        if bound - score <= 0.3 * WANTED_GAP * size(score, rows) or time.perf_counter() > end:
            break
        own = pool_of(problem, everybody, path)
        lost = _lost(pool, gain, rows.worth(own) - duals @ rows.usage(own))
        some = _some(lost, rng)
        is_open = np.zeros(problem.buildings, np.bool_)
        is_open[some] = True
        firm = ~is_open
        left = rows.most - rows.usage(own)[:, firm].sum(axis=1)
        mine = near & is_open[pool.building]
        some = pool_of(
            problem,
            np.concatenate([pool.building[mine], everybody[is_open]]),
            np.concatenate([pool.path[mine], path[is_open]]),
        )
        columns = with_less(problem, some)
        taken = whole(rows, columns, left, 0.2 * WANTED_GAP * size(score, rows))
        trial = path.copy()
        trial[columns.building[taken]] = columns.path[taken]
        better = rows.score(problem, trial)
        if better > score:
            path, score = trial, better
    return path


def _lost(pool: Pool, gain: FloatArray, own: FloatArray) -> FloatArray:
    """By how much the path of each building lags behind its best one at the prices, (b,)."""
    best = own.copy()
    np.maximum.at(best, pool.building, gain)
    return best - own


def _some(lost: FloatArray, rng: np.random.Generator) -> IntArray:
    """Buildings to choose again for: those that lag most, and others by lot."""
    lagging = np.argsort(-lost)[: OPEN // 3]
    lots = rng.choice(len(lost), min(OPEN, len(lost)), replace=False)
    return np.unique(np.concatenate([lagging, lots])).astype(np.int32)


def whole(
    rows: Rows, columns: Pool, left: FloatArray, wanted: float, seconds: float = ONCE
) -> BoolArray:
    """Which paths the program takes, one of each building; none where it finds nothing.

    wanted : how far it may stay below the best. [objective]
    """
    worth, usage = rows.worth(columns), rows.usage(columns)
    place = np.unique(columns.building, return_inverse=True)[1].astype(np.int32)
    missed, n = missed_columns(rows), len(worth)
    many = int(np.isfinite(rows.penalty).sum())
    scale = max(float(np.abs(worth).max(initial=0.0)), 1.0)
    count = int(place.max()) + 1
    most = np.full(count, -np.inf)
    np.maximum.at(most, place, worth)
    limits = LinearConstraint(
        vstack([hstack([csr_array(usage), missed]), one_each(place, count, many)]),
        np.concatenate([np.full(len(left), -np.inf), np.ones(count)]),  # pyright: ignore[reportArgumentType]
        np.concatenate([left, np.ones(count)]),  # pyright: ignore[reportArgumentType]
    )
    result = milp(
        np.concatenate([-worth / scale, rows.penalty[~np.isnan(rows.penalty)] / scale]),
        constraints=limits,
        integrality=np.concatenate([np.ones(n), np.zeros(many)]),
        bounds=Bounds(0, np.concatenate([np.ones(n), np.full(many, np.inf)])),  # pyright: ignore[reportArgumentType]
        options={"time_limit": seconds, "mip_rel_gap": wanted / max(float(most.sum()), wanted)},
    )
    if result.x is None:
        return np.zeros(n, np.bool_)
    return np.asarray(result.x)[:n] > 0.5


def missed_columns(rows: Rows) -> csr_array:
    """Columns by which targets may be missed."""
    places = np.flatnonzero(~np.isnan(rows.penalty))
    shape = len(rows.limit), len(places)
    return csr_array(coo_array((-np.ones(len(places)), (places, range(len(places)))), shape))


def one_each(building: IntArray, buildings: int, more: int) -> csr_array:
    """Rows that take one path of each building, and `more` columns of nought."""
    n = len(building)
    return csr_array(coo_array((np.ones(n), (building, np.arange(n))), (buildings, n + more)))
