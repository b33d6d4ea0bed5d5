"""Which elements can be part of a building's envelope, and as what."""

from enum import IntEnum

import numpy as np

from twin.ifc.properties import value_of
from twin.model.arrays import ByteArray
from twin.model.building import Element, ElementDetails


class Role(IntEnum):
    """What an element does in the envelope."""

    NONE = 0
    WALL = 1
    DECK = 2
    WINDOW = 3
    DOOR = 4
    PANEL = 5


_BY_CLASS = {
    "IfcWall": Role.WALL,
    "IfcCurtainWall": Role.PANEL,
    "IfcSlab": Role.DECK,
    "IfcRoof": Role.DECK,
    "IfcCovering": Role.DECK,
    "IfcWindow": Role.WINDOW,
    "IfcDoor": Role.DOOR,
    "IfcPlate": Role.PANEL,
}
_LININGS = ("CEILING", "FLOORING", "MOLDING", "SKIRTINGBOARD", "SLEEVING", "WRAPPING")
_OUTDOOR = ("LANDING", "PAVING", "SIDEWALK", "TRACKSLAB", "WEARING", "APPROACH_SLAB")
_FLAGS = {True: 1, False: 0}


def roles(elements: tuple[Element, ...]) -> ByteArray:
    """Role of each element, shape (n,); parts of an element take its role."""
    by_id = {e.global_id: e for e in elements}
    return np.array([_role(e, by_id) for e in elements], dtype=np.uint8)


def _role(element: Element, by_id: dict[str, Element]) -> Role:
    if element.ifc_class == "IfcBuildingElementPart":
        whole = by_id.get(element.parent)
        return Role.NONE if whole is None or whole is element else _own_role(whole)
    return _own_role(element)


def _own_role(element: Element) -> Role:
    if element.predefined_type in _LININGS or element.predefined_type in _OUTDOOR:
        return Role.NONE
    ifc_class = element.ifc_class.removesuffix("StandardCase").removesuffix("ElementedCase")
    if ifc_class == "IfcCovering" and element.predefined_type == "CLADDING":
        return Role.WALL
    return _BY_CLASS.get(ifc_class, Role.NONE)


def external_flags(details: tuple[ElementDetails, ...]) -> ByteArray:
    """IsExternal of each element: 1 yes, 0 no, 2 where the file does not say; shape (n,)."""
    stated = (value_of(d.property_sets, "IsExternal") for d in details)
    return np.array([_FLAGS[s] if isinstance(s, bool) else 2 for s in stated], dtype=np.uint8)
