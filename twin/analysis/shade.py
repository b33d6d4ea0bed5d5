"""The shade on the planes of a zone, from the geometry of its building and what stands around."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.analysis.sun.horizon import Horizon
from twin.analysis.sun.obstacles import Obstacles, content_key, model_obstacles, together, turned
from twin.analysis.sun.portfolio import (
    NEIGHBOURHOOD,
    building_points,
    grid_convergence,
    neighbour_obstacles,
)
from twin.analysis.sun.position import SunPath
from twin.analysis.sun.surface_points import SurfacePoints, model_points
from twin.analysis.sun.visibility import shadings
from twin.analysis.zone.shape import FINE, planes_of
from twin.model.arrays import FloatArray
from twin.model.building import Building, BuildingModel
from twin.model.shading import Plane, Shading, ZoneShading, unshaded
from twin.model.thermal import ThermalSurface, ThermalZone

POINTS = 40  # on the windows, and on the walls and roofs, of each plane
INSIDE = 0.02  # of sky and ground; surfaces that see less are drawn inside other parts
LEVEL = 10.0  # tilt below which a plane has no ground before it. [degree]
DOUBLED = 0.2  # of a footprint under another one: the same building twice
SLOTS = {"window": "window", "wall": "opaque", "roof": "opaque"}


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Where a model stands on the map of the portfolio.

    zero : map position and height above the sea of the model's zero. [m]
    middle : map position of the middle of the building. [m]
    turn : from the map's north to the model's true north, clockwise. [degree]
    """

    zero: tuple[float, float, float]
    middle: tuple[float, float]
    turn: float


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Planes of a building among what stands in their sun; x east, y true north.

    groups : slot (``window`` or ``opaque``) and plane, one for each surface of `points`.
    neighbours : see `ZoneShading`.
    """

    groups: tuple[tuple[str, Plane], ...]
    points: SurfacePoints
    obstacles: Obstacles
    neighbours: int

    def key(self, sun: SunPath, horizon: Horizon) -> str:
        """Of everything that the shade depends on."""
        land, words = np.array(horizon.height), repr(self.groups).encode()
        numbers = (sun.direction, land, np.frombuffer(words, np.uint8))
        return f"{self.points.key}-{self.obstacles.key}-{content_key(*numbers)}"


def model_scene(
    zone: ThermalZone,
    model: BuildingModel,
    buildings: Sequence[Building] = (),
    place: MapPlace | None = None,
) -> Scene:
    """A building as its model draws it, with the buildings around it.

    Parameters
    ----------
    zone : from the model's envelope, its surfaces not yet split.
    buildings : of the portfolio; those that stand where the own one does are left out.
    place : of the model on their map, None where nobody knows: no neighbours are looked at.
    """
    groups = _grouped(zone)
    own = model_obstacles(model, model.true_north)
    points = model_points(model, list(groups.values()), model.true_north, POINTS)
    if place is None:
        return Scene(tuple(groups), points, own, -1)
    middle = np.array(place.middle)
    others = others_than(zone.building_id, buildings, middle)
    lowest = float(own.triangles[..., 2].min()) if len(own) else 0.0
    itself = _on_ground(zone.building_id, buildings, place.zero[2] + lowest)
    zero, standing = np.array(place.zero), (*itself, *others)
    around = neighbour_obstacles(standing, zone.building_id, zero, -place.turn, middle)
    return Scene(tuple(groups), points, together([own, around]), len(others))


def footprint_scene(
    zone: ThermalZone, building: Building, buildings: Sequence[Building], latitude: float
) -> Scene | None:
    """A building without a model as its raised footprint; None without outline or height.

    Parameters
    ----------
    buildings : of the portfolio, with or without `building`.
    latitude : of the place, for the angle between the map's north and true north. [degree]
    """
    if len(building.footprint) < 3 or not (building.height > 0 or building.storeys > 0):
        return None
    groups = _grouped(zone)
    zero = np.array([*np.mean(building.footprint, axis=0), 0.0])
    others = others_than(building.building_id, buildings, zero[:2])
    standing = (building, *others)
    on_own = building_points(standing, [list(groups.values()), *((),) * len(others)], POINTS)
    turn = -convergence_at(float(zero[0]), latitude)
    points = SurfacePoints(
        turned(on_own.position - zero, turn), turned(on_own.normal, turn),
        on_own.surface, on_own.ground, on_own.surfaces,
    )  # fmt: skip
    around = neighbour_obstacles(standing, "", zero, -turn)
    return Scene(tuple(groups), points, around, len(others))


def convergence_at(easting: float, latitude: float) -> float:
    """Angle from true north to the north of EPSG:25832, clockwise. [degree]"""
    metres_per_degree = 111_320.0 * np.cos(np.radians(latitude))
    return grid_convergence(latitude, 9.0 + (easting - 500_000.0) / metres_per_degree)


def looked_at(scene: Scene, sun: SunPath, horizon: Horizon) -> tuple[Shading, ...]:
    """Shading of each group of the scene; takes a second, so keep it by `Scene.key`."""
    return shadings(scene.points, scene.obstacles, sun, horizon)


def zone_shading(
    scene: Scene, found: Sequence[Shading], sun: SunPath, horizon: Horizon
) -> ZoneShading:
    """Shading by plane, of the groups of the scene.

    Windows that are not drawn, or drawn inside a wall, have the shade of the wall; walls and
    roofs of which that is true have none.
    """
    drawn = np.bincount(scene.points.surface, minlength=len(scene.groups)) > 0
    seen = {
        group: shading
        for group, shading, is_drawn in zip(scene.groups, found, drawn, strict=True)
        if is_drawn and _sees_out(shading, group[1])
    }
    walls = {
        plane: seen.get(("opaque", plane), unshaded()) for slot, plane in scene.groups
        if slot == "opaque"
    }  # fmt: skip
    windows = {
        plane: seen.get(("window", plane), walls.get(plane, unshaded()))
        for slot, plane in scene.groups
        if slot == "window"
    }
    source = horizon.source if horizon.is_known else ""
    return ZoneShading(windows, walls, source, scene.neighbours, sun.direction)


def others_than(
    own_id: str, buildings: Sequence[Building], middle: FloatArray
) -> tuple[Building, ...]:
    """The other buildings around a place that do not stand where this one does.

    middle : of the neighbourhood on the map, shape (2,). [m]
    """
    own = [_outline(b) for b in buildings if b.building_id == own_id]
    others = [b for b in buildings if b.building_id != own_id and _is_near(b, middle)]
    if not own or own[0].is_empty:
        return tuple(others)
    return tuple(b for b in others if not _is_doubled(own[0], _outline(b)))


def _on_ground(own_id: str, buildings: Sequence[Building], level: float) -> list[Building]:
    """The own building with a ground level, from which others without one take theirs."""
    own = [b for b in buildings if b.building_id == own_id]
    return [b if np.isfinite(b.ground_level) else replace(b, ground_level=level) for b in own]


def _is_near(building: Building, middle: FloatArray) -> bool:
    if len(building.footprint) < 3:
        return False
    away = np.array(building.footprint) - middle
    return bool((np.hypot(away[:, 0], away[:, 1]) < NEIGHBOURHOOD).any())


def _is_doubled(own: BaseGeometry, other: BaseGeometry) -> bool:
    least = min(own.area, other.area)
    return bool(least > 0 and own.intersection(other).area > DOUBLED * least)


def _outline(building: Building) -> BaseGeometry:
    corners = np.array(building.footprint, dtype=float).reshape(-1, 2)
    return shapely.make_valid(shapely.Polygon(corners if len(corners) >= 3 else None))


def _grouped(zone: ThermalZone) -> dict[tuple[str, Plane], ThermalSurface]:
    """Surfaces under the sky, those of one slot and plane as one."""
    found: dict[tuple[str, Plane], ThermalSurface] = {}
    for surface in zone.surfaces:
        slot = SLOTS.get(surface.kind)
        if slot is None or surface.faces != "outside":
            continue
        for plane, _ in planes_of(surface, FINE):
            group = slot, plane
            known = found.get(group)
            elements = {*surface.elements, *(known.elements if known else ())}
            found[group] = replace(
                surface, tilt=plane[0], azimuth=plane[1], elements=tuple(sorted(elements))
            )
    return found


def _sees_out(shading: Shading, plane: Plane) -> bool:
    before: FloatArray = np.array([shading.sky, 0.0 if plane[0] < LEVEL else shading.ground])
    return bool((before > INSIDE).any())
