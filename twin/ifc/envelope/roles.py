"""Which elements can be part of a building's envelope, and as what."""

from enum import IntEnum

import numpy as np

from twin.ifc.elements.properties import value_of
from twin.model.arrays import ByteArray, IntArray
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


def roles(elements: tuple[Element, ...]) -> tuple[ByteArray, IntArray]:
    """Role of each element and the row it is counted under, both of shape (n,).

    Layers of a wall take the wall's role; frame and panes of a window count as the window.
    """
    row_by_id = {e.global_id: row for row, e in enumerate(elements)}
    role = np.array([_own_role(e) for e in elements], dtype=np.uint8)
    owner = np.arange(len(elements), dtype=np.int32)
    for row, element in enumerate(elements):
        whole = row_by_id.get(element.parent, row)
        if whole == row:
            continue
        if role[whole] in (Role.WINDOW, Role.DOOR):
            role[row], owner[row] = role[whole], whole
        elif element.ifc_class == "IfcBuildingElementPart":
            role[row] = role[whole]
    return role, owner


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
