"""The buildings of a portfolio in one another's sun."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.sun.obstacles import Obstacles, extruded, turned
from twin.analysis.sun.surface_points import SurfacePoints, gathered, outward, spread
from twin.model.arrays import FloatArray
from twin.model.building import Building
from twin.model.thermal import ThermalSurface

STOREY_HEIGHT = 3.5  # of a building whose height is unknown, floor to floor (estimate). [m]
NEIGHBOURHOOD = 400.0  # beyond it a building is part of the land. [m]


def building_obstacles(buildings: Sequence[Building]) -> Obstacles:
    """Footprints raised to the buildings' heights, in map coordinates.

    A building without a height has `STOREY_HEIGHT` per storey; one without storeys or outline is
    not there (`heights_of` tells which). One without a ground level stands as high as the
    nearest that has one.
    """
    return Obstacles(np.concatenate([np.zeros((0, 3, 3)), *_bodies(buildings)]))


def neighbour_obstacles(
    buildings: Sequence[Building],
    own_id: str,
    zero: FloatArray,
    convergence: float = 0.0,
    middle: FloatArray | None = None,
) -> Obstacles:
    """The buildings around a model, as the model sees them: from its zero, y true north.

    Parameters
    ----------
    own_id : of the building that the model shows, which is left out.
    zero : map position and height of the model's zero, shape (3,). [m]
    convergence : see `grid_convergence`. [degree]
    middle : of the neighbourhood on the map, if that is not the model's zero, shape (2,). [m]
    """
    centre = zero[:2] if middle is None else middle
    around: list[FloatArray] = []
    for building, body in zip(buildings, _bodies(buildings), strict=True):
        from_zero = body - zero
        away = body[..., :2] - centre
        is_near = (np.hypot(away[..., 0], away[..., 1]) < NEIGHBOURHOOD).any()
        if building.building_id != own_id and is_near:
            around.append(turned(from_zero, -convergence))
    return Obstacles(np.concatenate([np.zeros((0, 3, 3)), *around]))


def building_points(
    buildings: Sequence[Building],
    surfaces: Sequence[Sequence[ThermalSurface]],
    number: int = 4,
) -> SurfacePoints:
    """Points on the raised footprints, for the surfaces of one building after those of another.

    A surface that no side of its building faces, and one of a building that is not there, gets
    no points.

    Parameters
    ----------
    surfaces : of each building, length b.
    number : of points on each surface.
    """
    base, _ = heights_of(buildings)
    found = [
        spread(body, outward(surface), number)
        for body, own in zip(_bodies(buildings), surfaces, strict=True)
        for surface in own
    ]
    return gathered(found, np.repeat(base, [len(own) for own in surfaces]))


def heights_of(buildings: Sequence[Building]) -> tuple[FloatArray, FloatArray]:
    """Foot and top of each building above the sea, shape (b,); top NaN where unknown. [m]"""
    height = np.array([b.height for b in buildings], dtype=float)
    storeys = np.array([b.storeys for b in buildings], dtype=float)
    height = np.where(height > 0, height, np.where(storeys > 0, storeys * STOREY_HEIGHT, np.nan))
    base = np.array([b.ground_level for b in buildings], dtype=float)
    missing = ~np.isfinite(base)
    if missing.all():
        base = np.zeros(len(buildings))
    elif missing.any():
        place = np.array([np.mean(b.footprint or ((np.inf, np.inf),), axis=0) for b in buildings])
        known = np.flatnonzero(~missing)
        for row in np.flatnonzero(missing):
            away = np.hypot(*(place[known] - place[row]).T)
            base[row] = base[known[np.argmin(np.nan_to_num(away, nan=np.inf))]]
    return base, base + height


def grid_convergence(latitude: float, longitude: float, central_meridian: float = 9.0) -> float:
    """Angle from true north to the map's north, clockwise. [degree]

    central_meridian : of the map's zone; 9 for UTM zone 32 (EPSG:25832). [degree]

    References
    ----------
    Snyder (1987), Map Projections, USGS 1395, chapter 8, on a sphere.
    """
    away = np.radians(longitude - central_meridian)
    return float(np.degrees(np.arctan(np.tan(away) * np.sin(np.radians(latitude)))))


def _bodies(buildings: Sequence[Building]) -> list[FloatArray]:
    base, top = heights_of(buildings)
    return [
        extruded(np.array(b.footprint), low, high)
        for b, low, high in zip(buildings, base, top, strict=True)
    ]
