"""When recurring work and legal duties are due, and what follows when they are done."""

import math
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from twin.model.care import DueState
from twin.model.edit import Edit
from twin.model.maintenance import (
    Duty,
    DutyState,
    MaintenancePlan,
    Trigger,
    WorkOrder,
    WorkOrderState,
)

DAYS = 365.25  # of a year
SHORTEST_MONTH = 28  # days
SOON_MONTHS = 12
TIME_TO_FINISH = 30  # from the planned day to the deadline of an order made from a plan [day]
MOST_TIMES = 400  # of one plan on a time line
PENDING = (WorkOrderState.OPEN, WorkOrderState.IN_PROGRESS)


def add_months(day: date, months: int) -> date:
    """The same day some months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day > SHORTEST_MONTH:
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return date(year, month + 1, day.day)


def next_due(plan: MaintenancePlan, today: date, grade: int = -1) -> date | None:
    """The day on which recurring work is due next, None if that cannot be told.

    Parameters
    ----------
    grade : TG of what the plan looks after, -1 unknown; only for plans that go by condition.

    Notes
    -----
    What was never done is due today. Work by condition is due today once the grade is reached.
    """
    if plan.trigger is Trigger.CONDITION:
        return today if 0 <= plan.due_grade <= grade else None
    if not _has_interval(plan):
        return None
    return _after(plan, plan.last_done) if plan.last_done else today


def due_dates(plan: MaintenancePlan, today: date, last: date, grade: int = -1) -> tuple[date, ...]:
    """Every day up to `last` on which the work is due; the first one may lie in the past.

    The times after one that is late are counted from today, as if it were done today.
    """
    due = next_due(plan, today, grade)
    if due is None:
        return ()
    found: list[date] = []
    while due <= last and len(found) < MOST_TIMES:
        found.append(due)
        if not _has_interval(plan):
            break
        due = _after(plan, max(due, today))
    return tuple(found)


def duty_due(duty: Duty) -> date | None:
    """The day of the next control: as written, else counted from the last one."""
    if duty.next_due is not None:
        return duty.next_due
    if duty.last_done is None or duty.interval_months <= 0:
        return None
    return add_months(duty.last_done, duty.interval_months)


def duty_dates(duty: Duty, today: date, last: date) -> tuple[date, ...]:
    """Every day up to `last` on which a control is due; the first one may lie in the past."""
    due = duty_due(duty)
    if duty.state is DutyState.NOT_APPLICABLE or due is None:
        return ()
    found: list[date] = []
    while due <= last and len(found) < MOST_TIMES:
        found.append(due)
        if duty.interval_months <= 0:
            break
        due = add_months(max(due, today), duty.interval_months)
    return tuple(found)


def duty_state(duty: Duty, today: date) -> DueState:
    """Whether a control is overdue, due within 12 months or neither; today is not late."""
    if duty.state is DutyState.NOT_APPLICABLE:
        return DueState.NOT_APPLICABLE
    due = duty_due(duty)
    if due is None:
        return DueState.UNKNOWN
    if due < today:
        return DueState.OVERDUE
    return DueState.SOON if due <= add_months(today, SOON_MONTHS) else DueState.LATER


def order_of(plan: MaintenancePlan, due: date, order_id: str, today: date) -> WorkOrder:
    """The work order for the next time of a plan, planned for the day it is due, never past."""
    starts = max(due, today)
    return WorkOrder(
        order_id, plan.building_id, plan.global_id, plan.part_code, plan.title,
        WorkOrderState.OPEN, True, today, starts + timedelta(days=TIME_TO_FINISH), None,
        plan.supplier, math.nan, plan.part_table, component_id=plan.component_id,
        planned_on=starts, estimate=plan.cost, account=plan.account,
        account_table=plan.account_table, plan_id=plan.plan_id,
    )  # fmt: skip


def has_open_order(plan: MaintenancePlan, orders: Sequence[WorkOrder]) -> bool:
    """Whether a work order of the plan waits to be done."""
    return any(o.plan_id == plan.plan_id and o.state in PENDING for o in orders)


def done_edits(
    plan: MaintenancePlan, day: date, orders: Sequence[WorkOrder], duties: Sequence[Duty]
) -> list[Edit]:
    """What changes when recurring work is done: the plan, its open orders and its duty."""
    edits = [Edit(plan, replace(plan, last_done=day))]
    edits += [
        Edit(order, replace(order, state=WorkOrderState.DONE, closed_on=day))
        for order in orders
        if order.plan_id == plan.plan_id and order.state in PENDING
    ]
    kept = (d for d in duties if plan.duty_id and d.duty_id == plan.duty_id)
    return edits + [Edit(duty, duty_done(duty, day)) for duty in kept]


def finished_by(edits: Iterable[Edit], today: date) -> dict[str, date]:
    """Plans whose work some edits of orders say is done, by ``plan_id``, and the last day of it.

    today : for orders that are done and do not say when.
    """
    found: dict[str, date] = {}
    for edit in edits:
        after, before = edit.after, edit.before
        if not isinstance(after, WorkOrder) or not after.plan_id or not _is_done(after):
            continue
        if isinstance(before, WorkOrder) and _is_done(before) and _says_same(before, after):
            continue
        day = after.closed_on or today
        found[after.plan_id] = max(day, found.get(after.plan_id, day))
    return found


def followed_plan(plan: MaintenancePlan, day: date, duties: Sequence[Duty]) -> list[Edit]:
    """What changes when an order of a plan was done on a day: the plan and its duty.

    Nothing where the plan was done later than that. Other orders of the plan stay as they are.
    """
    if plan.last_done is not None and plan.last_done >= day:
        return []
    return done_edits(plan, day, (), duties)


def duty_done(duty: Duty, day: date) -> Duty:
    """The duty after a control that found nothing wrong."""
    due = add_months(day, duty.interval_months) if duty.interval_months > 0 else None
    return replace(duty, state=DutyState.OK, last_done=day, next_due=due)


def _is_done(order: WorkOrder) -> bool:
    return order.state is WorkOrderState.DONE


def _says_same(one: WorkOrder, other: WorkOrder) -> bool:
    return (one.plan_id, one.closed_on) == (other.plan_id, other.closed_on)


def _has_interval(plan: MaintenancePlan) -> bool:
    if plan.trigger is Trigger.RUN_HOURS:
        return plan.interval_hours > 0 and plan.hours_per_year > 0
    return plan.trigger is Trigger.CALENDAR and plan.interval_months > 0


def _after(plan: MaintenancePlan, day: date) -> date:
    """One interval after a day."""
    if plan.trigger is Trigger.RUN_HOURS:
        years = plan.interval_hours / plan.hours_per_year
        return day + timedelta(days=max(round(years * DAYS), 1))
    return add_months(day, plan.interval_months)
