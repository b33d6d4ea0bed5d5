"""Scenarios in the window: made, named, copied, closed, merged, listed; assumptions locked."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QInputDialog

from twin.model.choice import Choice, PortfolioScenario
from twin.ui.scenarios.assumptions_dialog import AssumptionsDialog
from twin.ui.scenarios.bar import ScenarioBar
from twin.ui.scenarios.list_dialog import ScenariosDialog
from twin.ui.scenarios.merge_dialog import MergeDialog
from twin.ui.window.shell import Shell
from twin.workspace.catalogue import by_key
from twin.workspace.scenarios import edit
from twin.workspace.scenarios.merging import SECOND

Settled = Callable[[], None]
T = TypeVar("T", bound=QDialog)


def chosen(key: str, measure: str) -> Choice:
    return Choice(key, "b0", by_key()[measure].measure)


def opened(shell: Shell) -> PortfolioScenario:
    found = shell.workspace.state.shelf.open
    assert found is not None
    return found


def dialog(shell: Shell, kind: type[T]) -> T:
    return next(d for d in shell.window.findChildren(kind) if d.isVisible())


def test_that_the_menu_makes_names_copies_and_closes_scenarios(
    portfolio: Shell, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio.actions["new_scenario"].trigger()
    settled()
    assert opened(portfolio).name == "Scenario A"

    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Roofs first", True))
    portfolio.actions["rename_scenario"].trigger()
    portfolio.actions["copy_scenario"].trigger()
    settled()
    assert opened(portfolio).name == "Roofs first 2"
    names = [row.name for row in portfolio.workspace.state.shelf.drafts]
    assert names == ["Roofs first", "Roofs first 2"]

    portfolio.actions["close_scenario"].trigger()
    assert portfolio.workspace.state.shelf.open is None
    portfolio.actions["copy_scenario"].trigger()
    assert "No scenario is open" in portfolio.workspace.notices.shown[-1].text()


def test_that_saving_keeps_a_version_of_the_open_scenario(inside: Shell, settled: Settled) -> None:
    edit.new(inside.workspace, "Lights", (chosen("c1", "led_lighting"),))
    settled()
    inside.workspace.set_mode("what-if")
    settled()

    inside.actions["save_scenario"].trigger()
    settled()

    (version,) = inside.workspace.state.shelf.versions(opened(inside).key)
    assert (version.name, version.version) == ("Lights", 1)


def test_that_the_bar_names_the_open_scenario(inside: Shell, settled: Settled) -> None:
    edit.new(inside.workspace, "Lights", (chosen("c1", "led_lighting"),))
    inside.workspace.set_mode("what-if")
    settled()

    (bar,) = inside.window.tools.findChildren(ScenarioBar)

    assert bar.button.accessibleName() == "Scenario: Lights"


def test_that_merging_asks_where_both_change_the_same(inside: Shell, settled: Settled) -> None:
    edit.new(inside.workspace, "Cold", (chosen("c1", "lower_setpoint"),))
    edit.new(inside.workspace, "Bright", (chosen("c2", "led_lighting"),))
    settled()
    edit.copy(inside.workspace)
    measure = by_key()["lower_setpoint"].measure
    dearer = Choice("c3", "b0", measure, comment="other", year=2030)
    edit.choose(inside.workspace, dearer)
    settled()
    cold = next(r for r in inside.workspace.state.shelf.drafts if r.name == "Cold")

    inside.actions["merge_scenario"].trigger()
    merge = dialog(inside, MergeDialog)
    merge.other.choose(cold.scenario_id)
    (answer,) = merge.answers.values()
    answer.choose(SECOND)
    merge.merge()
    settled()

    kept = {(c.measure.measure_id, c.year) for c in opened(inside).choices}
    assert kept == {("led_lighting", 0), ("lower_setpoint", 0)}


def test_that_the_list_opens_deletes_and_comments(inside: Shell, settled: Settled) -> None:
    workspace = inside.workspace
    edit.new(workspace, "Cold", (chosen("c1", "lower_setpoint"),))
    edit.new(workspace, "Bright", (chosen("c2", "led_lighting"),))
    settled()
    inside.actions["scenarios"].trigger()
    found = dialog(inside, ScenariosDialog)
    assert [row.name for row in found.rows.rows] == ["Bright", "Cold"]

    found.table.selectRow(1)
    found.field.setText("Too cold")
    found.comment()
    settled()
    assert [c.text for c in workspace.state.shelf.comments] == ["Too cold"]

    found.table.selectRow(0)
    found.delete()
    settled()
    assert [row.name for row in found.rows.rows] == ["Cold"]
    assert workspace.state.shelf.open is None


def test_that_assumptions_are_checked_kept_and_locked_for_a_round(
    inside: Shell, settled: Settled
) -> None:
    workspace = inside.workspace
    edit.new(workspace, "Cold", (chosen("c1", "lower_setpoint"),))
    settled()
    inside.actions["assumptions"].trigger()
    sheet = dialog(inside, AssumptionsDialog)

    sheet.fields["price.electricity"].setText("900")
    sheet.store()
    assert sheet.hint.isVisible()
    assert not opened(inside).assumptions.prices

    sheet.fields["price.electricity"].setText("1,75")
    sheet.fields["discount_rate"].setText("3")
    sheet.round.setText("2026-2")
    sheet.lock()
    settled()

    assumed = opened(inside).assumptions
    assert assumed.prices["electricity"].value == 1.75
    assert assumed.discount_rate == 0.03
    assert assumed.round_name == "2026-2"
