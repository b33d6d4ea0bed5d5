"""An order of a plan that is done moves the plan and its duty; votes go and come with a need."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from twin.model.edit import Edit
from twin.model.maintenance import (
    Duty,
    MaintenancePlan,
    Trigger,
    WorkOrder,
    WorkOrderState,
)
from twin.model.need import Need, NeedVote
from twin.store.database import open_database
from twin.store.edits import store_edits
from twin.store.records import load_records
from twin.workspace import table_import
from twin.workspace.open_portfolio import portfolio_data
from twin.workspace.plan_steps import with_plans
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

DAY = date(2026, 11, 20)
DUTY = Duty("d1", "b01", "fire alarm", "Kontroll av brannalarm", interval_months=12)
PLAN = MaintenancePlan(
    "p1",
    "b01",
    "Brannalarm",
    Trigger.CALENDAR,
    duty_id="d1",
    interval_months=12,
    last_done=date(2025, 11, 1),
)
ORDER = WorkOrder(
    "AO-1", "b01", "", "", "Brannalarm", WorkOrderState.OPEN, True, date(2026, 11, 1), None,
    None, "", 0.0, plan_id="p1",
)  # fmt: skip
DONE = replace(ORDER, state=WorkOrderState.DONE, closed_on=DAY)


@pytest.fixture
def planned(opened: Workspace, settled: Settle) -> Workspace:
    opened.store([Edit(None, r) for r in (DUTY, PLAN, ORDER)], "Plan")
    settled()
    return opened


def plan_of(workspace: Workspace) -> MaintenancePlan:
    assert workspace.portfolio is not None
    return workspace.portfolio.of_kind(MaintenancePlan)[0]


def test_that_an_order_done_by_hand_moves_its_plan_and_duty_and_undo_moves_them_back(
    planned: Workspace, settled: Settle
) -> None:
    planned.store([Edit(ORDER, DONE)], "Done")
    settled()
    assert plan_of(planned).last_done == DAY
    assert planned.portfolio is not None
    duty = planned.portfolio.of_kind(Duty)[0]
    assert (duty.last_done, duty.next_due) == (DAY, date(2027, 11, 20))

    planned.undo()
    settled()
    assert plan_of(planned).last_done == PLAN.last_done
    assert planned.portfolio.of_kind(Duty)[0] == DUTY
    assert planned.portfolio.work_orders[0].state is WorkOrderState.OPEN


@pytest.mark.parametrize(
    "after",
    [
        replace(DONE, closed_on=date(2024, 1, 1)),  # before the last time
        replace(ORDER, state=WorkOrderState.CANCELLED, closed_on=DAY),
        replace(DONE, plan_id=""),
        replace(DONE, plan_id="another"),
    ],
)
def test_that_other_orders_leave_the_plan_as_it_is(
    planned: Workspace, settled: Settle, after: WorkOrder
) -> None:
    planned.store([Edit(ORDER, after)], "Change")
    settled()
    assert plan_of(planned) == PLAN


def test_that_the_last_of_several_days_counts_and_an_order_without_a_day_is_of_today(
    planned: Workspace,
) -> None:
    assert planned.database is not None
    later = replace(DONE, order_id="AO-2", closed_on=date(2026, 11, 22))
    both = [Edit(None, later), Edit(ORDER, DONE)]
    dayless = [Edit(ORDER, replace(DONE, closed_on=None))]

    assert _day(with_plans(planned.database, both, DAY)) == date(2026, 11, 22)
    assert _day(with_plans(planned.database, dayless, date(2026, 11, 23))) == date(2026, 11, 23)


def test_that_what_a_step_says_of_the_plan_itself_stands(planned: Workspace) -> None:
    assert planned.database is not None
    said = Edit(PLAN, replace(PLAN, last_done=date(2026, 11, 1)))

    edits = with_plans(planned.database, [Edit(ORDER, DONE), said], DAY)

    assert [e for e in edits if isinstance(e.after, MaintenancePlan)] == [said]


def test_that_a_done_order_corrected_later_moves_nothing(
    planned: Workspace, settled: Settle
) -> None:
    planned.store([Edit(ORDER, DONE)], "Done")
    settled()
    assert planned.database is not None
    dearer = [Edit(DONE, replace(DONE, cost=500.0))]
    assert with_plans(planned.database, dearer, DAY) == tuple(dearer)


def test_that_finished_orders_of_an_imported_table_move_their_plans(
    folder: Path, tmp_path: Path
) -> None:
    database = open_database(folder)
    store_edits(database, [Edit(None, r) for r in (DUTY, PLAN, ORDER)], "kari", "Plan")
    table = tmp_path / "ordre.csv"
    table.write_text(
        "Ordrenr;Bygg;Tittel;Status;Opprettet;Lukket;Plan\n"
        "AO-1;Building 1;Brannalarm;Utført;01.11.2026;20.11.2026;p1\n",
        "utf-8",
    )
    opened = table_import.open_table(table, database)
    plan = table_import.tried(opened, portfolio_data(database))
    table_import.take_in(database, opened, plan, ("kari", "Import"))

    assert load_records(database, MaintenancePlan)[0].last_done == DAY
    database.close()


def test_that_votes_go_with_their_need_and_come_back_with_it(
    opened: Workspace, settled: Settle
) -> None:
    need = Need("n1", "b01", "Trekk", "", "Elever", 3, date(2026, 1, 1), votes=2)
    votes = (NeedVote("v1", "n1", "Kari"), NeedVote("v2", "n1", "Ola"))
    opened.store([Edit(None, r) for r in (need, *votes)], "Need")
    settled()
    opened.store([Edit(need, None)], "Delete")
    settled()
    assert opened.portfolio is not None
    assert (len(opened.portfolio.needs), len(opened.portfolio.of_kind(NeedVote))) == (0, 0)

    opened.undo()
    settled()
    assert tuple(opened.portfolio.needs) == (need,)
    assert set(opened.portfolio.of_kind(NeedVote)) == set(votes)


def _day(edits: tuple[Edit, ...]) -> date | None:
    (plan,) = (e.after for e in edits if isinstance(e.after, MaintenancePlan))
    return plan.last_done
