"""What a model itself says of the size of its parts."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twin.model.building import Element, ElementDetails, PropertyValue

Sets = Mapping[str, Mapping[str, PropertyValue]]
_WALLS = (
    "Netto-Oberflächenbereich an der Außenseite", "NetSideArea", "Area",
)  # fmt: skip
_DECKS = ("NetArea", "Area", "TotalArea", "GrossArea")
_OUTER_NAMES = ("wand-ext", "exterior", "yttervegg", "foundation - concrete")


@dataclass(frozen=True, slots=True)
class Own:
    """Area net of openings and the quantity it is from; NaN and "" if the model is silent."""

    area: float = math.nan
    quantity: str = ""


def own_area(element: Element, details: ElementDetails, kind: str) -> Own:
    """Area of an element as its quantities or properties say. [m2]

    Windows and doors by width and height: the area that some programs export is the surface of
    all their parts.
    """
    sets = (details.quantity_sets, details.property_sets)
    if kind in ("window", "door") and element.ifc_class != "IfcPlate":
        width, height = _first(sets, ("Width",)), _first(sets, ("Height",))
        if math.isfinite(width.area * height.area):
            return Own(width.area * height.area, "Width x Height")
        return _first(sets, ("Area",))
    return _first(sets, _WALLS if kind in ("wall", "window") else _DECKS)


def _first(sets: Iterable[Sets], names: tuple[str, ...]) -> Own:
    all_sets = [item for one in sets for item in one.items()]
    for name in names:
        for set_name, values in all_sets:
            value = values.get(name)
            if isinstance(value, float) and value > 0:
                return Own(value, f"{set_name}.{name}")
    return Own()


def is_said_outer(element: Element, details: ElementDetails) -> bool:
    """Whether the model calls a wall, window or door an outer one, or a slab roof or base."""
    kind = element.ifc_class.removesuffix("StandardCase")
    if kind == "IfcRoof" or element.predefined_type in ("ROOF", "BASESLAB"):
        return True
    if kind not in ("IfcWall", "IfcWindow", "IfcDoor"):
        return False
    flags = (values.get("IsExternal") for values in details.property_sets.values())
    stated = [flag for flag in flags if isinstance(flag, bool)]
    if stated:
        return stated[0]
    return kind == "IfcWall" and element.name.lower().startswith(_OUTER_NAMES)


def kind_of(element: Element) -> str:
    """Kind of part that an element said to be outer would be."""
    for words, kind in _KINDS:
        if element.ifc_class.startswith(words):
            return kind
    return "roof" if element.predefined_type == "ROOF" else "floor"


_KINDS = (("IfcWall", "wall"), ("IfcWindow", "window"), ("IfcDoor", "door"), ("IfcRoof", "roof"))
