"""A scene seen straight from above without any picture: 10 pixels are a metre."""

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPoint, QPointF

from tests.analysis.sketching.blocks import ROOF, block_model
from twin.analysis.sketching.surface import Surfaces
from twin.ui.scene.look import scene_theme
from twin.ui.scene.projection import Projection
from twin.ui.scene.tool import Spot

WIDTH, HEIGHT, SCALE = 400.0, 300.0, 10.0
TOP = 8.0  # of the block, 20 x 12 m. [m]


class FlatStage:
    """Row 0 is the roof of the block, in the lower left corner."""

    theme = scene_theme("light")
    origin = np.zeros(3)

    def seen(self, rows: np.ndarray, points: np.ndarray) -> np.ndarray:
        """Everything but row 2 is seen."""
        del points
        return np.array(sorted({r for r in rows.tolist() if r != 2}), np.int32)


@dataclass
class Inner:
    """What tools ask of the scene behind the view."""

    stage: FlatStage = field(default_factory=FlatStage)


class FlatScene:
    """Stands in for the 3D view."""

    def __init__(self) -> None:
        self.scene = Inner()
        self.drawn = 0
        self.boxes: dict[int, np.ndarray] = {}

    def view_at(self, place: QPointF) -> Projection:
        del place
        matrix = np.zeros((4, 4))
        matrix[0, 0], matrix[0, 3] = 2 * SCALE / WIDTH, -1.0
        matrix[1, 1], matrix[1, 3] = 2 * SCALE / HEIGHT, -1.0
        matrix[3, 3] = 1.0
        return Projection(matrix, 0.0, WIDTH, HEIGHT)

    def spot(self, place: QPointF) -> Spot:
        x, y = place.x() / SCALE, (HEIGHT - place.y()) / SCALE
        is_on = 0 <= x <= 20 and 0 <= y <= 12
        height = TOP if is_on else 0.0
        return Spot(0 if is_on else -1, np.array([x, y, height]), np.array([x, y, 100.0]))

    def row_boxes(self, rows: np.ndarray) -> list[np.ndarray | None]:
        return [self.boxes.get(int(row)) for row in rows]

    def draw_again(self) -> None:
        self.drawn += 1


def at(x: float, y: float) -> QPointF:
    """Pixel of a place of the plan. [m]"""
    return QPointF(x * SCALE, HEIGHT - y * SCALE)


def pixel(x: float, y: float) -> QPoint:
    return at(x, y).toPoint()


class Block:
    """The block's surfaces, as the window finds them."""

    def __init__(self) -> None:
        self.surfaces = Surfaces(block_model())

    def surface_at(self, place: QPointF):
        spot = FlatScene().spot(place)
        if spot.row < 0:
            return None
        return self.surfaces.at(ROOF, spot.point.tolist(), spot.eye.tolist())

    def surface_of(self, drawn):
        return self.surfaces.of(drawn)
