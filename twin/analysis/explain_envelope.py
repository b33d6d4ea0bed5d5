"""What the envelope of a zone rests on, in sentences with their sources."""

import numpy as np

from twin.analysis.inner_leaf import FROM_LAYERS
from twin.analysis.statements import numbers_of, valued
from twin.analysis.zones import lacking_kinds
from twin.model.known import KINDS
from twin.model.scenario import Quantity, Statement
from twin.model.thermal import Sourced, ThermalSurface, ThermalZone

_U_VALUE = {
    "wall": "U-value of the walls, {area}: {value}.",
    "window": "U-value of the windows, {area}: {value}.",
    "door": "U-value of the doors, {area}: {value}.",
    "roof": "U-value of the roof, {area}: {value}.",
    "floor": "U-value of the floor, {area}: {value}.",
}
_OPAQUE = ("wall", "roof", "floor")
_COVERED = {
    "measured": "Measured U-values cover {share} of the envelope.",
    "documented": "Documented U-values cover {share} of the envelope.",
    "assumed": "U-values assumed for this building cover {share} of the envelope.",
    "model": "U-values from the model cover {share} of the envelope.",
    "computed": "U-values computed from the layers of the model cover {share} of the envelope.",
}
_TOLD_ONE_BY_ONE = ("default", *KINDS)
LENT_SOURCE = (
    "A roof as large as the model's floors, or the other way round; else the usual shape of"
    " buildings of this category, floor area and storeys."
)
_LACKING = {
    "wall": "The model has no outer walls; {area} are calculated, as usual for such a building.",
    "roof": "The model has no roof; {area} are calculated, as usual for such a building.",
    "floor": "The model has no floor to the ground; {area} are calculated, as usual for such a"
    " building.",
    "window": "The model has no windows; {area} are calculated, as usual for such a building.",
}
_BESIDE = {
    "unheated": "Parts to unheated rooms, {area}, lose {value} of the heat they would lose to"
    " outside air.",
    "heated": "Parts to a neighbour's heated rooms, {area}, lose no heat.",
}


def about_envelope(zone: ThermalZone) -> list[Statement]:
    """Origin of U-values, parts lent by the archetype, surroundings and heat storage."""
    return [*_surfaces(zone), *_lacking(zone), *_surroundings(zone), *_mass(zone)]


def _surfaces(zone: ThermalZone) -> list[Statement]:
    """One sentence per kind and origin of the U-value, with the area it covers."""
    area: dict[tuple[str, Sourced], float] = {}
    for surface in zone.surfaces:
        if surface.u_value.basis in _TOLD_ONE_BY_ONE:
            key = surface.kind, surface.u_value
            area[key] = area.get(key, 0.0) + surface.area
    return [
        *_covered(zone),
        *(
            valued(_U_VALUE[kind], u_value, "W/(m²K)", area=Quantity(size, "m²"))
            for (kind, u_value), size in area.items()
        ),
        *_glass(zone),
    ]


def _glass(zone: ThermalZone) -> list[Statement]:
    """The g-value of the windows where it is known."""
    if not np.isfinite(zone.glass.value):
        return []
    return [valued("Sun that the windows let through, g-value: {value}.", zone.glass, "")]


def _covered(zone: ThermalZone) -> list[Statement]:
    """Shares of the envelope whose U-values are measured, the model's or computed."""
    total = sum(s.area for s in zone.surfaces)
    found: list[Statement] = []
    for basis, text in _COVERED.items():
        known = sum(s.area for s in zone.surfaces if s.u_value.basis == basis)
        if known > 0:
            share = Quantity(100 * known / total, "%")
            found.append(Statement(text, {"share": share}))
    if not found:
        text = "No U-value comes from a model; all are usual for the construction year."
        found.append(Statement(text))
    return found


def _lacking(zone: ThermalZone) -> list[Statement]:
    """Kinds of parts that the model has none of, and that are not left out because of it."""
    areas = lacking_kinds(zone)
    return [
        Statement(text, {"area": Quantity(areas[kind], "m²")}, LENT_SOURCE)
        for kind, text in _LACKING.items()
        if kind in areas
    ]


def _surroundings(zone: ThermalZone) -> list[Statement]:
    """What parts face that is neither outside air nor the usual ground below the floor."""
    area: dict[tuple[str, Sourced], float] = {}
    for surface in zone.surfaces:
        key = _beside(surface), surface.reduction
        if key[0]:
            area[key] = area.get(key, 0.0) + surface.area
    found = [
        valued(text, factor, "%", area=Quantity(size, "m²"))
        for (text, factor), size in area.items()
    ]
    if zone.exposed_perimeter.value > 0:
        text = "Outline of the floors on the ground towards outside air: {value}."
        found.append(valued(text, zone.exposed_perimeter, "m"))
    return found


def _beside(surface: ThermalSurface) -> str:
    if surface.faces == "ground" and surface.kind != "floor":
        return "Walls below the ground, {area}, lose heat through it by EN ISO 13370."
    return _BESIDE.get(surface.faces, "")


def _mass(zone: ThermalZone) -> list[Statement]:
    """What the heat storage of the building follows from."""
    value, low, high = (number / 1000 for number in numbers_of(zone.heat_capacity))
    capacity = Quantity(value, "kJ/(m²K)", low, high)
    text = "Heat storage where no layers tell, per heated floor area: {value}."
    found = [Statement(text, {"value": capacity}, zone.heat_capacity.source)]
    outer = [(s.area, s.leaf_capacity) for s in zone.surfaces if s.kind in _OPAQUE]
    parts = [*outer, *((mass.area, mass.leaf_capacity) for mass in zone.inner)]
    known = sum(area for area, leaf in parts if np.isfinite(leaf.value))
    if known > 0:
        share = Quantity(100 * known / sum(area for area, _ in parts), "%")
        text = "Layers of the model tell the heat storage of {share} of walls, roofs and floors."
        found.insert(0, Statement(text, {"share": share}, FROM_LAYERS))
    return found
