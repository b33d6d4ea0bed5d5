"""Draws fields on roofs and walls with the mouse, and moves their corners and edges."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter

from twin.model.arrays import FloatArray
from twin.model.sketch import DrawnField
from twin.ui.scene.projection import Projection
from twin.ui.scene.tool import Drag
from twin.ui.scene.view import SceneView
from twin.ui.sketch.handles import Handle, handle_at, handles_of, is_inside
from twin.ui.sketch.painting import paint_field, paint_label, paint_line, paint_marker
from twin.workspace.sketch import (
    Snapped,
    Surface,
    drawn_on,
    rectangle,
    snapped,
    with_corner,
    with_edge,
)

CLICK = 4.0  # a move below this is a click. [pixel]
REACH = 12.0  # of snapping. [pixel]


@dataclass(slots=True)
class _Stroke:
    """What the pressed button does.

    handle : that is moved, None for a new rectangle.
    start : where it was pressed, along right and up. [m]
    """

    surface: Surface
    place: QPointF
    start: FloatArray
    at: int = -1
    handle: Handle | None = None
    corners: FloatArray | None = None
    is_drag: bool = False


class FieldTool(QObject):
    """A tool of the 3D view.

    Signals: `shown(number, field)` while a field is drawn or changed (number as many as there are
    for a new one); `drawn(number, field)` when it is done; `removed(number)`; `left` on Esc with
    nothing begun.
    """

    shown = Signal(int, object)
    drawn = Signal(int, object)
    removed = Signal(int)
    left = Signal()

    def __init__(
        self,
        scene: SceneView,
        surface_at: Callable[[QPointF], Surface | None],
        surface_of: Callable[[DrawnField], Surface | None],
    ) -> None:
        super().__init__()
        self._scene = scene
        self._surface_at = surface_at
        self._surface_of = surface_of
        self.fields: tuple[DrawnField, ...] = ()
        self._surface: Surface | None = None
        self._corners: list[FloatArray] = []
        self._stroke: _Stroke | None = None
        self._preview: tuple[int, DrawnField] | None = None
        self._marker: Snapped | None = None
        self._selected = -1
        self.labels: Callable[[int, DrawnField], tuple[str, ...]] = lambda _n, _f: ()
        self.over: Callable[[QPainter, Projection, int, DrawnField], float] | None = None
        """Draws what stands on an outline; gives the upper end of it. [pixel]"""

    # the mouse

    def grab(self, place: QPointF, view: Projection, keys: Qt.KeyboardModifier) -> Drag | None:
        """Take a handle, a field, or a surface to draw on."""
        del keys
        for at, field in enumerate(self.fields):
            surface = self._surface_of(field)
            if surface is None or self._corners:
                continue
            corners = surface.flat(np.array(field.corners))
            handle = handle_at(place, handles_of(corners), view, self._origin, surface)
            if handle is None and is_inside(place, surface, corners, view, self._origin):
                handle = Handle("whole", 0, corners.mean(axis=0))
            start = self._on(surface, place)
            if handle is not None and start is not None:
                self._selected = at
                self._stroke = _Stroke(surface, place, start, at, handle, corners)
                return self._drag
        surface = self._surface if self._corners else self._surface_at(place)
        start = self._on(surface, place) if surface is not None else None
        if surface is None or start is None:
            return None
        point = self._snap(surface, start, view)
        self._stroke = _Stroke(surface, place, np.array(point.point))
        return self._drag

    def let_go(self, place: QPointF) -> None:
        """End of a drag, or a click that sets a corner."""
        stroke, self._stroke = self._stroke, None
        if stroke is None:
            return
        if stroke.is_drag and self._preview is not None:
            number, field = self._preview
            self._preview = None
            self._selected = number
            self.drawn.emit(number, field)
        elif not stroke.is_drag and stroke.handle is None:
            self._set_corner(stroke, place)
        self._scene.draw_again()

    def hover(self, place: QPointF, view: Projection) -> None:
        """Show where a corner would go."""
        surface = self._surface if self._corners else None
        if surface is None:
            self._marker = None
            self._scene.draw_again()
            return
        flat = self._on(surface, place)
        self._marker = self._snap(surface, flat, view) if flat is not None else None
        if len(self._corners) >= 2 and self._marker is not None:
            self._show([*self._corners, np.array(self._marker.point)], surface)
        self._scene.draw_again()

    def finish(self) -> bool:
        """Close the outline."""
        if not self._corners or self._surface is None:
            return bool(self.fields)  # a double click on a field is no wish to fit the view
        corners, surface = np.array(self._corners), self._surface
        self._forget()
        field = drawn_on(surface, corners, self._like())
        if field is not None:
            self._selected = len(self.fields)
            self.drawn.emit(len(self.fields), field)
        return True

    def press(self, key: Qt.Key) -> bool:
        """Enter closes, Esc steps back, Delete takes the chosen field away."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.finish()
        if key == Qt.Key.Key_Escape:
            self.step_back()
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self._corners:
                self._corners.pop()
            elif 0 <= self._selected < len(self.fields):
                self.removed.emit(self._selected)
                self._selected = -1
            self._scene.draw_again()
            return True
        return False

    def step_back(self) -> None:
        """Give up what was begun, or the tool."""
        if self._corners or self._preview is not None:
            self._forget()
            self._scene.draw_again()
        else:
            self.left.emit()

    # what is drawn

    def draw(self, painter: QPainter, view: Projection) -> None:
        """Outlines with handles, the outline that is begun, the label."""
        theme = self._scene.scene.stage.theme
        previewed = self._preview[0] if self._preview else -1
        shown = [(n, f) for n, f in enumerate(self.fields) if n != previewed]
        if self._preview is not None:
            shown.append(self._preview)
        for number, field in shown:
            surface = self._surface_of(field)
            if surface is None:
                continue
            corners = surface.flat(np.array(field.corners))
            ring = view.screen(np.array(field.corners) - self._origin)
            spots = [
                (h.kind, view.screen(surface.in_model(h.flat[np.newaxis]) - self._origin)[0])
                for h in handles_of(corners)
            ]
            top = self.over(painter, view, number, field) if self.over is not None else np.inf
            paint_field(painter, (ring, spots), theme)
            foot = (float(ring[:, 0].mean()), min(float(ring[:, 1].min()), top))
            paint_label(painter, self.labels(number, field), foot, theme, view)
        if self._corners and self._surface is not None:
            points = [*self._corners]
            if self._marker is not None:
                points.append(np.array(self._marker.point))
            line = self._surface.in_model(np.array(points)) - self._origin
            paint_line(painter, view.screen(line), theme)
        if self._marker is not None and self._surface is not None:
            flat = np.array([self._marker.point])
            spot = view.screen(self._surface.in_model(flat) - self._origin)[0]
            paint_marker(painter, spot, self._marker.to, theme)

    # inside

    @property
    def _origin(self) -> FloatArray:
        return self._scene.scene.stage.origin

    def _drag(self, place: QPointF) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        if not stroke.is_drag and (place - stroke.place).manhattanLength() < CLICK:
            return
        stroke.is_drag = True
        flat = self._on(stroke.surface, place)
        if flat is None or self._corners:
            return
        view = self._scene.view_at(place)
        if stroke.handle is None or stroke.corners is None:
            end = np.array(self._snap(stroke.surface, flat, view).point)
            upright = stroke.surface.plane.tilt > 5.0
            corners = rectangle(stroke.start, end, stroke.surface.rings, upright)
            self._show(list(corners), stroke.surface)
        else:
            self._move(stroke, stroke.handle, stroke.corners, flat, view)
        self._scene.draw_again()

    def _move(
        self, stroke: _Stroke, handle: Handle, corners: FloatArray, flat: FloatArray,
        view: Projection,
    ) -> None:  # fmt: skip
        step = flat - stroke.start
        if handle.kind == "corner":
            wanted = corners[handle.at] + step
            point = np.array(self._snap(stroke.surface, wanted, view).point)
            moved = with_corner(corners, handle.at, point)
        elif handle.kind == "edge":
            moved = with_edge(corners, handle.at, step)
        else:
            moved = corners + step
        field = drawn_on(stroke.surface, moved, self.fields[stroke.at])
        if field is not None:
            self._preview = (stroke.at, field)
            self.shown.emit(stroke.at, field)

    def _show(self, corners: list[FloatArray], surface: Surface) -> None:
        field = drawn_on(surface, np.array(corners), self._like())
        self._preview = (len(self.fields), field) if field is not None else None
        if field is not None:
            self.shown.emit(len(self.fields), field)

    def _set_corner(self, stroke: _Stroke, place: QPointF) -> None:
        first = self._corners[0] if self._corners else None
        if first is not None and len(self._corners) >= 3:
            at = self._scene.view_at(place).screen(
                stroke.surface.in_model(first[np.newaxis]) - self._origin
            )[0, :2]
            if np.hypot(at[0] - place.x(), at[1] - place.y()) < REACH:
                self.finish()
                return
        self._surface = stroke.surface
        self._corners.append(stroke.start)

    def _snap(self, surface: Surface, flat: FloatArray, view: Projection) -> Snapped:
        here = surface.in_model(flat + np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
        seen = view.screen(here - self._origin)[:, :2]
        pixels = float(np.hypot(*(seen[1:] - seen[0]).T).max())
        others = [
            surface.flat(np.array(field.corners))
            for field in self.fields
            if field.element == surface.element
        ]
        reach = REACH / max(pixels, 1e-3)
        before = np.array(self._corners) if self._corners else None
        return snapped(flat, [*surface.rings, *others], reach, before)

    def _on(self, surface: Surface, place: QPointF) -> FloatArray | None:
        """Where the line of sight meets the plane of a surface, along right and up."""
        spot = self._scene.spot(place)
        towards = spot.point - spot.eye
        fall = float(towards @ surface.normal)
        if abs(fall) < 1e-9 * float(np.linalg.norm(towards)):
            return None
        origin = surface.in_model(np.zeros((1, 2)))[0]
        share = float((origin - spot.eye) @ surface.normal) / fall
        if share <= 0:
            return None
        return surface.flat((spot.eye + share * towards)[np.newaxis])[0]

    def _like(self) -> DrawnField | None:
        return self.fields[-1] if self.fields else None

    def _forget(self) -> None:
        self._corners, self._preview, self._marker, self._surface = [], None, None, None
        self.shown.emit(-1, None)
