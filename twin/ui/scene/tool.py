"""What a tool that works in the 3D view is asked, and what it is told of the scene."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from twin.model.arrays import FloatArray
from twin.ui.scene.projection import Projection


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """What lies under the pointer, in coordinates of the model. [m]

    row : element, -1 for none.  point : on it, or far behind where there is none, shape (3,).
    eye : where the line of sight begins, shape (3,).
    """

    row: int
    point: FloatArray
    eye: FloatArray


Drag = Callable[[QPointF], None]


class SceneTool(Protocol):
    """Takes the mouse and some keys while it is in use."""

    def grab(self, place: QPointF, view: Projection, keys: Qt.KeyboardModifier) -> Drag | None:
        """What a drag from here does; None leaves it to the camera. Called at a left press."""
        ...

    def let_go(self, place: QPointF) -> None:
        """The button was released after a grab."""
        ...

    def hover(self, place: QPointF, view: Projection) -> None:
        """The pointer moves with no button down."""
        ...

    def finish(self) -> bool:
        """Double click or Enter; False if there was nothing to finish."""
        ...

    def press(self, key: Qt.Key) -> bool:
        """A key; False if the tool has no use for it."""
        ...

    def draw(self, painter: QPainter, view: Projection) -> None:
        """Draw over the scene."""
        ...
