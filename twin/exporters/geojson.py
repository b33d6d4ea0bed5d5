"""Footprints of buildings as GeoJSON: RFC 7946, or the older form in another projection."""

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyproj
from pyproj.exceptions import ProjError

from twin.errors import InputOutOfRange
from twin.exporters.csv_file import written
from twin.model.building import Building

HERE, WGS84 = "EPSG:25832", "EPSG:4326"
DECIMALS = {True: 9, False: 3}
"""Of degrees and of metres: a tenth of a millimetre and a millimetre."""
_FIELDS = (
    "building_id", "name", "building_number", "category", "type_code", "district", "address",
    "property_id", "owner_unit", "kostra_function", "construction_year", "storeys",
    "gross_floor_area", "usable_area", "heated_floor_area", "ground_level", "height", "protected",
    "energy_label", "energy_label_scheme",
)  # fmt: skip


def write_geojson(path: Path, buildings: Sequence[Building], system: str = WGS84) -> int:
    """Write the footprints of buildings; how many there are.

    Parameters
    ----------
    system : str
        ``EPSG:4326`` as RFC 7946 has it; any other is named in a member ``crs``, as the older
        form of GeoJSON had it.

    Raises
    ------
    TwinError
        If the file cannot be written or the projection is unknown.
    """
    features = [_feature(b, system) for b in buildings if len(b.footprint) >= 3]
    document: dict[str, Any] = {"type": "FeatureCollection"}
    if system != WGS84:
        name = f"urn:ogc:def:crs:EPSG::{system.removeprefix('EPSG:')}"
        document["crs"] = {"type": "name", "properties": {"name": name}}
    document["features"] = features
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    written(path, lambda target: _write(target, text))
    return len(features)


def _write(target: Path, text: str) -> None:
    target.write_text(text + "\n", encoding="utf-8")


def _feature(building: Building, system: str) -> dict[str, Any]:
    known = {name: getattr(building, name) for name in _FIELDS}
    return {
        "type": "Feature",
        "id": building.building_id,
        "properties": {name: v for name, v in known.items() if not _is_unknown(v)},
        "geometry": {"type": "Polygon", "coordinates": [_ring(building, system)]},
    }


def _is_unknown(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return value in ("", 0) or (isinstance(value, float) and not math.isfinite(value))


def _ring(building: Building, system: str) -> list[list[float]]:
    closed = [*building.footprint, building.footprint[0]]
    xs, ys = [x for x, _ in closed], [y for _, y in closed]
    if system != HERE:
        xs, ys = _transformer(system).transform(xs, ys)
    decimals = DECIMALS[pyproj.CRS(system).is_geographic]
    return [[round(x, decimals), round(y, decimals)] for x, y in zip(xs, ys, strict=True)]


@cache
def _transformer(system: str) -> pyproj.Transformer:
    try:
        return pyproj.Transformer.from_crs(HERE, system, always_xy=True)
    except ProjError as error:
        raise InputOutOfRange(
            "{name} is no map projection that is known; nothing was exported.",
            "Write for example EPSG:4326 or EPSG:25833.",
            name=system,
        ) from error
