"""Map projections of foreign files, and outlines on the map of the portfolio."""

import math
import re
from collections.abc import Sequence
from functools import cache

import pyproj
import shapely
from pyproj.exceptions import ProjError
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

from twin.errors import UnreadableFile

HERE = "EPSG:25832"
"""Map of every portfolio: ETRS89 / UTM zone 32."""
WGS84 = "EPSG:4326"
LEAST_AREA, MOST_AREA = 1.0, 500_000.0
"""Smaller and larger outlines are no buildings. [m2]"""
_CODE = re.compile(r"EPSG(?:[:/]+[\d.]*)??[:/]+(\d{4,6})$", re.IGNORECASE)
_CRS84 = re.compile(r"(?:^|[:/])CRS84h?$", re.IGNORECASE)
Ring = Sequence[tuple[float, float]]


def system_named(name: str) -> str:
    """The code ``EPSG:n`` in a name as files write it; height systems are left out.

    Raises
    ------
    UnreadableFile
        If it names no map projection that is known.
    """
    text = name.strip()
    if _CRS84.search(text):
        return WGS84
    found = _CODE.search(text)
    if found is None:
        raise _unknown(name)
    try:
        system = pyproj.CRS.from_epsg(int(found[1]))
    except ProjError as error:
        raise _unknown(name) from error
    if system.is_compound:
        system = system.sub_crs_list[0]
    if not (system.is_projected or system.is_geographic):
        raise _unknown(name)
    code = system.to_epsg()
    return f"EPSG:{code}" if code else f"EPSG:{found[1]}"


@cache
def transformer(source: str, target: str = HERE) -> pyproj.Transformer:
    """From one map to another, east before north, with what is installed."""
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def on_map(rings: Sequence[Ring], source: str) -> tuple[Polygon | None, bool]:
    """Rings of one polygon, its outer one first, as the outline of a building.

    Returns
    -------
    Polygon or None
        The largest part without courtyards; None where there is none of a building's size.
    bool
        Whether anything was left out.
    """
    if not rings or len(rings[0]) < 3:
        return None, False
    moved = [moved_ring(ring, source) for ring in rings if len(ring) >= 3]
    if any(not math.isfinite(v) for ring in moved for point in ring for v in point):
        return None, False
    whole = shapely.make_valid(Polygon(moved[0]))
    return largest(whole, len(moved) > 1)


def largest(shape: shapely.Geometry, is_simplified: bool = False) -> tuple[Polygon | None, bool]:
    """The largest polygon of a shape without its holes, and whether anything was left out."""
    parts = [p for p in _polygons(shape) if p.area > 0]
    if not parts:
        return None, is_simplified
    best = max(parts, key=lambda p: p.area)
    rest = sum(p.area for p in parts) - best.area
    holes = sum(Polygon(hole).area for hole in best.interiors)
    outline = orient(Polygon(best.exterior))
    if not LEAST_AREA <= outline.area <= MOST_AREA:
        return None, is_simplified
    return outline, is_simplified or rest > 0.01 * best.area or holes > 0.01 * best.area


def corners(outline: Polygon) -> tuple[tuple[float, float], ...]:
    """Corners of an outline, not closed, to the millimetre."""
    return tuple((round(x, 3), round(y, 3)) for x, y in list(outline.exterior.coords)[:-1])


def moved_ring(ring: Ring, source: str) -> list[tuple[float, float]]:
    """Corners of a ring on the map of the portfolio."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    if source == HERE:
        return list(zip(xs, ys, strict=True))
    east, north = transformer(source).transform(xs, ys)
    return list(zip(east, north, strict=True))


def _polygons(shape: shapely.Geometry) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [shape]
    parts = shape.geoms if isinstance(shape, MultiPolygon) else getattr(shape, "geoms", ())
    return [p for part in parts for p in _polygons(part)]


def _unknown(name: str) -> UnreadableFile:
    return UnreadableFile(
        "The file is in the map projection “{name}”, which is not known; nothing was imported.",
        "Save it again in WGS84 (EPSG:4326) or UTM 32 (EPSG:25832).",
        name=name[:80],
    )
