"""What two plans from the same packages have in common, and what each does besides."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.plan.problem import Problem, problem_of
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.opportunity import Ladders, Plan


@dataclass(frozen=True, slots=True, eq=False)
class PlanSums:
    """What a plan gives at its end, and by year of its limits.

    saving [kWh/year], emission_saving [kgCO2e/year], peak_saving [kW], investment, present_value
    (each step counted from today), backlog_saving [NOK], man_hours [h/year], weeks, embodied
    [kgCO2e], buildings and steps : how many.
    spent [NOK], emissions_saved [kgCO2e/year] : by year, (y,).
    """

    saving: float
    emission_saving: float
    peak_saving: float
    investment: float
    present_value: float
    backlog_saving: float
    man_hours: float
    weeks: float
    embodied: float
    buildings: int
    steps: int
    spent: FloatArray
    emissions_saved: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class PlanDifference:
    """Rows of steps in the ladders.

    common : taken in both, in the same year.  moved : in both, in other years.
    only_first, only_second : in one of them.
    """

    first: PlanSums
    second: PlanSums
    common: IntArray
    moved: IntArray
    only_first: IntArray
    only_second: IntArray


def sums_of(ladders: Ladders, plan: Plan, rate: float) -> PlanSums:
    """What a plan gives; rate : that later money counts less by."""
    steps, taken = ladders.steps, plan.year > 0
    problem: Problem = problem_of(ladders, plan.limits, rate)
    year = np.where(taken, plan.year - plan.limits.first_year, -1).astype(np.int32)
    later = (1 + rate) ** -np.maximum(year, 0).astype(np.float64)
    return PlanSums(
        saving=_total(steps.saving[:, 1], taken),
        emission_saving=_total(steps.emission_saving[:, 1], taken),
        peak_saving=_total(steps.peak_saving[:, 1], taken),
        investment=_total(steps.investment[:, 1], taken),
        present_value=_total(steps.present_value[:, 1] * later, taken),
        backlog_saving=_total(steps.backlog_saving, taken),
        man_hours=_total(steps.man_hours, taken),
        weeks=_total(steps.weeks, taken),
        embodied=_total(steps.embodied_carbon, taken),
        buildings=len(np.unique(steps.building[taken])),
        steps=int(taken.sum()),
        spent=problem.spent(year),
        emissions_saved=np.cumsum(problem.spent(year, problem.emission)),
    )


def compare(ladders: Ladders, first: Plan, second: Plan, rate: float) -> PlanDifference:
    """Two plans from the same ladders side by side."""
    one, two = first.year, second.year
    both = (one > 0) & (two > 0)
    return PlanDifference(
        sums_of(ladders, first, rate),
        sums_of(ladders, second, rate),
        _rows(both & (one == two)),
        _rows(both & (one != two)),
        _rows((one > 0) & (two == 0)),
        _rows((two > 0) & (one == 0)),
    )


def _total(values: FloatArray, taken: BoolArray) -> float:
    return float(np.nansum(values[taken]))


def _rows(which: BoolArray) -> IntArray:
    return np.flatnonzero(which).astype(np.int32)
