"""Calendar, costs, failures, actions on rows and the workshop, in the whole window."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from twin import resources
from twin.model.edit import Edit
from twin.model.maintenance import (
    Duty,
    DutyState,
    MaintenancePlan,
    Trigger,
    WorkOrder,
    WorkOrderState,
)
from twin.model.need import Need, NeedVote
from twin.model.register import Component
from twin.ui.panels.portfolio_tabs import PortfolioTabs
from twin.ui.records.table import RecordTable
from twin.ui.upkeep.calendar_page import CalendarPage
from twin.ui.upkeep.costs_page import AccountsPage
from twin.ui.upkeep.failures_page import FailuresPage
from twin.ui.upkeep.row_actions import add_usual_duties
from twin.ui.upkeep.views import Views
from twin.ui.upkeep.workshop_page import WorkshopPage
from twin.ui.window.shell import Shell
from twin.workspace.upkeep_tables import upkeep_tables

Settled = Callable[[], None]
TODAY = date.today()
PLAN = MaintenancePlan(
    "p1", "b0", "Change filters", Trigger.CALENDAR, "w1", "365", interval_months=6,
    last_done=TODAY - timedelta(days=150), cost=9000.0, duty_id="d1",
)  # fmt: skip
DUTY = Duty("d1", "b0", "lift", "Lift", interval_months=24, next_due=TODAY + timedelta(days=60))
PLANNED = WorkOrder(
    "o2", "b1", "", "262", "New roof", WorkOrderState.OPEN, True, TODAY,
    TODAY + timedelta(days=90), None, "Tak AS", float("nan"),
    planned_on=TODAY + timedelta(days=30), estimate=80_000.0,
)  # fmt: skip


@pytest.fixture
def kept(portfolio: Shell, settled: Settled) -> Shell:
    """Four buildings with a plan, a duty and a planned order."""
    edits = [Edit(None, record) for record in (PLAN, DUTY, PLANNED)]
    portfolio.workspace.store(edits, "Set up")
    settled()
    return portfolio


def page(shell: Shell, key: str, kind: type) -> object:
    """The page below the portfolio, turned to."""
    tabs = shell.window.findChildren(PortfolioTabs)[0]
    tabs.tabs.turn_to(key)
    return tabs.pages[key].findChildren(kind)[0]


def laid_out(shell: Shell, settled: Settled) -> CalendarPage:
    """The calendar with its entries as they are now."""
    made = page(shell, "calendar", CalendarPage)
    assert isinstance(made, CalendarPage)
    settled()
    made.show_entries()
    settled()
    return made


def order(shell: Shell, key: str) -> WorkOrder:
    portfolio = shell.workspace.portfolio
    assert portfolio is not None
    return next(o for o in portfolio.work_orders if o.order_id == key)


def test_that_a_dragged_bar_is_stored_and_taken_back(kept: Shell, settled: Settled) -> None:
    calendar = laid_out(kept, settled)
    calendar.gantt.choose_record("o2")
    entry = calendar.gantt.chosen
    assert entry is not None

    calendar.move_bar(entry, 10)
    settled()

    moved = order(kept, "o2")
    assert moved.planned_on == TODAY + timedelta(days=40)
    assert moved.deadline == TODAY + timedelta(days=100)
    laid_out(kept, settled)
    assert calendar.gantt.chosen is not None
    assert calendar.gantt.chosen.starts == moved.planned_on
    kept.workspace.undo()
    settled()
    back = order(kept, "o2")
    assert (back.planned_on, back.deadline) == (PLANNED.planned_on, PLANNED.deadline)


def test_that_choosing_on_the_time_line_selects_the_building(
    kept: Shell, settled: Settled
) -> None:
    calendar = laid_out(kept, settled)
    line = calendar.gantt.line
    assert line is not None
    calendar.gantt.choose(line.find("d1"))
    assert kept.workspace.selection == {"b0"}
    calendar.group_by("part")
    settled()
    assert calendar.gantt.line is not None
    assert {"26", "36", "62"} <= {r.key for r in calendar.gantt.line.rows}


def test_that_enter_opens_the_form_of_the_record(kept: Shell, settled: Settled) -> None:
    calendar = laid_out(kept, settled)
    calendar.gantt.choose_record("d1")
    QTest.keyClick(calendar.gantt, Qt.Key.Key_Return)
    dialogs = [d for d in kept.window.findChildren(QDialog) if d.isVisible()]
    assert [d.windowTitle() for d in dialogs] == ["Edit duty"]
    dialogs[0].reject()


def button(table: RecordTable, text: str) -> Callable[[], None]:
    found = {a.text: a for a in table._actions}[text]
    return lambda: found.run(table)


def test_that_the_next_order_is_made_once_and_doing_it_moves_the_plan(
    kept: Shell, settled: Settled
) -> None:
    table = page(kept, "plans", RecordTable)
    assert isinstance(table, RecordTable)
    table.table.selectAll()
    button(table, "Order next")()
    settled()
    portfolio = kept.workspace.portfolio
    assert portfolio is not None
    made = [o for o in portfolio.work_orders if o.plan_id == "p1"]
    assert [(o.title, o.estimate) for o in made] == [("Change filters", 9000.0)]

    table.table.selectAll()
    button(table, "Order next")()
    settled()
    assert len([o for o in kept.workspace.portfolio.work_orders if o.plan_id == "p1"]) == 1

    button(table, "Done today")()
    settled()
    portfolio = kept.workspace.portfolio
    assert portfolio.of_kind(MaintenancePlan)[0].last_done == TODAY
    assert order(kept, made[0].order_id).state is WorkOrderState.DONE
    duty = portfolio.of_kind(Duty)[0]
    assert (duty.state, duty.last_done) == (DutyState.OK, TODAY)
    kept.workspace.undo()
    settled()
    assert kept.workspace.portfolio.of_kind(MaintenancePlan)[0] == PLAN
    assert order(kept, made[0].order_id).state is WorkOrderState.OPEN


def test_that_the_usual_duties_are_added_once_as_one_step(kept: Shell, settled: Settled) -> None:
    desk = kept.window.findChildren(PortfolioTabs)[0]._desk
    kept.workspace.select(frozenset({"b2"}))
    edits = add_usual_duties(desk)
    settled()
    found = kept.workspace.portfolio.of_kind(Duty, "b2")
    assert len(found) == len(edits) > 10
    assert {"playground", "fire alarm", "radon"} <= {d.kind for d in found}
    assert "sprinkler" not in {d.kind for d in found}
    assert all(d.next_due is None and d.legal_basis for d in found)
    assert add_usual_duties(desk) == []
    kept.workspace.undo()
    settled()
    assert not kept.workspace.portfolio.of_kind(Duty, "b2")


def test_that_duties_without_a_chosen_building_are_asked_for(kept: Shell) -> None:
    kept.workspace.select(frozenset())
    assert add_usual_duties(kept.window.findChildren(PortfolioTabs)[0]._desk) == []


def test_that_costs_stand_by_account_beside_the_national_figures(
    kept: Shell, settled: Settled
) -> None:
    last = TODAY.year - 1
    done = replace(
        PLANNED, order_id="o3", state=WorkOrderState.DONE, opened_on=date(last, 3, 1),
        closed_on=date(last, 4, 1), cost=120_000.0, account="32",
    )  # fmt: skip
    kept.workspace.store([Edit(None, done)], "Done")
    settled()
    costs = page(kept, "costs", AccountsPage)
    assert isinstance(costs, AccountsPage)
    costs.show_costs()
    settled()
    rows = {r.code: r for r in costs.models["account"].rows}
    assert rows["32"].amounts == (0.0, 120_000.0, 0.0)
    assert rows["32"].per_area == pytest.approx(120_000 / 4000)
    assert rows["32"].modules == "B2"
    pairs = {p.name: p for p in costs.bars.pairs}
    assert pairs["Maintenance"].own == pytest.approx(30.0)
    assert pairs["Maintenance"].national == 134.0
    by_building = {r.building_id: r for r in costs.models["building"].rows}
    assert by_building["b1"].per_area == pytest.approx(120.0)


def test_that_time_between_failures_is_told_with_its_range(kept: Shell, settled: Settled) -> None:
    lift = Component("c1", "b0", "Lift 1", component_type="lift", installed_year=2001)
    failures = [
        replace(PLANNED, order_id=f"f{i}", building_id="b0", component_id="c1", is_failure=True,
                opened_on=TODAY - timedelta(days=200 * i))
        for i in (1, 2, 3)
    ]  # fmt: skip
    kept.workspace.store([Edit(None, r) for r in (lift, *failures)], "Failures")
    settled()
    views = page(kept, "components", Views)
    assert isinstance(views, Views)
    views.turn_to("failures")
    shown = views.shown
    assert isinstance(shown, FailuresPage)
    settled()
    rate = shown.model.rows[0]
    assert (rate.component_type, rate.failures) == ("lift", 3)
    assert rate.mean_time == pytest.approx(1.0, abs=0.02)
    assert rate.shortest < rate.mean_time < rate.longest


@pytest.fixture
def workshop(kept: Shell, settled: Settled) -> WorkshopPage:
    views = page(kept, "needs", Views)
    assert isinstance(views, Views)
    views.turn_to("workshop")
    shown = views.shown
    assert isinstance(shown, WorkshopPage)
    shown.who.setText("Kari")
    kept.workspace.select(frozenset({"b1"}))
    return shown


def typed(workshop: WorkshopPage, settled: Settled, text: str) -> None:
    workshop.input.setFocus()
    QTest.keyClicks(workshop.input, text)
    QTest.keyClick(workshop.input, Qt.Key.Key_Return)
    settled()


def needs(shell: Shell) -> dict[str, Need]:
    portfolio = shell.workspace.portfolio
    assert portfolio is not None
    return {n.title: n for n in portfolio.needs}


def test_that_a_workshop_needs_the_keyboard_alone(
    kept: Shell, workshop: WorkshopPage, settled: Settled
) -> None:
    typed(workshop, settled, "Cold floor")
    typed(workshop, settled, "Draught at the door")
    assert {n.building_id for n in needs(kept).values()} == {"b1"}

    QTest.keyClick(workshop.input, Qt.Key.Key_Down)
    workshop.list.stand_on(needs(kept)["Cold floor"].need_id)
    for key in (Qt.Key.Key_5, Qt.Key.Key_V):
        QTest.keyClick(workshop.list, key)
        settled()
    assert (needs(kept)["Cold floor"].pain, needs(kept)["Cold floor"].votes) == (5, 1)
    assert workshop.list.need is not None and workshop.list.need.title == "Cold floor"

    QTest.keyClick(workshop.list, Qt.Key.Key_T)
    QTest.keyClicks(workshop.input, "Warmth")
    QTest.keyClick(workshop.input, Qt.Key.Key_Return)
    settled()
    assert needs(kept)["Cold floor"].theme == "Warmth"
    assert workshop.list.lines.lines[0].theme.name == "Warmth"

    kept.workspace.select(frozenset({"b3"}))
    QTest.keyClick(workshop.list, Qt.Key.Key_B)
    settled()
    assert needs(kept)["Cold floor"].building_id == "b3"
    for _ in range(4):  # place, theme, vote, pain
        kept.workspace.undo()
        settled()
    assert (needs(kept)["Cold floor"].pain, needs(kept)["Cold floor"].votes) == (3, 0)


def test_that_everybody_has_one_vote_and_can_take_it_back(
    kept: Shell, workshop: WorkshopPage, settled: Settled
) -> None:
    typed(workshop, settled, "Cold floor")
    workshop.list.stand_on(needs(kept)["Cold floor"].need_id)
    for who, votes in (("Kari", 1), ("Ola", 2), (" kari ", 1)):
        workshop.who.setText(who)
        need = workshop.list.need
        assert need is not None
        workshop.vote(need)
        settled()
        assert needs(kept)["Cold floor"].votes == votes
    assert [v.who for v in kept.workspace.portfolio.of_kind(NeedVote)] == ["Ola"]


def test_that_letters_of_the_list_never_reach_the_window(
    kept: Shell, workshop: WorkshopPage, settled: Settled
) -> None:
    typed(workshop, settled, "Cold floor")
    workshop.list.setFocus()
    mode = kept.workspace.mode
    for key in (Qt.Key.Key_1, Qt.Key.Key_B):
        QTest.keyClick(workshop.list, key)
        settled()
    assert needs(kept)["Cold floor"].pain == 1
    assert kept.workspace.mode == mode
    assert (
        "set_section" not in kept.stage.scene.told or not kept.stage.scene.told["set_section"][0]
    )


def test_that_texts_of_the_tables_have_a_norwegian_one() -> None:
    from twin.ui.upkeep.calendar_page import GROUPINGS
    from twin.ui.upkeep.costs_page import FIGURES
    from twin.workspace.duty_kinds import duty_kinds

    nb = json.loads(resources.path("translations/nb.json").read_text(encoding="utf-8"))
    tables = upkeep_tables()
    wanted = {k.title for k in duty_kinds()} | {a.name for a in tables.accounts.values()}
    wanted |= set(FIGURES.values()) | {text for _, text in GROUPINGS}
    wanted |= {s.source for s in tables.kostra.values()}
    wanted |= {
        "Planned work", "Repair", "Recurring work", "Legal duty", "Agreements", "Overdue",
        "Order {name}", "Order {count} jobs", "Done: {name}", "{count} jobs done",
        "{count} duties done", "Vote for {name}", "Take back the vote for {name}",
    }  # fmt: skip
    assert sorted(wanted - set(nb)) == []


def test_that_a_table_nobody_looks_at_is_up_to_date_when_it_is_turned_to(
    kept: Shell, settled: Settled
) -> None:
    table = page(kept, "orders", RecordTable)
    assert isinstance(table, RecordTable)
    page(kept, "buildings", object)
    before = table.shown
    kept.workspace.store([Edit(None, replace(PLANNED, order_id="o3"))], "Another")
    settled()
    assert table.shown == before  # nothing is done for what is not seen
    assert table.total == before + 1  # but it is counted
    page(kept, "orders", RecordTable)
    assert table.shown == before + 1
