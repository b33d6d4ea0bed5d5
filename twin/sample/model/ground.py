"""Places on earth: EPSG:25832 positions, and the axes of a building on the map."""

from functools import cache

import numpy as np
from pyproj import Transformer

from twin.model.building import Polygon as Outline
from twin.sample.plans.layout import outline, polygon_of
from twin.sample.plans.plan import BuildingPlan, Place

_CENTRAL_MERIDIAN = 9.0  # of UTM zone 32 [degree]


@cache
def _to_map() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)


def map_position(latitude: float, longitude: float) -> tuple[float, float]:
    """Easting and northing in EPSG:25832. [m]"""
    east, north = _to_map().transform(longitude, latitude)
    return round(float(east), 2), round(float(north), 2)


def meridian_convergence(place: Place) -> float:
    """Angle from true north to grid north, clockwise. [degree]"""
    return float(
        np.degrees(
            np.arctan(
                np.tan(np.radians(place.longitude - _CENTRAL_MERIDIAN))
                * np.sin(np.radians(place.latitude))
            )
        )
    )


def footprint(plan: BuildingPlan) -> Outline:
    """Outline of the ground floor on the map, courtyards filled, counter-clockwise. [m]"""
    ring = polygon_of(outline(plan, 0)).exterior
    points = np.array(ring.coords)[:-1]
    if not ring.is_ccw:
        points = points[::-1]
    angle = np.radians(plan.place.rotation)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    moved = points @ turn + np.array(map_position(plan.place.latitude, plan.place.longitude))
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in moved)
