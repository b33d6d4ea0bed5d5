"""Every path there is, for problems that are small enough to be solved outright."""

from itertools import combinations_with_replacement
from math import comb

import numpy as np

from twin.analysis.plan.paths import Pool, pool_of
from twin.analysis.plan.problem import Problem

MOST = 4000  # paths of all buildings together


def count(problem: Problem) -> int:
    """How many paths there are, closures apart."""
    return sum(comb(int(steps) + problem.years, problem.years) for steps in problem.last)


def every_path(problem: Problem) -> Pool:
    """All paths of all buildings that keep to the closures."""
    building: list[int] = []
    paths: list[tuple[int, ...]] = []
    for place in range(problem.buildings):
        own = slice(problem.first[place], problem.first[place] + problem.last[place])
        shut = np.concatenate([[0], np.cumsum(problem.closes[own])])
        for path in combinations_with_replacement(range(len(shut)), problem.years):
            closed = np.diff(shut[list(path)], prepend=0)
            if (closed <= problem.limits.closures).all():
                building.append(place)
                paths.append(path)
    return pool_of(problem, np.array(building, np.int32), np.array(paths, np.int32))
