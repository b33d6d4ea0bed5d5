"""Moves the section plane: a handle on the plane, a bar with a slider, and keys."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QLineF, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from twin.model.arrays import FloatArray
from twin.ui.scene import camera as moves
from twin.ui.scene.projection import Projection
from twin.ui.scene.section import SectionPlane
from twin.ui.scene.stage import Stage

AXES = {"level": (0.0, 0.0, -1.0), "across": (1.0, 0.0, 0.0), "along": (0.0, 1.0, 0.0)}
"""What is kept: below a level, east of a plane, north of a plane."""

_REACH = 14.0
_ARROW = 30.0
_REST = 120


class SectionTool(QObject):
    """The one section plane of a stage.

    Signals: `moved` whenever the picture has changed; `placed` with the share of the way (0 to
    1) when the plane was moved by handle or key.
    """

    moved = Signal()
    placed = Signal(float)

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._axis = "level"
        self._is_flipped = False
        self._bounds: FloatArray = np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._close_cut)

    @property
    def is_on(self) -> bool:
        """Whether the model is cut."""
        return self._stage.section is not None

    def start(self) -> None:
        """Cut a little above the middle."""
        bounds = self._stage.bounds()
        if bounds is None:
            return
        self._bounds = bounds
        self._is_flipped = False
        self._place(0.55)
        self._close_cut()

    def stop(self) -> None:
        """Show the whole model."""
        self._rest.stop()
        self._stage.cut(None)
        self.moved.emit()

    def use_axis(self, axis: str) -> None:
        """Cut at a ``level``, ``across`` or ``along``."""
        self._axis = axis
        self._is_flipped = False
        self._place(0.55)

    def flip(self) -> None:
        """Keep the other side."""
        self._is_flipped = not self._is_flipped
        self._place(self.share())

    def slide(self, share: float) -> None:
        """Put the plane at a share of the way, 0 to 1."""
        if abs(share - self.share()) > 1e-6:
            self._place(share)

    def step(self, distance: float) -> None:
        """Move along the positive axis. [m]"""
        low, high = self._range()
        self._place(self.share() + distance / max(high - low, 1e-6))

    def share(self) -> float:
        """How far the plane is between the model's ends, 0 to 1."""
        plane = self._stage.section
        if plane is None:
            return 0.55
        low, high = self._range()
        return float((plane.origin @ self._positive() - low) / max(high - low, 1e-6))

    # the handle

    def grab(self, position: QPointF, view: Projection) -> Callable[[QPointF], None] | None:
        """What a drag from here does; None if the handle is not here."""
        plane = self._stage.section
        if plane is None:
            return None
        foot, tip = self._handle(plane, view)
        if min(_length(position - foot), _length(position - tip)) > _REACH:
            return None
        start, distance_of = plane, self._distance_per_step(plane, view)
        return lambda place: self._drag(start, distance_of(place - position))

    def draw(self, painter: QPainter, view: Projection) -> None:
        """Draw the handle: a disc on the plane and an arrow along its normal."""
        plane = self._stage.section
        if plane is None:
            return
        theme = self._stage.theme
        foot, tip = self._handle(plane, view)
        for colour, width in ((theme.halo, 5.0), (theme.accent, 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QLineF(foot, tip))
        painter.setPen(QPen(QColor(theme.halo), 2.0))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(foot, 5, 5)
        painter.drawEllipse(tip, 8, 8)

    def _handle(self, plane: SectionPlane, view: Projection) -> tuple[QPointF, QPointF]:
        ends = np.array([plane.origin, plane.origin - plane.normal])
        screen = view.screen(ends)[:, :2]
        way = screen[1] - screen[0]
        length = float(np.linalg.norm(way))
        way = way / length if length > 1.0 else np.array([0.0, -1.0])
        foot = QPointF(*screen[0])
        return foot, foot + QPointF(*(way * _ARROW))

    def _distance_per_step(
        self, plane: SectionPlane, view: Projection
    ) -> Callable[[QPointF], float]:
        screen = view.screen(np.array([plane.origin, plane.origin + plane.normal]))[:, :2]
        way = screen[1] - screen[0]
        if np.linalg.norm(way) < 2.0:
            metres = moves.metres_per_pixel(self._stage.camera, int(view.height))
            return lambda step: step.y() * metres
        way = way / (way @ way)
        return lambda step: step.x() * way[0] + step.y() * way[1]

    def _drag(self, start: SectionPlane, distance: float) -> None:
        low, high = self._range()
        there = float((start.origin + start.normal * distance) @ self._positive())
        self._place((there - low) / max(high - low, 1e-6))
        self.placed.emit(self.share())

    # the plane

    def _place(self, share: float) -> None:
        low, high = self._range()
        positive = self._positive()
        middle = self._bounds.mean(axis=0)
        wanted = low + (high - low) * float(np.clip(share, 0.001, 0.999))
        origin = middle + positive * (wanted - middle @ positive)
        normal = np.array(AXES[self._axis])
        plane = SectionPlane(origin, -normal if self._is_flipped else normal)
        self._stage.cut(plane, is_moving=True)
        self._rest.start()
        self.moved.emit()

    def _close_cut(self) -> None:
        if self._stage.section is not None:
            self._rest.stop()
            self._stage.cut(self._stage.section)
            self.moved.emit()

    def _positive(self) -> FloatArray:
        return np.abs(np.array(AXES[self._axis]))

    def _range(self) -> tuple[float, float]:
        low, high = self._bounds @ self._positive()
        return float(low), float(high)


def _length(vector: QPointF) -> float:
    return float(np.hypot(vector.x(), vector.y()))
