"""Life cycle cost of a scenario on the main accounts of NS 3454:2013, at central values."""

from collections.abc import Sequence

from twin.analysis.comparison.money import AGAIN, ENERGY, Prices
from twin.analysis.comparison.totals import InBuilding
from twin.analysis.economics.cash_flow import CashFlow, Purchase, Yearly, cash_flow
from twin.analysis.economics.life_cycle_cost import LifeCycleCost, life_cycle_cost
from twin.analysis.economics.present_value import Economics


def account_flow(found: Sequence[InBuilding], prices: Prices, period: int) -> CashFlow:
    """All that a scenario pays, by account and year.

    What renews worn parts is on the account of their maintenance, what makes them better on that
    of development, whatever is bought again on the one for replacement.
    """
    purchases: list[Purchase] = []
    yearly: list[Yearly] = []
    for one in found:
        for bought in one.measures:
            maintenance, development = bought.accounts
            renewal, whole = float(bought.maintenance[-1]), float(bought.amount[-1])
            life, year = bought.service_life, bought.offset
            purchases += [
                Purchase(maintenance, renewal, life, year, AGAIN),
                Purchase(development, whole - renewal, life, year, AGAIN),
            ]
            yearly += [Yearly(a, float(cost[-1]), year) for a, cost in bought.yearly.items()]
        yearly += _energy(one, prices)
    asked = Economics(prices.economics.discount_rate, period, float(prices.growth[-1]))
    within = [p for p in purchases if p.year < period]
    return cash_flow(within, [y for y in yearly if y.year < period], asked)


def account_cost(found: Sequence[InBuilding], prices: Prices, period: int) -> LifeCycleCost:
    """Its present value on each main account; the backlog that is left is not in it."""
    asked = Economics(prices.economics.discount_rate, period, float(prices.growth[-1]))
    return life_cycle_cost(account_flow(found, prices, period), asked)


def _energy(one: InBuilding, prices: Prices) -> list[Yearly]:
    """Energy today, and what each stage changes of it from its year on."""
    before = float(prices.cost(one.today)[-1])
    found = [Yearly(ENERGY, before)]
    for offset in sorted(one.stages):
        after = float(prices.cost(one.stages[offset])[-1])
        found.append(Yearly(ENERGY, after - before, offset))
        before = after
    return found
