"""Second row of the window: one row of tools per mode."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from twin.ui import icons
from twin.ui.actions import key_text
from twin.ui.desk import Desk
from twin.ui.scenarios.bar import ScenarioBar
from twin.ui.texts.language import tr
from twin.ui.widgets.chips import FilterChips
from twin.ui.widgets.keyed_button import KeyedButton
from twin.ui.widgets.text import bar_rule, label, picture, tight, tip
from twin.ui.window.tool_row import ToolRow
from twin.ui.window.year_button import YearButton

LONGEST = {"what-if": 36, "compare": 60}  # letters of a scenario in the crumbs
LONGEST_CRUMB = 48  # letters of a name; its tip has all


def portfolio_tools(desk: Desk) -> QWidget:
    """Overlay, filter chips, import, picture."""
    made, row = _row()
    row.addWidget(OverlayButton(desk))
    row.addWidget(YearButton(desk))
    row.addWidget(bar_rule())
    row.addWidget(FilterChips(desk), 1)
    row.addWidget(tool(desk.actions["import"], tr("Import")))
    row.addWidget(tool(desk.actions["screenshot"], tr("Save picture")))
    return made


def building_tools(desk: Desk) -> QWidget:
    """Crumbs, view tools, overlay."""
    made, row = _row()
    row.addWidget(Crumbs(desk))
    row.addWidget(bar_rule())
    for name in ("fit", "isolate", "xray", "section", "hide", "show_all"):
        row.addWidget(tool(desk.actions[name], has_key=True))
    row.addStretch(1)
    row.addWidget(YearButton(desk))
    row.addWidget(OverlayButton(desk))
    return made


def what_if_tools(desk: Desk) -> QWidget:
    """Crumbs, undo and redo, view tools, overlay, save."""
    made = ToolRow()
    row = made.row
    row.addWidget(Crumbs(desk))
    row.addWidget(bar_rule())
    for name in ("undo", "redo"):
        row.addWidget(tool(desk.actions[name], text=""))
    row.addWidget(bar_rule())
    for name in ("section", "xray", "isolate", "fit"):
        made.add_spare(tool(desk.actions[name], has_key=True))
    row.addStretch(1)
    row.addWidget(ScenarioBar(desk))
    row.addWidget(OverlayButton(desk))
    row.addWidget(tool(desk.actions["mode:compare"], tr("Compare"), icon="compare"))
    row.addWidget(_framed(desk.actions["save_scenario"]))
    return made


def tool(
    action: QAction, text: str | None = None, icon: str = "", *, has_key: bool = False
) -> QToolButton:
    """Button of an action: icon, word, key cap; "" as text leaves the icon alone."""
    shown = action.text().rstrip("…") if text is None else text
    key = key_text(action) if has_key else ""
    button = KeyedButton(shown, key) if shown else QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(shown or action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon:
        button.setIcon(icons.icon(icon))
    return button


class OverlayButton(QToolButton):
    """Framed choice of the overlay; its menu lists the overlays of what is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("framed", "true")
        self.setIcon(icons.icon("layers"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        row = tight(QHBoxLayout(self), (0, 0, 6, 0))
        row.addStretch(1)
        row.addWidget(picture("chevron-down", size=12))
        desk.workspace.colouring_changed.connect(self.show_overlay)
        desk.workspace.mode_changed.connect(self.show_overlay)
        self.show_overlay()

    def show_overlay(self) -> None:
        """Name the overlay in use."""
        workspace = self._desk.workspace
        found = {c.name: tr(c.label) for c in workspace.overlays}
        text = found.get(workspace.overlay, tr("Realistic"))
        self.setText(f" {text}     ")
        self.setAccessibleName(tr("Overlay: {name}", name=text))
        self.setToolTip(tr("Choose what the colours say"))

    def _fill(self) -> None:
        self._menu.clear()
        fill_overlay_menu(self._menu, self._desk)


def fill_overlay_menu(menu: QMenu, desk: Desk) -> None:
    """One checkable entry per overlay under the title of its group, the realistic one first."""
    workspace = desk.workspace
    found = ((c.name, tr(c.label), c.group) for c in workspace.overlays)
    group = ""
    for place, (name, text, own_group) in enumerate((("", tr("Realistic"), ""), *found)):
        if own_group != group:
            group = own_group
            menu.addSeparator()
            title = menu.addAction(tr(group))
            title.setEnabled(False)
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(name == workspace.overlay)
        if place <= 9:
            action.setText(f"{text}\tCtrl+{place}")
        action.triggered.connect(_colourer(desk, name))


def _colourer(desk: Desk, name: str):  # noqa: ANN202  a slot
    return lambda _checked=False: desk.workspace.colour_by(name)


class Crumbs(QWidget):
    """Where the user is: portfolio, district, building, scenario."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row = tight(QHBoxLayout(self), gap=2)
        desk.workspace.building_changed.connect(self.show_place)
        desk.workspace.scenario_changed.connect(self.show_place)
        desk.workspace.mode_changed.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """Write the crumbs anew."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        building = self._desk.workspace.building
        if building is None:
            return
        up = QPushButton(tr("Portfolio"))
        up.setProperty("role", "crumb")
        up.setAccessibleName(tr("Back to the portfolio"))
        up.clicked.connect(self._desk.workspace.leave_building)
        self._row.addWidget(up)
        *above, here = self._steps(building.district, building.name)
        for text, role in (*((text, "secondary") for text in above), (here, "strong")):
            self._row.addWidget(picture("chevron-right", size=12))
            crumb = label(shortened(text, LONGEST_CRUMB), role)
            tip(crumb, text if len(text) > LONGEST_CRUMB else "")
            self._row.addWidget(crumb)

    def _steps(self, district: str, name: str) -> list[str]:
        workspace = self._desk.workspace
        if workspace.mode not in ("what-if", "compare") or workspace.scenario is None:
            return [t for t in (district, name) if t]
        scenario = workspace.scenario
        if not scenario.proposals:
            return [name, tr("What-if")]
        titles = " + ".join(p.title for p in scenario.proposals)
        room = LONGEST[workspace.mode]
        return [name, shortened(titles, room)]


def shortened(text: str, room: int) -> str:
    """`text` with at most `room` letters, the last one … where it was longer."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _row() -> tuple[QWidget, QHBoxLayout]:
    made = QWidget()
    return made, tight(QHBoxLayout(made), (12, 0, 12, 0), 6)


def _framed(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("framed", "true")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button
