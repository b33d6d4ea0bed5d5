"""How much of the portfolio is past its day: work orders and legal duties."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from twin.analysis.upkeep.due import duty_due
from twin.analysis.upkeep.failures import days_overdue
from twin.model.maintenance import Duty, DutyState, WorkOrder
from twin.model.records import column
from twin.workspace.portfolio import PortfolioData


@dataclass(frozen=True, slots=True)
class Late:
    """Open work orders and legal duties of a portfolio that are past their day."""

    orders: int
    duties: int


@lru_cache(maxsize=4)
def late(portfolio: PortfolioData, today: date) -> Late:
    """What is past its day; duties that do not apply are not counted."""
    orders = int(np.isfinite(days_overdue(portfolio.of_kind(WorkOrder), today)).sum())
    duties = portfolio.of_kind(Duty)
    if not len(duties):
        return Late(orders, 0)
    due = column(duties, "next_due").astype("datetime64[D]")
    for row in np.flatnonzero(np.isnat(due)).tolist():
        due[row] = np.datetime64(duty_due(duties[row]), "D")
    applies = column(duties, "state") != DutyState.NOT_APPLICABLE
    return Late(orders, int((applies & (due < np.datetime64(today, "D"))).sum()))
