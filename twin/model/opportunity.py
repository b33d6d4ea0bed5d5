"""Every applicable measure on every building, in columns, and the plan that is made of them."""

from dataclasses import dataclass, field

import numpy as np

from twin.model.arrays import FloatArray, IntArray, frozen
from twin.model.choice import AS_DEFAULTS, Assumptions
from twin.model.scenario import Statement

P10, P50, P90 = 0, 1, 2
"""Columns of arrays of shape (n, 3). A run without draws has NaN in P10 and P90."""

WITH_SPREAD = (
    "saving", "peak_saving", "cost_saving", "emission_saving", "investment", "present_value",
)  # fmt: skip
SINGLE = (
    "quantity", "maintenance_part", "backlog_saving", "grade_gain", "embodied_carbon",
    "running_cost", "man_hours", "weeks", "closed_share", "needs_met", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Opportunities:
    """n opportunities: measure `measure[i]` on building `building[i]`, alone, against today.

    buildings, measures : ids and keys that the rows of `building` and `measure` point into.
    saving : delivered energy. [kWh/year]  peak_saving : highest hour of all bought energy. [kW]
    cost_saving : energy bought less energy sold, and running cost. [NOK/year]
    emission_saving : with the basis of the assumptions. [kgCO2e/year]
    investment : whole sum. [NOK]
    present_value : net, over the period. [NOK]
    quantity : in the unit of the cost basis.
    maintenance_part : of the investment that only renews what is worn out anyway; it is posted to
        the maintenance account and does not count against energy. [NOK]
    backlog_saving : backlog (central) that goes with it. [NOK]
    grade_gain : fall of the area-weighted TG of the building.
    embodied_carbon : [kgCO2e]  running_cost : change, not energy. [NOK/year]
    man_hours : change of own work. [h/year]  weeks : of work.  closed_share : 0 to 1.
    needs_met : summed pain of open needs it answers.
    confidence : of the data behind it, 0 (defaults) to 1 (measured).
    assumptions : under which all rows were calculated.
    draws : of each row, 0 for central values only.
    not_applicable : how many pairs of building and measure do not apply, per reason.
    """

    buildings: tuple[str, ...]
    measures: tuple[str, ...]
    building: IntArray
    measure: IntArray
    saving: FloatArray
    peak_saving: FloatArray
    cost_saving: FloatArray
    emission_saving: FloatArray
    investment: FloatArray
    present_value: FloatArray
    quantity: FloatArray
    maintenance_part: FloatArray
    backlog_saving: FloatArray
    grade_gain: FloatArray
    embodied_carbon: FloatArray
    running_cost: FloatArray
    man_hours: FloatArray
    weeks: FloatArray
    closed_share: FloatArray
    needs_met: FloatArray
    confidence: FloatArray
    assumptions: Assumptions = AS_DEFAULTS
    draws: int = 0
    not_applicable: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        n = len(self.building)
        for name in ("building", "measure"):
            object.__setattr__(self, name, frozen(getattr(self, name), np.int32, (n,)))
        for name in WITH_SPREAD:
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, (n, 3)))
        for name in SINGLE:
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, (n,)))

    def __len__(self) -> int:
        """Number of opportunities."""
        return len(self.building)


@dataclass(frozen=True, slots=True, eq=False)
class Ladders:
    """Packages of every building, each the one before it and one measure more, re-simulated.

    Row i adds measure `singles.measure[single[i]]` to the package of the row before it on the
    same building; `position` counts from 1. All values of `steps` are those of the step: package
    up to here less package before, so that they add up to the whole package exactly.
    """

    singles: Opportunities
    single: IntArray
    position: IntArray
    steps: Opportunities


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What a plan must keep to; inf or 0 where there is no such limit.

    first_year : of the plan.  budgets : per year from then on; also its length. [NOK]
    emission_saving : wanted at the end. [kgCO2e/year]  backlog_saving : wanted. [NOK]
    work_weeks : of works that can go on per year, all buildings together.
    closures : works that close rooms, at most so many in one building in one year.
    must, never : keys ``building_id/measure key``.
    objective : ``present_value`` | ``emission_saving`` | ``backlog_saving`` | ``saving``.
    """

    first_year: int
    budgets: tuple[float, ...]
    emission_saving: float = 0.0
    backlog_saving: float = 0.0
    work_weeks: float = float("inf")
    closures: int = 1
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    objective: str = "present_value"


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Which steps of `Ladders` are taken when.

    year : of each step, 0 where it is not taken, shape (steps,).
    spent : per year of the limits. [NOK]
    gap : how far the objective may lie below the best there is, relative, among plans that come as
        near to musts and targets; NaN for a greedy one.
    slack : shares of the targets, summed, by which another plan could come nearer; NaN likewise.
    unmet : limits that cannot be kept, in words with figures.  missed : the same as templates.
    method : ``greedy`` | ``exact``.
    budget_prices, work_prices : what one more NOK or week in a year would add to the objective.
    emission_price, backlog_price : what one kgCO2e or NOK less of the targets would add to it.
    """

    limits: PlanLimits
    year: IntArray
    spent: FloatArray
    objective: float
    gap: float
    method: str
    unmet: tuple[str, ...] = ()
    seconds: float = 0.0
    budget_prices: tuple[float, ...] = ()
    work_prices: tuple[float, ...] = ()
    emission_price: float = 0.0
    backlog_price: float = 0.0
    missed: tuple[Statement, ...] = ()
    slack: float = float("nan")
