"""Places pieces of a supplier's kit for the measure looked at."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from twin.model.choice import Choice
from twin.model.proposal import Product
from twin.ui.desk import Desk
from twin.ui.scene.tool import Spot
from twin.ui.scene.view import SceneView
from twin.ui.sketch.product_tool import ProductTool
from twin.workspace import choices, placing
from twin.workspace.sketch import surface_at


class Placing(QObject):
    """Owns the tool while it is in use."""

    def __init__(self, desk: Desk, scene: SceneView, choice: Callable[[], Choice | None]) -> None:
        super().__init__()
        self._desk = desk
        self._choice = choice
        self.tool = made = ProductTool(scene, self._product)
        made.placed.connect(self._place)
        made.removed.connect(self._remove)
        made.left.connect(partial(desk.choice.use_tool, ""))

    def show_choice(self, choice: Choice) -> None:
        """Show the pieces of a measure as they are now."""
        self.tool.pieces = choice.sketch.products

    def stop(self) -> None:
        """The tool is put away."""

    def show_panels(self) -> None:
        """Panels stay as the result says."""

    def _product(self, product_id: str) -> Product | None:
        choice = self._choice()
        return placing.product_of(choice, product_id) if choice is not None else None

    def _place(self, spot: Spot) -> None:
        choice, workspace = self._choice(), self._desk.workspace
        product = self._product(self._desk.choice.product)
        surface = surface_at(workspace, spot.row, spot.point, spot.eye)
        if choice is None or product is None or surface is None:
            return
        x, y, z = spot.point.tolist()
        after = placing.placed(workspace, choice, product, surface, (x, y, z))
        if after is not None:
            choices.change(workspace, after, "Place a piece of {title}")

    def _remove(self, number: int) -> None:
        choice = self._choice()
        if choice is not None and number < len(choice.sketch.products):
            after = placing.taken_away(choice, number)
            choices.change(self._desk.workspace, after, "Take away a piece of {title}")
