"""Condition in the window: years, grading, smart views, filters, the page of the backlog."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from twin.model.condition import ConditionGrade
from twin.ui.condition.backlog_page import BacklogPage
from twin.ui.condition.smart_views import SmartViews
from twin.ui.filtering import PortfolioFilter
from twin.ui.records.form import RecordForm
from twin.ui.texts import numbers
from twin.ui.texts.upkeep import chances_text, millions, years_text
from twin.ui.widgets.chips import FilterChips
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.timeline import Timeline
from twin.ui.window.shell import Shell
from twin.workspace.upkeep import upkeep

Settled = Callable[[], None]
NOW = date.today().year


def texts(widget) -> list[str]:
    return [t.text() for t in widget.findChildren(QLabel)]


def line_of(shell: Shell) -> Timeline:
    found = shell.stage.floating("foot")
    assert isinstance(found, Timeline)
    return found


def test_that_the_line_of_years_goes_back_and_today_is_the_way_home(
    portfolio: Shell, settled: Settled
):
    portfolio.actions["timeline"].trigger()
    line = line_of(portfolio)

    line.axis.setValue(2010)
    settled()
    assert portfolio.workspace.state.year == 2010
    assert portfolio.workspace.colouring.counts()[-1] == 4  # nobody had looked then
    assert portfolio.workspace.colouring.legend.values["year"] == 2010
    line.today.click()
    settled()
    assert portfolio.workspace.state.year == 0
    portfolio.actions["timeline"].trigger()
    assert portfolio.stage.floating("foot") is None


def test_that_a_year_to_come_is_called_a_forecast_everywhere(portfolio: Shell, settled: Settled):
    portfolio.actions["timeline"].trigger()

    line_of(portfolio).axis.setValue(2045)
    settled()

    legend = portfolio.workspace.colouring.legend
    assert legend.period == "forecast {year}"
    assert "forecast" in line_of(portfolio).axis.accessibleDescription()
    notes = "\n".join(portfolio.stage.floating("bottom-left")._notes)
    assert "Forecast" in notes and "P10 – P90" in notes


def test_that_a_year_being_chosen_is_not_lost_when_the_forecast_arrives(
    portfolio: Shell, settled: Settled
):
    portfolio.actions["timeline"].trigger()
    line = line_of(portfolio)
    line.axis.setValue(2044)
    line.show_year(NOW)  # as when the colours change before the event round is over
    settled()
    assert portfolio.workspace.state.year == 2044


def test_that_arrow_keys_go_through_the_years(portfolio: Shell, settled: Settled):
    portfolio.actions["timeline"].trigger()
    axis = line_of(portfolio).axis

    QTest.keyClick(axis, Qt.Key.Key_Left)
    settled()
    assert portfolio.workspace.state.year == NOW - 1
    QTest.keyClick(axis, Qt.Key.Key_PageUp)
    QTest.keyClick(axis, Qt.Key.Key_Right)
    settled()
    assert portfolio.workspace.state.year == NOW + 5


def test_that_other_overlays_know_no_years(portfolio: Shell):
    portfolio.actions["timeline"].trigger()
    portfolio.workspace.colour_by("energy_use")
    assert portfolio.stage.floating("foot") is None
    portfolio.actions["timeline"].trigger()
    portfolio.actions["timeline"].trigger()
    assert portfolio.workspace.overlay == "condition"


def test_that_a_window_that_could_not_be_built_anew_still_follows_the_workspace(
    portfolio: Shell, settled: Settled, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_parts: object) -> None:
        raise OSError("a picture is missing")

    with monkeypatch.context() as failing:
        failing.setattr(portfolio.window, "use_parts", fail)
        with pytest.raises(OSError, match="missing"):
            portfolio.build()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # its old actions go

    portfolio.workspace.look_at(NOW + 1)
    portfolio.workspace.colour_by("energy_use")

    portfolio.build()
    assert portfolio.workspace.overlay == "energy_use"


def test_that_several_elements_are_graded_in_one_step_that_can_be_taken_back(
    inside: Shell, settled: Settled
):
    workspace = inside.workspace
    before = len(workspace.portfolio.assessments)
    workspace.select(frozenset({"w1", "w2", "w3"}))
    inside.actions["grade"].trigger()
    form = inside.window.findChildren(RecordForm)[-1]
    grade = form.inputs["grade"]

    grade.setCurrentIndex(grade.findText("TG2"))
    form.store()
    settled()

    made = workspace.portfolio.assessments_of("b0")[-3:]
    assert {(a.global_id, a.grade) for a in made} == {
        (key, ConditionGrade.TG2) for key in ("w1", "w2", "w3")
    }
    assert all(a.assessed_on == date.today() for a in made)
    assert "Add 3 × assessment" in inside.actions["undo"].text()
    workspace.undo()
    settled()
    assert len(workspace.portfolio.assessments) == before


def test_that_a_part_of_a_building_without_model_needs_a_code(portfolio: Shell, settled: Settled):
    portfolio.workspace.select(frozenset({"b2"}))
    portfolio.actions["grade"].trigger()
    form = portfolio.window.findChildren(RecordForm)[-1]
    form.store()
    assert form.isVisible() and form.message.isVisible()
    form.inputs["part_code"].setCurrentText("26 Outer roof")
    form.store()
    settled()

    made = portfolio.workspace.portfolio.assessments_of("b2")
    assert [(a.part_code, a.global_id) for a in made] == [("26", "")]


def test_that_all_like_this_follows_from_one(inside: Shell):
    inside.workspace.select(frozenset({"w1"}))
    inside.actions["select_alike"].trigger()
    assert len(inside.workspace.selection) == 6
    inside.workspace.select(frozenset({"w1"}))
    inside.actions["select_storey"].trigger()
    assert len(inside.workspace.selection) == 6
    assert "v4" in inside.workspace.selection


def test_that_the_card_shows_grade_consequence_risk_and_history(inside: Shell, settled: Settled):
    inside.workspace.select(frozenset({"w1"}))
    card = inside.window.right.part("building")
    said = texts(card)
    assert {"TG3", "KG2", "High", "Rot"} <= set(said)

    card.tabs.turn_to("history")
    settled()
    assert any("K. Moe" in text for text in texts(card))


def test_that_a_smart_view_isolates_and_ends_by_a_second_click(inside: Shell):
    views = inside.window.left.part("building").findChildren(SmartViews)[0]
    grave: QPushButton = views.buttons["grave"]

    grave.click()
    assert inside.workspace.isolated == {"w1"}
    assert grave.isChecked()
    grave.click()
    assert not inside.workspace.isolated


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (PortfolioFilter(consequences=frozenset({2})), 2),
        (PortfolioFilter(risks=frozenset({3})), 1),
        (PortfolioFilter(ages=frozenset({"never"})), 2),
        (PortfolioFilter(ages=frozenset({"new"}), grades=frozenset({3})), 1),
    ],
)
def test_that_filters_of_condition_are_chips(
    portfolio: Shell, wanted: PortfolioFilter, shown: int
):
    portfolio.filtering.use(wanted)

    left = portfolio.window.left.part("portfolio")
    assert f"{shown} shown" in texts(left)
    row = portfolio.window.tools.findChildren(FilterChips)[0]
    QTest.qWait(1)  # new chips are shown an event later
    chips = [b for b in row.findChildren(QPushButton) if "×" in b.text() and not b.isHidden()]
    assert len(chips) == (2 if wanted.grades else 1)
    chips[0].click()
    assert portfolio.filtering.current != wanted


def test_that_the_page_of_the_backlog_shows_what_card_and_table_show(
    portfolio: Shell, qtbot: QtBot
):
    tabs = portfolio.window.below.part("portfolio").findChildren(Tabs)[0]
    tabs.turn_to("backlog")
    page = portfolio.window.findChildren(BacklogPage)[0]
    qtbot.waitUntil(lambda: page.plan is not None, timeout=30_000)
    total = upkeep(portfolio.workspace.portfolio).spread()

    assert total.p50 == 800_000
    assert f"~{numbers.HARD_SPACE}{millions(total.p50)}" in texts(page)
    assert len(page.plan.curves) == 3


def test_that_another_price_level_reaches_page_and_card(portfolio: Shell, settled: Settled):
    portfolio.workspace.select(frozenset({"b0"}))
    card = portfolio.window.right.part("portfolio")
    assert f"Maintenance to TG1, prices of {NOW}" in texts(card)

    portfolio.workspace.choose_prices(2015)
    settled()

    assert "Maintenance to TG1, prices of 2015" in texts(card)
    assert upkeep(portfolio.workspace.portfolio).spread("b0").p50 < 400_000


def test_that_tabs_without_room_go_into_a_menu(application, qtbot):
    del application
    tabs = Tabs("tableHead")
    for name in ("Buildings", "Condition", "Backlog", "Work orders", "Components"):
        tabs.add(name, name, QLabel(name))
    qtbot.addWidget(tabs)
    tabs.resize(900, 200)
    tabs.show()
    assert not tabs._more.isVisible()
    tabs.resize(260, 200)
    qtbot.waitUntil(lambda: tabs._more.isVisible())
    hidden = [a.text() for a in tabs._more.menu().actions()]
    assert "Components" in hidden
    tabs._more.menu().actions()[-1].trigger()
    assert tabs.shown == "Components"
    assert tabs._buttons["Components"].isVisible()


def test_that_chances_are_told_from_the_worst_and_tiny_ones_left_out():
    assert chances_text((0.01, 0.07, 0.3, 0.62)) == "TG3 62\u00a0%, TG2 30\u00a0%"


def test_that_remaining_life_is_told_with_its_range():
    assert years_text(1, 4, 9) == f"~{numbers.HARD_SPACE}4 years (1 – 9)"
    assert years_text(0, 0, 0) == "Over"
    assert years_text(30, float("inf"), float("inf")) == "more than 30 years"
    assert years_text(*[float("nan")] * 3) == "No data"
