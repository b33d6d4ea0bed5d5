"""When plans and duties are due, and what follows when they are done."""

from dataclasses import replace
from datetime import date

import pytest

from twin.analysis.upkeep.due import (
    add_months,
    done_edits,
    due_dates,
    duty_due,
    duty_state,
    has_open_order,
    next_due,
    order_of,
)
from twin.model.care import DueState
from twin.model.maintenance import (
    Duty,
    DutyState,
    MaintenancePlan,
    Trigger,
    WorkOrder,
    WorkOrderState,
)

TODAY = date(2026, 11, 23)
FILTERS = MaintenancePlan(
    "p1", "b1", "Change filters", Trigger.CALENDAR, "ahu", "365", interval_months=6,
    last_done=date(2026, 8, 31), supplier="Luft AS", cost=9000.0, account="31", duty_id="d1",
)  # fmt: skip
FIRE = Duty(
    "d1", "b1", "fire alarm", "Fire alarm", interval_months=12, last_done=date(2025, 12, 1)
)


def test_that_months_are_added_to_the_last_day_of_a_shorter_month() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 12, 5), 1) == date(2028, 1, 5)
    assert add_months(date(2028, 1, 31), -2) == date(2027, 11, 30)


def test_that_the_calendar_counts_from_the_last_time() -> None:
    assert next_due(FILTERS, TODAY) == date(2027, 2, 28)
    assert next_due(replace(FILTERS, last_done=None), TODAY) == TODAY
    assert next_due(replace(FILTERS, interval_months=0), TODAY) is None


def test_that_run_hours_count_by_the_hours_of_a_year() -> None:
    plan = replace(
        FILTERS, trigger=Trigger.RUN_HOURS, interval_hours=4000.0, hours_per_year=8000.0,
        last_done=date(2026, 1, 1),
    )  # fmt: skip
    assert next_due(plan, TODAY) == date(2026, 7, 3)  # half of 365.25 days, rounded: 183
    assert next_due(replace(plan, hours_per_year=float("nan")), TODAY) is None


def test_that_condition_makes_work_due_once_the_grade_is_reached() -> None:
    plan = replace(FILTERS, trigger=Trigger.CONDITION, due_grade=2)
    assert next_due(plan, TODAY, 1) is None
    assert next_due(plan, TODAY, -1) is None
    assert next_due(plan, TODAY, 2) == TODAY
    assert due_dates(plan, TODAY, date(2028, 1, 1), 3) == (TODAY,)
    assert next_due(replace(plan, due_grade=-1), TODAY, 3) is None


def test_that_times_after_a_late_one_count_from_today() -> None:
    late = replace(FILTERS, last_done=date(2026, 1, 10))
    assert due_dates(late, TODAY, date(2027, 12, 31)) == (
        date(2026, 7, 10), date(2027, 5, 23), date(2027, 11, 23),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (date(2026, 11, 22), DueState.OVERDUE),
        (TODAY, DueState.SOON),
        (date(2027, 11, 23), DueState.SOON),
        (date(2027, 11, 24), DueState.LATER),
    ],
)
def test_that_a_duty_is_late_from_the_day_after(due: date, state: DueState) -> None:
    assert duty_state(replace(FIRE, next_due=due), TODAY) is state


def test_that_a_duty_without_a_date_counts_from_its_last_control() -> None:
    assert duty_due(FIRE) == date(2026, 12, 1)
    assert duty_state(replace(FIRE, last_done=None), TODAY) is DueState.UNKNOWN
    no_lift = replace(FIRE, state=DutyState.NOT_APPLICABLE, next_due=date(2020, 1, 1))
    assert duty_state(no_lift, TODAY) is DueState.NOT_APPLICABLE


def test_that_the_next_order_takes_over_what_the_plan_says() -> None:
    order = order_of(FILTERS, date(2027, 2, 28), "o1", TODAY)

    assert (order.planned_on, order.deadline) == (date(2027, 2, 28), date(2027, 3, 30))
    assert (order.global_id, order.part_code, order.supplier) == ("ahu", "365", "Luft AS")
    assert (order.estimate, order.account, order.plan_id) == (9000.0, "31", "p1")
    assert order.is_planned and not order.is_failure
    assert order_of(FILTERS, date(2020, 1, 1), "o2", TODAY).planned_on == TODAY


def test_that_doing_it_moves_the_plan_closes_its_order_and_moves_the_duty() -> None:
    order = order_of(FILTERS, TODAY, "o1", TODAY)
    other = replace(order, order_id="o2", plan_id="p2")
    assert has_open_order(FILTERS, [other, order])

    edits = done_edits(FILTERS, TODAY, [order, other], [FIRE, replace(FIRE, duty_id="d2")])

    plan, closed, duty = (e.after for e in edits)
    assert isinstance(plan, MaintenancePlan) and plan.last_done == TODAY
    assert isinstance(closed, WorkOrder)
    assert (closed.order_id, closed.state, closed.closed_on) == ("o1", WorkOrderState.DONE, TODAY)
    assert isinstance(duty, Duty)
    assert (duty.state, duty.next_due) == (DutyState.OK, date(2027, 11, 23))
    assert not has_open_order(FILTERS, [closed])
