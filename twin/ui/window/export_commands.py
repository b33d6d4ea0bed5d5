"""What leaves the program by the File menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from twin.model.building import Building
from twin.model.write_back import Written
from twin.ui.dialogs.export_file import WORKBOOK, ask_for_file, export_all
from twin.ui.texts.language import tr
from twin.workspace.audit_files import export_what_if
from twin.workspace.cobie import export_cobie
from twin.workspace.export_files import export_footprints
from twin.workspace.jobs import Task
from twin.workspace.workspace import Workspace
from twin.workspace.write_back import export_model


def export_commands(window: QWidget, workspace: Workspace) -> dict[str, Callable[[], object]]:
    """The commands of the export entries, by name."""
    return {
        "export_tables": partial(export_all, window, workspace),
        "export_footprints": partial(ask_for_footprints, window, workspace),
        "export_cobie": partial(ask_for_cobie, window, workspace),
        "export_model": partial(ask_for_model, window, workspace),
        "export_audit": partial(ask_for_audit, window, workspace),
    }


def ask_for_footprints(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a file and write the footprints of all buildings."""
    portfolio = workspace.portfolio
    if portfolio is None:
        return
    name, kinds = f"{portfolio.name}.geojson", "GeoJSON (*.geojson)"
    path = ask_for_file(parent, tr("Export footprints"), name, kinds)
    if path is not None:
        workspace.jobs.run(
            export_footprints, portfolio.buildings, path,
            on_done=lambda count: workspace.notices.say(
                "{count} footprints are in {name}.", count=count, name=str(path)
            ),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip


def ask_for_cobie(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a file and write the COBie workbook of the chosen building."""
    portfolio, building = workspace.portfolio, _chosen(workspace)
    if portfolio is None or building is None:
        return
    name = f"{building.name} COBie.xlsx"
    path = ask_for_file(parent, tr("Export COBie"), name, WORKBOOK)
    if path is not None:
        workspace.jobs.run(
            export_cobie, portfolio, building, path, workspace.who,
            on_done=lambda count: workspace.notices.say(
                "{count} components of {building} are in {name}.",
                count=count, building=building.name, name=str(path),
            ),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip


def ask_for_model(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a file and write a copy of the chosen building's model with its condition."""
    portfolio, building = workspace.portfolio, _chosen(workspace)
    if portfolio is None or building is None:
        return
    name = tr("{name} with condition", name=building.name)
    path = ask_for_file(parent, tr("Export model with condition"), f"{name}.ifc", "IFC (*.ifc)")
    if path is not None:
        workspace.jobs.run(
            export_model, portfolio, building, path, workspace.who,
            on_done=lambda done: _tell(workspace, str(path), done),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip


def ask_for_audit(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a file and write the what-if of the entered building as an energy audit."""
    building = workspace.building
    if building is None:
        return
    name = tr("{name} what-if", name=building.name)
    kinds = "BuildingSync (*.xml)"
    path = ask_for_file(parent, tr("Export what-if as BuildingSync"), f"{name}.xml", kinds)
    if path is not None:
        export_what_if(workspace, path)


def _tell(workspace: Workspace, name: str, done: Written) -> None:
    workspace.notices.say(
        "{name} has the grade of {elements} elements, {tasks} tasks with {costs} costs and "
        "{lives} service lives. It was read again and says what the portfolio says.",
        name=name, elements=done.elements, tasks=done.tasks, costs=done.costs, lives=done.lives,
    )  # fmt: skip
    if done.missing:
        workspace.notices.warn(
            "{count} elements of the records are not in the model; what was about them stands at "
            "the building.",
            "Look at the records of elements that are gone.",
            count=len(done.missing),
        )


def _chosen(workspace: Workspace) -> Building | None:
    """The entered building, else the one that is selected."""
    portfolio = workspace.portfolio
    if workspace.building is not None or portfolio is None:
        return workspace.building
    if len(workspace.selection) == 1:
        return portfolio.building(next(iter(workspace.selection)))
    workspace.notices.say(
        "Choose a building first; the file is about one.",
        "Click a building in the 3D view or in the table of buildings.",
    )
    return None
