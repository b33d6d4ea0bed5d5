"""Is the order stable? What a plan is worth, and what stays in it, when something moves."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.plan.make import greedy_plan
from twin.analysis.stability.parts import Moved, Parts
from twin.model.arrays import FloatArray
from twin.model.opportunity import Ladders, Plan

PRICE, COST, LIFE = 0.3, 0.2, 5.0
RATES = (0.03, 0.06)
Stop = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Swing:
    """One thing moved down and up.

    what : ``price`` | ``cost`` | ``rate`` | ``life``.
    low, high : change of the plan's present value. [NOK]
    stays : share of the investment of the plan that is still in the plan made anew, the worse
        of both ends, 0 to 1.
    """

    what: str
    low: float
    high: float
    stays: float


def cases(parts: Parts) -> dict[str, tuple[Moved, Moved]]:
    """What is moved: power price ±30 %, investment ±20 %, real rate 3–6 %, life ±5 years."""
    rates = [Moved(economics=replace(parts.economics, discount_rate=r)) for r in RATES]
    return {
        "price": (Moved(prices=1 - PRICE), Moved(prices=1 + PRICE)),
        "cost": (Moved(costs=1 + COST), Moved(costs=1 - COST)),
        "rate": (rates[1], rates[0]),
        "life": (Moved(life=-LIFE), Moved(life=LIFE)),
    }


def swings(ladders: Ladders, plan: Plan, parts: Parts, stop: Stop) -> tuple[Swing, ...]:
    """Each case, the widest first.

    stop : told how far it is, 0 to 1; may raise to end it.
    """
    weights = year_weights(plan, parts.economics.discount_rate)
    found: list[Swing] = []
    for place, (what, ends) in enumerate(cases(parts).items()):
        stop(place / 4)
        changes, stays = [], []
        for moved in ends:
            rate = (moved.economics or parts.economics).discount_rate
            value = parts.changed(moved)
            changes.append(_worth(plan, value, rate) - float((parts.value * weights).sum()))
            stays.append(_stays(ladders, plan, value, rate))
        found.append(Swing(what, min(changes), max(changes), min(stays)))
    return tuple(sorted(found, key=lambda s: s.low - s.high))


def year_weights(plan: Plan, rate: float) -> FloatArray:
    """What the present value of each step counts: less the later, 0 where it is not taken."""
    later = plan.year - plan.limits.first_year
    return np.where(plan.year > 0, (1 + rate) ** -later.astype(np.float64), 0.0)


def _worth(plan: Plan, value: FloatArray, rate: float) -> float:
    return float((value * year_weights(plan, rate)).sum())


def _stays(ladders: Ladders, plan: Plan, value: FloatArray, rate: float) -> float:
    """Share of the money of the plan that a plan with these values would spend on the same."""
    columns = np.full((len(value), 3), np.nan)
    columns[:, 1] = value
    other = replace(ladders, steps=replace(ladders.steps, present_value=columns))
    again = greedy_plan(other, plan.limits, rate)
    money = np.nan_to_num(ladders.steps.investment[:, 1])
    whole = float(money[plan.year > 0].sum())
    same = float(money[(plan.year > 0) & (again.year > 0)].sum())
    return same / whole if whole > 0 else 1.0
