"""Pieces of a supplier's kit that are placed in a building: what they cover, what that changes."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from twin.analysis.sketching.site import Site
from twin.model.building import Storey
from twin.model.choice import Choice
from twin.model.proposal import Effect, OfferedMeasure, Product, Range, Reach
from twin.model.sketch import PlacedProduct

SPREAD = ("ventilation_factor", "lighting_factor", "equipment_factor", "hot_water_factor",
          "control_loss_factor")  # fmt: skip
"""Effects of the whole building: where pieces cover a part of it, so much of the change comes."""
STOREY = 3.0  # where the model names no storeys. [m]


def covered_area(
    pieces: Sequence[PlacedProduct], kit: Sequence[Product], site: Site, storeys: Sequence[Storey]
) -> float:
    """Floor area that pieces serve: a disc about each, counted once per storey. [m2]

    site : its outline bounds the discs; without one they are whole.
    """
    reach = {product.product_id: product.coverage for product in kit}
    by_level: dict[int, list[shapely.Polygon]] = {}
    for piece in pieces:
        area = reach.get(piece.product_id, 0.0)
        if area > 0:
            disc = shapely.Point(piece.position[:2]).buffer(np.sqrt(area / np.pi), quad_segs=16)
            by_level.setdefault(level_of(piece, storeys, site.ground), []).append(disc)
    total = 0.0
    for discs in by_level.values():
        joined = shapely.union_all(discs)
        if not site.footprint.is_empty:
            joined = joined.intersection(site.footprint)
        total += joined.area
    return total


def level_of(piece: PlacedProduct, storeys: Sequence[Storey], ground: float) -> int:
    """Number of the storey that a piece is in, from below."""
    height = piece.position[2]
    elevations = sorted(storey.elevation for storey in storeys)
    if not elevations:
        return int((height - ground) // STOREY)
    return int(np.searchsorted(elevations, height + 0.1)) - 1


def placed_measure(measure: OfferedMeasure, share: float) -> OfferedMeasure:
    """A measure whose pieces cover a part of the building, 0 to 1."""
    return replace(measure, effects=tuple(_spread(effect, share) for effect in measure.effects))


def placed_reach(choice: Choice, reached: Reach, covered: float) -> Reach:
    """What placed pieces come to: their number, or the area they cover."""
    pieces = choice.sketch.products
    if not pieces or reached.reason:
        return reached
    if choice.measure.cost_basis == "count":
        return replace(reached, quantity=float(len(pieces)))
    if choice.measure.cost_basis in ("floor_area", "area") and covered > 0:
        return replace(reached, quantity=min(covered, reached.quantity))
    return reached


def _spread(effect: Effect, share: float) -> Effect:
    if effect.kind not in SPREAD:
        return effect
    value, low, high = (
        1 - (1 - v) * share for v in (effect.value.value, effect.value.low, effect.value.high)
    )
    return replace(effect, value=Range(value, low, high, effect.value.source))
