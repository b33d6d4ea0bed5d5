"""What was drawn and placed for a choice, as prisms of an exported model."""

from collections.abc import Callable, Iterator

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.choice import Choice
from twin.model.panels import PanelPlace
from twin.model.proposal import Product
from twin.model.scenario_copy import OTHER, SENSOR, SOLAR, NewPart
from twin.model.sketch import DrawnField, Massing, PlacedProduct, Point

PANEL, GREEN, PAINT = 0.04, 0.12, 0.02  # how thick what is drawn on a surface is shown. [m]
DARK, LEAF, LIGHT, CLAY = (0.09, 0.13, 0.28), (0.36, 0.55, 0.27), (0.9, 0.9, 0.86), (0.8, 0.7, 0.6)
SENSORS = ("room_sensors", "moisture_sensors", "energy_monitoring", "cleaning_on_demand")
"""Measures of the catalogue whose pieces measure something."""
UNKNOWN_SIZE = (0.2, 0.2, 0.2)  # of a piece that is no longer in the kit. [m]
PlaceOf = Callable[[DrawnField], PanelPlace | None]


def new_parts(choice: Choice, place_of: PlaceOf, storey_of: Callable[[str], str]) -> list[NewPart]:
    """Panels, green roofs, pieces and storeys of a choice; nothing for what is taken away.

    Parameters
    ----------
    place_of : modules that fit on a field.
    storey_of : GlobalId of the storey of an element or room, "" if unknown.
    """
    return [
        *_fields(choice, place_of, storey_of),
        *_pieces(choice, storey_of),
        *_storeys(choice),
    ]


def _fields(
    choice: Choice, place_of: PlaceOf, storey_of: Callable[[str], str]
) -> Iterator[NewPart]:
    title = choice.measure.title
    is_solar = any(effect.kind == "pv" for effect in choice.measure.effects)
    is_green = choice.measure.catalogue == "green_roof" or any(
        effect.kind == "stormwater" for effect in choice.measure.effects
    )
    for number, drawn in enumerate(choice.sketch.fields):
        key, storey = f"{choice.key} field {number}", storey_of(drawn.element)
        facts = {
            "Surface": drawn.surface,
            "Element": drawn.element,
            "SetbackMetres": drawn.setback,
        }
        place = place_of(drawn) if is_solar else None
        if place is not None:
            tilt, azimuth = place.facings[0]
            solar = {**facts, "Modules": len(place.modules), "PowerKW": place.power,
                     "TiltDegrees": float(tilt), "AzimuthDegrees": float(azimuth)}  # fmt: skip
            outlines = tuple(_upward(module) for module in place.modules)
            yield NewPart(key, SOLAR, title, "Solar panels", outlines, PANEL, storey, DARK, solar)
        elif not is_solar:
            depth, colour = (GREEN, LEAF) if is_green else (PAINT, LIGHT)
            what = "Green roof" if is_green else "Field"
            yield NewPart(key, OTHER, title, what, (drawn.corners,), depth, storey, colour, facts)


def _pieces(choice: Choice, storey_of: Callable[[str], str]) -> Iterator[NewPart]:
    kit = {product.product_id: product for product in choice.measure.kit}
    kind = SENSOR if choice.measure.catalogue in SENSORS else OTHER
    for number, piece in enumerate(choice.sketch.products):
        product = kit.get(piece.product_id) or Product(piece.product_id, piece.product_id,
                                                       UNKNOWN_SIZE)  # fmt: skip
        facts = {
            "Product": piece.product_id, "Space": piece.space, "TurnDegrees": piece.turn,
            "CoverageSquareMetres": product.coverage, "PriceNOK": product.price.value,
        }  # fmt: skip
        yield NewPart(
            f"{choice.key} piece {number}", kind, product.title, choice.measure.title,
            (foot_of(piece, product),), product.size[2], storey_of(piece.space), LIGHT, facts,
        )  # fmt: skip


def _storeys(choice: Choice) -> Iterator[NewPart]:
    for number, massing in enumerate(choice.sketch.massings):
        if massing.is_removed:
            continue
        for level in range(massing.storeys):
            facts = {"Level": level + 1, "Levels": massing.storeys,
                     "StoreyHeightMetres": massing.storey_height}  # fmt: skip
            yield NewPart(
                f"{choice.key} massing {number} {level}", OTHER,
                f"{choice.measure.title} {level + 1}", "Extension",
                (_floor(massing, level),), massing.storey_height, colour=CLAY, facts=facts,
            )  # fmt: skip


def foot_of(piece: PlacedProduct, product: Product) -> tuple[Point, ...]:
    """Lower face of a piece, counter-clockwise from above. [m]

    On walls `PlacedProduct.position` is the middle of its back, under ceilings of its top.
    """
    width, depth, height = product.size
    angle = np.radians(piece.turn)
    along = np.array([np.cos(angle), -np.sin(angle), 0.0])
    out = np.array([np.sin(angle), np.cos(angle), 0.0])
    lowest = {"wall": -height / 2, "ceiling": -height}.get(product.surface, 0.0)
    back = 0.0 if product.surface == "wall" else -depth / 2
    foot = np.array(piece.position) + np.array([0.0, 0.0, lowest])
    plan = ((-width / 2, back), (width / 2, back), (width / 2, back + depth),
            (-width / 2, back + depth))  # fmt: skip
    return _points(np.array([foot + along * x + out * y for x, y in plan]))


def _floor(massing: Massing, level: int) -> tuple[Point, ...]:
    flat = np.array(massing.outline, dtype=float)
    after = np.roll(flat, -1, axis=0)
    is_clockwise = float((flat[:, 0] * after[:, 1] - after[:, 0] * flat[:, 1]).sum()) < 0
    height = massing.base + level * massing.storey_height
    corners = np.column_stack([flat, np.full(len(flat), height)])
    return _points(corners[::-1] if is_clockwise else corners)


def _upward(corners: FloatArray) -> tuple[Point, ...]:
    """A module with its normal up; upright ones as they are."""
    normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    return _points(corners[::-1] if normal[2] < -1e-9 else corners)


def _points(corners: FloatArray) -> tuple[Point, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in corners)
