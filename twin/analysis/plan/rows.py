"""The limits that tie buildings together, as rows of a linear program over paths."""

from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.plan.paths import Pool, Prices, pool_of
from twin.analysis.plan.problem import Problem
from twin.model.arrays import FloatArray, IntArray

SLACK = 1e-9  # relative, that rounding may break a budget by
NEVER = -np.inf
DEARER = 3.0
WANTED_GAP = 1e-3
MISSED = 10.0  # how much dearer a missed target is than all there is


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """m rows ``usage <= limit``, each divided by its limit; the last ones may be missed.

    limit : before the division, negative for targets, (m,).
    years : of money, then of work, that have a limit.
    penalty : per missed share of each row, NaN for those that cannot be missed, (m,).
    bonus : of each building that takes all it must, (b,).
    """

    limit: FloatArray
    money: IntArray
    work: IntArray
    has_emission: bool
    has_backlog: bool
    penalty: FloatArray
    bonus: FloatArray

    @classmethod
    def of(cls, problem: Problem) -> "Rows":
        """Rows of all limits that there are."""
        limits = problem.limits
        money = np.flatnonzero(np.isfinite(problem.budgets)).astype(np.int32)
        any_work = np.isfinite(limits.work_weeks) and problem.weeks.any()
        work = np.arange(problem.years if any_work else 0, dtype=np.int32)
        targets = [limits.emission_saving, limits.backlog_saving]
        has = [bool(target > 0) for target in targets]
        penalty = [MISSED * _dearest(problem)] * sum(has)
        limit = [
            *problem.budgets[money],
            *np.full(len(work), limits.work_weeks),
            *(-t for t, h in zip(targets, has, strict=True) if h),
        ]
        hard = np.full(len(money) + len(work), np.nan)
        return cls(
            np.array(limit, np.float64),
            money,
            work,
            has[0],
            has[1],
            np.concatenate([hard, np.array(penalty, np.float64)]),
            _bonus(problem),
        )

    @property
    def scale(self) -> FloatArray:
        """What rows are divided by, (m,)."""
        return np.maximum(np.abs(self.limit), 1.0)

    @property
    def most(self) -> FloatArray:
        """Right-hand sides, (m,): 1, 0 where nothing is given, -1 for targets."""
        return self.limit / self.scale

    def usage(self, pool: Pool) -> FloatArray:
        """Of each path, (m, p)."""
        parts = [pool.money[:, self.money].T, pool.weeks[:, self.work].T]
        if self.has_emission:
            parts.append(-pool.emission[None])
        if self.has_backlog:
            parts.append(-pool.backlog[None])
        return np.concatenate(parts) / self.scale[:, None]

    def worth(self, pool: Pool) -> FloatArray:
        """Of each path, with the bonus for musts, (p,)."""
        return pool.value + self.bonus[pool.building] * pool.must

    def score(self, problem: Problem, path: IntArray) -> float:
        """Of one path for each building, less what is missed; `NEVER` if it breaks a limit."""
        pool = pool_of(problem, np.arange(problem.buildings, dtype=np.int32), path)
        over = self.usage(pool).sum(axis=1) - self.most
        hard = np.isnan(self.penalty)
        if (over[hard] > SLACK).any():
            return NEVER
        missed = np.sum(np.maximum(over[~hard], 0.0) * self.penalty[~hard])
        return float(self.worth(pool).sum() - missed)

    def prices(self, problem: Problem, duals: FloatArray) -> Prices:
        """Prices per unit from those of the rows, (m,)."""
        own = np.maximum(duals, 0.0) / self.scale
        money, work = np.zeros(problem.years), np.zeros(problem.years)
        money[self.money] = own[: len(self.money)]
        work[self.work] = own[len(self.money) : len(self.money) + len(self.work)]
        rest = own[len(self.money) + len(self.work) :].tolist()
        emission = rest.pop(0) if self.has_emission else 0.0
        return Prices(money, work, emission, rest.pop(0) if self.has_backlog else 0.0)

    def fair(self, duals: FloatArray) -> "Rows":
        """With targets that may be missed at some times their price.

        So that a plan on its way there does not give up everything for the last of it.
        """
        return replace(self, penalty=np.minimum(self.penalty, DEARER * np.maximum(duals, 0.0)))

    def missed(self, problem: Problem, path: IntArray) -> float:
        """Largest share of a target that one path for each building misses."""
        pool = pool_of(problem, np.arange(problem.buildings, dtype=np.int32), path)
        over = self.usage(pool).sum(axis=1) - self.most
        return float(np.max(over[~np.isnan(self.penalty)], initial=0.0))

    def raised(self, share: float) -> "Rows":
        """With targets that are higher by a share."""
        return replace(self, limit=np.where(self.limit < 0, (1 + share) * self.limit, self.limit))

    def bound(self, duals: FloatArray, gains: FloatArray) -> float:
        """No plan scores more than this; gains : of the buildings at these prices, (b,)."""
        return float(gains.sum() + np.maximum(duals, 0.0) @ self.most)


def _dearest(problem: Problem) -> float:
    """More than all money and all value together are worth."""
    spent = np.maximum(problem.cost, 1.0)
    ratio = float(np.max(np.abs(problem.value) / spent, initial=0.0))
    return float(np.abs(problem.value).sum()) + (1 + ratio) * float(problem.cost.sum()) + 1.0


def _bonus(problem: Problem) -> FloatArray:
    """Of musts: more than what else their money could buy, and than what they lose."""
    if not problem.must.any():
        return np.zeros(problem.buildings)
    spent = np.maximum(problem.cost, 1000.0)
    ratio = float(np.max(problem.value / spent, initial=0.0)) + 1.0
    own = np.add.reduceat(np.abs(problem.value) + ratio * problem.cost, problem.first[:-1])
    return np.where(problem.must > 0, 2 * own, 0.0)


def size(score: float, rows: Rows) -> float:
    """What gaps of a score are measured against: the score without the bonus of musts."""
    return max(abs(score - float(rows.bonus.sum())), 1.0)
