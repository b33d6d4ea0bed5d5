"""Places pieces of a kit in the 3D view, and takes them away."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter

from twin.model.proposal import Product
from twin.model.sketch import PlacedProduct
from twin.ui.scene.projection import Projection
from twin.ui.scene.tool import Drag, Spot
from twin.ui.scene.view import SceneView
from twin.ui.sketch.painting import paint_disc, paint_piece

REACH = 11.0  # of a click on a piece. [pixel]
SIDES = 24  # of a disc


class ProductTool(QObject):
    """A tool of the 3D view.

    Signals: `placed(spot)` for a click on the building; `removed(number)` for a click on a piece;
    `left` on Esc.
    """

    placed = Signal(object)
    removed = Signal(int)
    left = Signal()

    def __init__(self, scene: SceneView, product: Callable[[str], Product | None]) -> None:
        super().__init__()
        self._scene = scene
        self._product = product
        self.pieces: tuple[PlacedProduct, ...] = ()
        self._spot: Spot | None = None
        self._hit = -1

    def grab(self, place: QPointF, view: Projection, keys: Qt.KeyboardModifier) -> Drag | None:
        """A click takes a piece away, or sets one where the building is."""
        if keys & Qt.KeyboardModifier.ShiftModifier:
            return None
        self._hit = self._piece_at(place, view)
        spot = self._scene.spot(place)
        self._spot = spot if spot.row >= 0 else None
        return self._drag if self._hit >= 0 or self._spot is not None else None

    def let_go(self, place: QPointF) -> None:
        """Tell what was clicked."""
        del place
        hit, spot = self._hit, self._spot
        self._hit, self._spot = -1, None
        if hit >= 0:
            self.removed.emit(hit)
        elif spot is not None:
            self.placed.emit(spot)

    def hover(self, place: QPointF, view: Projection) -> None:
        """Nothing to show before a click."""
        del place, view

    def finish(self) -> bool:
        """A double click is two clicks."""
        return True

    def press(self, key: Qt.Key) -> bool:
        """Esc gives up the tool."""
        if key != Qt.Key.Key_Escape:
            return False
        self.left.emit()
        return True

    def draw(self, painter: QPainter, view: Projection) -> None:
        """Every piece at its size, and the floor it serves."""
        known = [(p, self._product(p.product_id)) for p in self.pieces]
        draw_pieces(painter, view, self._scene, known, with_reach=True)

    def _drag(self, place: QPointF) -> None:
        """A piece is set where the button is let go."""
        if self._hit < 0:
            spot = self._scene.spot(place)
            self._spot = spot if spot.row >= 0 else self._spot

    def _piece_at(self, place: QPointF, view: Projection) -> int:
        if not self.pieces:
            return -1
        feet = np.array([piece.position for piece in self.pieces])
        seen = view.screen(feet - self._scene.scene.stage.origin)
        apart = np.hypot(seen[:, 0] - place.x(), seen[:, 1] - place.y())
        nearest = int(np.argmin(np.nan_to_num(apart, nan=np.inf)))
        return nearest if apart[nearest] <= REACH else -1


def draw_pieces(
    painter: QPainter,
    view: Projection,
    scene: SceneView,
    known: Sequence[tuple[PlacedProduct, Product | None]],
    *,
    with_reach: bool,
) -> None:
    """Every piece at its size, and the floor it serves."""
    theme, origin = scene.scene.stage.theme, scene.scene.stage.origin
    for piece, product in known:
        if with_reach and product is not None and product.coverage > 0:
            paint_disc(painter, view.screen(disc_of(piece, product) - origin), theme)
    for piece, product in known:
        if product is not None:
            paint_piece(painter, view.screen(box_of(piece, product) - origin), theme)


def disc_of(piece: PlacedProduct, product: Product) -> np.ndarray:
    """Edge of the floor that a piece serves, shape (n, 3). [m]"""
    angle = np.linspace(0.0, 2 * np.pi, SIDES, endpoint=False)
    radius = np.sqrt(product.coverage / np.pi)
    around = np.column_stack([np.cos(angle), np.sin(angle), np.zeros(SIDES)])
    return np.array(piece.position) + radius * around


def box_of(piece: PlacedProduct, product: Product) -> np.ndarray:
    """Corners of a piece: below then above, shape (8, 3). [m]"""
    width, depth, height = product.size
    angle = np.radians(piece.turn)
    along = np.array([np.cos(angle), -np.sin(angle), 0.0])
    out = np.array([np.sin(angle), np.cos(angle), 0.0])
    lowest = {"wall": -height / 2, "ceiling": -height}.get(product.surface, 0.0)
    back = 0.0 if product.surface == "wall" else -depth / 2
    foot = np.array(piece.position) + np.array([0.0, 0.0, lowest])
    plan = [
        foot + along * x + out * y
        for x, y in ((-width / 2, back), (width / 2, back), (width / 2, back + depth),
                     (-width / 2, back + depth))
    ]  # fmt: skip
    return np.array([*plan, *(point + np.array([0.0, 0.0, height]) for point in plan)])
