"""Changing the path of one building at a time while that makes the plan better."""

from typing import Any

import numpy as np
from numba import njit

from twin.analysis.plan.paths import Pool
from twin.analysis.plan.rows import SLACK, Rows
from twin.model.arrays import IntArray

PASSES = 30


def swapped(rows: Rows, pool: Pool, path: IntArray) -> IntArray:
    """A choice that no other path of the pool in one building makes better, (b, y).

    path : of each building, all of them in the pool.
    """
    chosen = _places(pool, path)
    usage = np.ascontiguousarray(rows.usage(pool).T)
    penalty = np.nan_to_num(rows.penalty, nan=-1.0)
    worth = rows.worth(pool)
    order = np.argsort(-worth).astype(np.int32)
    _swap(usage, worth, pool.building, order, rows.most, penalty, chosen)
    return pool.path[chosen]


def _places(pool: Pool, path: IntArray) -> IntArray:
    """Row of each building's path in the pool, (b,)."""
    same = (pool.path == path[pool.building]).all(axis=1)
    found = np.zeros(len(path), np.int32)
    found[pool.building[same]] = np.flatnonzero(same)
    return found


@njit(cache=True)
def _swap(  # noqa: ANN202, C901, PLR0913, PLR0917
    usage: Any, worth: Any, building: Any, order: Any, most: Any, penalty: Any, chosen: Any
):  # Any: arrays
    m = usage.shape[1]
    load = np.zeros(m)
    for b in range(len(chosen)):
        for r in range(m):
            load[r] += usage[chosen[b], r]
    for _ in range(PASSES):
        changed = 0
        for j in order:
            now = chosen[building[j]]
            gain, fits = worth[j] - worth[now], j != now
            for r in range(m):
                over = load[r] - most[r]
                after = over + usage[j, r] - usage[now, r]
                if penalty[r] >= 0:
                    gain -= penalty[r] * (max(after, 0.0) - max(over, 0.0))
                elif after > SLACK and after > over:
                    fits = False
                    break
            if fits and gain > 1e-9 * abs(worth[now]) + 1e-6:
                for r in range(m):
                    load[r] += usage[j, r] - usage[now, r]
                chosen[building[j]] = j
                changed += 1
        if not changed:
            break
