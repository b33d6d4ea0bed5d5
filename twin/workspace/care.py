"""Maintenance as the window shows and changes it: the time line, costs and failures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twin.analysis.upkeep.accounts import YearlyCosts, kostra_figures, yearly_costs
from twin.analysis.upkeep.due import (
    done_edits,
    duty_done,
    duty_state,
    has_open_order,
    next_due,
    order_of,
)
from twin.analysis.upkeep.failures import FailureRates, failure_rates
from twin.analysis.upkeep.schedule import Care, schedule
from twin.model.building import Building
from twin.model.care import DueState, Grouping, Schedule
from twin.model.edit import Edit
from twin.model.importing import Progress
from twin.model.maintenance import Duty, MaintenancePlan, ServiceAgreement, WorkOrder
from twin.model.register import Component
from twin.model.thermal import Sourced
from twin.workspace.duty_kinds import duty_kinds
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep_tables import upkeep_tables

YEARS_OF_FAILURES = 3
YEARS_OF_COSTS = 3
FULL_YEAR = -2
"""Place of the last full year among them."""


@dataclass(frozen=True, slots=True, eq=False)
class CostsPage:
    """What buildings cost in a year, beside the national figures.

    names : of the posts by code.  modules : of NS-EN 16627 by code of post.
    area : gross floor area of the buildings whose area is known. [m2]
    own : KOSTRA figures of the buildings together, NaN without area. [NOK/m2]
    kostra : national figures of `kostra_year`. [NOK/m2]
    """

    costs: YearlyCosts
    names: Mapping[str, str]
    modules: Mapping[str, str]
    buildings: tuple[Building, ...]
    area: float
    own: Mapping[str, float]
    kostra: Mapping[str, Sourced]
    kostra_year: int


def schedule_of(
    portfolio: PortfolioData, building_id: str, grouping: Grouping, today: date
) -> Schedule:
    """The time line of the portfolio, or of one building."""
    agreements = portfolio.of_kind(ServiceAgreement, building_id)
    care = Care(
        portfolio.of_kind(WorkOrder, building_id),
        portfolio.of_kind(MaintenancePlan, building_id),
        portfolio.of_kind(Duty, building_id),
        agreements,
        portfolio.assessments_of(building_id) if building_id else portfolio.assessments,
        {kind.kind: kind.part_code for kind in duty_kinds()},
    )
    return schedule(care, today, grouping)


def schedule_job(
    portfolio: PortfolioData,
    building_id: str,
    grouping: Grouping,
    today: date,
    progress: Progress,
) -> Schedule:
    """As `schedule_of`, for a thread: a thousand buildings take about a second."""
    del progress
    return schedule_of(portfolio, building_id, grouping, today)


def moved(order: WorkOrder, days: int) -> WorkOrder:
    """The order planned for other days; one that is under way keeps its start."""
    step = timedelta(days=days)
    starts = order.planned_on or (None if order.started_on else order.opened_on)
    return replace(
        order,
        planned_on=starts + step if starts else None,
        deadline=order.deadline + step if order.deadline else None,
    )


def next_orders(
    portfolio: PortfolioData,
    plans: Iterable[MaintenancePlan],
    new_key: Callable[[], str],
    today: date,
) -> list[Edit]:
    """Edits that add the next work order of each plan that has no open one and knows its day."""
    edits: list[Edit] = []
    for plan in plans:
        orders = portfolio.of_kind(WorkOrder, plan.building_id)
        due = next_due(plan, today, plan.due_grade)  # asked for: the grade counts as reached
        if due is not None and not has_open_order(plan, orders):
            edits.append(Edit(None, order_of(plan, due, new_key(), today)))
    return edits


def plans_done(
    portfolio: PortfolioData, plans: Iterable[MaintenancePlan], day: date
) -> list[Edit]:
    """Edits that mark recurring work as done: plans, their open orders and their duties."""
    return [
        edit
        for plan in plans
        for edit in done_edits(
            plan,
            day,
            portfolio.of_kind(WorkOrder, plan.building_id),
            portfolio.of_kind(Duty, plan.building_id),
        )
    ]


def duties_done(duties: Iterable[Duty], day: date) -> list[Edit]:
    """Edits that mark controls as done without a deviation."""
    return [Edit(duty, duty_done(duty, day)) for duty in duties]


def due_state(duty: Duty, today: date) -> DueState:
    """How a duty stands on a day."""
    return duty_state(duty, today)


def plan_due(plan: MaintenancePlan, today: date) -> date | None:
    """When recurring work is due next; None when it goes by a condition or lacks an interval."""
    return next_due(plan, today)


def costs_page(portfolio: PortfolioData, buildings: Sequence[Building], today: date) -> CostsPage:
    """Costs of some buildings in the last years, this one so far included.

    The last full year stands beside KOSTRA.
    """
    years = tuple(range(today.year - YEARS_OF_COSTS + 1, today.year + 1))
    tables = upkeep_tables()
    only = buildings[0].building_id if len(buildings) == 1 else ""
    agreements = [
        a for a in portfolio.of_kind(ServiceAgreement)
        if not only or a.building_id in ("", only)
    ]  # fmt: skip
    shared = _shared(agreements, buildings, portfolio.buildings)
    costs = yearly_costs(
        portfolio.of_kind(WorkOrder, only), shared, buildings, years, tables.accounts
    )
    together = [replace(b, kostra_function="") for b in buildings]
    newest = max(year for _, year in tables.kostra)
    return CostsPage(
        costs,
        {code: account.name for code, account in tables.accounts.items()},
        {code: account.modules for code, account in tables.accounts.items()},
        tuple(buildings),
        sum(b.gross_floor_area for b in buildings if b.gross_floor_area > 0),
        kostra_figures(costs, together, years[FULL_YEAR]).get("", {}),
        {name: value for (name, year), value in tables.kostra.items() if year == newest},
        newest,
    )


def costs_job(
    portfolio: PortfolioData, buildings: Sequence[Building], today: date, progress: Progress
) -> CostsPage:
    """As `costs_page`, for a thread."""
    del progress
    return costs_page(portfolio, buildings, today)


def failures_page(portfolio: PortfolioData, building_id: str, today: date) -> FailureRates:
    """Time between failures by type of component over the last years."""
    first = date(today.year - YEARS_OF_FAILURES, today.month, min(today.day, 28))
    return failure_rates(
        portfolio.of_kind(WorkOrder, building_id),
        portfolio.of_kind(Component, building_id),
        first,
        today,
    )


def _shared(
    agreements: Sequence[ServiceAgreement], chosen: Sequence[Building], all_: Sequence[Building]
) -> list[ServiceAgreement]:
    """Agreements for all buildings, cut to what the chosen ones bear by floor area."""
    whole = sum(b.gross_floor_area for b in all_ if b.gross_floor_area > 0)
    part = sum(b.gross_floor_area for b in chosen if b.gross_floor_area > 0)
    share = 1.0 if len(chosen) == len(all_) else (part / whole if whole > 0 else 0.0)
    return [
        a if a.building_id else replace(a, yearly_cost=a.yearly_cost * share) for a in agreements
    ]
