"""Gives the 3D view the tool in use, and shows what the measure looked at touches."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from twin.model.choice import Choice
from twin.ui.desk import Desk
from twin.ui.scene.tool import SceneTool
from twin.ui.scene.view import SceneView
from twin.ui.sketch.field_drawing import FieldDrawing
from twin.ui.sketch.paint_tool import PaintTool
from twin.ui.sketch.placing import Placing
from twin.ui.sketch.sketched import Sketched
from twin.ui.sketch.storeys_drawing import StoreysDrawing
from twin.ui.what_if_choice import FIELD, MASSING, PAINT, PRODUCT, REMOVAL
from twin.ui.window.stage import Stage
from twin.workspace import choices, painted
from twin.workspace.sketch import laid_panels


class Drawing(Protocol):
    """What draws with a tool and stores what was drawn."""

    @property
    def tool(self) -> SceneTool:
        """The tool of the 3D view."""
        ...

    def show_choice(self, choice: Choice) -> None:
        """Show what is drawn for a measure now."""
        ...

    def show_panels(self) -> None:
        """Lay panels anew."""
        ...

    def stop(self) -> None:
        """The tool is put away."""
        ...


class SketchControl(QObject):
    """Lives as long as the panels of the what-if."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(stage)
        self._desk = desk
        self._stage = stage
        self._tool: SceneTool | None = None
        self._drawing: Drawing | None = None
        self._key = ("", "", "")
        self._touched: frozenset[str] = frozenset()
        self._is_drawn = False
        workspace = desk.workspace
        self._heard = (
            (desk.choice.changed, self.take_tool),
            (desk.choice.tool_changed, self.take_tool),
            (workspace.scenario_changed, self.take_tool),
            (workspace.mode_changed, self.take_tool),
            (workspace.model_changed, self.take_tool),
            (stage.scene_ready, self.take_tool),
            (workspace.result_changed, self.show_panels),
            (workspace.mode_changed, self.show_panels),
            (desk.estimate.changed, self.show_touched),
            (desk.choice.changed, self.show_touched),
        )
        for signal, slot in self._heard:
            signal.connect(slot)
        self.take_tool()

    @property
    def tool(self) -> SceneTool | None:
        """The tool in use."""
        return self._tool

    def put_away(self) -> None:
        """Hear nothing any more; the window is put together anew."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._let_go()
        if self._stage.scene is not None:
            self._stage.scene.draw_below(None)
        self.deleteLater()

    def take_tool(self) -> None:
        """Give the 3D view the tool for the measure looked at, or none."""
        scene, choice = self._stage.scene, self._choice()
        if scene is None:
            return
        wanted = self._desk.choice.tool if choice is not None and self._is_open() else ""
        own = choice.key if choice is not None and wanted else ""
        key = (wanted, own, self._desk.choice.product)
        if key != self._key:
            self._let_go()
            self._key = key
            self._take(wanted, scene)
        if self._drawing is not None and choice is not None:
            self._drawing.show_choice(choice)
        if not self._is_drawn:
            scene.draw_below(Sketched(self._desk, scene).draw)
            self._is_drawn = True
        self.show_panels()
        scene.draw_again()

    def show_panels(self) -> None:
        """Lay the panels of all drawn fields on the building, also before there is a result."""
        scene, workspace = self._stage.scene, self._desk.workspace
        if scene is None or not self._is_open() or workspace.model is None:
            return
        if isinstance(self._drawing, FieldDrawing):
            self._drawing.show_panels()
            return
        modules = laid_panels(workspace, None, -1, None)
        if modules is not None:
            scene.show_panels(modules)

    def show_touched(self) -> None:
        """Select what the measure looked at touches, whenever that becomes something else."""
        workspace, choice = self._desk.workspace, self._choice()
        if choice is None or workspace.model is None or not self._is_open():
            if self._touched:
                self._touched = frozenset()
                workspace.select(frozenset())
            return
        reach = self._desk.estimate.reach_of(choice.key)
        keys = painted.keys_of(workspace.model, choice, reach)
        if keys != self._touched:
            self._touched = keys
            workspace.select(keys)

    def _take(self, wanted: str, scene: SceneView) -> None:
        if wanted == FIELD:
            self._drawing = FieldDrawing(self._desk, scene, self._choice)
        elif wanted in (MASSING, REMOVAL):
            self._drawing = StoreysDrawing(self._desk, scene, self._choice)
        elif wanted == PRODUCT:
            self._drawing = Placing(self._desk, scene, self._choice)
        elif wanted == PAINT:
            made = PaintTool(scene, self._rows_to_paint)
            made.painted.connect(self._paint)
            made.left.connect(partial(self._desk.choice.use_tool, ""))
            self._tool = made
        if self._drawing is not None:
            self._tool = self._drawing.tool
        scene.use_tool(self._tool)

    def _let_go(self) -> None:
        if self._drawing is not None:
            self._drawing.stop()
        if self._tool is not None and self._stage.scene is not None:
            self._stage.scene.use_tool(None)
        self._drawing = self._tool = None

    def _rows_to_paint(self) -> tuple[int, ...]:
        model, choice = self._desk.workspace.model, self._choice()
        return painted.rows_for(model, choice) if model is not None and choice else ()

    def _paint(self, rows: list[int], takes: bool) -> None:
        choice = self._choice()
        if choice is not None:
            painted.paint(
                self._desk.workspace, choice, rows, self._desk.choice.spread, takes=takes
            )

    def _choice(self) -> Choice | None:
        return choices.choice_of(self._desk.workspace.state, self._desk.choice.measure)

    def _is_open(self) -> bool:
        workspace = self._desk.workspace
        return workspace.mode == "what-if" and workspace.model is not None
