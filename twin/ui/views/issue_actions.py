"""What the list of issues can do beyond editing: from the selection, and back to it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from twin.model.register import Issue
from twin.ui.desk import Desk
from twin.ui.records.form import RecordForm
from twin.ui.records.kinds.issues import ISSUES
from twin.ui.records.table import RecordTable, RowAction, elements_of
from twin.ui.texts.language import tr
from twin.workspace.workspace import Workspace


def issue_actions(desk: Desk) -> tuple[RowAction, ...]:
    """New about the selection, and show in 3D."""
    return (
        RowAction(
            "plus", tr("About the selection"),
            tr("Raise an issue about the elements that are selected in 3D"),
            lambda table: raise_issue(desk, table),
        ),
        RowAction(
            "eye", tr("Show in 3D"),
            tr("Enter the building and select the elements of the marked issue"),
            lambda table: show_issue(desk, table),
        ),
    )  # fmt: skip


def raise_issue(desk: Desk, table: RecordTable) -> None:
    """Open the form for an issue about the selected elements."""
    workspace = desk.workspace
    building, model = workspace.building, workspace.model
    if building is None or model is None or not workspace.selection:
        workspace.notices.say(
            "Enter a building and select the elements first.",
            "An issue about a whole building is made by New.",
        )
        return
    places = tuple(e.global_id for e in model.elements if e.key in workspace.selection)
    made = ISSUES.new(building.building_id, workspace.who, workspace.new_key())
    made = replace(made, places=tuple(place for place in places if place))
    RecordForm(table.window(), workspace, ISSUES, [made], is_new=True).open()


def show_issue(desk: Desk, table: RecordTable) -> None:
    """Show the elements of the marked issue, in its own view where it has one."""
    workspace = desk.workspace
    if not table.picked:
        workspace.notices.say("Mark a line of the table first.")
        return
    issue: Issue = table.picked[0]
    view = next((v for v in desk.views.all_views() if v.view_id == issue.view_id), None)
    if view is not None:
        desk.views.open(view)
        return
    _Showing(desk, issue).begin()


class _Showing(QObject):
    """Waits for the model of an issue, selects its elements and fits them."""

    def __init__(self, desk: Desk, issue: Issue) -> None:
        super().__init__(desk.workspace)
        self._desk, self._issue = desk, issue

    def begin(self) -> None:
        workspace = self._desk.workspace
        if _is_there(workspace, self._issue):
            self._show()
            return
        workspace.model_changed.connect(self._show)
        workspace.enter_building(self._issue.building_id)

    def _show(self) -> None:
        workspace = self._desk.workspace
        if workspace.building is None or workspace.building.building_id != self._issue.building_id:
            self.deleteLater()
        elif workspace.model is not None:
            workspace.select(elements_of(workspace.model.elements, [self._issue]))
            self._desk.actions["fit"].trigger()
            self.deleteLater()


def _is_there(workspace: Workspace, issue: Issue) -> bool:
    building = workspace.building
    is_here = building is not None and building.building_id == issue.building_id
    return is_here and workspace.model is not None and workspace.state.shows_building
