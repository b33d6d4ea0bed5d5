"""Thirty years of upkeep under three ways to fund it, for the portfolio or one building.

Maintenance only: parts whose work is development are left out, as in the backlog.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from twin.analysis.upkeep.funding import (
    Funding,
    FundingCurve,
    FundingMode,
    cost_of_waiting,
    funded,
)
from twin.analysis.upkeep.funding_case import FundingCase, Which, funding_case
from twin.model.register import Component
from twin.model.scenario import Spread
from twin.workspace.outlook import LAST_YEAR, Outlook
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import upkeep
from twin.workspace.upkeep_tables import upkeep_tables

DELAY = 5  # years, that the cost of waiting is told for


@dataclass(frozen=True, slots=True)
class FundingWish:
    """What the user asks. budget: [NOK/year]; target_share: of today's backlog, 0 to 1."""

    budget: float
    target_share: float
    target_year: int


@dataclass(frozen=True, slots=True, eq=False)
class FundingPlan:
    """The three ways side by side.

    curves : by mode.  waiting : how much more it costs to begin with the target `DELAY` years
        later, in today's value. [NOK]
    rate : of interest, real.  coverage : share of the graded things whose value is known.
    """

    curves: dict[FundingMode, FundingCurve]
    waiting: Spread
    rate: float
    coverage: float
    price_year: int


def usual_wish(portfolio: PortfolioData, building_id: str = "") -> FundingWish:
    """A tenth of the backlog each year; half of it left in ten years."""
    spread = upkeep(portfolio).spread(building_id)
    tenth = spread.p50 / 10 if np.isfinite(spread.p50) else 0.0
    return FundingWish(tenth, 0.5, date.today().year + 10)


def funding_plan(
    portfolio: PortfolioData,
    ahead: Outlook,
    wish: FundingWish,
    building_id: str = "",
) -> FundingPlan:
    """Backlog and spending to 2056 of each way; tens of milliseconds, as pools are kept."""
    case = _case(portfolio, ahead, building_id)
    now = date.today().year
    years = LAST_YEAR - now + 1
    maintain = Funding(FundingMode.MAINTAIN)
    start = funded(case, maintain, now, 1).start_backlog[1]
    target = Funding(
        FundingMode.REACH_TARGET,
        target_backlog=float(start) * wish.target_share,
        target_year=wish.target_year,
    )
    later = Funding(
        FundingMode.REACH_TARGET,
        target_backlog=target.target_backlog,
        target_year=min(wish.target_year + DELAY, LAST_YEAR),
        starts=now + DELAY,
    )
    curves = {
        FundingMode.MAINTAIN: funded(case, maintain, now, years),
        FundingMode.REACH_TARGET: funded(case, target, now, years),
        FundingMode.FIXED_BUDGET: funded(
            case, Funding(FundingMode.FIXED_BUDGET, budget=wish.budget), now, years
        ),
    }
    rate = upkeep_tables().values["discount_rate"].value
    more = cost_of_waiting(curves[FundingMode.REACH_TARGET], funded(case, later, now, years), rate)
    return FundingPlan(
        curves,
        Spread(float(more.min()), float(more[1]), float(more.max())),
        rate,
        case.coverage,
        upkeep(portfolio).backlog.price_year,
    )


@lru_cache(maxsize=8)
def _case(portfolio: PortfolioData, ahead: Outlook, building_id: str) -> FundingCase:
    known = upkeep(portfolio).backlog
    only = ~known.is_development
    if building_id:
        only &= np.asarray(known.things.column("building_id") == building_id, dtype=np.bool_)
    parts = portfolio.of_kind(Component)
    tables = upkeep_tables()
    return funding_case(known, portfolio.buildings, tables, ahead.wear, parts, Which(only=only))
