"""The one 3D widget of the program."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget
from pyvistaqt import QtInteractor

from twin.model.arrays import BoolArray, IntArray
from twin.model.building import BuildingModel, Element
from twin.model.mesh import MeshBatch
from twin.model.overlay import Colouring
from twin.ui.scene.drawing import draw_contour
from twin.ui.scene.outline import Outline, outline_of
from twin.ui.scene.painting import Appearance
from twin.ui.scene.pointer import Pointer
from twin.ui.scene.projection import Projection, projection
from twin.ui.scene.sheet import Sheet
from twin.ui.scene.stage import Stage

_REST = 150
_HOVER = 30
_TERRAIN = {"IfcSite", "IfcGeographicElement", "IfcGeomodel"}


class SceneView(QWidget):
    """Shows a portfolio or a model; reports clicks by row.

    Rows are buildings of the portfolio or elements of the model. It lives as long as the
    program: `release` is called once, at the end.
    """

    row_clicked = Signal(int, object)
    row_double_clicked = Signal(int)
    row_hovered = Signal(int)
    context_requested = Signal(int, object)
    camera_changed = Signal()

    def __init__(self, parent: QWidget | None = None, theme: str = "light") -> None:
        super().__init__(parent)
        self.stage = Stage(theme)
        self._viewport = QtInteractor(
            self, auto_update=False, multi_samples=0, line_smoothing=False
        )
        self._sheet = Sheet(self, self._draw_sheet)
        self._pointer = Pointer(self._sheet, self.stage)
        self._selected: Outline | None = None
        self._hovered: Outline | None = None
        self._hovered_row = -1
        self._hover_at = QPointF()
        self._shall_fit = False
        self._rest = _single_shot(self, _REST, self._come_to_rest)
        self._hover = _single_shot(self, _HOVER, self._show_hovered)
        self._take_over_window()
        self._connect()

    def _take_over_window(self) -> None:
        window = self._viewport.ren_win
        for renderer in list(window.GetRenderers()):
            window.RemoveRenderer(renderer)
        self.stage.attach(window)
        self.stage.set_moving(is_moving=False)

    def _connect(self) -> None:
        self._pointer.moved.connect(self._camera_moved)
        self._pointer.clicked.connect(self._click)
        self._pointer.double_clicked.connect(self._double_click)
        self._pointer.context_requested.connect(self._request_context)
        self._pointer.hovered.connect(self._point_at)
        self._pointer.left.connect(self._point_nowhere)

    # what is shown

    def begin_model(self) -> None:
        """Empty the scene for a model that arrives in portions."""
        self.stage.clear()
        self.stage.paint(Appearance())
        self._forget_outlines()
        self._shall_fit = True
        self._refresh()

    def add_portion(self, batch: MeshBatch, elements: tuple[Element, ...] = ()) -> None:
        """Show one arriving portion; the first one sets the camera."""
        self.stage.set_terrain(_terrain(elements))
        self.stage.add(batch)
        if self._shall_fit and len(batch.faces):
            self._shall_fit = False
            self._fit(None, "iso")
        self._refresh()

    def show_model(self, model: BuildingModel) -> None:
        """Show a whole model; the camera stays if its portions were shown already."""
        was_empty = not self.stage.shapes
        self.stage.clear()
        self.stage.set_terrain(_terrain(model.elements))
        self.stage.add(model.mesh)
        self.stage.lay_ground()
        self._forget_outlines()
        if was_empty or self._shall_fit:
            self._shall_fit = False
            self._fit(None, "iso")
        self._refresh()

    # how it looks

    def paint(self, colouring: Colouring | None) -> None:
        """Colour by an overlay; None shows the look of the file."""
        self._change(colouring=colouring)

    def set_hidden(self, mask: BoolArray) -> None:
        """Leave out the marked elements, shape (n,)."""
        self._change(hidden=np.asarray(mask, np.bool_))

    def set_ghosted(self, mask: BoolArray) -> None:
        """Draw the marked elements see-through, shape (n,)."""
        self._change(ghosted=np.asarray(mask, np.bool_))

    def highlight(self, rows: IntArray) -> None:
        """Show these rows as selected."""
        rows = np.asarray(rows, np.int32)
        self._selected = self._outline(rows)
        self._change(selected=rows)

    def set_theme(self, name: str) -> None:
        """Change to ``light`` or ``dark``."""
        self.stage.set_theme(name)
        self._refresh()

    def _change(self, **changes: object) -> None:
        now = self.stage.appearance
        parts = {n: getattr(now, n) for n in ("colouring", "hidden", "ghosted", "selected")}
        self.stage.paint(Appearance(**{**parts, **changes}))  # type: ignore[arg-type]  # by name
        self._refresh()

    # from where

    def fit(self) -> None:
        """Show everything."""
        self._fit(None, "")

    def fit_rows(self, rows: IntArray) -> None:
        """Show these rows as large as possible."""
        self._fit(np.asarray(rows, np.int32), "")

    def view_from(self, name: str) -> None:
        """Show everything from ``iso``, ``front``, ``right``, ``back``, ``left`` or ``top``."""
        self._fit(None, name)

    def _fit(self, rows: IntArray | None, view: str) -> None:
        self.stage.fit(self._aspect(), rows, view)
        self._camera_moved()

    def _aspect(self) -> float:
        return self.width() / len(self.stage.sides) / max(self.height(), 1)

    def _camera_moved(self) -> None:
        self._hovered = None
        self.stage.set_moving(is_moving=True)
        self._rest.start()
        self._refresh()
        self.camera_changed.emit()

    def _come_to_rest(self) -> None:
        self.stage.set_moving(is_moving=False)
        self._refresh()

    # pictures

    def screenshot(self) -> QImage:
        """What is seen now, with everything over the scene."""
        self._viewport.ren_win.MakeCurrent()
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
        area = QRectF(self.rect())
        theme = self.stage.theme
        for view in self._projections():
            if self._hovered is not None:
                draw_contour(painter, self._hovered.contour(view), ((theme.hover, 5.0),), area)
            if self._selected is not None:
                strokes = ((theme.halo, 9.0), (theme.accent, 6.0))
                draw_contour(painter, self._selected.contour(view), strokes, area)

    def _projections(self) -> list[Projection]:
        sides = len(self.stage.sides)
        width = self.width() / sides
        return [
            projection(self.stage.camera, i * width, width, self.height()) for i in range(sides)
        ]

    # what the pointer does

    def _row_at(self, position: QPointF) -> int:
        x, y = self._pointer.device_pixel(position)
        hit = self.stage.pick(x, y, self._pointer.side_at(position))
        return -1 if hit is None else hit.element

    def _click(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.row_clicked.emit(self._row_at(position), modifiers)

    def _double_click(self, position: QPointF) -> None:
        self.row_double_clicked.emit(self._row_at(position))

    def _request_context(self, position: QPointF) -> None:
        place = self._sheet.mapToGlobal(position.toPoint())
        self.context_requested.emit(self._row_at(position), place)

    def _point_at(self, position: QPointF) -> None:
        self._hover_at = position
        if not self._hover.isActive():
            self._hover.start()

    def _point_nowhere(self) -> None:
        self._hover.stop()
        self._set_hovered(-1)

    def _show_hovered(self) -> None:
        self._set_hovered(self._row_at(self._hover_at))

    def _set_hovered(self, row: int) -> None:
        if row == self._hovered_row:
            return
        self._hovered_row = row
        is_plain = row >= 0 and row not in self.stage.appearance.selected
        self._hovered = self._outline(np.array([row], np.int32)) if is_plain else None
        self._sheet.update()
        self.row_hovered.emit(row)

    def _outline(self, rows: IntArray) -> Outline | None:
        if not len(rows):
            return None
        return outline_of([s.batch for s in self.stage.shapes], self.stage.origin, rows)

    def _forget_outlines(self) -> None:
        self._selected = self._hovered = None
        self._hovered_row = -1

    # life

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let picture and sheet fill the widget."""
        self._viewport.setGeometry(self.rect())
        self._sheet.setGeometry(self.rect())
        self._sheet.raise_()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Free the graphics memory while the window still exists."""
        self.release()
        super().closeEvent(event)

    def release(self) -> None:
        """Free the graphics memory; call once, before the window goes."""
        self._rest.stop()
        self._hover.stop()
        self.stage.clear()
        self._viewport.close()


def _terrain(elements: tuple[Element, ...]) -> BoolArray:
    return np.array([element.ifc_class in _TERRAIN for element in elements], dtype=np.bool_)


def _single_shot(parent: QWidget, milliseconds: int, action: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(action)
    return timer
