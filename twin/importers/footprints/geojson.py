"""GeoJSON: RFC 7946 in degrees of WGS84, and the older form that names another projection."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from twin.errors import UnreadableFile
from twin.importers.footprints.facts import facts_of, text
from twin.importers.footprints.places import WGS84, corners, largest, on_map, system_named
from twin.model.footprint import Footprint

KINDS = ("FeatureCollection", "Feature", "Polygon", "MultiPolygon", "GeometryCollection")
_EAST, _NORTH = 180.0, 90.0


def read_geojson(document: dict[str, Any], assumed: str = "") -> tuple[list[Footprint], int]:
    """Footprints of all polygons, and how many features were none.

    Parameters
    ----------
    assumed : projection of a file that names none and is not in degrees.

    Raises
    ------
    UnreadableFile
        If the projection is unknown.
    """
    features = list(_features(document))
    source = _system(document, features, assumed)
    found, passed_over = [], 0
    for place, feature in enumerate(features):
        footprint = _footprint(feature, source, place)
        if footprint is None:
            passed_over += 1
        else:
            found.append(footprint)
    return found, passed_over


def _features(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        many = document.get("features")
        yield from (f for f in many if isinstance(f, dict)) if isinstance(many, list) else ()
    elif kind == "Feature":
        yield document
    else:
        yield {"type": "Feature", "properties": {}, "geometry": document}


def _system(document: dict[str, Any], features: list[dict[str, Any]], assumed: str) -> str:
    named = document.get("crs")
    if isinstance(named, dict) and isinstance(named.get("properties"), dict):
        return system_named(str(named["properties"].get("name", "")))
    is_in_degrees = all(
        abs(x) <= _EAST and abs(y) <= _NORTH
        for feature in features[:1000]
        for rings in _polygons(feature.get("geometry"))
        for ring in rings[:1]
        for x, y in ring
    )
    if is_in_degrees and "crs" not in document:
        return WGS84
    if assumed:
        return system_named(assumed)
    raise UnreadableFile(
        "The file does not say in which map projection it is, and its coordinates are no degrees; "
        "nothing was imported, as every building could stand in the wrong place.",
        "Save it again as GeoJSON in WGS84, or import it by “twin import --crs EPSG:25832” (or "
        "another projection).",
    )


def _footprint(feature: dict[str, Any], source: str, place: int) -> Footprint | None:
    found = [on_map(rings, source) for rings in _polygons(feature.get("geometry"))]
    parts = [outline for outline, _ in found if outline is not None]
    if not parts:
        return None
    best, is_cut = largest(max(parts, key=lambda p: p.area), any(cut for _, cut in found))
    if best is None:
        return None
    facts = facts_of(feature.get("properties"))
    return Footprint(
        text(feature.get("id", "")) or f"#{place + 1}",
        corners(best),
        str(facts.pop("name", "")),
        str(facts.pop("building_number", "")),
        str(facts.pop("building_id", "")),
        float(facts.pop("ground_level", np.nan)),
        float(facts.pop("height", np.nan)),
        facts,
        is_cut or len(parts) > 1,
    )


Rings = list[list[tuple[float, float]]]


def _polygons(geometry: object) -> list[Rings]:
    """Rings of each polygon; coordinates that are no numbers make the polygon none."""
    if not isinstance(geometry, dict):
        return []
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return [p for p in (_rings(coordinates),) if p]
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        return [p for p in map(_rings, coordinates) if p]
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        return [p for part in geometry["geometries"] for p in _polygons(part)]
    return []


def _rings(coordinates: object) -> Rings:
    if not isinstance(coordinates, list):
        return []
    try:
        return [[(float(p[0]), float(p[1])) for p in ring] for ring in coordinates]
    except (TypeError, ValueError, IndexError, KeyError):
        return []
