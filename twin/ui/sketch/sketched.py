"""Draws what was sketched for all measures of the what-if, also while no tool is in use."""

import numpy as np
from PySide6.QtGui import QPainter

from twin.model.choice import Choice
from twin.model.sketch import DrawnField, Massing
from twin.ui.desk import Desk
from twin.ui.scene.projection import Projection
from twin.ui.scene.view import SceneView
from twin.ui.sketch.painting import paint_body, paint_cover
from twin.ui.sketch.product_tool import draw_pieces
from twin.ui.what_if_choice import FIELD, MASSING, PRODUCT, REMOVAL
from twin.workspace import choices, placing, storeys
from twin.workspace.sketch import has_panels


class Sketched:
    """Draws below the tool; leaves out what the tool draws itself."""

    def __init__(self, desk: Desk, scene: SceneView) -> None:
        self._desk = desk
        self._scene = scene

    def draw(self, painter: QPainter, view: Projection) -> None:
        """Storeys, green roofs and pieces of the measures that are on."""
        workspace = self._desk.workspace
        if workspace.mode != "what-if" or workspace.model is None:
            return
        for choice in choices.choices_of(workspace.state):
            if choice.is_on:
                self._draw_choice(painter, view, choice)

    def _draw_choice(self, painter: QPainter, view: Projection, choice: Choice) -> None:
        now = self._desk.choice
        tool = now.tool if choice.key == now.measure else ""
        if tool not in (MASSING, REMOVAL):
            for massing in choice.sketch.massings:
                self._draw_body(painter, view, massing)
        if tool != FIELD and not has_panels(choice):
            for field in choice.sketch.fields:
                self._draw_cover(painter, view, field)
        if tool != PRODUCT:
            self._draw_pieces(painter, view, choice)

    def _draw_body(self, painter: QPainter, view: Projection, massing: Massing) -> None:
        draw_body(painter, view, self._scene, (massing, storeys.span_of(self._desk.workspace,
                                                                        massing)))  # fmt: skip

    def _draw_cover(self, painter: QPainter, view: Projection, field: DrawnField) -> None:
        stage = self._scene.scene.stage
        paint_cover(painter, view.screen(np.array(field.corners) - stage.origin))

    def _draw_pieces(self, painter: QPainter, view: Projection, choice: Choice) -> None:
        known = [(p, placing.product_of(choice, p.product_id)) for p in choice.sketch.products]
        is_chosen = choice.key == self._desk.choice.measure
        draw_pieces(painter, view, self._scene, known, with_reach=is_chosen)


def draw_body(
    painter: QPainter, view: Projection, scene: SceneView,
    body: tuple[Massing, tuple[float, float]],
) -> float:  # fmt: skip
    """Storeys between two heights; dashed where they go. Gives their upper end. [pixel]"""
    massing, span = body
    stage = scene.scene.stage
    plan = np.array(massing.outline)
    lower, upper = (
        np.column_stack([plan, np.full(len(plan), height)]) - stage.origin for height in span
    )
    seen = view.screen(upper)
    paint_body(painter, view.screen(lower), seen, stage.theme, is_gone=massing.is_removed)
    return float(seen[:, 1].min())
