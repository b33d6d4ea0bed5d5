"""What floats over the 3D view: legend, storey stack, the two titles of a comparison."""

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.model.building import Storey
from twin.model.overlay import Colouring
from twin.ui import theme
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.part_names import parts_text
from twin.ui.texts.upkeep import forecast_text
from twin.ui.widgets.text import frame, label, tight
from twin.ui.window.stage import EDGE, Stage
from twin.workspace.compare import Title, titles
from twin.workspace.condition import without_element
from twin.workspace.row_condition import condition_shown
from twin.workspace.scenarios.comparing import DIFFERENCE

MOST_STOREYS = 8
LOW_LEGEND = 300  # width of the legend in a low view, beside the building. [pixel]


class SceneFloats(QObject):
    """Keeps the floating parts in line with the workspace."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(stage)
        self._desk = desk
        self._stage = stage
        workspace = desk.workspace
        workspace.mode_changed.connect(self.show_all)
        workspace.model_changed.connect(self.show_storeys)
        workspace.visibility_changed.connect(self.show_storeys)
        workspace.result_changed.connect(self.show_titles)
        workspace.result_changed.connect(self.show_compared)
        workspace.comparing_changed.connect(self.show_titles)
        workspace.comparing_changed.connect(self.show_compared)
        workspace.colouring_changed.connect(self.show_legend)
        desk.filtering.changed.connect(self.show_chosen_classes)
        workspace.visibility_changed.connect(self.show_chosen_classes)
        stage.scene_ready.connect(self.show_legend)
        stage.low_changed.connect(self._fit_height)
        self._chosen: frozenset[int] = frozenset()
        self._is_choosing = False
        self.show_all()

    def show_all(self) -> None:
        """Everything that floats."""
        self.show_legend()
        self.show_storeys()
        self.show_titles()

    def show_legend(self) -> None:
        """Legend of the overlay in use."""
        workspace = self._desk.workspace
        if self._stage.scene is None:
            return
        self._chosen = frozenset()
        self._stage.put("bottom-left", None)
        self._stage.put("bottom", None)
        colouring = self._colouring()
        if colouring is None or workspace.mode == "start":
            return
        if workspace.mode == "compare":
            self._stage.put("bottom", self._lying(colouring, self._stage.width() - 2 * EDGE - 200))
        elif self._stage.is_low:
            self._stage.put("bottom-left", self._lying(colouring, LOW_LEGEND))
        else:
            self._stage.put("bottom-left", self._standing(colouring))

    def _fit_height(self) -> None:
        """Legend lying or standing, storeys or none, as the height allows."""
        chosen = self._chosen
        self.show_legend()
        self.show_storeys()
        self._chosen = chosen
        self._mark_classes()

    def show_compared(self) -> None:
        """Legend of a comparison whose other side has changed."""
        if self._desk.workspace.mode == "compare":
            self.show_legend()

    def _colouring(self) -> Colouring | None:
        """Colours shown; of a comparison those after it where they have a class more."""
        workspace = self._desk.workspace
        comparison = workspace.comparison if workspace.mode == "compare" else None
        after = comparison.right if comparison is not None else None
        before = workspace.colouring
        if comparison is not None and comparison.shows == DIFFERENCE:
            return after
        if before is None or after is None:
            return before
        has_more = len(after.legend.classes) > len(before.legend.classes)
        return after if has_more else before

    def _lying(self, colouring: Colouring, width: int) -> QWidget:
        from twin.ui.widgets.legend_strip import LegendStrip

        strip = LegendStrip(colouring, width)
        strip.class_clicked.connect(self._choose_class)
        return strip

    def _standing(self, colouring: Colouring) -> QWidget:
        from twin.ui.scene.legend import LegendWidget

        legend = LegendWidget(self._stage, theme.current().name)
        workspace = self._desk.workspace
        known = condition_shown(workspace.state) if workspace.follows_years else None
        notes = (self._left_out(), forecast_text(known))
        legend.show_colouring(colouring, "\n".join(t for t in notes if t))
        legend.class_clicked.connect(self._choose_class)
        return legend

    def _left_out(self) -> str:
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        is_condition = workspace.overlay == "condition" and workspace.mode != "portfolio"
        if not is_condition or portfolio is None or building is None or workspace.model is None:
            return ""
        assessments = portfolio.assessments_of(building.building_id)
        return parts_text(without_element(workspace.model, assessments))

    def show_chosen_classes(self) -> None:
        """Mark no class any more when something else decides what is shown."""
        if not self._is_choosing and self._chosen:
            self._chosen = frozenset()
            self._mark_classes()

    def _choose_class(self, index: int) -> None:
        adds = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        if adds:
            self._chosen = self._chosen ^ {index}
        else:
            self._chosen = frozenset() if self._chosen == {index} else frozenset({index})
        self._is_choosing = True
        self._show_only(self._chosen)
        self._is_choosing = False
        self._mark_classes()

    def _show_only(self, classes: frozenset[int]) -> None:
        workspace, colouring = self._desk.workspace, self._colouring()
        if colouring is None:
            return
        rows = np.flatnonzero(np.isin(colouring.classes, list(classes)))
        if workspace.mode == "portfolio" and workspace.portfolio is not None:
            buildings = workspace.portfolio.buildings
            ids = frozenset(buildings[r].building_id for r in rows)
            current = self._desk.filtering.current
            self._desk.filtering.use(replace(current, ids=ids if classes else None))
        elif workspace.model is not None:
            elements = workspace.model.elements
            workspace.isolate(frozenset(elements[r].key for r in rows))

    def _mark_classes(self) -> None:
        legend = self._stage.floating("bottom-left") or self._stage.floating("bottom")
        if legend is not None:
            legend.set_chosen(self._chosen)  # pyright: ignore[reportAttributeAccessIssue]  only legends stand there

    def show_storeys(self) -> None:
        """Stack of storeys in building and what-if mode."""
        workspace = self._desk.workspace
        model = workspace.model
        is_wanted = (
            workspace.mode in ("building", "what-if")
            and model is not None
            and not self._stage.is_low
        )
        storeys = tuple(model.storeys) if model is not None else ()
        made = StoreyStack(self._desk, storeys) if is_wanted and len(storeys) > 1 else None
        self._stage.put("bottom-right", made)

    def show_titles(self) -> None:
        """Title over each half of a comparison."""
        state = self._desk.workspace.state
        found = titles(state) if state.mode == "compare" else None
        if found is None:
            self._stage.put("top-left", None)
            self._stage.put("top-middle", None)
            return
        left, right = found
        if state.comparing.shows == DIFFERENCE:
            self._stage.put("top-left", _difference(left, right))
            self._stage.put("top-middle", None)
            return
        self._stage.put("top-left", _title(left))
        self._stage.put("top-middle", _title(right))


class StoreyStack(QFrame):
    """One button per storey, the highest on top; a second click shows all."""

    def __init__(self, desk: Desk, storeys: tuple[Storey, ...]) -> None:
        super().__init__()
        self.setProperty("role", "over3D")
        self.setAccessibleName(tr("Storeys"))
        workspace = desk.workspace
        group = QButtonGroup(self)
        group.setExclusive(False)
        column = tight(QVBoxLayout(self), (1, 1, 1, 1))
        ordered = sorted(storeys, key=lambda s: -s.elevation)
        for storey in ordered[:MOST_STOREYS]:
            button = QPushButton(_short(storey.name))
            button.setProperty("role", "storey")
            button.setCheckable(True)
            button.setChecked(workspace.storey == storey.global_id)
            button.setAccessibleName(storey.name)
            button.setToolTip(storey.name)
            is_on = workspace.storey == storey.global_id
            wanted = "" if is_on else storey.global_id
            button.clicked.connect(partial(_show_storey, desk, wanted))
            group.addButton(button)
            column.addWidget(button)


def _show_storey(desk: Desk, global_id: str, _checked: bool = False) -> None:
    desk.workspace.show_storey(global_id)


def _short(name: str) -> str:
    return name if len(name) <= 14 else f"{name[:13]}…"


def _title(title: Title) -> QFrame:
    made = frame("over3D")
    row = tight(QHBoxLayout(made), (12, 6, 12, 6), 14)
    row.addWidget(label(_trimmed(title.name or tr("Today")), "strong"))
    row.addWidget(label(numbers.quantity(title.specific, "kWh/m²")))
    row.addWidget(label(tr("modelled"), "secondary"))
    return made


def _difference(left: Title, right: Title) -> QFrame:
    made = frame("over3D")
    row = tight(QHBoxLayout(made), (12, 6, 12, 6), 14)
    for letter, title in (("L", left), ("R", right)):
        row.addWidget(label(f"{letter}: {_trimmed(title.name or tr('Today'), 30)}", "strong"))
    return made


def _trimmed(name: str, room: int = 44) -> str:
    return name if len(name) <= room else f"{name[: room - 1]}…"
