"""CityJSON 1.0 to 2.0: footprint and height of each building from the model it has.

Of a building's geometries the footprint comes from level of detail 0, else from the ground
surfaces, else from all surfaces seen from above; its height from the most detailed one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon

from twin.errors import UnreadableFile
from twin.importers.footprints.facts import facts_of, text
from twin.importers.footprints.places import corners, largest, moved_ring, system_named
from twin.model.arrays import FloatArray
from twin.model.footprint import Footprint

VERSIONS = ("1.0", "1.1", "2.0")
_BUILDINGS = ("Building", "BuildingPart")
_LEAST_FACE = 1e-4  # m2 seen from above; walls have none
_GROUND = "GroundSurface"
_DEPTHS = {"MultiSurface": 1, "CompositeSurface": 1, "Solid": 2, "MultiSolid": 3,
           "CompositeSolid": 3}  # fmt: skip
Face = tuple[list[int], str]
"""Corners of the outer ring, and what its surface is."""


def read_cityjson(document: dict[str, Any], assumed: str = "") -> tuple[list[Footprint], int]:
    """Footprints of all buildings, and how many buildings have none.

    Parameters
    ----------
    assumed : projection of a file that names none.

    Raises
    ------
    UnreadableFile
        If the version or the projection is unknown, or the vertices are none.
    """
    version = str(document.get("version", ""))
    if not version.startswith(VERSIONS):
        raise UnreadableFile(
            "The file is CityJSON {version}; versions 1.0 to 2.0 are read. Nothing was imported.",
            "Save it as CityJSON 2.0.",
            version=version or "without a version",
        )
    objects = document.get("CityObjects")
    if not isinstance(objects, dict):
        return [], 0
    buildings = {
        key: thing for key, thing in objects.items()
        if isinstance(thing, dict) and thing.get("type") == "Building"
    }  # fmt: skip
    if not buildings:
        return [], 0
    source = _system(document, assumed)
    vertices = _vertices(document)
    found = [
        footprint
        for key, thing in buildings.items()
        if (footprint := _footprint(str(key), thing, objects, (vertices, source))) is not None
    ]
    return found, len(buildings) - len(found)


def _system(document: dict[str, Any], assumed: str) -> str:
    about = document.get("metadata")
    named = about.get("referenceSystem") if isinstance(about, dict) else None
    if named:
        return system_named(str(named))
    if assumed:
        return system_named(assumed)
    raise UnreadableFile(
        "The file does not say in which map projection it is (metadata.referenceSystem); nothing "
        "was imported, as every building could stand in the wrong place.",
        "Ask for a file that says it, or import it by “twin import --crs EPSG:25832” (or another "
        "projection).",
    )


def _vertices(document: dict[str, Any]) -> FloatArray:
    try:
        array = np.array(document.get("vertices"), dtype=np.float64).reshape(-1, 3)
        transform = document.get("transform")
        if isinstance(transform, dict):
            array = array * np.array(transform["scale"], dtype=np.float64)
            array = array + np.array(transform["translate"], dtype=np.float64)
    except (TypeError, ValueError, KeyError) as error:
        raise UnreadableFile(
            "The corners in the file are no numbers; nothing was imported.",
            "Ask for the file again.",
        ) from error
    return array


def _footprint(
    key: str, thing: dict[str, Any], objects: Mapping[str, Any], where: tuple[FloatArray, str]
) -> Footprint | None:
    vertices, source = where
    geometries = list(_geometries(key, objects, set()))
    by_level = sorted(geometries, key=lambda g: _level(g))
    shape = _outline(by_level, vertices, source)
    if shape is None:
        return None
    outline, is_cut = shape
    bottom, top = _heights(by_level, vertices)
    facts = facts_of(thing.get("attributes"))
    told = facts.pop("height", None)
    ground = facts.pop("ground_level", None)
    known = top - bottom if top - bottom > 0.5 else np.nan
    return Footprint(
        text(key),
        corners(outline),
        str(facts.pop("name", "")),
        str(facts.pop("building_number", "")),
        str(facts.pop("building_id", "")),
        bottom if np.isfinite(known) else float(ground if ground is not None else bottom),
        known if np.isfinite(known) else float(told if told is not None else np.nan),
        facts,
        is_cut,
    )


def _geometries(key: str, objects: Mapping[str, Any], seen: set[str]) -> Iterator[dict[str, Any]]:
    """Geometries of a building and of its parts, each once."""
    thing = objects.get(key)
    if key in seen or not isinstance(thing, dict) or thing.get("type") not in _BUILDINGS:
        return
    seen.add(key)
    own = thing.get("geometry")
    yield from (g for g in own if isinstance(g, dict)) if isinstance(own, list) else ()
    parts = thing.get("children")
    for part in parts if isinstance(parts, list) else ():
        yield from _geometries(str(part), objects, seen)


def _level(geometry: dict[str, Any]) -> float:
    try:
        return float(geometry.get("lod", 0))
    except (TypeError, ValueError):
        return 0.0


def _outline(
    by_level: list[dict[str, Any]], vertices: FloatArray, source: str
) -> tuple[Polygon, bool] | None:
    """Outline on the map: of level 0, else of the ground, else of everything from above."""
    lowest = [g for g in by_level if _level(g) < 1] or by_level
    level = _level(lowest[0]) if lowest else 0.0
    faces = [f for g in lowest if _level(g) == level for f in _faces(g)]
    ground = [f for f in faces if f[1] == _GROUND]
    for chosen in (ground, faces):
        shapes = [s for s in (_seen(face, vertices, source) for face, _ in chosen) if s]
        if shapes:
            outline, is_cut = largest(shapely.union_all(shapes, grid_size=0.001))
            if outline is not None:
                return shapely.simplify(outline, 0.002), is_cut
    return None


def _seen(face: list[int], vertices: FloatArray, source: str) -> Polygon | None:
    """A face seen from above; None for walls and for faces whose corners are not there."""
    if not face or min(face) < 0 or max(face) >= len(vertices):
        return None
    ring = [(float(x), float(y)) for x, y, _ in vertices[face]]
    if len(ring) < 3 or Polygon(ring).area < _LEAST_FACE * _scale_of(source):
        return None
    return _moved_polygon(ring, source)


def _moved_polygon(ring: list[tuple[float, float]], source: str) -> Polygon | None:
    points = moved_ring(ring, source)
    if not np.isfinite(points).all():
        return None
    made = shapely.make_valid(Polygon(points))
    parts = [p for p in getattr(made, "geoms", [made]) if isinstance(p, Polygon)]
    return max(parts, key=lambda p: p.area) if parts else None


def _scale_of(source: str) -> float:
    """Area of a square metre in the units of the file, roughly."""
    return 1e-10 if source in ("EPSG:4326", "EPSG:4258") else 1.0


def _heights(by_level: list[dict[str, Any]], vertices: FloatArray) -> tuple[float, float]:
    """Lowest and highest corner of the most detailed geometry; NaN without any. [m]"""
    if not by_level:
        return np.nan, np.nan
    level = _level(by_level[-1])
    used = [i for g in by_level if _level(g) == level for face, _ in _faces(g) for i in face]
    found = np.array([i for i in used if 0 <= i < len(vertices)], dtype=np.intp)
    if not len(found):
        return np.nan, np.nan
    heights = vertices[found, 2]
    return float(heights.min()), float(heights.max())


def _faces(geometry: dict[str, Any]) -> Iterator[Face]:
    """Outer rings of all surfaces with their meaning, however deep they lie."""
    depth = _DEPTHS.get(str(geometry.get("type")))
    if depth is None:
        return
    said = geometry.get("semantics")
    meaning: dict[str, Any] = said if isinstance(said, dict) else {}
    kinds = meaning.get("surfaces")
    names = [
        str(s.get("type", "")) if isinstance(s, dict) else ""
        for s in (kinds if isinstance(kinds, list) else ())
    ]
    yield from _surfaces(geometry.get("boundaries"), meaning.get("values"), depth, names)


def _surfaces(boundaries: object, values: object, depth: int, names: list[str]) -> Iterator[Face]:
    if not isinstance(boundaries, list):
        return
    for place, part in enumerate(boundaries):
        value = values[place] if isinstance(values, list) and place < len(values) else None
        if depth > 1:
            yield from _surfaces(part, value, depth - 1, names)
        elif isinstance(part, list) and part and isinstance(part[0], list):
            meant = value if isinstance(value, int) and 0 <= value < len(names) else None
            ring = [i for i in part[0] if isinstance(i, int)]
            yield ring, "" if meant is None else names[meant]
