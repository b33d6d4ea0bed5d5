"""A simple extension, or a wing that goes, as drawn: what it adds to a building and takes.

New parts are as the newest building code asks. Where an extension stands against the building,
neither has an outer wall; where it stands on it, no roof is below and no floor on the ground.
Plant, use and air flow per area are those of the building.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.analysis.archetypes import archetype_of
from twin.analysis.assumptions import Archetype, Defaults, Era
from twin.analysis.panels.plane import frame
from twin.analysis.sketching.massing import Massed
from twin.analysis.sketching.site import Site
from twin.analysis.sun.obstacles import turned
from twin.model.building import Building, BuildingModel
from twin.model.sketch import Massing
from twin.model.thermal import Sourced, ThermalSurface

WALL = 0.35  # thickness of new outer walls; floor area is inside of them. [m]
SLAB = 0.4  # of a storey's height that is no air. [m]
TOUCHING = 0.4  # an edge this near to the building stands against it. [m]
ON_TOP = 1.0  # a base this high above the ground may stand on the building. [m]
LARGEST_WINDOW_SHARE = 0.5  # of new facades
LEAST_AREA = 0.5  # less is a slip of the hand. [m2]


@dataclass(frozen=True, slots=True)
class NewParts:
    """How new parts are made: values of the newest code, windows as is usual for the use."""

    era: Era
    archetype: Archetype


def parts_of(building: Building, defaults: Defaults) -> NewParts:
    """How a building's new parts are made.

    Raises
    ------
    MissingInput
        If the category of the building has no archetype.
    """
    newest = defaults.eras[-1].first_year
    return NewParts(defaults.era(newest, building.category), archetype_of(building, defaults))


def massed_of(
    massing: Massing, site: Site, model: BuildingModel | None, parts: NewParts
) -> Massed | None:
    """What a massing does; None where its outline encloses nothing."""
    outline = shapely.make_valid(shapely.Polygon(massing.outline))
    if outline.area < LEAST_AREA or massing.storeys < 1:
        return None
    if massing.is_removed:
        return _removed(outline, site, model, parts)
    return _extended(massing, outline, site, parts)


def _extended(
    massing: Massing, outline: BaseGeometry, site: Site, parts: NewParts
) -> Massed | None:
    overlap = outline.intersection(site.footprint)
    is_on_top = massing.base - site.ground > ON_TOP and overlap.area > outline.area / 2
    body = outline if is_on_top else outline.difference(site.footprint)
    bodies = [b for b in shapely.get_parts(body) if isinstance(b, shapely.Polygon)]
    body = max(bodies, key=lambda one: one.area, default=shapely.Polygon())
    if body.area < LEAST_AREA:
        return None
    inside = body.buffer(-WALL, join_style="mitre").area
    height = massing.storeys * massing.storey_height
    floor_area = inside * massing.storeys
    walls, covered, against = _walls(body, site, massing, is_on_top=is_on_top)
    era = parts.era.values
    return Massed(
        kept=1.0,
        floor_area=floor_area,
        volume=inside * max(height - massing.storeys * SLAB, 0.0),
        added=(
            *_facades(walls, floor_area, parts),
            ThermalSurface("roof", body.area, np.nan, 0.0, era["u_roof"]),
            *(() if is_on_top else (_ground_floor(body.area, era["u_floor"]),)),
        ),
        covered=covered,
        covered_roof=overlap.area if is_on_top else 0.0,
        perimeter=0.0 if is_on_top else body.length - 2 * against,
        code={name: era[name] for name in ("n50", "thermal_bridge") if name in era},
    )


def _ground_floor(area: float, u_value: Sourced) -> ThermalSurface:
    return ThermalSurface("floor", area, np.nan, 180.0, u_value)


def _walls(
    body: shapely.Polygon, site: Site, massing: Massing, *, is_on_top: bool
) -> tuple[dict[float, float], tuple[tuple[float, float], ...], float]:
    """New wall by direction, existing wall that is covered by direction, length against it."""
    height = massing.storeys * massing.storey_height
    near = site.footprint.buffer(TOUCHING)
    walls: dict[float, float] = {}
    covered: list[tuple[float, float]] = []
    total = 0.0
    for edge, azimuth in _edges(body, site.north):
        against = 0.0 if is_on_top else edge.intersection(near).length
        shared = 0.0
        if against > TOUCHING * 2:  # a corner that touches is no wall in common
            beside = site.height_beside(edge.intersection(near)) - (massing.base - site.ground)
            shared = against * min(max(beside, 0.0), height)
            covered.append(((azimuth + 180.0) % 360.0, shared))
            total += against
        walls[azimuth] = walls.get(azimuth, 0.0) + edge.length * height - shared
    return walls, tuple((a, area) for a, area in covered if area > 0), total


def _facades(
    walls: Mapping[float, float], floor_area: float, parts: NewParts
) -> tuple[ThermalSurface, ...]:
    whole = sum(walls.values())
    if not whole > 0:
        return ()
    era = parts.era.values
    glass = min(parts.archetype.window_share * floor_area / whole, LARGEST_WINDOW_SHARE)
    found: list[ThermalSurface] = []
    for azimuth, area in sorted(walls.items()):
        if area > 0:
            found.append(ThermalSurface("wall", area * (1 - glass), azimuth, 90.0, era["u_wall"]))
            found.append(
                ThermalSurface("window", area * glass, azimuth, 90.0, era["u_window"],
                               era["g_window"].value)
            )  # fmt: skip
    return tuple(found)


def _removed(
    outline: BaseGeometry, site: Site, model: BuildingModel | None, parts: NewParts
) -> Massed | None:
    whole = site.volume_in(site.footprint)
    part = outline.intersection(site.footprint)
    if not whole > 0 or part.area < LEAST_AREA:
        return None
    kept = max(1 - site.volume_in(part) / whole, 0.0)
    closing: dict[float, float] = {}
    inner = site.footprint.buffer(-TOUCHING)
    cut = 0.0
    for edge, azimuth in _edges(outline, site.north) if kept > 0 else ():
        line = edge.intersection(inner)
        if line.length > TOUCHING:
            outward = (azimuth + 180.0) % 360.0
            area = line.length * site.height_beside(line)
            closing[outward] = closing.get(outward, 0.0) + area
            cut += line.length
    new_outline = site.footprint.difference(outline)
    era = parts.era.values
    gone, areas = _gone(outline, model)
    return Massed(
        kept=kept,
        floor_area=0.0,
        volume=0.0,
        added=tuple(
            ThermalSurface("wall", area, azimuth, 90.0, era["u_wall"])
            for azimuth, area in sorted(closing.items())
        ),
        gone=gone,
        whole=areas,
        perimeter=new_outline.length - site.footprint.length,
    )


def _gone(
    outline: BaseGeometry, model: BuildingModel | None
) -> tuple[dict[tuple[int, str], float], dict[tuple[int, str], float]]:
    """Envelope area whose element lies inside an outline, and of all; per element and kind.

    Of an element that lies across it the part of its faces that is inside goes.
    """
    if model is None or model.envelope is None:
        return {}, {}
    envelope = model.envelope
    share = _inside(outline, model)
    gone: dict[tuple[int, str], float] = {}
    whole: dict[tuple[int, str], float] = {}
    pairs = zip(envelope.element.tolist(), envelope.kind, envelope.area.tolist(), strict=True)
    for row, kind, area in pairs:
        if row >= 0 and area > 0:
            key = row, kind
            whole[key] = whole.get(key, 0.0) + area
            gone[key] = gone.get(key, 0.0) + area * share.get(row, 0.0)
    return gone, whole


def _inside(outline: BaseGeometry, model: BuildingModel) -> dict[int, float]:
    """Part of the area of each element's faces that lies inside an outline, where any does."""
    mesh = model.mesh
    corners = mesh.vertices[mesh.faces].astype(np.float64) + mesh.origin
    area = (
        np.linalg.norm(
            np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
        )
        / 2
    )
    middle = corners.mean(axis=1)
    low, high = np.array(outline.bounds[:2]), np.array(outline.bounds[2:])
    near = ((corners[..., :2].max(axis=1) >= low) & (corners[..., :2].min(axis=1) <= high)).all(1)
    part = np.zeros(len(corners))
    flat = shapely.polygons(corners[near, :, :2])
    seen = shapely.area(flat)
    cut = shapely.area(shapely.intersection(flat, outline))
    standing = shapely.contains_xy(outline, middle[near, 0], middle[near, 1]).astype(float)
    part[near] = np.where(seen > 1e-4, cut / np.maximum(seen, 1e-12), standing)
    count = len(model.elements)
    total = np.bincount(mesh.face_element, weights=area, minlength=count)
    inside = np.bincount(mesh.face_element, weights=area * part, minlength=count)
    rows = np.flatnonzero(inside > 0)
    return {int(row): float(inside[row] / total[row]) for row in rows}


def _edges(body: BaseGeometry, north: float) -> list[tuple[BaseGeometry, float]]:
    """Edges of the outer ring with the direction that they look to, true north. [degree]"""
    found: list[tuple[BaseGeometry, float]] = []
    for part in shapely.get_parts(body):
        if not isinstance(part, shapely.Polygon):
            continue
        ring = np.array(shapely.orient_polygons(part).exterior.coords)
        for start, end in pairwise(ring):
            along = end - start
            outward = turned(np.array([along[1], -along[0], 0.0]), north)
            length = float(np.hypot(*along))
            if length > 1e-6:
                azimuth = round(frame(outward / length)[1], 1) % 360.0
                found.append((shapely.LineString([start, end]), azimuth))
    return found
