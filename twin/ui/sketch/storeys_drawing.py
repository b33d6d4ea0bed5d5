"""Draws storeys beside or on the building, or the outline of a wing that goes."""

import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QPainter

from twin.model.choice import Choice
from twin.model.sketch import DrawnField, Massing
from twin.ui.desk import Desk
from twin.ui.scene.projection import Projection
from twin.ui.scene.view import SceneView
from twin.ui.sketch.field_tool import FieldTool
from twin.ui.sketch.sketched import draw_body
from twin.ui.sketch.words import storey_lines
from twin.workspace import choices, storeys
from twin.workspace.sketch import Surface


class StoreysDrawing(QObject):
    """Owns the tool while it is in use."""

    def __init__(self, desk: Desk, scene: SceneView, choice: Callable[[], Choice | None]) -> None:
        super().__init__()
        self._desk = desk
        self._scene = scene
        self._choice = choice
        self.tool = made = FieldTool(scene, self._surface_at, self._surface_of)
        made.labels = self._labels
        made.over = self._draw_body
        made.drawn.connect(self._store)
        made.removed.connect(self._remove)
        made.left.connect(partial(desk.choice.use_tool, ""))

    def show_choice(self, choice: Choice) -> None:
        """Show the storeys of a measure as they are now."""
        self.tool.fields = tuple(storeys.outline_of(m) for m in choice.sketch.massings)

    def stop(self) -> None:
        """The tool is put away."""

    def show_panels(self) -> None:
        """Panels stay as the result says."""

    def _draw_body(
        self, painter: QPainter, view: Projection, number: int, drawn: DrawnField
    ) -> float:
        massing = self._massing(number, drawn)
        if massing is None:
            return math.inf
        span = storeys.span_of(self._desk.workspace, massing)
        return draw_body(painter, view, self._scene, (massing, span))

    def _labels(self, number: int, drawn: DrawnField) -> tuple[str, ...]:
        massing = self._massing(number, drawn)
        found = storeys.about(self._desk.workspace, massing) if massing is not None else None
        return storey_lines(found) if found is not None else ()

    def _massing(self, number: int, drawn: DrawnField) -> Massing | None:
        choice = self._choice()
        if choice is None or number < 0:
            return None
        every = choice.sketch.massings
        like = every[number] if number < len(every) else every[-1] if every else None
        return storeys.massing_from(drawn, like, is_removed=storeys.removes(choice))

    def _store(self, number: int, drawn: DrawnField) -> None:
        choice, massing = self._choice(), self._massing(number, drawn)
        if choice is not None and massing is not None:
            after = storeys.with_storeys(choice, number, massing)
            choices.change(self._desk.workspace, after, "Draw {title}")

    def _remove(self, number: int) -> None:
        choice = self._choice()
        if choice is not None and number < len(choice.sketch.massings):
            after = storeys.with_storeys(choice, number, None)
            choices.change(self._desk.workspace, after, "Delete an outline of {title}")

    def _surface_at(self, place: QPointF) -> Surface | None:
        spot, choice = self._scene.spot(place), self._choice()
        if choice is None:
            return None
        return storeys.level_at(
            self._desk.workspace, spot.row, spot.point, spot.eye, on_roofs=True
        )

    def _surface_of(self, drawn: DrawnField) -> Surface | None:
        model = self._desk.workspace.model
        return storeys.level(model, drawn.corners[0][2]) if model is not None else None
