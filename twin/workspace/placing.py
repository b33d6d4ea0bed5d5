"""Pieces of a supplier's kit in the entered building: where one may stand, what all cover."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from twin.analysis.sketching.products import covered_area
from twin.analysis.sketching.site import site_of
from twin.analysis.sketching.surface import Surface
from twin.model.choice import Choice
from twin.model.proposal import Product
from twin.model.sketch import PlacedProduct

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

WRONG_PLACE = {
    "floor": "{title} stands on a floor.",
    "wall": "{title} hangs on a wall.",
    "ceiling": "{title} hangs from a ceiling.",
    "roof": "{title} stands on a roof.",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """What placed pieces serve. area : floor area.  whole : of the building, NaN unknown. [m2]"""

    pieces: int
    area: float
    whole: float


def product_of(choice: Choice, product_id: str) -> Product | None:
    """A product of the kit of a measure, None if it has no such one."""
    return next((p for p in choice.measure.kit if p.product_id == product_id), None)


def suits(product: Product, surface: Surface) -> bool:
    """Whether a product may stand on or hang from a surface."""
    up = float(surface.normal[2])
    match product.surface:
        case "wall":
            return abs(up) < 0.5
        case "ceiling":
            return up < -0.5
        case _:
            return up > 0.5


def placed(
    workspace: "Workspace", choice: Choice, product: Product, surface: Surface,
    point: tuple[float, float, float],
) -> Choice | None:  # fmt: skip
    """A choice with one piece more; None with a notice where it may not stand there."""
    model = workspace.model
    if model is None or not suits(product, surface):
        workspace.notices.say(WRONG_PLACE[product.surface], title=product.title)
        return None
    row = next((e for e in model.elements if e.global_id == surface.element), None)
    towards = surface.normal
    turn = float(np.degrees(np.arctan2(towards[0], towards[1])) % 360.0)
    is_level = abs(float(towards[2])) > 0.5
    piece = PlacedProduct(
        product.product_id, point, 0.0 if is_level else turn, row.space if row else ""
    )
    sketch = replace(choice.sketch, products=(*choice.sketch.products, piece))
    return replace(choice, sketch=sketch)


def taken_away(choice: Choice, at: int) -> Choice:
    """A choice with one piece less."""
    kept = tuple(p for row, p in enumerate(choice.sketch.products) if row != at)
    return replace(choice, sketch=replace(choice.sketch, products=kept))


def covered(workspace: "Workspace", choice: Choice) -> Covered:
    """What the pieces that are placed serve."""
    model, building = workspace.model, workspace.building
    pieces = choice.sketch.products
    if model is None or building is None:
        return Covered(len(pieces), np.nan, np.nan)
    area = covered_area(pieces, choice.measure.kit, site_of(model), model.storeys)
    whole = model.envelope.floor_area if model.envelope is not None else np.nan
    return Covered(len(pieces), area, whole if whole > 0 else building.heated_floor_area)
