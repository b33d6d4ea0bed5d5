"""Life cycle cost on the main accounts of NS 3454:2013, over 30 or 60 years.

The standard was withdrawn in 2023, but owners' ledgers still follow it. Its yearly
cost (aarskostnad) is the annuity of the life cycle cost.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.analysis.economics.cash_flow import CashFlow
from twin.analysis.economics.present_value import Economics, annuity

MAIN_ACCOUNTS = ("1", "2", "3", "4", "5", "6", "7")
OTHER = ""
"""Sums on accounts that the standard does not have."""


@dataclass(frozen=True, slots=True)
class LifeCycleCost:
    """Today's value of all costs of a period.

    by_account : of each of `MAIN_ACCOUNTS`, and `OTHER`. [NOK]
    yearly : annuity of the total. [NOK/year]
    """

    period: int
    by_account: Mapping[str, float]
    yearly: float

    @property
    def total(self) -> float:
        """All accounts together. [NOK]"""
        return sum(self.by_account.values())


def life_cycle_cost(flow: CashFlow, economics: Economics) -> LifeCycleCost:
    """Sums of a cash flow on the main accounts, each at today's value."""
    found: dict[str, float] = dict.fromkeys((*MAIN_ACCOUNTS, OTHER), 0.0)
    for account, present in zip(flow.accounts, flow.present(economics), strict=True):
        main = account[:1]
        found[main if main in found else OTHER] += float(present)
    return LifeCycleCost(economics.period, found, annuity(sum(found.values()), economics))
