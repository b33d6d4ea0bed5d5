"""The steps of all buildings as plain columns, and what a plan of them gives."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.opportunity import Ladders, PlanLimits

MONEY = "present_value"


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """s steps of b buildings over y years.

    first : where the steps of each building begin, and the end of the last, shape (b + 1,).
        A building's own step k can only be taken with all before it, in the same year or later.
    last : how many steps of each building may be taken, shape (b,).
    must : how many have to be taken, shape (b,).
    value : of the objective if taken in the first year, (s,).  weight : of it by year, (y,).
    cost [NOK], emission [kgCO2e/year], backlog [NOK], weeks : (s,).  closes : of rooms, (s,).
    rows : of each step in the ladders, (s,).
    """

    limits: PlanLimits
    first: IntArray
    last: IntArray
    must: IntArray
    value: FloatArray
    weight: FloatArray
    cost: FloatArray
    emission: FloatArray
    backlog: FloatArray
    weeks: FloatArray
    closes: IntArray

    @property
    def budgets(self) -> FloatArray:
        """Per year. [NOK]"""
        return np.array(self.limits.budgets, np.float64)

    @property
    def years(self) -> int:
        """How many."""
        return len(self.limits.budgets)

    @property
    def buildings(self) -> int:
        """How many have steps."""
        return len(self.last)

    @property
    def of_building(self) -> IntArray:
        """Building of each step, (s,)."""
        return np.repeat(np.arange(self.buildings), np.diff(self.first)).astype(np.int32)

    def objective(self, year: IntArray) -> float:
        """Of steps taken in these years, counted from 0, -1 for never."""
        taken = year >= 0
        return float(np.sum(self.value[taken] * self.weight[year[taken]]))

    def spent(self, year: IntArray, what: FloatArray | None = None) -> FloatArray:
        """Cost, or something else, by year, (y,)."""
        column, taken = self.cost if what is None else what, year >= 0
        return np.bincount(year[taken], column[taken], self.years).astype(np.float64)


def problem_of(ladders: Ladders, limits: PlanLimits, rate: float) -> Problem:
    """Columns of the packages; rate : real, that later money counts less by.

    A measure that is never wanted ends the package of its building before it; one that is a must
    takes all steps before it along. One that no year's budget or weeks can hold ends the package
    too. `ladders` made for the same wishes have neither in the way.
    """
    steps = ladders.steps
    keys = [
        f"{steps.buildings[b]}/{steps.measures[m]}"
        for b, m in zip(steps.building.tolist(), steps.measure.tolist(), strict=True)
    ]
    first = _firsts(steps.building)
    column = np.asarray(getattr(steps, limits.objective), np.float64)
    value = column[:, 1] if column.ndim == 2 else column
    wanted = np.isin(keys, limits.must) if limits.must else np.zeros(len(keys), np.bool_)
    unwanted = np.isin(keys, limits.never) if limits.never else np.zeros(len(keys), np.bool_)
    cost = np.maximum(np.nan_to_num(steps.investment[:, 1]), 0.0)
    weeks = np.maximum(np.nan_to_num(steps.weeks), 0.0)
    beyond = (cost > max(limits.budgets, default=0.0)) | (weeks > limits.work_weeks)
    last = _until(unwanted | beyond, first, first_hit=True)
    must = _until(wanted, first, first_hit=False)
    must = np.where(must <= last, must, 0)  # one that cannot be is told as missed
    years = np.arange(len(limits.budgets), dtype=np.float64)
    if limits.objective == MONEY:
        weight = (1 + rate) ** -years
    else:  # mean over the years of the plan
        weight = (len(years) - years) / max(len(years), 1)
    return Problem(
        limits,
        first,
        last,
        must,
        np.nan_to_num(value),
        weight,
        cost,
        np.nan_to_num(steps.emission_saving[:, 1]),
        np.nan_to_num(steps.backlog_saving),
        weeks,
        (steps.closed_share > 0).astype(np.int32),
    )


def musts(ladders: Ladders, limits: PlanLimits) -> dict[str, int]:
    """Row of each must in the ladders, -1 for one that is in no package."""
    if not limits.must:
        return {}
    steps = ladders.steps
    row = {
        f"{steps.buildings[b]}/{steps.measures[m]}": place
        for place, (b, m) in enumerate(
            zip(steps.building.tolist(), steps.measure.tolist(), strict=True)
        )
    }
    return {key: row.get(key, -1) for key in limits.must}


def _firsts(building: IntArray) -> IntArray:
    starts = np.flatnonzero(np.diff(building, prepend=-1))
    return np.append(starts, len(building)).astype(np.int32)


def _until(marked: BoolArray, first: IntArray, *, first_hit: bool) -> IntArray:
    """Steps of each building before its first marked one, or up to its last marked one."""
    sizes = np.diff(first)
    found = sizes.copy() if first_hit else np.zeros_like(sizes)
    for row in np.flatnonzero(marked)[:: -1 if first_hit else 1].tolist():
        building = int(np.searchsorted(first, row, side="right")) - 1
        found[building] = row - first[building] + (not first_hit)
    return found.astype(np.int32)
