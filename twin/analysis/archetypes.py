"""The shape a building probably has where no model tells."""

import numpy as np

from twin.analysis.assumptions import Archetype, Defaults, Era
from twin.errors import MissingInput
from twin.model.building import Building, Envelope, Polygon
from twin.model.thermal import Sourced, ThermalSurface

HEATED_PART = 0.90  # heated BRA against BTA (estimate)
SLAB = 0.4  # between net storeys. [m]
USUAL_STOREYS = 2  # of municipal buildings, where the register does not say
LARGEST_WINDOW_SHARE = 0.5  # of a facade
DOOR_SHARE = 0.01  # of the floor area (estimate)
GROSS_SOURCE = "90 % of the gross floor area; estimate, not checked against a published source."
FLOOR_SOURCES = {
    "spaces": "The model: sum of its spaces.",
    "slabs": "The model: rooms between its slabs.",
    "footprint x storeys": "The model: enclosed ground times storeys.",
}
STEP = 45.0  # facades within this angle are one surface. [degree]


def floor_area_of(building: Building, envelope: Envelope | None) -> Sourced:
    """Heated floor area: of the model, of the register, or estimated from gross area. [m2]

    Raises
    ------
    MissingInput
        If nothing is known.
    """
    if envelope is not None and envelope.floor_area > 0:
        return _exact(envelope.floor_area, "model", _source_of(envelope))
    if building.heated_floor_area > 0:
        return _exact(
            building.heated_floor_area, "measured", "The building register of the portfolio."
        )
    gross = building.gross_floor_area
    if not gross > 0:
        gross = footprint_area(building.footprint) * max(building.storeys, 1)
    if gross > 0:
        heated = HEATED_PART * gross
        return Sourced(heated, heated * 0.92, heated * 1.05, "default", GROSS_SOURCE)
    raise MissingInput(
        "The floor area of {name} is unknown, so its energy cannot be calculated.",
        "Enter the heated floor area of the building.",
        name=building.name,
    )


def storey_height(building: Building, defaults: Defaults) -> float:
    """Usual net height of a storey. [m]

    Raises
    ------
    MissingInput
        If the category has no archetype.
    """
    return archetype_of(building, defaults).net_storey_height


def archetype_surfaces(
    building: Building, floor_area: float, era: Era, defaults: Defaults
) -> tuple[ThermalSurface, ...]:
    """Walls, windows, doors, roof and floor of the usual building of this kind.

    The footprint gives outline and directions where it is known; else a shape with the usual
    outline faces the four directions equally.
    """
    shape = archetype_of(building, defaults)
    storeys = building.storeys or USUAL_STOREYS
    ground = footprint_area(building.footprint) or floor_area / HEATED_PART / storeys
    lengths = _facades(building.footprint) or {
        azimuth: shape.perimeter_factor * np.sqrt(ground) for azimuth in (0.0, 90.0, 180.0, 270.0)
    }
    height = storeys * (shape.net_storey_height + SLAB)
    facade = sum(lengths.values()) * height
    windows = min(shape.window_share * floor_area, LARGEST_WINDOW_SHARE * facade)
    doors = min(DOOR_SHARE * floor_area, 0.1 * facade)
    surfaces = []
    for azimuth, length in sorted(lengths.items()):
        part = length * height / facade
        wall = length * height - (windows + doors) * part
        surfaces += [
            ThermalSurface("wall", wall, azimuth, 90.0, era.values["u_wall"]),
            ThermalSurface(
                "window", windows * part, azimuth, 90.0, era.values["u_window"],
                era.values["g_window"].value,
            ),
            ThermalSurface("door", doors * part, azimuth, 90.0, era.values["u_door"]),
        ]  # fmt: skip
    surfaces += [
        ThermalSurface("roof", ground, np.nan, 0.0, era.values["u_roof"]),
        ThermalSurface("floor", ground, np.nan, 180.0, era.values["u_floor"]),
    ]
    return tuple(s for s in surfaces if s.area > 0)


def footprint_area(footprint: Polygon) -> float:
    """Area inside an outline, 0 for (). [m2]"""
    if len(footprint) < 3:
        return 0.0
    x, y = np.array(footprint).T
    return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2)


def _facades(footprint: Polygon) -> dict[float, float]:
    """Length of facade per direction, {} for (). [degree -> m]"""
    if len(footprint) < 3:
        return {}
    corners = np.array(footprint)
    east, north = (np.roll(corners, -1, axis=0) - corners).T
    azimuth = np.degrees(np.arctan2(north, -east)) % 360
    found: dict[float, float] = {}
    for direction, length in zip(azimuth, np.hypot(east, north), strict=True):
        step = round(direction / STEP) * STEP % 360
        found[step] = found.get(step, 0.0) + float(length)
    return found


def archetype_of(building: Building, defaults: Defaults) -> Archetype:
    """Usual shape of the building's category.

    Raises
    ------
    MissingInput
        If the category has no archetype.
    """
    if building.category not in defaults.archetypes:
        raise MissingInput(
            "There is no archetype for the building category {category}.",
            "Choose one of the known building categories for {name}.",
            category=building.category,
            name=building.name,
        )
    return defaults.archetypes[building.category]


def _source_of(envelope: Envelope) -> str:
    return FLOOR_SOURCES.get(envelope.floor_area_source, "The model does not say how.")


def _exact(value: float, basis: str, source: str) -> Sourced:
    return Sourced(value, value, value, basis, source)
