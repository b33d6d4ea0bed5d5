"""Why a building is in a plan or out of it, in words with figures."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.plan.problem import MONEY, Problem, problem_of
from twin.model.arrays import FloatArray
from twin.model.opportunity import Ladders, Plan
from twin.model.scenario import Quantity, Statement

UNITS = {
    "present_value": "NOK", "emission_saving": "kgCO2e/year", "saving": "kWh/year",
    "backlog_saving": "NOK",
}  # fmt: skip
IN = "{measure} is carried out in {year}: it costs {cost} and gives {value}."
NEXT = "The next step, {measure}, is left out: it costs {cost} and would give {value}."
NOTHING = "No measure applies to this building."
WORSE = "It would give less than nothing by itself, and no target needs it."
PRICE = (
    "One NOK more of the budget of {year} would add {price} to the whole plan; this step gives"
    " {own} per NOK."
)
WEEKS = "The weeks of work are short too: one week more in {year} would add {price}."
CHEAPER = "It would come in if it cost {cost} or less."
BETTER = "It would come in if it gave {value} or more."
TARGET = "It is carried out because of the target for {target}, which is worth {price} per {unit}."
LAST = "All steps of this building are taken."
ENOUGH = "Money and weeks are left; what is not taken would make the plan worse."
QUICK = "The exact plan tells what the limits are worth; this is the quick one."
BLOCKED = "It comes after steps that are not worth their price together with it."


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the building in the ladders (row) and its figures."""

    row: int
    measure: str
    cost: float
    value: float


def explain(ladders: Ladders, plan: Plan, building_id: str, rate: float) -> tuple[Statement, ...]:
    """What is done in a building and why no more; measures by their keys.

    rate : as the plan was made with.
    """
    problem = problem_of(ladders, plan.limits, rate)
    steps = ladders.steps
    if building_id not in steps.buildings:
        return (Statement(NOTHING),)
    rows = np.flatnonzero(steps.building == steps.buildings.index(building_id)).tolist()
    if not rows:
        return (Statement(NOTHING),)
    unit = UNITS.get(plan.limits.objective, "")
    every = [
        _Step(
            row,
            steps.measures[int(steps.measure[row])],
            float(problem.cost[row]),
            float(problem.value[row]),
        )
        for row in rows
    ]
    taken = [step for step in every if plan.year[step.row] > 0]
    found = [_taken(step, int(plan.year[step.row]), unit) for step in taken]
    found += [t for step in taken for t in _for_target(step, plan, problem)]
    left = every[len(taken) :]
    return (*found, *(_left(left[0], plan, problem, unit) if left else [Statement(LAST)]))


def _taken(step: _Step, year: int, unit: str) -> Statement:
    values: dict[str, str | int | Quantity] = {
        "measure": step.measure,
        "year": str(year),
        "cost": Quantity(step.cost, "NOK"),
        "value": Quantity(step.value, unit),
    }
    return Statement(IN, values)


def _for_target(step: _Step, plan: Plan, problem: Problem) -> list[Statement]:
    """Whether a step that does not pay is taken for a target."""
    year = int(plan.year[step.row]) - plan.limits.first_year
    paid = plan.budget_prices[year] * step.cost if plan.budget_prices else 0.0
    if step.value * problem.weight[year] >= paid:
        return []
    return [
        Statement(TARGET, {"target": name, "price": Quantity(price, "NOK"), "unit": unit})
        for name, price, unit, gives in (
            ("emissions", plan.emission_price, "kgCO2e", problem.emission[step.row]),
            ("the backlog", plan.backlog_price, "NOK", problem.backlog[step.row]),
        )
        if price > 0 and gives > 0
    ]


def _left(step: _Step, plan: Plan, problem: Problem, unit: str) -> list[Statement]:
    """Why the next step of a building is not taken, and what it would take."""
    values: dict[str, str | int | Quantity] = {
        "measure": step.measure,
        "cost": Quantity(step.cost, "NOK"),
        "value": Quantity(step.value, unit),
    }
    found = [Statement(NEXT, values)]
    if not plan.budget_prices:
        return [*found, Statement(QUICK)]
    gain, paid = _at_prices(step, plan, problem)
    year = int(np.argmax(gain - paid))
    if gain[year] <= 0:
        return [*found, Statement(WORSE)]
    if paid[year] <= 0:
        return [*found, Statement(ENOUGH)]
    money, weeks = plan.budget_prices[year], plan.work_prices[year]
    shown = str(plan.limits.first_year + year)
    if money > 0:
        own = gain[year] / max(step.cost, 1.0)
        told = {"year": shown, "price": Quantity(money, ""), "own": Quantity(own, "")}
        found.append(Statement(PRICE, dict(told)))
    if weeks > 0:
        found.append(Statement(WEEKS, {"year": shown, "price": Quantity(weeks, unit)}))
    if gain[year] > paid[year]:
        return [*found, Statement(BLOCKED)]
    return [*found, *_what_it_takes(step, (gain, paid), (money, weeks), problem, unit)]


def _at_prices(step: _Step, plan: Plan, problem: Problem) -> tuple[FloatArray, FloatArray]:
    """What a step gives, targets and all, and what its limits are worth, by year."""
    row = step.row
    gain = problem.weight * step.value
    gain = gain + plan.emission_price * problem.emission[row]
    gain = gain + plan.backlog_price * problem.backlog[row]
    paid = (
        np.array(plan.budget_prices) * step.cost + np.array(plan.work_prices) * problem.weeks[row]
    )
    return gain, paid


def _what_it_takes(
    step: _Step,
    around: tuple[FloatArray, FloatArray],
    prices: tuple[float, float],
    problem: Problem,
    unit: str,
) -> list[Statement]:
    """Cost or value at which a step would just come in, in the year that suits it best."""
    gain, paid = around
    year = int(np.argmax(gain - paid))
    short = float(paid[year] - gain[year])
    found: list[Statement] = []
    money = prices[0] + (problem.weight[year] if problem.limits.objective == MONEY else 0.0)
    cheaper = step.cost - short / money if money > 0 else 0.0
    if cheaper > 0:  # each NOK less also makes the step worth a NOK more
        found.append(Statement(CHEAPER, {"cost": Quantity(cheaper, "NOK")}))
    value = step.value + short / float(problem.weight[year])
    found.append(Statement(BETTER, {"value": Quantity(value, unit)}))
    return found
