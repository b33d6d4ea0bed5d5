"""Every place for solar panels on a building, from its model or from its footprint."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from twin.analysis.panels.choice import SOUTH_ROWS
from twin.analysis.panels.modules import LEVEL, ROWS_EAST_WEST, ROWS_SOUTH, places_on
from twin.analysis.panels.plane import OuterPlane, frame
from twin.analysis.panels.planes import model_planes, planes_of_triangles
from twin.analysis.shade import convergence_at
from twin.analysis.sun.obstacles import extruded, turned
from twin.analysis.sun.portfolio import heights_of
from twin.analysis.sun.surface_points import facing
from twin.model.arrays import FloatArray
from twin.model.building import Building, BuildingModel
from twin.model.panels import FACADE, ROOF, PanelPlace
from twin.model.thermal import ThermalZone

PITCH = 27.0  # of a pitched roof of which only that is known (estimate). [degree]
MOST_PLACES = 40  # of a building, the largest


def model_places(model: BuildingModel) -> tuple[PanelPlace, ...]:
    """Places on the roofs and outer walls of a model; x east, y true north."""
    return _places(model_planes(model))


def footprint_places(
    zone: ThermalZone, building: Building, others: Sequence[Building], latitude: float
) -> tuple[PanelPlace, ...]:
    """Places on the raised footprint of a building without a model; () without an outline.

    A roof is flat, or has two slopes along the building where the portfolio says ``gable`` or
    ``hip``. Windows are not drawn; facades carry panels on the part that is none.

    Parameters
    ----------
    others : around it, from which it takes the height of its ground.
    latitude : of the place. [degree]
    """
    if len(building.footprint) < 3 or not (building.height > 0 or building.storeys > 0):
        return ()
    base, top = (float(heights[0]) for heights in heights_of((building, *others)))
    outline = np.array(building.footprint)
    zero = np.array([*outline.mean(axis=0), 0.0])
    turn = -convergence_at(float(zero[0]), latitude)
    body = turned(extruded(outline, base, top) - zero, turn)
    nothing = np.zeros((0, 3, 3))
    planes = planes_of_triangles(body, nothing, nothing)
    if building.roof in ("gable", "hip"):
        flat = turned(np.column_stack([outline - zero[:2], np.full(len(outline), top)]), turn)
        roofs = _slopes(flat)
        planes = (*roofs, *(plane for plane in planes if plane.surface == FACADE))
    share = _walls_without_windows(zone)
    return _places([replace(p, share=share) if p.surface == FACADE else p for p in planes])


def in_model(places: Sequence[PanelPlace], north: float) -> tuple[PanelPlace, ...]:
    """Places with their modules in the coordinates of a model whose y is not north.

    north : angle from the model's y to true north, clockwise. [degree]
    """
    return tuple(replace(place, modules=turned(place.modules, -north)) for place in places)


def _places(planes: Sequence[OuterPlane]) -> tuple[PanelPlace, ...]:
    found: list[PanelPlace] = []
    number = {ROOF: 0, FACADE: 0}
    for plane in planes:
        number[plane.surface] += 1
        key = f"{plane.surface} {number[plane.surface]}"
        found += places_on(plane, key, ROWS_EAST_WEST)
        if plane.surface == ROOF and plane.tilt < LEVEL:
            south = places_on(plane, key, ROWS_SOUTH)
            found += [replace(place, key=place.key + SOUTH_ROWS) for place in south]
    return tuple(sorted(found, key=lambda place: -place.power)[:MOST_PLACES])


def _slopes(flat: FloatArray) -> tuple[OuterPlane, ...]:
    """Two slopes along the longer side of an outline at the height of the eaves, shape (n, 3)."""
    outline = shapely.make_valid(shapely.Polygon(flat[:, :2]))
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(outline))
    first, second = box[1] - box[0], box[2] - box[1]
    along = first if np.hypot(*first) > np.hypot(*second) else second
    across = float(np.degrees(np.arctan2(along[1], -along[0])))
    middle = np.array([*box[:4].mean(axis=0), flat[0, 2]])
    found: list[OuterPlane] = []
    for azimuth in (across % 360.0, (across + 180.0) % 360.0):
        _, _, right, up = frame(facing(PITCH, azimuth))
        plan = np.column_stack([flat @ right, flat @ np.array([up[0], up[1], 0.0])])
        plan -= (middle @ right, middle @ np.array([up[0], up[1], 0.0]))
        level = float(np.hypot(up[0], up[1]))
        sloped = shapely.make_valid(shapely.Polygon(plan / (1.0, level**2)))
        width = float(np.ptp(plan[:, 0])) + 1.0
        low = float((plan[:, 1] / level**2).min())
        half = sloped.intersection(shapely.box(-width, low, width, 0.0))
        ridge = middle + np.array([0.0, 0.0, -low * up[2]])
        found.append(
            OuterPlane(ROOF, PITCH, azimuth, ridge, right, up, facing(PITCH, azimuth), half)
        )
    return tuple(found)


def _walls_without_windows(zone: ThermalZone) -> float:
    """Part of the facades that is wall."""
    area = {
        kind: sum(s.area for s in zone.surfaces if s.kind == kind)
        for kind in ("wall", "window", "door")
    }
    total = sum(area.values())
    return area["wall"] / total if total > 0 else 1.0
