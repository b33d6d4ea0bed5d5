"""Three ways to fund upkeep, and what each leaves undone over thirty years.

Each year parts wear first (from the second year on), then money is spent where `priority` says.
TG2 is brought to TG1, TG3 is replaced and becomes TG0. What is left waits, may fall from TG2 to
TG3 and then costs more, and TG3 that waits costs more every year for damage that follows
(`damage_growth`), up to `damage_most` times as much. Amounts are real, at the price level of the
case; `price_growth` is above other prices.

Low, central and high are whole runs: cheap, slow wear and little damage; the middle; dear, fast
and much. They are outer ends, not percentiles.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from twin.analysis.upkeep.funding_case import ENDS, FundingCase
from twin.analysis.upkeep.tables import GRADES
from twin.model.arrays import FloatArray
from twin.model.thermal import Sourced

HORIZON = 31  # years, 2026 to 2056
ROUNDS = 16  # of halving the search for a budget


class FundingMode(StrEnum):
    """How much is spent each year."""

    MAINTAIN = "maintain"
    REACH_TARGET = "reach target"
    FIXED_BUDGET = "fixed budget"


@dataclass(frozen=True, slots=True)
class Funding:
    """A way to fund upkeep.

    budget : yearly, for `FIXED_BUDGET`. [NOK/year]
    target_backlog : not more than this from `target_year` on; NaN if it is not the target. [NOK]
    target_grade : weighted grade, not worse from `target_year` on; NaN if it is not the target.
    starts : first year with any money; 0 for the first of the run.
    """

    mode: FundingMode
    budget: float = 0.0
    target_backlog: float = np.nan
    target_grade: float = np.nan
    target_year: int = 0
    starts: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class FundingCurve:
    """What a way to fund upkeep gives; rows low, central, high.

    spend : in each year, shape (3, years). [NOK/year]
    backlog, grade : at the end of each year, shape (3, years). [NOK, TG]
    start_backlog, start_grade : before the first year, shape (3,).
    must_left : cost of must-dos not done at the end of each year, shape (3, years). [NOK]
    budget : yearly sum until the target year, NaN in other modes, shape (3,). [NOK/year]
    reached : whether the target holds at its year; True in other modes.
    """

    years: tuple[int, ...]
    spend: FloatArray
    backlog: FloatArray
    grade: FloatArray
    start_backlog: FloatArray
    start_grade: FloatArray
    must_left: FloatArray
    budget: FloatArray
    reached: tuple[bool, bool, bool]

    def present_value(self, rate: float) -> FloatArray:
        """Today's value of all spending and of the backlog left at the end, shape (3,). [NOK]

        The first year counts in full.
        """
        discount = (1 + rate) ** -np.arange(len(self.years))
        return self.spend @ discount + self.backlog[:, -1] * discount[-1]


def funded(case: FundingCase, how: Funding, first_year: int, years: int = HORIZON) -> FundingCurve:
    """Spending, backlog and weighted grade year by year."""
    runs = [_Run(case, end, how, first_year) for end in range(ENDS)]
    budgets = [run.budget() for run in runs]
    for run, budget in zip(runs, budgets, strict=True):
        run.go(years, budget)
    rows = [np.array(run.rows, dtype=np.float64).T for run in runs]
    starts = [_Run(case, end, how, first_year).measured() for end in range(ENDS)]
    is_target = how.mode is FundingMode.REACH_TARGET
    reached = [
        not is_target or _holds(how, row[1], row[2], how.target_year - first_year) for row in rows
    ]
    return FundingCurve(
        tuple(range(first_year, first_year + years)),
        np.stack([row[0] for row in rows]),
        np.stack([row[1] for row in rows]),
        np.stack([row[2] for row in rows]),
        np.array([s[0] for s in starts]),
        np.array([s[1] for s in starts]),
        np.stack([row[3] for row in rows]),
        np.array(budgets) if is_target else np.full(ENDS, np.nan),
        (reached[0], reached[1], reached[2]),
    )


def cost_of_waiting(now: FundingCurve, later: FundingCurve, rate: float) -> FloatArray:
    """How much more waiting costs in today's value, low, central, high, shape (3,). [NOK]

    The backlog left at the end counts, so that what was never done is not saved. Below zero the
    interest on the money kept is worth more than what waiting adds: nothing here prices the risk
    and the use that is lost meanwhile.
    """
    return later.present_value(rate) - now.present_value(rate)


@dataclass(slots=True, eq=False)
class _Run:
    """One end of a case while it is run through the years."""

    case: FundingCase
    end: int
    how: Funding
    first_year: int
    value: FloatArray = field(init=False)
    dearer: FloatArray = field(init=False)
    rows: list[tuple[float, float, float, float]] = field(init=False)
    level: float = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Back to the first day."""
        self.value = self.case.value.copy()
        self.dearer = np.ones(len(self.value))
        self.rows = []
        self.level = 1.0

    def go(self, years: int, budget: float) -> None:
        """Run `years` from the start with a yearly budget."""
        for place in range(years):
            if place:
                self._wear()
            cost = self._costs()
            share = self._share(cost, budget, self.first_year + place)
            spent = float((cost * share).sum())
            self._mend(share)
            must = float((cost * (1 - share))[self.case.must].sum())
            self.rows.append((spent, *self.measured(), must))

    def budget(self) -> float:
        """Yearly budget of the mode; for a target the smallest that reaches it in its year."""
        if self.how.mode is not FundingMode.REACH_TARGET:
            return self.how.budget
        years = self.how.target_year - self.first_year + 1
        low, high = 0.0, float(self.value.sum())
        for _ in range(ROUNDS):
            middle = (low + high) / 2
            self.restart()
            self.go(years, middle)
            backlog, grade = self.measured()
            low, high = (low, middle) if self._is_met(backlog, grade) else (middle, high)
        self.restart()
        return high

    def measured(self) -> tuple[float, float]:
        """Backlog [NOK] and weighted grade now."""
        total = self.value.sum()
        grade = float((self.value @ np.arange(GRADES)).sum() / total) if total > 0 else np.nan
        return float(self._costs().sum()), grade

    def _costs(self) -> FloatArray:
        """Cost of what is in TG2 and TG3 in the order of funding, shape (2n,). [NOK]"""
        cost = self.case.rates[self.end] * self.value * self.level
        two, three = cost[:, 2], cost[:, 3] * self.dearer
        return np.concatenate((two, three))[self.case.order]

    def _share(self, cost: FloatArray, budget: float, year: int) -> FloatArray:
        """Share of each entry that is done this year, in the order of funding, shape (2n,)."""
        if year < self.how.starts:
            return np.zeros(len(cost))
        match self.how.mode:
            case FundingMode.MAINTAIN:
                due = np.concatenate((self.case.upkeep, np.ones(len(self.value))))
                return due[self.case.order]
            case FundingMode.REACH_TARGET if year > self.how.target_year:
                return self._held(cost)
            case _:
                return _until(cost, budget)

    def _held(self, cost: FloatArray) -> FloatArray:
        """As much as it takes to stay at the target."""
        backlog, grade = self.measured()
        by_money = _until(cost, max(backlog - self.how.target_backlog, 0.0))
        if not np.isfinite(self.how.target_grade):
            return by_money
        total = self.value.sum()
        better = np.concatenate((self.value[:, 2], 3 * self.value[:, 3]))[self.case.order]
        by_grade = _until(better, max(grade - self.how.target_grade, 0.0) * total)
        if not np.isfinite(self.how.target_backlog):
            return by_grade
        return np.maximum(by_money, by_grade)

    def _is_met(self, backlog: float, grade: float) -> bool:
        return _meets(self.how, backlog, grade)

    def _wear(self) -> None:
        """A year of wear; what falls into TG3 mixes with what waits there and costs more."""
        values = self.case.tables.values
        steps = self.case.steps[self.end]
        falls = self.value[:, :3] * steps
        damage = 1 + _at(values, "damage_growth", self.end)
        waits = self.value[:, 3]
        after = waits + falls[:, 2]
        costly = waits * self.dearer * damage + falls[:, 2]
        dearer = np.divide(costly, after, out=np.ones(len(after)), where=after > 0)
        self.dearer = np.minimum(dearer, _at(values, "damage_most", self.end, np.inf))
        self.value[:, :3] -= falls
        self.value[:, 1:] += falls
        self.level *= 1 + _at(values, "price_growth", self.end)

    def _mend(self, share: FloatArray) -> None:
        done = np.empty(len(share))
        done[self.case.order] = share
        n = len(self.value)
        two, three = self.value[:, 2] * done[:n], self.value[:, 3] * done[n:]
        self.value[:, 2] -= two
        self.value[:, 1] += two
        self.value[:, 3] -= three
        self.value[:, 0] += three


def _until(amounts: FloatArray, limit: float) -> FloatArray:
    """Share of each amount that fits below `limit`, the first ones first."""
    before = np.cumsum(amounts) - amounts
    room = np.clip(limit - before, 0.0, amounts)
    return np.divide(room, amounts, out=np.zeros(len(amounts)), where=amounts > 0)


def _meets(how: Funding, backlog: float, grade: float) -> bool:
    money = not np.isfinite(how.target_backlog) or backlog <= how.target_backlog * (1 + 1e-9) + 1
    mean = not np.isfinite(how.target_grade) or grade <= how.target_grade + 1e-6
    return money and mean


def _holds(how: Funding, backlog: FloatArray, grade: FloatArray, place: int) -> bool:
    if not 0 <= place < len(backlog):
        return False
    return _meets(how, float(backlog[place]), float(grade[place]))


def _at(values: Mapping[str, Sourced], name: str, end: int, missing: float = 0.0) -> float:
    """Low, central or high end of an assumption, `missing` where there is none."""
    if name not in values:
        return missing
    found = values[name]
    return (found.low, found.value, found.high)[end]
