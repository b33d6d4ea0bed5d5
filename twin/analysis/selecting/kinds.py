"""Which kinds of envelope parts a selector means, also where it names classes or codes only."""

from twin.model.proposal import Selector
from twin.model.thermal import ThermalSurface

KIND_OF_CLASS = {
    "IfcWall": "wall", "IfcCurtainWall": "window", "IfcWindow": "window", "IfcDoor": "door",
    "IfcRoof": "roof",
}  # fmt: skip
KINDS_OF_PART = {
    "23": ("wall", "window", "door"), "231": ("wall",), "232": ("wall",), "235": ("wall",),
    "233": ("window",), "234": ("window", "door"), "25": ("floor",), "252": ("floor",),
    "26": ("roof",), "261": ("roof",), "262": ("roof",), "263": ("window",),
}  # fmt: skip


def kinds_of(selector: Selector) -> frozenset[str]:
    """Envelope kinds a selector means, also where it names classes or building parts only."""
    if selector.kinds:
        return frozenset(selector.kinds)
    classes = map(plain_class, selector.ifc_classes)
    by_class = {KIND_OF_CLASS[c] for c in classes if c in KIND_OF_CLASS}
    by_part = {kind for code in selector.part_codes for kind in _kinds_of_part(code)}
    if selector.ifc_classes and selector.part_codes:
        return frozenset(by_class & by_part)
    return frozenset(by_class | by_part)


def stands_in(surface: ThermalSurface, selector: Selector, kinds: frozenset[str]) -> bool:
    """Whether a surface of an archetype is of a kind and side that a selector means."""
    is_on_side = not selector.adjacency or surface.faces in selector.adjacency
    return surface.kind in kinds and is_on_side


def plain_class(ifc_class: str) -> str:
    """Class without the IFC2X3 suffixes that say how the geometry is written."""
    return ifc_class.removesuffix("StandardCase").removesuffix("ElementedCase")


def _kinds_of_part(code: str) -> tuple[str, ...]:
    return KINDS_OF_PART.get(code[:3], KINDS_OF_PART.get(code[:2], ()))
