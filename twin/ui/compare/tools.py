"""Tool row of the compare page: which scenarios, how they are shown, what leaves the program."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from twin.ui import icons
from twin.ui.compare.export import ask_for_document, ask_for_tables
from twin.ui.desk import Desk
from twin.ui.scenarios.bar import AssumptionsButton
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import bar_rule, label, tight
from twin.ui.window.tool_row import ToolRow
from twin.ui.window.tool_rows import Crumbs, OverlayButton, tool
from twin.workspace.scenarios import comparing
from twin.workspace.scenarios.shelf import DRAFT

WIDTH = 190
EXPORTS = ("export_scenario_ifc", "export_audit")
"""Commands that write the what-if in formats of others."""


def compare_tools(desk: Desk) -> QWidget:
    """What is compared, overlay, difference, whole portfolio; assumptions and exports."""
    made = ToolRow()
    row = made.row
    choosers = ScenarioChoosers(desk)
    choosers.changed.connect(made.fit_soon)
    row.addWidget(choosers)
    row.addWidget(bar_rule())
    row.addWidget(OverlayButton(desk))
    row.addWidget(ViewSwitches(desk))
    row.addStretch(1)
    row.addWidget(AssumptionsButton(desk))
    offers = tool(desk.actions["procurement"], tr("Weigh offers"))
    offers.setToolTip(tr("Suppliers' offers on the same buildings, weighed and decided on"))
    row.addWidget(_export_button(desk, made))
    for part in (
        offers,
        tool(desk.actions["report"], tr("Report")),
        tool(desk.actions["fit"], has_key=True),
    ):
        made.add_spare(part)
    return made


def _export_button(desk: Desk, parent: QWidget) -> QToolButton:
    """Menu of everything that a comparison can be written as."""
    made = QToolButton()
    made.setText(tr("Export"))
    made.setToolTip(tr("Write the comparison, or what is chosen, to a file"))
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(made)
    tables = menu.addAction(tr("Tables (Excel, CSV)…"))
    tables.triggered.connect(lambda: ask_for_tables(parent.window(), desk.workspace))
    document = menu.addAction(tr("Document (PDF)…"))
    document.triggered.connect(
        lambda: ask_for_document(parent.window(), desk.workspace, desk.views.picture())
    )
    menu.addSeparator()
    for name in EXPORTS:
        menu.addAction(desk.actions[name])
    made.setMenu(menu)
    return made


class ScenarioChoosers(QWidget):
    """Compare one with another, and a menu of what else is in the table. Signal: `changed`."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row = tight(QHBoxLayout(self), gap=6)
        workspace = desk.workspace
        workspace.shelf_changed.connect(self.show_choice)
        workspace.comparing_changed.connect(self.show_choice)
        workspace.building_changed.connect(self.show_choice)
        self._shown: object = None
        self.show_choice()

    def show_choice(self) -> None:
        """Show which scenarios are compared."""
        workspace = self._desk.workspace
        state, shelf = workspace.state.comparing, workspace.state.shelf
        open_name = shelf.open.name if shelf.open else ""
        shown = (state.chosen, state.left, state.right, shelf.rows, open_name, workspace.building)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not state.chosen:
            self._row.addWidget(Crumbs(self._desk))
            self._row.addWidget(self._more())
            return
        names = {comparing.id_of(s): s.name for s in comparing.scenarios(workspace)}
        left = Choice(tr("Left"), {comparing.TODAY: tr("Today"), **names}, state.left, WIDTH - 40)
        right = Choice(tr("Right"), names, state.right, WIDTH)
        left.chosen.connect(lambda key: comparing.look(workspace, left=key))
        right.chosen.connect(lambda key: comparing.look(workspace, right=key))
        for part in (label(tr("Compare"), "secondary"), left, label(tr("with"), "secondary"),
                     right, self._more()):  # fmt: skip
            self._row.addWidget(part)
        self.changed.emit()

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon("plus"))
        button.setToolTip(tr("Choose up to three scenarios; doing nothing is always beside them"))
        button.setAccessibleName(tr("Scenarios to compare"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(self._fill, menu))
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        workspace = self._desk.workspace
        rows = sorted(workspace.state.shelf.rows, key=lambda r: (r.name.casefold(), r.version))
        offered = comparing.what_if(workspace)
        if offered is not None:
            self._add(menu, comparing.WHAT_IF, tr("What-if: {name}", name=offered.name))
        for row in rows:
            text = row.name if row.version == DRAFT else _version_text(row.name, row.version)
            self._add(menu, row.scenario_id, text)
        if menu.isEmpty():
            menu.addAction(tr("There is no scenario yet.")).setEnabled(False)

    def _add(self, menu: QMenu, scenario_id: str, text: str) -> None:
        chosen = self._desk.workspace.state.comparing.chosen
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(scenario_id in chosen)
        action.setEnabled(scenario_id in chosen or len(chosen) < comparing.MOST - 1)
        action.triggered.connect(partial(self._toggle, scenario_id))

    def _toggle(self, scenario_id: str, is_on: bool = True) -> None:
        chosen = self._desk.workspace.state.comparing.chosen
        kept = tuple(c for c in chosen if c != scenario_id)
        comparing.choose(self._desk.workspace, (*kept, scenario_id) if is_on else kept)


class ViewSwitches(QWidget):
    """Side by side, one over the other, or the difference; all buildings instead of this one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._workspace = desk.workspace
        row = tight(QHBoxLayout(self), gap=6)
        views = {
            comparing.PAIR: tr("Side by side"),
            comparing.SWIPE: tr("Swipe"),
            comparing.DIFFERENCE: tr("Difference"),
        }
        self.view = Choice(tr("View"), views, comparing.PAIR, 128)
        self.view.setToolTip(
            tr("Two linked views, one over the other, or which scenario touches what")
        )
        self.view.chosen.connect(lambda key: comparing.look(self._workspace, shows=key))
        self._all = _switch(tr("All buildings"), "building")
        self._all.setToolTip(tr("Figures of all buildings that a scenario touches"))
        self._all.clicked.connect(self._widen)
        row.addWidget(self.view)
        row.addWidget(self._all)
        self._workspace.comparing_changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Check what is on."""
        state = self._workspace.state.comparing
        self.view.show_key(state.shows)
        self._all.setChecked(state.scope == comparing.ALL_BUILDINGS)
        for button in (self.view, self._all):
            button.setEnabled(bool(state.chosen))

    def _widen(self, is_on: bool) -> None:
        wanted = comparing.ALL_BUILDINGS if is_on else comparing.THIS_BUILDING
        comparing.widen(self._workspace, wanted)


def _switch(text: str, icon: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setIcon(icons.icon(icon))
    made.setCheckable(True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setAccessibleName(text)
    return made


def _version_text(name: str, version: int) -> str:
    return tr("{name}, version {version}", name=name, version=version)
