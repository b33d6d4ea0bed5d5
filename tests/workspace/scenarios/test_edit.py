"""Scenarios are made, opened, edited, copied, renamed, kept and deleted."""

from dataclasses import replace
from pathlib import Path

import pytest

from twin.model.choice import AS_DEFAULTS, PortfolioScenario
from twin.workspace.scenarios import edit
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said
from workspace.scenarios.offers import fans, wall


def shown(workspace: Workspace) -> PortfolioScenario:
    found = workspace.state.shelf.open
    assert found is not None
    return found


def names(workspace: Workspace) -> list[str]:
    return [row.name for row in workspace.state.shelf.drafts]


@pytest.fixture
def begun(opened: Workspace, settled: Settle) -> Workspace:
    edit.new(opened)
    edit.choose(opened, wall())
    settled()
    return opened


def test_that_new_scenarios_are_called_by_the_next_free_letter(
    opened: Workspace, settled: Settle
) -> None:
    edit.new(opened)
    settled()
    edit.new(opened, "Roof first")
    settled()
    edit.new(opened)
    settled()

    assert names(opened) == ["Roof first", "Scenario A", "Scenario B"]


def test_that_every_edit_of_a_draft_is_stored(
    begun: Workspace, settled: Settle, folder: Path
) -> None:
    edit.choose(begun, fans())
    edit.drop(begun, "c1")
    settled()
    begun.open_portfolio(folder)
    settled()

    assert shown(begun).choices == (fans(),)


def test_that_undo_and_redo_step_through_the_open_scenario(
    begun: Workspace, settled: Settle
) -> None:
    edit.choose(begun, fans())
    edit.undo(begun)
    assert shown(begun).choices == (wall(),)
    edit.undo(begun)
    assert shown(begun).choices == ()
    edit.redo(begun)
    edit.redo(begun)
    settled()

    assert shown(begun).choices == (wall(), fans())
    assert begun.state.shelf.rows[0].content.count("fan_power") == 1


def test_that_a_version_stays_while_the_draft_goes_on(begun: Workspace, settled: Settle) -> None:
    edit.save_version(begun)
    settled()
    edit.choose(begun, fans())
    settled()
    key = shown(begun).key
    (version,) = begun.state.shelf.versions(key)

    edit.open_scenario(begun, version.scenario_id)
    settled()
    assert shown(begun).choices == (wall(),)
    edit.undo(begun)
    settled()
    assert shown(begun).choices == (wall(), fans())
    assert "version 1" in begun.notices.shown[0].text()


def test_that_a_copy_has_its_own_name_and_knows_its_parent(
    begun: Workspace, settled: Settle
) -> None:
    first = shown(begun)
    edit.copy(begun)
    edit.rename(begun, " Cheaper ")
    edit.drop(begun, "c1")
    settled()

    copied = shown(begun)
    assert (copied.name, copied.parent) == ("Cheaper", f"{first.key}/0")
    edit.open_scenario(begun, f"{first.key}/0")
    assert shown(begun).choices == (wall(),)


def test_that_a_deleted_draft_is_gone_and_its_versions_stay(
    begun: Workspace, settled: Settle
) -> None:
    key = shown(begun).key
    edit.save_version(begun)
    settled()
    edit.comment(begun, f"{key}/0", "Too dear?")
    settled()
    assert [c.text for c in begun.state.shelf.comments] == ["Too dear?"]
    edit.delete(begun, key)
    settled()

    assert begun.state.shelf.open is None
    assert [r.version for r in begun.state.shelf.rows] == [1]
    assert not begun.state.shelf.comments


def test_that_locked_assumptions_are_not_changed(begun: Workspace, settled: Settle) -> None:
    edit.assume(begun, replace(AS_DEFAULTS, discount_rate=0.03, round_name="2026-2"))
    edit.assume(begun, replace(AS_DEFAULTS, discount_rate=0.06, round_name="2026-2"))
    settled()

    assert shown(begun).assumptions.discount_rate == 0.03
    assert "locked for the round 2026-2" in said(begun)
    edit.assume(begun, replace(AS_DEFAULTS, discount_rate=0.06))
    assert shown(begun).assumptions.discount_rate == 0.06


def test_that_merging_asks_nothing_where_nothing_clashes(
    begun: Workspace, settled: Settle
) -> None:
    first = shown(begun)
    edit.new(begun, choices=(fans(),))
    settled()
    edit.merge(begun, f"{first.key}/0", {})
    settled()

    assert shown(begun).choices == (fans(), wall())
    assert shown(begun).name == "Scenario B + Scenario A"
    assert len(names(begun)) == 3
