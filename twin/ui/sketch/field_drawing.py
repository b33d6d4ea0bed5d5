"""Draws fields of panels or green roof for the measure looked at, with what they give."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QPointF, QTimer

from twin.model.choice import Choice
from twin.model.sketch import DrawnField
from twin.ui.desk import Desk
from twin.ui.scene.view import SceneView
from twin.ui.sketch.field_tool import FieldTool
from twin.ui.sketch.words import field_lines
from twin.workspace import choices
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


class FieldDrawing(QObject):
    """Owns the tool while it is in use."""

    def __init__(self, desk: Desk, scene: SceneView, choice: Callable[[], Choice | None]) -> None:
        super().__init__()
        self._desk = desk
        self._scene = scene
        self._choice = choice
        self._shown: Laid | None = None
        self._number = -1
        self._surfaces: dict[DrawnField, Surface | None] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look_at_shade)
        self.tool = made = FieldTool(scene, self._surface_at, self._surface_of)
        made.labels = self._labels
        made.shown.connect(self._show)
        made.drawn.connect(self._store)
        made.removed.connect(self._remove)
        made.left.connect(partial(desk.choice.use_tool, ""))

    def show_choice(self, choice: Choice) -> None:
        """Show the fields of a measure as they are now."""
        if self.tool.fields != choice.sketch.fields:
            self.tool.fields = choice.sketch.fields
            self._surfaces.clear()
        self.show_panels()

    def stop(self) -> None:
        """The tool is put away."""
        self._rest.stop()
        self._number, self._shown = -1, None

    def show_panels(self) -> None:
        """Lay the panels of all drawn fields on the building, with that which is drawn now."""
        now = self._shown.drawn if self._shown is not None else None
        modules = laid_panels(self._desk.workspace, self._choice(), self._number, now)
        if modules is not None:
            self._scene.show_panels(modules)

    def _show(self, number: int, drawn: DrawnField | None) -> None:
        choice = self._choice()
        surface = self._surface_of(drawn) if drawn is not None and number >= 0 else None
        if choice is None or surface is None or drawn is None:
            self._number, self._shown = -1, None
        else:
            panels = has_panels(choice)
            self._number = number
            self._shown = laid(self._desk.workspace, surface, drawn, as_panels=panels)
            if panels:
                self._rest.start()
        self.show_panels()

    def _look_at_shade(self) -> None:
        """Look at the shade of what is drawn, in the background."""
        shown, workspace = self._shown, self._desk.workspace
        if shown is None or np.isfinite(shown.shade_loss):
            return

        def show(_nothing: object) -> None:
            if self._shown is shown:
                self._show(self._number, shown.drawn)
                self._scene.draw_again()

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
        panels = has_panels(choice)
        return field_lines(laid(self._desk.workspace, surface, drawn, as_panels=panels))

    def _store(self, number: int, drawn: DrawnField) -> None:
        choice = self._choice()
        self._number, self._shown = -1, None
        if choice is None:
            return
        is_new = number >= len(choice.sketch.fields)
        edit = "Draw a field of {title}" if is_new else "Change a field of {title}"
        choices.change(self._desk.workspace, with_field(choice, number, drawn), edit)

    def _remove(self, number: int) -> None:
        choice = self._choice()
        if choice is not None and number < len(choice.sketch.fields):
            after = with_field(choice, number, None)
            choices.change(self._desk.workspace, after, "Delete a field of {title}")

    def _surface_at(self, place: QPointF) -> Surface | None:
        spot = self._scene.spot(place)
        return surface_at(self._desk.workspace, spot.row, spot.point, spot.eye)

    def _surface_of(self, drawn: DrawnField) -> Surface | None:
        if drawn not in self._surfaces:
            self._surfaces[drawn] = surface_of(self._desk.workspace, drawn)
        return self._surfaces[drawn]
