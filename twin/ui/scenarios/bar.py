"""The open scenario in the tool row of the what-if: its name, its versions, its assumptions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import frame, label, picture, tight
from twin.workspace.scenarios import edit, flow
from twin.workspace.scenarios.shelf import local_time

LONGEST = 34


class ScenarioBar(QWidget):
    """Button with the open scenario, a mark for a draft, and whether proposals stand beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.button = QToolButton()
        self.button.setProperty("framed", "true")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        menu.aboutToShow.connect(partial(self._fill, menu))
        self.button.setMenu(menu)
        inside = tight(QHBoxLayout(self.button), (0, 0, 6, 0))
        inside.addStretch(1)
        inside.addWidget(picture("chevron-down", size=12))
        self._draft = frame("chip")
        tight(QHBoxLayout(self._draft), (6, 1, 6, 1)).addWidget(label(tr("Draft"), "caption"))
        self.put_in = QToolButton()
        self.put_in.setText(tr("Put the proposals in"))
        self.put_in.setToolTip(
            tr("Make choices of this scenario out of the proposals applied to the building")
        )
        self.put_in.clicked.connect(lambda: flow.put_in(desk.workspace))
        row = tight(QHBoxLayout(self), gap=6)
        for part in (self.button, self._draft, self.put_in):
            row.addWidget(part)
        desk.workspace.shelf_changed.connect(self.show_scenario)
        desk.workspace.scenario_changed.connect(self.show_scenario)
        self.show_scenario()

    def show_scenario(self) -> None:
        """Name the open scenario."""
        workspace = self._desk.workspace
        found, scenario = workspace.state.shelf.open, workspace.scenario
        name = found.name if found else tr("No scenario")
        short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
        self.button.setText(f" {short}     ")
        self.button.setToolTip(name)
        self.button.setAccessibleName(tr("Scenario: {name}", name=name))
        self._draft.setVisible(found is not None)
        self.put_in.setVisible(
            found is not None and scenario is not None and bool(scenario.proposals)
        )

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        workspace = self._desk.workspace
        shelf = workspace.state.shelf
        for row in shelf.drafts:
            is_open = shelf.open is not None and shelf.open.key == row.scenario_key
            action = menu.addAction(shelf.open.name if is_open and shelf.open else row.name)
            action.setCheckable(True)
            action.setChecked(is_open)
            action.triggered.connect(_doer(edit.open_scenario, workspace, row.scenario_id))
        if shelf.open is not None and (versions := shelf.versions(shelf.open.key)):
            own = menu.addMenu(tr("Versions"))
            for row in reversed(versions):
                at = local_time(row.saved_at)
                when = f"{numbers.day(at.date())} {at:%H:%M}" if at else ""
                text = tr(
                    "Version {version}, {when}, {who}", version=row.version, when=when,
                    who=row.saved_by,
                )  # fmt: skip
                action = own.addAction(text)
                action.triggered.connect(_doer(edit.open_scenario, workspace, row.scenario_id))
        menu.addSeparator()
        for name in ("new_scenario", "copy_scenario", "rename_scenario", "merge_scenario",
                     "close_scenario", "scenarios"):  # fmt: skip
            menu.addAction(self._desk.actions[name])


class AssumptionsButton(QToolButton):
    """Button that opens the sheet of assumptions; it says for which round they are locked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._workspace = desk.workspace
        self.setIcon(icons.icon("lock"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(desk.actions["assumptions"].trigger)
        desk.workspace.shelf_changed.connect(self.show_round)
        self.show_round()

    def show_round(self) -> None:
        """Name the round of the open scenario."""
        found = self._workspace.state.shelf.open
        name = found.assumptions.round_name if found else ""
        self.setText(tr("Locked: {name}", name=name) if name else tr("Assumptions"))
        self.setEnabled(found is not None)


def _doer(function: Callable[..., None], *arguments: object) -> Callable[[bool], None]:
    return lambda _checked=False: function(*arguments)
