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
    draw_leader,
    draw_north_arrow,
    draw_note,
    draw_scale_bar,
    draw_view_cube,
    label_size,
)
from twin.ui.scene.drawing import draw_contour, draw_rings
from twin.ui.scene.labels import Box, Label, placed
from twin.ui.scene.outline import Outline
from twin.ui.scene.projection import Projection, projection
from twin.ui.scene.stage import Stage
from twin.ui.texts.language import tr

Size = tuple[float, float]
_MANY_CHANGED = 12


@dataclass(slots=True)
class Annotations:
    """What lies over the scene now.

    label_boxes : box of the object of each label, shape (n, 2, 3), in scene coordinates, NaN
        where there is none.
    changed : outline of what differs, drawn on the last side of a comparison.
    is_map : north arrow instead of view cube.
    enlarged : how many times larger than the ground the blocks are drawn.
    covered : what other widgets cover: labels keep out.
    extra : drawn last, for the handle of a section.
    """

    selected: Outline | None = None
    hovered: Outline | None = None
    changed: Outline | None = None
    labels: list[Label] = field(default_factory=list)
    label_boxes: FloatArray = field(default_factory=lambda: np.zeros((0, 2, 3)))
    is_map: bool = False
    enlarged: int = 1
    covered: tuple[Box, ...] = ()
    extra: Callable[[QPainter, Projection], None] | None = None


def draw_annotations(
    painter: QPainter, stage: Stage, annotations: Annotations, size: Size
) -> None:
    """Draw all of it over a picture of this size. [pixel]"""
    if not stage.shapes:
        return
    views = projections(stage, size)
    for view, area in zip(views, _areas(stage, size), strict=True):
        painter.save()
        painter.setClipRect(area)
        _draw_outlines(painter, stage, annotations, view)
        if annotations.changed is not None and view is views[-1]:
            _draw_changed(painter, stage, annotations.changed, view)
        _draw_labels(painter, stage, annotations, view)
        if annotations.extra is not None:
            annotations.extra(painter, view)
        painter.restore()
    if len(views) > 1:
        at = _areas(stage, size)[1].left()
        painter.setPen(QPen(QColor(stage.theme.surface), 2.0))
        painter.drawLine(QPointF(at, 0), QPointF(at, size[1]))
    _draw_signs(painter, stage, annotations, size)


def projections(stage: Stage, size: Size) -> list[Projection]:
    """Projection of each side into its part of the picture."""
    width, height = size
    return [
        projection(stage.camera, start * width, (end - start) * width, height)
        for start, end in stage.split.areas(len(stage.sides))
    ]


def _areas(stage: Stage, size: Size) -> list[QRectF]:
    """What is seen of each side."""
    width, height = size
    parts = stage.split.parts(len(stage.sides))
    return [QRectF(a * width, 0.0, (b - a) * width, height) for a, b in parts]


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


def _draw_changed(painter: QPainter, stage: Stage, outline: Outline, view: Projection) -> None:
    """Outline what differs and is seen; hundreds of windows get a thin ring each."""
    seen = stage.seen(*outline.samples())
    if len(seen) > _MANY_CHANGED:
        strokes = ((stage.theme.halo, 2.6), (stage.theme.accent, 1.4))
        draw_rings(painter, outline.hulls(view, seen), strokes)
        return
    strokes = ((stage.theme.halo, 5.0), (stage.theme.accent, 3.0))
    draw_contour(painter, outline.contour(view, stage.section, seen), strokes, _area(view))


def _draw_labels(
    painter: QPainter, stage: Stage, annotations: Annotations, view: Projection
) -> None:
    labels = annotations.labels
    if not labels:
        return
    points, targets = _anchors(annotations.label_boxes, view)
    sizes = np.array([label_size(label) for label in labels])
    area = (view.left + 8, 8.0, view.left + view.width - 8, view.height - 8)
    box = cube_box(view.left + view.width)
    taken = [(box.left(), box.top(), box.right(), box.bottom()), *annotations.covered]
    order = np.arange(len(labels), dtype=np.int32)
    objects = _screen_boxes(annotations.label_boxes, view) if annotations.is_map else ()
    places = placed(points, sizes, order, area, taken, objects)
    for place in places:
        _, _, bottom = points[place.index]
        x, y = targets[place.index]
        target = QPointF(x, bottom if place.top > bottom else y)
        draw_leader(painter, labels[place.index], place, target, stage.theme)
    for place in reversed(places):
        draw_label(painter, labels[place.index], place, stage.theme)


def _screen_boxes(boxes: FloatArray, view: Projection) -> list[Box]:
    """What the objects of labels take of the picture. [pixel]"""
    corners = np.stack([moves.box_corners(box) for box in boxes]).reshape(-1, 3)
    seen = view.screen(corners).reshape(-1, 8, 3)
    in_front = seen[(seen[:, :, 2] > 0).all(axis=1), :, :2]
    found = np.hstack([in_front.min(axis=1), in_front.max(axis=1)]) if len(in_front) else in_front
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in found]


def _anchors(boxes: FloatArray, view: Projection) -> tuple[FloatArray, FloatArray]:
    """Middle, upper and lower end of boxes, shape (n, 3), and what labels point to, (n, 2)."""
    tops = boxes.mean(axis=1)
    tops[:, 2] = boxes[:, 1, 2]
    targets = view.screen(tops)
    corners = np.stack([moves.box_corners(box) for box in boxes]).reshape(-1, 3)
    heights = view.screen(corners)[:, 1].reshape(-1, 8)
    highest = np.minimum(heights.min(axis=1), targets[:, 1])
    points = np.column_stack([targets[:, 0], highest, heights.max(axis=1)])
    points[~(targets[:, 2] > 0)] = np.nan
    return points, targets[:, :2]


def _draw_signs(painter: QPainter, stage: Stage, annotations: Annotations, size: Size) -> None:
    box = cube_box(size[0])
    if annotations.is_map:
        azimuth = moves.compass_azimuth(stage.camera)
        draw_north_arrow(painter, box.center(), azimuth, stage.theme)
    else:
        draw_view_cube(painter, box, stage.camera, stage.theme)
    if moves.elevation(stage.camera) > _LOWEST_SCALE:
        metres = moves.metres_per_pixel(stage.camera, int(size[1]))
        corner = QPointF(size[0] - 14, size[1] - 14)
        draw_scale_bar(painter, corner, metres, stage.theme)
        if annotations.enlarged > 1:
            draw_note(painter, corner - QPointF(0, 26), _note(annotations.enlarged), stage.theme)


def _note(enlarged: int) -> str:
    return tr("Buildings drawn {factor} times larger", factor=enlarged)


_LOWEST_SCALE = np.radians(15.0)
"""Below this height of the camera a scale bar would mislead."""


def _area(view: Projection) -> QRectF:
    return QRectF(view.left, 0.0, view.width, view.height)
