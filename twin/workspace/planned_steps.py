"""Steps of a plan as rows of a table, and what its musts come to."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

import numpy as np

from twin.exporters.layouts.plan import PlanRecord
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.workspace.opportunity_rows import names_of
from twin.workspace.plan import PlanShown


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan.

    step : of the ladders.  measure : row of `Opportunities.measures`.
    is_must : the user asks for it.
    """

    step: int
    measure: int
    record: PlanRecord
    is_must: bool = False


class PlannedSteps(Sequence[PlannedStep]):
    """The list by year, musts first, then what costs most; rows are made when asked for.

    steps : rows of the ladders in that order, (n,).  is_must, year, money : of each, (n,). [NOK]
    """

    def __init__(self, shown: PlanShown) -> None:
        self._shown = shown
        ladder, plan = shown.ladders.steps, shown.plan
        taken = np.flatnonzero(plan.year > 0)
        is_must = _musts(shown)[taken]
        money = np.nan_to_num(ladder.investment[taken, 1])
        order = np.lexsort((-money, ~is_must, plan.year[taken]))
        self.steps: IntArray = taken[order].astype(np.int32)
        self.is_must: BoolArray = is_must[order]
        self.year: IntArray = plan.year[taken][order]
        self.money: FloatArray = money[order]

    def __len__(self) -> int:
        """Number of steps."""
        return len(self.steps)

    @overload
    def __getitem__(self, place: int) -> PlannedStep: ...

    @overload
    def __getitem__(self, place: slice) -> list[PlannedStep]: ...

    def __getitem__(self, place: int | slice) -> PlannedStep | list[PlannedStep]:
        """One step, or some as a list."""
        if isinstance(place, slice):
            return [self._made(i) for i in range(len(self))[place]]
        return self._made(range(len(self))[place])

    def column(self, name: str) -> FloatArray:
        """A column of `Opportunities` for all steps, the central one of three."""
        values = np.asarray(getattr(self._shown.ladders.steps, name), np.float64)[self.steps]
        return values[:, 1] if values.ndim == 2 else values

    def _made(self, place: int) -> PlannedStep:
        step, ladder = int(self.steps[place]), self._shown.ladders.steps
        building, measure = int(ladder.building[step]), int(ladder.measure[step])
        names = names_of(self._shown.board)
        is_must = bool(self.is_must[place])
        record = PlanRecord(
            ladder.buildings[building],
            int(self.year[place]),
            names.titles[measure],
            ladder.measures[measure],
            names.buildings[building],
            investment=float(ladder.investment[step, 1]),
            maintenance_part=float(ladder.maintenance_part[step]),
            present_value=float(ladder.present_value[step, 1]),
            saving=float(ladder.saving[step, 1]),
            cost_saving=float(ladder.cost_saving[step, 1]),
            emission_saving=float(ladder.emission_saving[step, 1]),
            backlog_saving=_known(float(ladder.backlog_saving[step])),
            weeks=_known(float(ladder.weeks[step])),
            is_must=is_must,
        )
        return PlannedStep(step, measure, record, is_must)


@lru_cache(maxsize=2)
def planned_steps(shown: PlanShown) -> PlannedSteps:
    """The list by year: musts first, then what costs most."""
    return PlannedSteps(shown)


def must_sums(shown: PlanShown) -> tuple[float, int, float, int]:
    """Money and number of the musts of a plan, and of what was chosen by value. [NOK]"""
    found = planned_steps(shown)
    must = found.is_must
    musts = int(must.sum())
    return (
        float(found.money[must].sum()),
        musts,
        float(found.money[~must].sum()),
        len(must) - musts,
    )


def spent_on_musts(shown: PlanShown) -> list[float]:
    """Money for musts in each year of a plan. [NOK]"""
    found, limits = planned_steps(shown), shown.plan.limits
    place = found.year[found.is_must] - limits.first_year
    return np.bincount(place, found.money[found.is_must], len(limits.budgets)).tolist()


def _musts(shown: PlanShown) -> BoolArray:
    """Steps that the user asks for, shape (steps,)."""
    steps, wanted = shown.ladders.steps, frozenset(shown.plan.limits.must)
    found = np.zeros(len(steps), np.bool_)
    if not wanted:
        return found
    keys = {key: row for row, key in enumerate(steps.buildings)}
    own = {keys.get(key.partition("/")[0], -1) for key in wanted}
    for row in np.flatnonzero(np.isin(steps.building, list(own))).tolist():
        building = steps.buildings[int(steps.building[row])]
        found[row] = f"{building}/{steps.measures[int(steps.measure[row])]}" in wanted
    return found


def _known(value: float) -> float:
    return value if math.isfinite(value) else 0.0
