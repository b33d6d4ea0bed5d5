"""Undo takes back the last step, of the entered building or of the open scenario."""

from twin.workspace.scenarios import edit
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle
from workspace.scenarios.offers import fans, wall
from workspace.scenarios.test_edit import shown
from workspace.scenarios.test_flow import choose_in_building, what_if


def test_that_undo_and_redo_go_through_names_and_choices_in_their_order(
    entered: Workspace, settled: Settle
) -> None:
    edit.new(entered)
    choose_in_building(entered, wall())
    edit.rename(entered, "Walls first")
    entered.set_mode("what-if")
    settled()

    entered.undo()
    assert (shown(entered).name, what_if(entered)) == ("Scenario A", (wall(),))
    entered.undo()
    settled()
    assert what_if(entered) == shown(entered).choices == ()
    entered.redo()
    settled()
    assert shown(entered).choices == what_if(entered) == (wall(),)
    entered.redo()
    settled()
    assert shown(entered).name == "Walls first"


def test_that_a_choice_in_another_building_is_undone_too(
    entered: Workspace, settled: Settle
) -> None:
    edit.new(entered)
    edit.choose(entered, fans("c5", "b02"))
    entered.set_mode("what-if")
    settled()

    entered.undo()
    settled()

    assert shown(entered).choices == ()
