"""The what-if of the entered building and the open scenario say the same."""

from dataclasses import replace
from pathlib import Path

from twin.store.database import open_database
from twin.store.portfolio_scenarios import load_scenarios, save_draft
from twin.workspace import edit_scenario
from twin.workspace.scenarios import edit, flow
from twin.workspace.workspace import Workspace
from workspace.hearing import PROPOSAL_ID, Settle, said
from workspace.scenarios.offers import fans, wall
from workspace.scenarios.test_edit import shown


def what_if(workspace: Workspace) -> tuple[object, ...]:
    assert workspace.scenario is not None
    return workspace.scenario.choices


def choose_in_building(workspace: Workspace, *choices: object) -> None:
    assert workspace.scenario is not None
    changed = replace(workspace.scenario, choices=choices)  # pyright: ignore[reportArgumentType]
    edit_scenario.edit(workspace, changed, "Choose {title}", "Walls")


def test_that_the_first_choice_in_a_building_begins_a_scenario(
    entered: Workspace, settled: Settle
) -> None:
    choose_in_building(entered, wall())
    settled()

    assert (shown(entered).name, shown(entered).choices) == ("Scenario A", (wall(),))


def test_that_edits_and_undo_in_a_building_flow_into_the_open_scenario(
    entered: Workspace, settled: Settle
) -> None:
    edit.new(entered, choices=(fans("c5", "b02"),))
    choose_in_building(entered, wall())
    assert shown(entered).choices == (fans("c5", "b02"), wall())
    entered.undo()
    assert shown(entered).choices == (fans("c5", "b02"),)
    entered.redo()
    settled()
    assert shown(entered).choices == (fans("c5", "b02"), wall())


def test_that_a_building_takes_over_what_the_open_scenario_says(
    opened: Workspace, settled: Settle
) -> None:
    edit.new(opened, choices=(wall(), fans("c5", "b02")))
    settled()
    opened.enter_building("b01")
    settled()
    assert what_if(opened) == (wall(),)

    edit.drop(opened, "c1")
    settled()
    assert what_if(opened) == ()
    opened.undo()
    settled()
    assert what_if(opened) == (wall(),)
    assert shown(opened).of("b01") == (wall(),)


def test_that_opening_another_scenario_leaves_the_first_as_it_is(
    entered: Workspace, settled: Settle
) -> None:
    choose_in_building(entered, wall())
    settled()
    first = shown(entered)
    edit.new(entered)
    settled()
    assert what_if(entered) == ()
    choose_in_building(entered, fans())
    entered.undo()
    entered.undo()
    settled()
    edit.open_scenario(entered, f"{first.key}/0")
    settled()

    assert what_if(entered) == (wall(),)
    assert shown(entered).choices == (wall(),)


def test_that_locked_weather_stays_what_it_is(entered: Workspace, settled: Settle) -> None:
    edit.new(entered)
    edit.assume(entered, replace(shown(entered).assumptions, round_name="2026-2"))
    entered.choose_weather("2050")
    settled()

    assert entered.scenario is not None
    assert (entered.scenario.weather, shown(entered).assumptions.weather) == ("", "")
    assert "locked for the round" in said(entered)


def test_that_applied_proposals_can_be_put_into_a_scenario(
    entered: Workspace, settled: Settle, offer: Path
) -> None:
    entered.import_proposal(offer)
    settled()
    entered.apply_proposal(PROPOSAL_ID)
    settled()
    before = entered.result
    flow.put_in(entered)
    settled()

    assert entered.scenario is not None
    assert before is not None
    assert entered.result is not None
    assert (entered.scenario.proposals, len(shown(entered).choices)) == ((), 1)
    assert shown(entered).choices[0].supplier == "Vegg AS"
    assert entered.result.saving.p50 == before.saving.p50


def test_that_what_others_store_is_shown_and_can_be_undone(
    opened: Workspace, settled: Settle, folder: Path
) -> None:
    edit.new(opened, choices=(wall(),))
    settled()
    theirs = open_database(folder)
    save_draft(theirs, shown(opened).with_choice(fans()), "Kari", "Choose Fans")
    theirs.close()
    assert opened.watch is not None
    opened.watch.look()
    settled()

    assert shown(opened).choices == (wall(), fans())
    edit.undo(opened)
    assert shown(opened).choices == (wall(),)


def test_that_nothing_is_lost_where_two_change_the_same_draft(
    opened: Workspace, settled: Settle, folder: Path
) -> None:
    edit.new(opened, choices=(wall(),))
    settled()
    theirs = open_database(folder)
    save_draft(theirs, shown(opened).with_choice(fans()), "Kari", "Choose Fans")
    edit.choose(opened, fans("c7", "b02"))
    edit.choose(opened, fans("c8", "b03"))
    settled()

    kept, _ = load_scenarios(theirs)
    theirs.close()
    assert sorted(len(s.choices) for s in kept) == [2, 3]
    assert len(shown(opened).choices) == 3
    assert shown(opened).name != "Scenario A"
    assert "both are kept" in said(opened)
