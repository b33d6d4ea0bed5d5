"""The one 3D widget of the program."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget
from pyvistaqt import QtInteractor

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Building, BuildingModel, Element
from twin.model.mesh import MeshBatch
from twin.model.overlay import Colouring
from twin.ui.scene.annotations import projections
from twin.ui.scene.camera import Pose, pose, take
from twin.ui.scene.clearance import Room
from twin.ui.scene.decorations import cube_box
from twin.ui.scene.pointer import Pointer
from twin.ui.scene.pointing import Pointing
from twin.ui.scene.projection import Projection
from twin.ui.scene.scene import Scene
from twin.ui.scene.section_bar import SectionBar
from twin.ui.scene.section_tool import SectionTool
from twin.ui.scene.sheet import Sheet
from twin.ui.scene.swipe_handle import SwipeHandle
from twin.ui.scene.tool import SceneTool, Spot

_REST = 150
_IDLE = 500
_ROOM_FOR_LABELS = 40.0  # the highest building's label, in a portfolio
_SECTION_STEPS = {
    Qt.Key.Key_Up: 0.1,
    Qt.Key.Key_Down: -0.1,
    Qt.Key.Key_PageUp: 1.0,
    Qt.Key.Key_PageDown: -1.0,
}


class SceneView(QWidget):
    """Shows a portfolio or a model; reports clicks by row.

    Rows are buildings of the portfolio or elements of the model. It lives as long as the
    program: `release` is called once, at the end.

    Signals: `row_clicked(row, modifiers)`, row -1 for nothing; `row_double_clicked(row)`;
    `row_hovered(row)`; `context_requested(row, global position)`; `camera_changed()`.
    """

    row_clicked = Signal(int, object)
    row_double_clicked = Signal(int)
    row_hovered = Signal(int)
    context_requested = Signal(int, object)
    camera_changed = Signal()

    def __init__(self, parent: QWidget | None = None, theme: str = "light") -> None:
        super().__init__(parent)
        self.scene = Scene(theme)
        self._viewport = QtInteractor(
            self, auto_update=False, multi_samples=0, line_smoothing=False
        )
        self._sheet = Sheet(self, self._draw_sheet)
        self._pointer = Pointer(self._sheet, self.scene.stage)
        self._pointing = Pointing(self._sheet, self._pointer, self.scene)
        self._section = SectionTool(self.scene.stage, self)
        self._section_bar = SectionBar(self, self._section)
        self._section_bar.hide()
        self._swipe = SwipeHandle(self)
        self._swipe.moved.connect(self.swipe_to)
        self._swipe.hide()
        self._tool: SceneTool | None = None
        self._below_tool: Callable[[QPainter, Projection], None] | None = None
        self._is_tool_held = False
        self._fitted: IntArray | None = None
        self._is_fitted = True
        self._gave_way = False
        self._rest = _single_shot(self, _REST, self._come_to_rest)
        self._idle = _single_shot(self, _IDLE, self.scene.stage.prepare_picking)
        self._take_over_window()
        self._connect()

    def _take_over_window(self) -> None:
        window = self._viewport.ren_win
        for renderer in list(self._viewport.renderers):
            window.RemoveRenderer(renderer)
        self.scene.stage.attach(window)
        self.scene.stage.set_moving(is_moving=False)

    def _connect(self) -> None:
        self.scene.annotations.extra = self._draw_tools
        self._pointer.grab = self._grab
        self._pointer.moved.connect(self._leave_fit)
        self._pointer.moved.connect(self._camera_moved)
        self._pointing.clicked.connect(self.row_clicked)
        self._pointer.released.connect(self._let_go)
        self._pointer.hovered.connect(self._hover)
        self._pointing.double_clicked.connect(self._double_click)
        self._pointing.context_requested.connect(self.context_requested)
        self._pointing.hovered.connect(self.row_hovered)
        self._pointing.view_chosen.connect(self.view_from)
        self._section.moved.connect(self._section_moved)

    # what is shown

    def show_portfolio(self, buildings: Sequence[Building]) -> None:
        """Show buildings as blocks on a quiet ground; rows are `buildings`."""
        self._end_section()
        self._fitted = None
        self._is_fitted = not self.scene.show_portfolio(buildings, self._aspect())
        self._camera_moved()
        self._clear_view()

    def begin_model(self) -> None:
        """Empty the scene for a model that arrives in portions."""
        self._end_section()
        self.scene.begin_model()
        self._is_fitted = True
        self._refresh()

    def add_portion(self, batch: MeshBatch, elements: tuple[Element, ...] = ()) -> None:
        """Show one arriving portion; the first one sets the camera."""
        self._fitted = None
        self.scene.add_portion(batch, elements, self._aspect())
        self._refresh()

    def show_model(self, model: BuildingModel) -> None:
        """Show a whole model; the camera stays if its portions were shown already."""
        self._end_section()
        self._fitted = None
        self._is_fitted |= not self.scene.show_model(model, self._aspect())
        self._camera_moved()
        self._clear_view()
        self._idle.start()

    # how it looks

    def paint(self, colouring: Colouring | None) -> None:
        """Colour by an overlay; None shows the look of the file."""
        self.scene.change(colouring=colouring)
        self._refresh()

    def set_hidden(self, mask: BoolArray) -> None:
        """Leave out the marked rows, shape (n,)."""
        self.scene.change(hidden=np.asarray(mask, np.bool_))
        self._refresh()

    def set_ghosted(self, mask: BoolArray) -> None:
        """Draw the marked rows see-through, shape (n,)."""
        self.scene.change(ghosted=np.asarray(mask, np.bool_))
        self._refresh()

    def highlight(self, rows: IntArray) -> None:
        """Show these rows as selected."""
        self.scene.highlight(np.asarray(rows, np.int32))
        self._refresh()

    def show_panels(self, modules: FloatArray) -> None:
        """Lay solar panels of these corners on the building, shape (n, 4, 3). [m]"""
        self.scene.stage.show_panels(modules)
        self._refresh()

    def show_gone(self, batch: MeshBatch | None, colour: str = "") -> None:
        """Draw see-through what another version of the model has; None for nothing."""
        self.scene.stage.show_gone(batch, colour)
        self._refresh()

    def set_theme(self, name: str) -> None:
        """Change to ``light`` or ``dark``."""
        self.scene.stage.set_theme(name)
        self._refresh()

    def keep_clear(self, rectangles: Sequence[QRectF]) -> None:
        """Places of this widget that other widgets cover: labels and a fitted view avoid them."""
        boxes = tuple((r.left(), r.top(), r.right(), r.bottom()) for r in rectangles)
        if boxes != self.scene.annotations.covered:
            self.scene.annotations.covered = boxes
            self._sheet.update()
            self._clear_view()

    def set_section(self, on: bool) -> None:
        """Cut the model by a plane that the user can move, or show it whole."""
        if not on or not self.scene.stage.shapes:
            self._end_section()
            return
        self._section.start()
        self._section_bar.reset()
        self._section_bar.adjustSize()
        self._section_bar.show()
        self._section_bar.raise_()
        self._lay_out()

    def show_comparison(
        self,
        left: Colouring | None,
        right: Colouring | None,
        changed_rows: IntArray,
        *,
        is_swipe: bool = False,
    ) -> None:
        """Show the model twice with one camera; what differs is outlined on the right.

        is_swipe : one over the other with a line to drag between them, else side by side.
        """
        stage = self.scene.stage
        was = len(stage.sides) == 1, stage.split.is_swipe
        self.scene.compare(left, right, np.asarray(changed_rows, np.int32), is_swipe=is_swipe)
        self._swipe.setVisible(is_swipe)
        self._lay_out()
        self._fit_again() if was != (False, is_swipe) else self._refresh()

    def swipe_to(self, share: float) -> None:
        """Put the line of a swipe at this share of the width."""
        self.scene.stage.swipe_to(share)
        self._lay_out()
        self._refresh()

    def end_comparison(self) -> None:
        """Show the model once."""
        self._swipe.hide()
        self.scene.end_comparison()
        self._fit_again()

    # from where

    def fit(self) -> None:
        """Show everything from the present direction."""
        self._fit(None, "")

    def fit_rows(self, rows: IntArray) -> None:
        """Show these rows as large as possible from the present direction."""
        self._fit(np.asarray(rows, np.int32), "")

    def home(self) -> None:
        """Show everything from where it was first seen."""
        self._fit(None, "map" if self.scene.annotations.is_map else "iso")

    def view_from(self, name: str) -> None:
        """Show everything from ``iso``, ``front``, ``right``, ``back``, ``left`` or ``top``."""
        self._fit(None, name)

    def camera_place(self) -> tuple[float, ...]:
        """Where the camera is and where it looks, in coordinates of the map, shape (6,). [m]"""
        found, origin = pose(self.scene.stage.camera), self.scene.stage.origin
        return (*(found.position + origin).tolist(), *(found.focal_point + origin).tolist())

    def look_from(self, place: Sequence[float]) -> None:
        """Put the camera where `camera_place` was; it stays there when the window changes."""
        stage = self.scene.stage
        position, focal_point = (np.array(place[i : i + 3]) - stage.origin for i in (0, 3))
        take(stage.camera, Pose(tuple(position), tuple(focal_point)))
        stage.set_clipping_range()
        self._leave_fit()
        self._camera_moved()

    def _fit(self, rows: IntArray | None, view: str) -> None:
        self._fitted, self._is_fitted = rows, True
        self._gave_way = self.scene.stage.fit_into(self._room(), rows, view)
        self._camera_moved()

    def _clear_view(self) -> None:
        """Fit anew for what covers the view now, unless the user chose the view."""
        stage = self.scene.stage
        if not self._is_fitted or not stage.shapes:
            return
        if self._gave_way or not stage.is_clear(self._room(), self._fitted):
            self._fit(self._fitted, "")

    def _room(self) -> Room:
        """One side with what covers it on any side: both sides have one camera."""
        stage, is_map = self.scene.stage, self.scene.annotations.is_map
        sides = 1 if stage.split.is_swipe else len(stage.sides)
        width, height = self.width() / sides, float(self.height())
        cube = cube_box(self.width())
        signs = (cube.left(), 0.0, float(self.width()), cube.bottom())
        found = [
            (left - side * width, top, right - side * width, bottom)
            for left, top, right, bottom in (*self.scene.annotations.covered, signs)
            for side in range(sides)
            if left < (side + 1) * width and right > side * width
        ]
        if is_map:
            found.append((0.0, 0.0, width, _ROOM_FOR_LABELS))
        return Room(width, height, tuple(found), is_map)

    def _fit_again(self) -> None:
        """Fit for another shape of picture, unless the user chose the view."""
        if self._is_fitted:
            self._fit(self._fitted, "")
        else:
            self._camera_moved()

    def _leave_fit(self) -> None:
        """The user chose another view: a change of size must not undo it."""
        self._is_fitted = False

    def _aspect(self) -> float:
        start, end = self.scene.stage.split.areas(len(self.scene.stage.sides))[0]
        return max(self.width(), 1) * (end - start) / max(self.height(), 1)

    def _camera_moved(self) -> None:
        self._pointing.forget()
        self.scene.stage.set_moving(is_moving=True)
        self._rest.start()
        self._refresh()
        self.camera_changed.emit()

    def _section_moved(self) -> None:
        self.scene.stage.set_moving(is_moving=True)
        self._rest.start()
        self._refresh()

    def _come_to_rest(self) -> None:
        self.scene.stage.set_moving(is_moving=False)
        self._refresh()

    # pictures

    def screenshot(self) -> QImage:
        """What is seen now, with everything over the scene."""
        self._rest.stop()
        self.scene.stage.set_moving(is_moving=False)
        image = self._viewport.grabFramebuffer()
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_sheet(painter)
        painter.end()
        return image

    def _refresh(self) -> None:
        self._viewport.update()
        self._sheet.update()

    def _draw_sheet(self, painter: QPainter) -> None:
        self.scene.draw(painter, self._size())

    def _size(self) -> tuple[float, float]:
        return float(self.width()), float(self.height())

    # what the pointer does

    def use_tool(self, tool: SceneTool | None) -> None:
        """Let a tool take the mouse and draw over the scene; None puts it away."""
        self._tool = tool
        shape = Qt.CursorShape.ArrowCursor if tool is None else Qt.CursorShape.CrossCursor
        self._sheet.setCursor(shape)
        self.draw_again()

    def draw_below(self, draw: Callable[[QPainter, Projection], None] | None) -> None:
        """Draw something over the scene, but below the tool; None for nothing."""
        self._below_tool = draw
        self.draw_again()

    def draw_again(self) -> None:
        """What is drawn over the scene has changed."""
        self._sheet.update()

    def spot(self, position: QPointF) -> Spot:
        """What lies under a position of this widget, in coordinates of the model."""
        stage, side = self.scene.stage, self._pointer.side_at(position)
        x, y = self._pointer.device_pixel(position)
        ray, hit = stage.ray(x, y, side), stage.pick(x, y, side)
        point = ray.end if hit is None else hit.point
        eye = ray.start + stage.origin
        return Spot(-1 if hit is None else hit.element, point + stage.origin, eye)

    def row_boxes(self, rows: IntArray) -> list[FloatArray | None]:
        """Lowest and highest corner of each element in the scene, shape (2, 3) each."""
        return [self.scene.stage.bounds(np.array([row], np.int32)) for row in rows.tolist()]

    def _grab(self, position: QPointF) -> Callable[[QPointF], None] | None:
        view = self.view_at(position)
        held = self._section.grab(position, view) if self._section.is_on else None
        if held is not None or self._tool is None or self._pointing.is_sign(position):
            return held
        held = self._tool.grab(position, view, QGuiApplication.keyboardModifiers())
        self._is_tool_held = held is not None
        return held

    def view_at(self, position: QPointF) -> Projection:
        """How the side of the view at a position is seen."""
        return projections(self.scene.stage, self._size())[self._pointer.side_at(position)]

    def _let_go(self, position: QPointF) -> None:
        if self._tool is not None and self._is_tool_held:
            self._is_tool_held = False
            self._tool.let_go(position)

    def _hover(self, position: QPointF) -> None:
        if self._tool is not None:
            self._tool.hover(position, self.view_at(position))

    def _double_click(self, row: int) -> None:
        if self._tool is None or not self._tool.finish():
            self.row_double_clicked.emit(row)

    def _draw_tools(self, painter: QPainter, view: Projection) -> None:
        self._section.draw(painter, view)
        if self._below_tool is not None:
            self._below_tool(painter, view)
        if self._tool is not None:
            self._tool.draw(painter, view)

    def _end_section(self) -> None:
        self._section_bar.hide()
        if self._section.is_on:
            self._section.stop()

    # life

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the section plane by arrow and page keys; a tool has keys of its own."""
        if self._tool is not None and self._tool.press(Qt.Key(event.key())):
            return
        step = _SECTION_STEPS.get(Qt.Key(event.key()))
        if step is None or not self._section.is_on:
            super().keyPressEvent(event)
            return
        self._section.step(step)
        self._section_bar.show_share(self._section.share())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let picture and sheet fill the widget; what was fitted stays fitted."""
        self._lay_out()
        if self._is_fitted and self.scene.stage.shapes:
            self._fit_again()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        self._viewport.setGeometry(self.rect())
        self._sheet.setGeometry(self.rect())
        self._sheet.raise_()
        bar = self._section_bar
        bar.move((self.width() - bar.width()) // 2, self.height() - bar.height() - 12)
        bar.raise_()
        self._swipe.stand_at(self.scene.stage.split.at)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Free the graphics memory while the window still exists."""
        self.release()
        super().closeEvent(event)

    def release(self) -> None:
        """Free the graphics memory; call once, before the window goes."""
        self._rest.stop()
        self._pointing.stop()
        self._idle.stop()
        self._section.stop()
        self.scene.stage.clear()
        self._viewport.close()


def _single_shot(parent: QWidget, milliseconds: int, action: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(action)
    return timer
