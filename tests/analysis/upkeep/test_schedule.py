"""Orders, plans and duties on the months to come."""

from dataclasses import replace
from datetime import date

import pytest

from twin.analysis.upkeep.due import order_of
from twin.analysis.upkeep.schedule import AGREEMENTS, ORDERS, PLANS, Care, schedule
from twin.model.care import Entry, Grouping, Schedule
from twin.model.condition import Assessment, ConditionGrade
from twin.model.maintenance import (
    Duty,
    MaintenancePlan,
    ServiceAgreement,
    Trigger,
    WorkOrder,
    WorkOrderState,
)

TODAY = date(2026, 11, 23)
NAN = float("nan")
YEARLY = MaintenancePlan(
    "p1", "b1", "Filters", Trigger.CALENDAR, part_code="365", interval_months=12,
    last_done=date(2026, 3, 10), supplier="Luft AS", cost=9000.0,
)  # fmt: skip
FIRE = Duty("d1", "b2", "fire alarm", "Fire alarm", interval_months=12, next_due=date(2026, 10, 1),
            responsible="Kari")  # fmt: skip
ROOF = WorkOrder(
    "o1", "b1", "", "262", "Roof", WorkOrderState.OPEN, True, date(2026, 9, 1),
    date(2027, 2, 1), None, "Tak AS", 50_000.0, planned_on=date(2027, 1, 10),
)  # fmt: skip


def found(made: Schedule) -> list[Entry]:
    return [e for row in made.rows for lane in row.lanes for e in lane]


def test_that_only_groups_with_something_are_rows() -> None:
    care = Care((ROOF,), (YEARLY,), (FIRE,), part_of_duty={"fire alarm": "542"})

    assert {r.key for r in schedule(care, TODAY).rows} == {"b1", "b2"}
    assert {r.key for r in schedule(care, TODAY, Grouping.PART).rows} == {"26", "36", "54"}
    suppliers = {r.key for r in schedule(care, TODAY, Grouping.SUPPLIER).rows}
    assert suppliers == {"Tak AS", "Luft AS", "Kari"}


def test_that_plans_and_duties_come_back_within_the_months() -> None:
    made = schedule(Care((), (YEARLY,), (FIRE,)), TODAY)

    assert (made.first, made.months) == (date(2026, 11, 1), 24)
    days = [(e.title, e.starts, e.is_late) for e in found(made)]
    assert days == [
        ("Fire alarm", date(2026, 10, 1), True),
        ("Fire alarm", date(2027, 11, 23), False),
        ("Filters", date(2027, 3, 10), False),
        ("Filters", date(2028, 3, 10), False),
    ]


def test_that_a_plan_with_an_open_order_is_not_shown_twice() -> None:
    order = order_of(YEARLY, date(2027, 3, 10), "o2", TODAY)
    made = schedule(Care((order,), (YEARLY,)), TODAY)
    assert [(e.is_bar, e.starts) for e in found(made)] == [
        (True, date(2027, 3, 10)), (False, date(2028, 3, 10)),
    ]  # fmt: skip


def test_that_bars_run_from_the_planned_day_to_the_deadline_and_done_ones_are_left_out() -> None:
    done = replace(ROOF, order_id="o3", state=WorkOrderState.DONE)
    late = replace(ROOF, order_id="o4", planned_on=None, deadline=date(2026, 10, 1))
    bars = found(schedule(Care((ROOF, done, late)), TODAY))
    assert [(b.starts, b.ends, b.is_late) for b in bars] == [
        (date(2026, 9, 1), date(2026, 10, 1), True),
        (date(2027, 1, 10), date(2027, 2, 1), False),
    ]


def test_that_entries_that_lie_over_each_other_get_lanes_of_their_own() -> None:
    beside = replace(ROOF, order_id="o2", planned_on=date(2027, 1, 20))
    after = replace(ROOF, order_id="o3", planned_on=date(2027, 2, 15), deadline=date(2027, 3, 1))
    row = schedule(Care((ROOF, beside, after)), TODAY).rows[0]
    orders = [[e.record.order_id for e in lane if isinstance(e.record, WorkOrder)]
              for lane in row.lanes]  # fmt: skip
    assert orders == [["o1", "o3"], ["o2"]]


def test_that_money_lies_in_its_month_and_late_money_in_this_one() -> None:
    late = replace(ROOF, order_id="o4", planned_on=None, deadline=date(2026, 9, 30), cost=700.0)
    unknown = replace(ROOF, order_id="o5", cost=NAN)
    agreement = ServiceAgreement("a1", "", "Heis AS", "Lifts", valid_until=date(2027, 1, 15),
                                 yearly_cost=1200.0)  # fmt: skip
    made = schedule(Care((ROOF, late, unknown), (YEARLY,), (), (agreement,)), TODAY)

    assert made.money[ORDERS].tolist()[:4] == [700.0, 0.0, 50_000.0, 0.0]
    assert made.money[PLANS, 4] == made.money[PLANS, 16] == 9000.0
    assert made.money[AGREEMENTS].tolist()[:4] == [100.0, 100.0, 100.0, 0.0]
    assert made.money.sum() == pytest.approx(700 + 50_000 + 18_000 + 300)
    assert made.without_cost == 1


def test_that_work_by_condition_is_due_by_the_newest_grade() -> None:
    plan = replace(YEARLY, trigger=Trigger.CONDITION, due_grade=2)

    def graded(grade: ConditionGrade, year: int) -> Assessment:
        day = date(year, 1, 1)
        return Assessment("b1", "", "365", grade, 1, "", "", day, "", 1, 1, 2, 3, 2025)

    old, new = graded(ConditionGrade.TG3, 2019), graded(ConditionGrade.TG1, 2025)
    assert not schedule(Care((), (plan,), assessments=(old, new)), TODAY).rows
    worse = graded(ConditionGrade.TG2, 2026)
    assert found(schedule(Care((), (plan,), assessments=(worse, old)), TODAY))[0].starts == TODAY
