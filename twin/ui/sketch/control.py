"""Gives the 3D view the tool in use, and stores what was painted and drawn with it."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QPointF, QTimer

from twin.model.choice import Choice
from twin.model.sketch import DrawnField
from twin.ui.desk import Desk
from twin.ui.scene.tool import SceneTool
from twin.ui.scene.view import SceneView
from twin.ui.sketch.field_tool import FieldTool
from twin.ui.sketch.paint_tool import PaintTool
from twin.ui.sketch.words import field_lines
from twin.ui.what_if_choice import FIELD, PAINT
from twin.ui.window.stage import Stage
from twin.workspace import choices, painted
from twin.workspace.jobs import Task
from twin.workspace.sketch import (
    Laid,
    Surface,
    has_panels,
    laid,
    laid_panels,
    look_at_shade,
    surface_at,
    surface_of,
    with_field,
)

REST = 120  # the pointer rests so long before the shade of what is drawn is looked at. [ms]


class SketchControl(QObject):
    """Lives as long as the panels of the what-if."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(stage)
        self._desk = desk
        self._stage = stage
        self._tool: SceneTool | None = None
        self._key = ("", "")
        self._shown: Laid | None = None
        self._number = -1
        self._surfaces: dict[DrawnField, Surface | None] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look_at_shade)
        workspace = desk.workspace
        self._heard = (
            (desk.choice.changed, self.take_tool),
            (desk.choice.tool_changed, self.take_tool),
            (workspace.scenario_changed, self.take_tool),
            (workspace.mode_changed, self.take_tool),
            (workspace.model_changed, self.take_tool),
            (workspace.result_changed, self.show_panels),
            (workspace.mode_changed, self.show_panels),
            (desk.estimate.changed, self.show_touched),
            (desk.choice.changed, self.show_touched),
            (stage.scene_ready, self.take_tool),
        )
        for signal, slot in self._heard:
            signal.connect(slot)
        self._touched: frozenset[str] = frozenset()
        self.take_tool()

    def put_away(self) -> None:
        """Hear nothing any more; the window is put together anew."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._rest.stop()
        if self._stage.scene is not None and self._tool is not None:
            self._stage.scene.use_tool(None)
        self.deleteLater()

    # which tool

    def take_tool(self) -> None:
        """Give the 3D view the tool for the measure looked at, or none."""
        scene, choice = self._stage.scene, self._choice()
        if scene is None:
            return
        wanted = self._desk.choice.tool if choice is not None and self._is_open() else ""
        key = (wanted, choice.key if choice and wanted else "")
        if key != self._key:
            self._key = key
            self._shown = None
            self._tool = self._made(wanted, scene)
            scene.use_tool(self._tool)
        if isinstance(self._tool, FieldTool) and choice is not None:
            self._tool.fields = choice.sketch.fields
            self._surfaces.clear()
        self.show_panels()
        scene.draw_again()

    def _made(self, tool: str, scene: SceneView) -> SceneTool | None:
        if tool == FIELD:
            return self._field_tool(scene)
        if tool == PAINT:
            made = PaintTool(scene, self._rows_to_paint)
            made.painted.connect(self._paint)
            made.left.connect(partial(self._desk.choice.use_tool, ""))
            return made
        return None

    def _field_tool(self, scene: SceneView) -> FieldTool:
        made = FieldTool(scene, self._surface_at, self._surface_of)
        made.labels = self._labels
        made.shown.connect(self._show_drawing)
        made.drawn.connect(self._store_field)
        made.removed.connect(self._remove_field)
        made.left.connect(partial(self._desk.choice.use_tool, ""))
        return made

    # painting

    def show_touched(self) -> None:
        """Select what the measure looked at touches, whenever that becomes something else."""
        workspace, choice = self._desk.workspace, self._choice()
        if choice is None or workspace.model is None or not self._is_open():
            self._touched = frozenset()
            return
        reach = self._desk.estimate.reach_of(choice.key)
        keys = painted.keys_of(workspace.model, choice, reach)
        if keys != self._touched:
            self._touched = keys
            workspace.select(keys)

    def _rows_to_paint(self) -> tuple[int, ...]:
        model, choice = self._desk.workspace.model, self._choice()
        return painted.rows_for(model, choice) if model is not None and choice else ()

    def _paint(self, rows: list[int], takes: bool) -> None:
        choice = self._choice()
        if choice is not None:
            painted.paint(
                self._desk.workspace, choice, rows, self._desk.choice.spread, takes=takes
            )

    # drawing

    def show_panels(self) -> None:
        """Lay the panels of all drawn fields on the building, with that which is drawn now."""
        scene, workspace = self._stage.scene, self._desk.workspace
        if scene is None or not self._is_open() or workspace.model is None:
            return
        now = self._shown.drawn if self._shown is not None else None
        modules = laid_panels(workspace, self._choice(), self._number, now)
        if modules is not None:
            scene.show_panels(modules)

    def _show_drawing(self, number: int, drawn: DrawnField) -> None:
        choice = self._choice()
        surface = self._surface_of(drawn) if number >= 0 else None
        if choice is None or surface is None:
            self._number, self._shown = -1, None
        else:
            self._number = number
            self._shown = laid(self._desk.workspace, surface, drawn, as_panels=has_panels(choice))
            if has_panels(choice):
                self._rest.start()
        self.show_panels()

    def _look_at_shade(self) -> None:
        """Look at the shade of what is drawn, in the background."""
        shown, workspace = self._shown, self._desk.workspace
        if shown is None or np.isfinite(shown.shade_loss):
            return

        def show(_nothing: object) -> None:
            if self._shown is shown:
                self._show_drawing(self._number, shown.drawn)
                if self._stage.scene is not None:
                    self._stage.scene.draw_again()

        workspace.jobs.run(
            look_at_shade, workspace.state, shown.drawn, on_done=show, task=Task("", "drawing")
        )

    def _labels(self, number: int, drawn: DrawnField) -> tuple[str, ...]:
        shown, choice = self._shown, self._choice()
        if shown is not None and shown.drawn == drawn:
            return field_lines(shown)
        surface = self._surface_of(drawn)
        if choice is None or surface is None or number < 0:
            return ()
        return field_lines(
            laid(self._desk.workspace, surface, drawn, as_panels=has_panels(choice))
        )

    def _store_field(self, number: int, drawn: DrawnField) -> None:
        choice = self._choice()
        self._number, self._shown = -1, None
        if choice is None:
            return
        is_new = number >= len(choice.sketch.fields)
        edit = "Draw a field of {title}" if is_new else "Change a field of {title}"
        choices.change(self._desk.workspace, with_field(choice, number, drawn), edit)

    def _remove_field(self, number: int) -> None:
        choice = self._choice()
        if choice is not None and number < len(choice.sketch.fields):
            after = with_field(choice, number, None)
            choices.change(self._desk.workspace, after, "Delete a field of {title}")

    def _surface_at(self, place: QPointF) -> Surface | None:
        scene = self._stage.scene
        if scene is None:
            return None
        spot = scene.spot(place)
        return surface_at(self._desk.workspace, spot.row, spot.point, spot.eye)

    def _surface_of(self, drawn: DrawnField) -> Surface | None:
        if drawn not in self._surfaces:
            self._surfaces[drawn] = surface_of(self._desk.workspace, drawn)
        return self._surfaces[drawn]

    # inside

    def _choice(self) -> Choice | None:
        return choices.choice_of(self._desk.workspace.state, self._desk.choice.measure)

    def _is_open(self) -> bool:
        workspace = self._desk.workspace
        return workspace.mode == "what-if" and workspace.model is not None
