"""What is paid and saved in each year of a period, by account of NS 3454.

Year 0 is today: the first investments. Yearly sums fall at the end of the years 1 to the last, as
EN 15459-1:2017 counts them. Costs are positive, savings and residual values negative. All sums are
real, at the price level of what is put in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.economics.present_value import Economics
from twin.model.arrays import FloatArray

ENERGY_POST = "51"
"""The one account whose prices grow with `Economics.price_growth`."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something bought in `year`, and bought again whenever its life ends.

    account : where the first one is posted.  again : where the next ones are posted.
    amount : [NOK]  service_life : [year]
    """

    account: str
    amount: float
    service_life: float
    year: int = 0
    again: str = "41"


@dataclass(frozen=True, slots=True)
class Yearly:
    """The same sum each year from the year after `year` on. amount: [NOK/year]"""

    account: str
    amount: float
    year: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class CashFlow:
    """Sums by account and year, shape (accounts, period + 1). [NOK]"""

    accounts: tuple[str, ...]
    amount: FloatArray

    @property
    def total(self) -> FloatArray:
        """All accounts together, shape (period + 1,). [NOK]"""
        return self.amount.sum(axis=0)

    def present(self, economics: Economics) -> FloatArray:
        """Today's value of each account, shape (accounts,). [NOK]"""
        return self.amount @ discount(economics)

    def net_present_value(self, economics: Economics) -> float:
        """What is saved less what is spent, today's value. [NOK]"""
        return -float(self.total @ discount(economics))

    def built_up(self, economics: Economics) -> FloatArray:
        """Net present value if all ended after each year, shape (period + 1,). [NOK]

        Residual values are in the last year alone, so the curve may jump there.
        """
        return -np.cumsum(self.total * discount(economics))


def discount(economics: Economics) -> FloatArray:
    """Today's value of 1 in each year, shape (period + 1,)."""
    return (1 + economics.discount_rate) ** -np.arange(economics.period + 1.0)


def cash_flow(
    purchases: Sequence[Purchase], yearly: Sequence[Yearly], economics: Economics
) -> CashFlow:
    """All sums of a period, with reinvestment and straight-line residual value at its end.

    What would be bought in the last year is not bought. The residual value of everything is on
    the account of the first purchase.
    """
    posts = {p.account for p in purchases} | {y.account for y in yearly}
    posts |= {p.again for p in purchases}
    accounts = tuple(sorted(posts))
    row = {account: place for place, account in enumerate(accounts)}
    amount = np.zeros((len(accounts), economics.period + 1))
    for purchase in purchases:
        _buy(amount, purchase, row, economics.period)
    for each in yearly:
        years = np.arange(each.year + 1, economics.period + 1)
        growth = economics.price_growth if each.account.startswith(ENERGY_POST) else 0.0
        amount[row[each.account], years] += each.amount * (1 + growth) ** years
    return CashFlow(accounts, amount)


def _buy(amount: FloatArray, purchase: Purchase, row: Mapping[str, int], period: int) -> None:
    bought, account = float(purchase.year), purchase.account
    while bought < period:
        low = int(bought)
        part = bought - low  # a life of 12.5 years ends in the middle of a year
        amount[row[account], low] += purchase.amount * (1 - part)
        amount[row[account], low + 1] += purchase.amount * part
        bought, account = bought + purchase.service_life, purchase.again
    if bought > period:
        left = (bought - period) / purchase.service_life
        amount[row[purchase.account], period] -= purchase.amount * left
