"""At which prices a scenario is worth as much as doing nothing."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twin.analysis.comparison.money import Prices
from twin.analysis.comparison.purchases import Bought
from twin.analysis.comparison.totals import InBuilding, money
from twin.analysis.economics.payback import break_even
from twin.analysis.opportunities.plants import CARRIERS
from twin.model.compared import BreakEven

INVESTMENT = "investment"
NOK_PER_KWH, AS_OFFERED = "NOK/kWh", "1"


def break_evens(found: Sequence[InBuilding], prices: Prices) -> tuple[BreakEven, ...]:
    """Of each carrier that the scenario buys less or more of, and of its own prices.

    Central values; one price is changed at a time, that of sold electricity stays.
    """
    if not any(one.measures for one in found):
        return ()
    worth = _worth(found, prices)
    before = sum(one.today.delivered[:, -1] for one in found)
    after = sum(one.last.delivered[:, -1] for one in found)
    rows: list[BreakEven] = []
    for row, carrier in enumerate(CARRIERS):
        if abs(float(np.asarray(before)[row] - np.asarray(after)[row])) < 1e-6:
            continue
        none = prices.bought.copy()
        none[row] = 0.0
        now = float(prices.bought[row, -1])
        at_zero = _worth(found, replace(prices, bought=none))
        at = _price(break_even(now, worth, at_zero))
        rows.append(BreakEven(carrier, NOK_PER_KWH, now, at))
    free = [replace(one, measures=tuple(_free(m) for m in one.measures)) for one in found]
    at = _price(break_even(1.0, worth, _worth(free, prices)))
    return (*rows, BreakEven(INVESTMENT, AS_OFFERED, 1.0, at))


def _price(at: float) -> float:
    """Nobody is paid for taking something: there is no price below zero."""
    return at if at >= 0 else np.nan


def _worth(found: Sequence[InBuilding], prices: Prices) -> float:
    return float(money(found, prices)[0]["present_value"][-1])


def _free(measure: Bought) -> Bought:
    """For nothing; the plain renewal that it stands for is still saved."""
    return replace(measure, amount=np.zeros_like(measure.amount))
