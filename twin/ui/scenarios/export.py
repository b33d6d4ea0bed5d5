"""The open scenario as a file that other programs read."""

from PySide6.QtWidgets import QWidget

from twin.model.write_back import Written
from twin.ui.dialogs.export_file import ask_for_file
from twin.ui.texts.language import tr
from twin.workspace.jobs import Task
from twin.workspace.workspace import Workspace


def ask_for_ifc(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a file and write a copy of the entered building's model with the scenario in it."""
    from twin.workspace.scenarios.ifc_copy import export_ifc

    building, scenario = workspace.building, workspace.scenario
    if building is None or scenario is None:
        workspace.notices.say("No building is entered.", "Enter a building first.")
        return
    found = workspace.state.shelf.open
    name = f"{building.name} {found.name if found else tr('What-if')}"
    path = ask_for_file(parent, tr("Export scenario as IFC"), f"{name}.ifc", "IFC (*.ifc)")
    if path is not None:
        workspace.jobs.run(
            export_ifc, workspace.state, path, workspace.who,
            on_done=lambda done: _tell(workspace, str(path), done),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip


def _tell(workspace: Workspace, name: str, done: Written) -> None:
    workspace.notices.say(
        "{name} has {elements} changed elements, {added} new ones, {removed} that go and {tasks} "
        "measures as tasks. It was read again and says what the scenario says.",
        name=name, elements=done.elements, added=done.added, removed=done.removed,
        tasks=done.tasks,
    )  # fmt: skip
