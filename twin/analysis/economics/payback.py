"""After how many years an investment is earned back, and what energy must cost for it."""

import math

import numpy as np

from twin.model.arrays import FloatArray


def simple_payback(investment: FloatArray, yearly_saving: FloatArray) -> FloatArray:
    """Years until plain savings are as large as the investment; inf where they never are. [year]

    Shapes of both, of the result too: (n,).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(yearly_saving > 0, investment / yearly_saving, np.inf)
    return np.where(investment <= 0, 0.0, found)


def discounted_payback(worth: FloatArray) -> FloatArray:
    """Years until present values built up are zero for good; inf where they are not. [year]

    Between two years the savings of the year come evenly. Residual values of the last year count
    only there: who is paid back by them alone is paid back at the end of the period.

    Parameters
    ----------
    worth : of each draw after each year from 0 on, shape (n, period + 1). [NOK]
    """
    below = worth < 0
    last = below.shape[1] - 1 - below[:, ::-1].argmax(axis=1)
    rows = np.arange(len(worth))
    after = np.minimum(last + 1, worth.shape[1] - 1)
    step = worth[rows, after] - worth[rows, last]
    with np.errstate(invalid="ignore", divide="ignore"):
        found = last - worth[rows, last] / step
    found = np.where(below[:, -1], np.inf, found)
    return np.where(below.any(axis=1), found, 0.0)


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
