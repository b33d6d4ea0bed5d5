"""Paints parts of the building with clicks and boxes in the 3D view."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from twin.model.arrays import IntArray
from twin.ui.scene.projection import Projection
from twin.ui.scene.tool import Drag
from twin.ui.scene.view import SceneView
from twin.ui.sketch.painting import paint_box

CLICK = 4.0  # a move below this is a click. [pixel]


class PaintTool(QObject):
    """A tool of the 3D view.

    Signals: `painted(rows, takes)`, the elements clicked or in the box, and whether they are to
    be taken away (Ctrl); `left` on Esc.
    """

    painted = Signal(object, bool)
    left = Signal()

    def __init__(self, scene: SceneView, rows: Callable[[], Sequence[int]]) -> None:
        super().__init__()
        self._scene = scene
        self._rows = rows
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self._takes = False

    def grab(self, place: QPointF, view: Projection, keys: Qt.KeyboardModifier) -> Drag | None:
        """Begin a click or a box; Shift leaves the mouse to the camera."""
        del view
        if keys & Qt.KeyboardModifier.ShiftModifier:
            return None
        self._from, self._to = place, None
        self._takes = bool(keys & Qt.KeyboardModifier.ControlModifier)
        return self._drag

    def let_go(self, place: QPointF) -> None:
        """Paint what was clicked, or what is seen in the box."""
        start, end = self._from, self._to
        self._from = self._to = None
        if start is None:
            return
        if end is None:
            row = self._scene.spot(place).row
            found = [row] if row >= 0 else []
        else:
            box = QRectF(start, end).normalized()
            found = seen_in(self._scene, box, self._rows()).tolist()
        self._scene.draw_again()
        if found:
            self.painted.emit(found, self._takes)

    def hover(self, place: QPointF, view: Projection) -> None:
        """Nothing to show before the button is down."""
        del place, view

    def finish(self) -> bool:
        """A double click is two clicks."""
        return True

    def press(self, key: Qt.Key) -> bool:
        """Esc gives up the box, or the tool."""
        if key != Qt.Key.Key_Escape:
            return False
        if self._from is not None:
            self._from = self._to = None
            self._scene.draw_again()
        else:
            self.left.emit()
        return True

    def draw(self, painter: QPainter, view: Projection) -> None:
        """The box."""
        del view
        if self._from is not None and self._to is not None:
            paint_box(painter, self._from, self._to, self._scene.scene.stage.theme)

    def _drag(self, place: QPointF) -> None:
        if self._from is None:
            return
        if self._to is None and (place - self._from).manhattanLength() < CLICK:
            return
        self._to = place
        self._scene.draw_again()


def seen_in(scene: SceneView, box: QRectF, rows: Sequence[int]) -> IntArray:
    """Those of the elements whose middle lies in a box of the view and that nothing hides."""
    wanted = np.array(rows, np.int32)
    bounds = [(row, b) for row, b in zip(rows, scene.row_boxes(wanted), strict=True)
              if b is not None]  # fmt: skip
    if not bounds:
        return np.zeros(0, np.int32)
    view = scene.view_at(box.center())
    middles = np.array([b.mean(axis=0) for _, b in bounds])
    seen = view.screen(middles)
    inside = [
        i for i, (x, y, away) in enumerate(seen.tolist())
        if away > 0 and box.contains(QPointF(x, y))
    ]  # fmt: skip
    if not inside:
        return np.zeros(0, np.int32)
    # Five points of each: something thin before its middle does not hide it.
    found_rows, points = [], []
    for i in inside:
        row, (low, high) = bounds[i][0], bounds[i][1]
        for share in ((0.5, 0.5, 0.5), (0.2, 0.2, 0.2), (0.8, 0.8, 0.8), (0.2, 0.8, 0.8),
                      (0.8, 0.2, 0.2)):  # fmt: skip
            found_rows.append(row)
            points.append(low + (high - low) * np.array(share))
    stage = scene.scene.stage
    return stage.seen(np.array(found_rows, np.int32), np.array(points))
