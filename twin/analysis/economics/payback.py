"""After how many years an investment is earned back, and what energy must cost for it."""

import math

import numpy as np

from twin.analysis.economics.cash_flow import CashFlow
from twin.analysis.economics.present_value import Economics


def simple_payback(investment: float, yearly_saving: float) -> float:
    """Years until plain savings are as large as the investment; inf if they never are. [year]"""
    if investment <= 0:
        return 0.0
    return investment / yearly_saving if yearly_saving > 0 else math.inf


def discounted_payback(flow: CashFlow, economics: Economics) -> float:
    """Years until the present value built up reaches zero for good; inf if it does not. [year]

    Between two years the savings of the year come evenly. Residual values of the last year count
    only there: who is paid back by them alone is paid back at the end of the period.
    """
    worth = flow.built_up(economics)
    if worth[-1] < 0:
        return math.inf
    below = np.flatnonzero(worth < 0)
    if not len(below):
        return 0.0
    last = int(below[-1])
    return float(last + worth[last] / (worth[last] - worth[last + 1]))


def break_even(price: float, worth: float, worth_at_zero: float) -> float:
    """The price at which the net present value is zero; NaN if it does not depend on it.

    A present value is linear in each price.

    Parameters
    ----------
    price : at which it is `worth`, for example of energy. [NOK/kWh]
    worth, worth_at_zero : at this price, and with a price of zero. [NOK]
    """
    slope = (worth - worth_at_zero) / price if price else math.nan
    return -worth_at_zero / slope if slope else math.nan
