"""What an investment is worth over its life."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Economics:
    """discount_rate : real, per year.  period : [year]  price_growth : real, of energy."""

    discount_rate: float
    period: int
    price_growth: float


@dataclass(frozen=True, slots=True)
class Investment:
    """A sum that is spent today and again whenever its service life ends. [NOK, year]"""

    amount: float
    service_life: float


def net_present_value(
    investments: Sequence[Investment], yearly_saving: float, economics: Economics
) -> float:
    """Saving minus investments over the period, today's value. [NOK]

    Parts are bought again at the end of their service life; what is left of the last one at the
    end of the period counts as residual value, in a straight line.

    Parameters
    ----------
    yearly_saving : at today's prices; grows with `price_growth`. [NOK/year]

    References
    ----------
    EN 15459-1:2017, 6.4 (net present value, replacement costs, residual value).
    """
    spent = sum(present_cost(i, economics) for i in investments)
    return yearly_saving * present_factor(economics) - spent


def present_factor(economics: Economics) -> float:
    """Today's value of 1 per year at the end of each year of the period."""
    step = (1 + economics.price_growth) / (1 + economics.discount_rate)
    return sum(step**year for year in range(1, economics.period + 1))


def present_cost(investment: Investment, economics: Economics) -> float:
    """Today's value of one investment with reinvestments and residual value. [NOK]"""
    step = 1 / (1 + economics.discount_rate)
    spent, bought = 0.0, 0.0
    while bought < economics.period:
        spent += investment.amount * step**bought
        bought += investment.service_life
    left = (bought - economics.period) / investment.service_life
    return spent - investment.amount * left * step**economics.period


def annuity_factor(economics: Economics) -> float:
    """Equal sum at the end of each year of the period that is worth 1 today."""
    rate, period = economics.discount_rate, economics.period
    return rate / (1 - (1 + rate) ** -period) if rate else 1 / period


def annuity(present: float, economics: Economics) -> float:
    """Equal yearly sum over the period with today's value `present`. [NOK/year]"""
    return present * annuity_factor(economics)
