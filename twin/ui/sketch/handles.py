"""What of a drawn field can be taken hold of."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from twin.model.arrays import FloatArray
from twin.ui.scene.projection import Projection
from twin.workspace.sketch import Surface

REACH = 11.0  # [pixel]


@dataclass(frozen=True, slots=True, eq=False)
class Handle:
    """kind : ``corner`` | ``edge`` | ``whole``.  flat : along right and up, shape (2,). [m]"""

    kind: str
    at: int
    flat: FloatArray


def handles_of(corners: FloatArray) -> list[Handle]:
    """One on each corner and one in the middle of each edge."""
    middles = (corners + np.roll(corners, -1, axis=0)) / 2
    found = [Handle("corner", at, point) for at, point in enumerate(corners)]
    return [*found, *(Handle("edge", at, point) for at, point in enumerate(middles))]


def handle_at(
    place: QPointF, handles: list[Handle], view: Projection, origin: FloatArray, surface: Surface
) -> Handle | None:
    """The handle under the pointer, corners before edges."""
    flat = np.array([handle.flat for handle in handles])
    seen = view.screen(surface.in_model(flat) - origin)
    apart = np.hypot(seen[:, 0] - place.x(), seen[:, 1] - place.y())
    near = np.flatnonzero(apart <= REACH)
    return handles[int(near[0])] if len(near) else None


def is_inside(
    place: QPointF, surface: Surface, corners: FloatArray, view: Projection, origin: FloatArray
) -> bool:
    """Whether the pointer is over a field."""
    seen = view.screen(surface.in_model(corners) - origin)
    ring = QPolygonF([QPointF(x, y) for x, y, _ in seen.tolist()])
    return ring.containsPoint(place, Qt.FillRule.OddEvenFill)
