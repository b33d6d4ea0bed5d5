"""What the entries about scenarios do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from twin.ui.scenarios.assumptions_dialog import edit_assumptions
from twin.ui.scenarios.export import ask_for_ifc
from twin.ui.scenarios.list_dialog import show_scenarios
from twin.ui.scenarios.merge_dialog import merge_scenarios
from twin.ui.texts.language import tr
from twin.workspace.scenarios import edit
from twin.workspace.workspace import Workspace


def scenario_commands(window: QWidget, workspace: Workspace) -> dict[str, Callable[[], object]]:
    """The commands by name."""
    return {
        "new_scenario": partial(edit.new, workspace),
        "copy_scenario": partial(_of_open, workspace, edit.copy),
        "rename_scenario": partial(_of_open, workspace, partial(_ask_for_name, window)),
        "close_scenario": partial(_of_open, workspace, edit.close),
        "merge_scenario": partial(merge_scenarios, window, workspace),
        "scenarios": partial(show_scenarios, window, workspace),
        "assumptions": partial(edit_assumptions, window, workspace),
        "export_scenario_ifc": partial(ask_for_ifc, window, workspace),
    }


def _of_open(workspace: Workspace, run: Callable[[Workspace], object]) -> None:
    if workspace.state.shelf.open is None:
        workspace.notices.say("No scenario is open.", "Begin one under Scenario first.")
    else:
        run(workspace)


def _ask_for_name(window: QWidget, workspace: Workspace) -> None:
    found = workspace.state.shelf.open
    name, is_given = QInputDialog.getText(
        window,
        tr("Rename scenario"),
        tr("Name"),
        QLineEdit.EchoMode.Normal,
        found.name if found else "",
    )
    if is_given:
        edit.rename(workspace, name)
