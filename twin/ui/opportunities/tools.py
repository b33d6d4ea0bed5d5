"""Tool row of the page: which measures, under which rate, what is picked, 3D, export."""

import math
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.opportunities.crossing import CHART, IN_PLAN, MAP, NOT_IN_PLAN, Picked
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.chips import FilterChips
from twin.ui.widgets.text import picture, tight
from twin.workspace.opportunity_rows import titles_of
from twin.workspace.plan import rate_of

LONGEST = 34
RATES = (0.02, 0.03, 0.04, 0.05, 0.06, 0.08)
SAME = 1e-6
VIEWS = {CHART: "Selected in the chart: {count} buildings",
         MAP: "Selected on the map: {count} buildings"}  # fmt: skip


class MeasureButton(QToolButton):
    """Framed choice of the measures that are looked at; several can be checked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setIcon(icons.icon("layers"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu = _menu_of(self)
        self._menu.aboutToShow.connect(self._fill)
        desk.crossing.changed.connect(self.show_measures)
        self.show_measures()

    def show_measures(self) -> None:
        """Name the one, or say how many."""
        chosen = self._desk.crossing.picked.measures
        if not chosen:
            text = tr("All measures")
        elif len(chosen) == 1:
            text = self._titles().get(next(iter(chosen)), "")
            text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        else:
            text = tr("{count} measures", count=len(chosen))
        self.setText(f" {text}     ")
        self.setAccessibleName(tr("Measures: {name}", name=text))

    def _fill(self) -> None:
        self._menu.clear()
        crossing = self._desk.crossing
        everything = self._menu.addAction(tr("All measures"))
        everything.triggered.connect(lambda: crossing.pick_measures(frozenset()))
        self._menu.addSeparator()
        for key, title in sorted(self._titles().items(), key=lambda pair: pair[1].casefold()):
            action = self._menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(key in crossing.picked.measures)
            action.triggered.connect(partial(self._switch, key))

    def _switch(self, key: str, _checked: bool = False) -> None:
        crossing = self._desk.crossing
        crossing.pick_measures(crossing.picked.measures ^ {key})

    def _titles(self) -> dict[str, str]:
        board = asked.board_of(self._desk.workspace)
        return {k: board.titles.get(k, k) for k in board.found.measures} if board else {}


class RateButton(QToolButton):
    """Choice of the real rate that later money counts less by; another one calculates anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._menu = _menu_of(self)
        self._menu.aboutToShow.connect(self._fill)
        desk.workspace.opportunities_changed.connect(self.show_rate)
        self.show_rate()

    def show_rate(self) -> None:
        """Name the rate of what is shown."""
        board = asked.board_of(self._desk.workspace)
        self.setVisible(board is not None)
        if board is not None:
            text = tr("Discount {rate} real", rate=numbers.percent(rate_of(board)))
            self.setText(f" {text}     ")
            self.setAccessibleName(text)

    def _fill(self) -> None:
        self._menu.clear()
        board = asked.board_of(self._desk.workspace)
        now = rate_of(board) if board is not None else math.nan
        for rate in RATES:
            action = self._menu.addAction(numbers.percent(rate))
            action.setCheckable(True)
            action.setChecked(abs(rate - now) < SAME)
            action.triggered.connect(partial(self._use, rate))

    def _use(self, rate: float, _checked: bool = False) -> None:
        crossing = self._desk.crossing
        asked.find(self._desk.workspace, crossing.must, crossing.never, rate)


class PickChips(QWidget):
    """What is picked, each with a way to drop it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row = tight(QHBoxLayout(self), gap=6)
        desk.crossing.changed.connect(self.show_picked)
        self.show_picked()

    def show_picked(self) -> None:
        """One chip per condition, and one way to drop all."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        crossing, picked = self._desk.crossing, self._desk.crossing.picked
        if picked.buildings:
            self._add(self._said(picked), self._drop_buildings)
        if picked.measures:
            text = tr("{count} measures", count=len(picked.measures))
            self._add(text, lambda: crossing.pick_measures(frozenset()))
        if picked.part:
            text = tr("In the plan") if picked.part == IN_PLAN else tr("Not in the plan")
            self._add(text, lambda: crossing.pick_part(""))
        if not picked.is_empty:
            clear = QPushButton(tr("Clear all"))
            clear.setProperty("role", "link")
            clear.clicked.connect(self._clear)
            self._row.addWidget(clear)

    def _said(self, picked: Picked) -> str:
        """Which buildings are picked: the one by name, several by number."""
        board = asked.board_of(self._desk.workspace)
        if len(picked.buildings) == 1 and board is not None:
            return titles_of(board).get(next(iter(picked.buildings)), "")
        words = VIEWS.get(picked.source, "Selected: {count} buildings")
        return tr(words, count=numbers.number(len(picked.buildings)))

    def _add(self, text: str, drop) -> None:  # noqa: ANN001  a slot
        chip = QPushButton(f"{text}  ×")
        chip.setProperty("role", "chip")
        chip.setAccessibleName(tr("Drop filter {name}", name=text))
        chip.clicked.connect(drop)
        self._row.addWidget(chip)

    def _drop_buildings(self) -> None:
        self._desk.crossing.pick_buildings(frozenset(), "")
        self._desk.workspace.select(frozenset())

    def _clear(self) -> None:
        self._desk.crossing.clear()
        self._desk.workspace.select(frozenset())


class PartButton(QPushButton):
    """Goes round: everything, what is in the plan, what is not."""

    _ROUND: ClassVar = {"": IN_PLAN, IN_PLAN: NOT_IN_PLAN, NOT_IN_PLAN: ""}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._crossing = desk.crossing
        self.setProperty("role", "link")
        self.clicked.connect(
            lambda: self._crossing.pick_part(self._ROUND[self._crossing.picked.part])
        )
        self._crossing.changed.connect(self.show_part)
        self.show_part()

    def show_part(self) -> None:
        """Say what a click shows."""
        words = {"": "Only the plan", IN_PLAN: "Only what is left", NOT_IN_PLAN: "Both"}
        self.setText(tr(words[self._crossing.picked.part]))


def _menu_of(button: QToolButton) -> QMenu:
    """A menu below a framed button with an arrow."""
    button.setProperty("framed", "true")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    button.setMenu(menu)
    row = tight(QHBoxLayout(button), (0, 0, 6, 0))
    row.addStretch(1)
    row.addWidget(picture("chevron-down", size=12))
    return menu


def opportunity_tools(desk: Desk) -> QWidget:
    """Measures, rate, chips, 3D, export."""
    from twin.ui.window.tool_rows import tool

    made = QWidget()
    row = tight(QHBoxLayout(made), (12, 0, 12, 0), 6)
    row.addWidget(MeasureButton(desk))
    row.addWidget(RateButton(desk))
    row.addWidget(PartButton(desk))
    row.addWidget(PickChips(desk))
    row.addWidget(FilterChips(desk), 1)
    row.addWidget(tool(desk.actions["show_in_3d"], tr("Show in 3D")))
    export = QToolButton()
    export.setIcon(icons.icon("export"))
    export.setText(f" {tr('Export plan')}")
    export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    export.setToolTip(tr("Write the list by year into a file"))

    def write() -> None:
        shown = asked.plan_shown(desk.workspace)
        if shown is None:
            desk.workspace.notices.say("There is no plan yet, so there is nothing to export.")
        else:
            asked.export_plan(made.window(), desk.workspace, shown)

    export.clicked.connect(write)
    row.addWidget(export)
    return made
