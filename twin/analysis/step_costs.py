"""What the measures of one building cost in a draw, and what of it is maintenance."""

from dataclasses import dataclass

from twin.analysis.applied import Case, Package, Step, drawn_name
from twin.analysis.draws import Draw, drawn, economics
from twin.analysis.economics.present_value import Investment
from twin.analysis.measure_effects.condition import touched_things
from twin.analysis.measure_effects.renewal import renewal_due
from twin.analysis.upkeep.inspections import graded, inspections
from twin.model.proposal import Range
from twin.model.thermal import Sourced


@dataclass(frozen=True, slots=True)
class StepCost:
    """One measure that is bought.

    whole : [NOK]  maintenance : the part of it that renews what has to be renewed anyway. [NOK]
    """

    whole: float
    maintenance: float
    service_life: float

    @property
    def counted(self) -> Investment:
        """What counts against energy, bought again with the measure."""
        return Investment(self.whole - self.maintenance, self.service_life)


class StepCosts:
    """Prices of the measures of a package."""

    def __init__(self, package: Package, case: Case) -> None:
        self.steps = package.steps
        self.usual_spread = case.defaults.values["economics.price_factor"]
        self.renewals = tuple(_renewal(step, case) for step in package.steps)

    def of(self, draw: Draw) -> list[StepCost]:
        """Quantity times price and the fixed part; plain renewal follows the same market."""
        found: list[StepCost] = []
        for row, (step, plain) in enumerate(zip(self.steps, self.renewals, strict=True)):
            measure, quantile = step.measure, draw[drawn_name(row, "unit_cost")]
            unit_cost = _price(measure.unit_cost, self.usual_spread, quantile)
            fixed = _price(
                measure.fixed_cost, self.usual_spread, draw[drawn_name(row, "fixed_cost")]
            )
            whole = step.reach.quantity * unit_cost + fixed
            maintenance = min(drawn(plain, quantile), whole)
            found.append(StepCost(whole, maintenance, measure.service_life))
        return found


def _renewal(step: Step, case: Case) -> Range:
    """Plain renewal of what a measure replaces, as far as it is due anyway. [NOK]"""
    known, model = case.renewals, case.model
    entry = known.entry(step.measure) if known else None
    if known is None or entry is None:
        return Range(0.0, 0.0, 0.0)
    building_id = case.building.building_id
    own = [a for a in case.assessments if a.building_id == building_id]
    things = graded(inspections(own))
    ids = {model.elements[row].global_id for row in step.reach.elements} if model else set[str]()
    rows = touched_things(things, step.measure, building_id, ids)
    rate = economics(case.defaults).discount_rate
    due = renewal_due(things.grade[rows], entry.renewal_part, known.tables, rate)
    times, cost = due * step.reach.quantity, entry.renewal_cost
    return Range(times * cost.value, times * cost.low, times * cost.high, cost.source)


def _price(offered: Range, usual_spread: Sourced, quantile: float) -> float:
    """A price offered without spread gets the usual one of tenders. [NOK]"""
    if offered.high > offered.low:
        return drawn(offered, quantile)
    return offered.value * drawn(usual_spread, quantile)
