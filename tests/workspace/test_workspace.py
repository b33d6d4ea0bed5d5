"""What the workspace is, at rest, at its end, and whom it tells."""

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from twin.workspace.workspace import Workspace
from workspace.hearing import heard


def test_that_a_new_workspace_is_empty(workspace: Workspace) -> None:
    assert (workspace.mode, workspace.overlay, workspace.storey) == ("start", "condition", "")
    assert workspace.colouring is None
    assert workspace.portfolio is None
    assert workspace.building is None
    assert workspace.comparison is None
    assert workspace.selection == frozenset()


def test_that_setters_emit_once_and_only_when_the_value_differs(entered: Workspace) -> None:
    keys = frozenset(e.key for e in entered.model.elements[:2]) if entered.model else frozenset()
    names = heard(entered)

    for _ in range(3):
        entered.select(keys)
        entered.set_xray(True)
        entered.colour_by("storey")
        entered.set_mode("building")

    assert names == ["selection_changed", "visibility_changed", "colouring_changed"]


def test_that_a_slot_that_changes_more_causes_no_signal_twice(opened: Workspace) -> None:
    names = heard(opened)
    opened.building_changed.connect(lambda: opened.select(frozenset("x")))

    opened.enter_building("b02")

    assert names.count("selection_changed") == 1
    assert names.count("mode_changed") == 1


def test_that_closing_in_the_middle_of_everything_leaves_nothing_behind(
    opened: Workspace, house: Path
) -> None:
    opened.import_source([house] * 3)
    opened.enter_building("b01")
    opened.close()

    assert opened.database is None
    assert [t.name for t in threading.enumerate() if t.name.startswith("twin-")] == []


def test_that_changed_settings_are_stored_and_heard(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.settings_changed):
        workspace.change_settings(theme="dark")

    again = Workspace()
    assert again.settings.theme == "dark"
    again.close()
