"""Where a model lies on earth, and which way its north is."""

import math
from dataclasses import replace

import ifcopenshell

from twin.ifc.elements.properties import PropertyIndex, value_of
from twin.ifc.elements.relations import all_of
from twin.ifc.elements.units import Units, unit_factor
from twin.model.building import Georeference, PropertySets
from twin.model.finding import Finding, Severity

Entity = ifcopenshell.entity_instance
_FAR = 1000.0
"""Map conversion and site that lie further apart than this disagree. [m]"""
_EARTH = 2.0e7
"""No map coordinate is larger: half the girth of the earth. [m]"""


def read_georeference(
    file: ifcopenshell.file, units: Units, properties: PropertyIndex
) -> tuple[Georeference, tuple[Finding, ...]]:
    """Map conversion, else ePset_MapConversion (IFC2X3), else latitude and longitude of the site.

    A map conversion that is blank (nothing but zeros and no map system) counts as absent.
    """
    latitude, longitude, elevation = _site(file, units)
    conversion = _conversion(file, units) or _property_conversion(file, properties)
    findings: list[Finding] = []
    if conversion is not None and _is_blank(conversion):
        findings.append(_BLANK)
        conversion = None
    if conversion is None:
        source = "site" if math.isfinite(latitude) else ""
        site = Georeference(
            source, "", math.nan, math.nan, elevation, 0.0, 1.0, latitude, longitude
        )
        return site, tuple(findings)
    found = replace(conversion, latitude=latitude, longitude=longitude)
    if max(abs(found.eastings), abs(found.northings)) > _EARTH:
        findings.append(_MILLIMETRES)
        metres = {"eastings": found.eastings / 1000.0, "northings": found.northings / 1000.0}
        found = replace(found, **metres)
    return found, (*findings, *_disagreement(found))


def true_north(file: ifcopenshell.file, georeference: Georeference) -> float:
    """Angle from model y to north, clockwise: of the map conversion, else TrueNorth. [degree]"""
    if georeference.source == "map conversion" and georeference.rotation:
        return georeference.rotation
    for context in file.by_type("IfcGeometricRepresentationContext", include_subtypes=False):
        direction = context.TrueNorth
        if direction is not None and len(direction.DirectionRatios) >= 2:
            x, y = direction.DirectionRatios[:2]
            return math.degrees(math.atan2(x, y)) if x or y else 0.0
    return 0.0


def _conversion(file: ifcopenshell.file, units: Units) -> Georeference | None:
    for operation in all_of(file, "IfcMapConversion"):
        to_metre = _map_unit(operation, units)
        return Georeference(
            source="map conversion",
            crs=_system_name(operation.TargetCRS),
            eastings=float(operation.Eastings or 0.0) * to_metre,
            northings=float(operation.Northings or 0.0) * to_metre,
            height=float(operation.OrthogonalHeight or 0.0) * to_metre,
            rotation=_angle(operation.XAxisAbscissa, operation.XAxisOrdinate),
            scale=_scale(operation.Scale, to_metre / units.length),
        )
    return None


def _map_unit(operation: Entity, units: Units) -> float:
    """Metres per unit of the map; a scale of 0.001 without a map unit means that it is metres."""
    map_unit = getattr(operation.TargetCRS, "MapUnit", None)
    if map_unit is not None:
        return unit_factor(map_unit)
    converts = operation.Scale and not _LIKELY[0] < operation.Scale < _LIKELY[1]
    return 1.0 if converts else units.length


_LIKELY = (0.5, 2.0)
"""A scale of a map projection lies within; one beyond is a mix-up of units."""


def _scale(scale: float | None, unit_ratio: float) -> float:
    in_metres = float(scale) * unit_ratio if scale else 1.0
    return in_metres if _LIKELY[0] < in_metres < _LIKELY[1] else 1.0


def _property_conversion(
    file: ifcopenshell.file, properties: PropertyIndex
) -> Georeference | None:
    """The map conversion that IFC2X3 keeps in property sets of the site or project."""
    for owner in (*file.by_type("IfcSite"), *file.by_type("IfcProject")):
        sets = {n.lower(): v for n, v in properties.properties(owner).items()}
        conversion = sets.get("epset_mapconversion")
        if conversion is None:
            continue
        one: PropertySets = {"": conversion}
        system = value_of({"": sets.get("epset_projectedcrs", {})}, "Name")
        return Georeference(
            source="map conversion",
            crs=str(system or ""),
            eastings=_number(one, "Eastings"),
            northings=_number(one, "Northings"),
            height=_number(one, "OrthogonalHeight"),
            rotation=_angle(_number(one, "XAxisAbscissa"), _number(one, "XAxisOrdinate")),
        )
    return None


def _number(sets: PropertySets, name: str) -> float:
    value = value_of(sets, name)
    try:
        return float(value) if value is not None else 0.0
    except ValueError:
        return 0.0


def _angle(abscissa: float | None, ordinate: float | None) -> float:
    if not abscissa and not ordinate:
        return 0.0
    return math.degrees(math.atan2(ordinate or 0.0, 1.0 if abscissa is None else abscissa))


def _system_name(system: Entity | None) -> str:
    name = (getattr(system, "Name", None) or "").strip() if system is not None else ""
    return name.upper() if name.upper().startswith("EPSG") else name


def _is_blank(conversion: Georeference) -> bool:
    return not conversion.crs and not conversion.eastings and not conversion.northings


def _site(file: ifcopenshell.file, units: Units) -> tuple[float, float, float]:
    for site in file.by_type("IfcSite"):
        if site.RefLatitude and site.RefLongitude:
            latitude, longitude = _degrees(site.RefLatitude), _degrees(site.RefLongitude)
            if not _is_on_earth(latitude, longitude):
                continue
            elevation = site.RefElevation
            height = math.nan if elevation is None else float(elevation) * units.length
            return latitude, longitude, height
    return math.nan, math.nan, math.nan


def _is_on_earth(latitude: float, longitude: float) -> bool:
    """False too for 0° N 0° E, which stands for a position that nobody entered."""
    is_blank = latitude == 0.0 and longitude == 0.0
    return abs(latitude) <= 90.0 and abs(longitude) <= 180.0 and not is_blank


def _degrees(parts: tuple[int, ...]) -> float:
    """Degrees from (degrees, minutes, seconds, millionths of a second), all of one sign."""
    scales = (1.0, 60.0, 3600.0, 3600.0e6)
    return sum(part / scale for part, scale in zip(parts, scales, strict=False))


def _disagreement(found: Georeference) -> tuple[Finding, ...]:
    """A warning where the site lies far from the map conversion; none where it cannot be told."""
    if not math.isfinite(found.latitude) or not found.crs or not found.eastings:
        return ()
    distance = _distance(found)
    if not math.isfinite(distance) or distance <= _FAR:
        return ()
    return (
        Finding(
            "site-and-map-disagree",
            Severity.WARNING,
            "Latitude and longitude of the site lie {distance} km from the map conversion.",
            "The map conversion ({crs}) is used; the site is often a template's default.",
            "Correct the position of the site in the program that wrote the model.",
            values={"distance": round(distance / 1000.0), "crs": found.crs},
        ),
    )


def _distance(found: Georeference) -> float:
    import pyproj  # only here: it takes 0.1 s to import and few files need it
    from pyproj.exceptions import ProjError

    try:
        project = pyproj.Transformer.from_crs("EPSG:4326", found.crs, always_xy=True)
        east, north = project.transform(found.longitude, found.latitude)
    except ProjError:
        return math.nan
    return math.hypot(east - found.eastings, north - found.northings)


_BLANK = Finding(
    "blank-map-conversion",
    Severity.INFO,
    "The map conversion of the file is blank: zeros, and no map system.",
    "It was passed over.",
    "Set the position of the model in the program that wrote it.",
)

_MILLIMETRES = Finding(
    "map-conversion-in-millimetres",
    Severity.WARNING,
    "The map conversion leads off the earth if it is read in the unit that the file names.",
    "It was read in millimetres instead.",
    "Correct the unit of the map system in the program that wrote the model.",
)
