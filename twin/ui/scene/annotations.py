"""Everything drawn over the scene: outlines, labels, view cube, north arrow, scale bar."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from twin.model.arrays import FloatArray
from twin.ui.scene import camera as moves
from twin.ui.scene.decorations import (
    cube_box,
    draw_label,
    draw_north_arrow,
    draw_scale_bar,
    draw_view_cube,
    label_size,
)
from twin.ui.scene.drawing import draw_contour
from twin.ui.scene.labels import Label, placed
from twin.ui.scene.outline import Outline
from twin.ui.scene.projection import Projection, projection
from twin.ui.scene.stage import Stage

Size = tuple[float, float]


@dataclass(slots=True)
class Annotations:
    """What lies over the scene now.

    label_points : shape (n, 3) for n labels, in scene coordinates, NaN where there is none.
    changed : outline of what differs, drawn on the last side of a comparison.
    is_map : north arrow instead of view cube.
    extra : drawn last, for the handle of a section.
    """

    selected: Outline | None = None
    hovered: Outline | None = None
    changed: Outline | None = None
    labels: list[Label] = field(default_factory=list)
    label_points: FloatArray = field(default_factory=lambda: np.zeros((0, 3)))
    is_map: bool = False
    extra: Callable[[QPainter, Projection], None] | None = None


def draw_annotations(
    painter: QPainter, stage: Stage, annotations: Annotations, size: Size
) -> None:
    """Draw all of it over a picture of this size. [pixel]"""
    if not stage.shapes:
        return
    views = projections(stage, size)
    for view in views:
        _draw_outlines(painter, stage, annotations, view)
        if annotations.changed is not None and view is views[-1]:
            _draw_marked(painter, stage, annotations.changed, view)
        _draw_labels(painter, stage, annotations, view)
        if annotations.extra is not None:
            annotations.extra(painter, view)
    if len(views) > 1:
        painter.setPen(QPen(QColor(stage.theme.surface), 2.0))
        painter.drawLine(QPointF(views[1].left, 0), QPointF(views[1].left, size[1]))
    _draw_signs(painter, stage, annotations, size)


def projections(stage: Stage, size: Size) -> list[Projection]:
    """Projection of each side into its part of the picture."""
    width = size[0] / len(stage.sides)
    return [projection(stage.camera, i * width, width, size[1]) for i in range(len(stage.sides))]


def _draw_outlines(
    painter: QPainter, stage: Stage, annotations: Annotations, view: Projection
) -> None:
    if annotations.hovered is not None:
        contour = annotations.hovered.contour(view, stage.section)
        draw_contour(painter, contour, ((stage.theme.hover, 5.0),), _area(view))
    if annotations.selected is not None:
        _draw_marked(painter, stage, annotations.selected, view)


def _draw_marked(painter: QPainter, stage: Stage, outline: Outline, view: Projection) -> None:
    strokes = ((stage.theme.halo, 9.0), (stage.theme.accent, 6.0))
    draw_contour(painter, outline.contour(view, stage.section), strokes, _area(view))


def _draw_labels(
    painter: QPainter, stage: Stage, annotations: Annotations, view: Projection
) -> None:
    labels = annotations.labels
    if not labels:
        return
    screen = view.screen(annotations.label_points)
    points = np.where(screen[:, 2:] > 0, screen[:, :2], np.nan)
    sizes = np.array([label_size(label) for label in labels])
    area = (view.left + 8, 8.0, view.left + view.width - 8, view.height - 8)
    box = cube_box(view.left + view.width)
    taken = [(box.left(), box.top(), box.right(), box.bottom())]
    places = placed(points, sizes, np.arange(len(labels), dtype=np.int32), area, taken)
    for place in reversed(places):
        draw_label(painter, labels[place.index], place, stage.theme)


def _draw_signs(painter: QPainter, stage: Stage, annotations: Annotations, size: Size) -> None:
    box = cube_box(size[0])
    if annotations.is_map:
        azimuth = moves.compass_azimuth(stage.camera)
        draw_north_arrow(painter, box.center(), azimuth, stage.theme)
    else:
        draw_view_cube(painter, box, stage.camera, stage.theme)
    if moves.elevation(stage.camera) > _LOWEST_SCALE:
        metres = moves.metres_per_pixel(stage.camera, int(size[1]))
        draw_scale_bar(painter, QPointF(size[0] - 14, size[1] - 14), metres, stage.theme)


_LOWEST_SCALE = np.radians(15.0)
"""Below this height of the camera a scale bar would mislead."""


def _area(view: Projection) -> QRectF:
    return QRectF(view.left, 0.0, view.width, view.height)
