"""Shapes of rooms and what tells whether they are heated."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import ifcopenshell
import numpy as np

from twin.ifc.elements.properties import PropertyIndex, value_of
from twin.ifc.elements.relations import text
from twin.ifc.elements.space_shapes import corners_of
from twin.ifc.elements.units import Units
from twin.ifc.geometry.placement import Placements, axes
from twin.model.arrays import FloatArray

Entity = ifcopenshell.entity_instance
_TEMPERATURES = (
    "SpaceTemperatureWinterMin", "SpaceTemperatureMin", "SpaceTemperature",
    "HeatingDryBulb", "SpaceTemperatureSetpointMin",
)  # fmt: skip
_KELVIN = 200.0
_ZERO_CELSIUS = 273.15
_CUT_DEPTH = 10
_QUANTITIES = ("Area", "Volume")


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A closed solid.

    fans : triangles that fan out over each face from its first corner, shape (t, 3, 3); where
        faces are hollow or not convex they overlap, and what is covered twice is not covered.
    cuts : planes that cut the solid, shape (c, 2, 3): a point, and the direction of what is cut
        off. [m]
    """

    fans: FloatArray
    cuts: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A space as a shape in world coordinates, in the order of the file's spaces.

    bodies : () where the shape is of a kind that is not read.
    temperature : the lowest it is to have, NaN if unknown. [degree C]
    is_external : whether the file calls it outdoors.
    words : what it is called and used for.
    refused : names of quantities that are no positive numbers.
    """

    bodies: tuple[Body, ...] = ()
    temperature: float = math.nan
    is_external: bool = False
    words: tuple[str, ...] = ()
    refused: tuple[str, ...] = field(default=())


def read_rooms(
    file: ifcopenshell.file, properties: PropertyIndex, units: Units
) -> tuple[Room, ...]:
    """One room per IfcSpace.

    Bodies are read from upright and slanting IfcExtrudedAreaSolid with polygonal or rectangular
    profiles, clipped by half spaces, from IfcFacetedBrep, surface models and tessellations.
    """
    placements = Placements(units.length, _nowhere)
    return tuple(_room(s, properties, placements, units) for s in file.by_type("IfcSpace"))


def _nowhere(placement: Entity) -> FloatArray:
    raise ValueError(f"placement #{placement.id()} is of another kind")


def _room(space: Entity, properties: PropertyIndex, placements: Placements, units: Units) -> Room:
    sets = properties.properties(space)
    stated = (value_of(sets, name) for name in _TEMPERATURES)
    temperature = next((v for v in stated if isinstance(v, float)), math.nan)
    if temperature > _KELVIN:
        temperature -= _ZERO_CELSIUS
    place = getattr(space, "InteriorOrExteriorSpace", None) or getattr(
        space, "PredefinedType", None
    )
    used_for = (value_of(sets, name) for name in ("OccupancyType", "Category", "Reference"))
    words = (text(space.Name), text(space.LongName), text(space.ObjectType), *map(text, used_for))
    quantities = properties.quantities(space)
    refused = sorted(
        {
            name
            for values in quantities.values()
            for name, value in values.items()
            if name.endswith(_QUANTITIES) and not 0 <= value < math.inf
        }
    )
    try:
        matrix = placements.matrix(space.ObjectPlacement)
        bodies = tuple(_bodies(space, matrix, units.length))
    except (ValueError, TypeError, AttributeError, IndexError, RuntimeError):
        bodies = ()
    return Room(
        bodies=bodies,
        temperature=temperature,
        is_external=place == "EXTERNAL" or value_of(sets, "IsExternal") is True,
        words=tuple(w for w in words if w),
        refused=tuple(refused),
    )


def _bodies(space: Entity, matrix: FloatArray, length: float) -> Iterable[Body]:
    shape = space.Representation
    for representation in shape.Representations or () if shape is not None else ():
        if representation.RepresentationIdentifier != "Body":
            continue
        for item in representation.Items or ():
            body = _body(item, matrix, length)
            if body is not None and len(body.fans):
                yield body


def _body(item: Entity, matrix: FloatArray, length: float) -> Body | None:
    cuts = []
    for _ in range(_CUT_DEPTH):
        if not item.is_a("IfcBooleanResult"):
            break
        cuts += _cut(item.SecondOperand, matrix, length)
        item = item.FirstOperand
    rings = _extruded(item, length) if item.is_a("IfcExtrudedAreaSolid") else _rings(item, length)
    fans = [_fan(ring) for ring in rings if len(ring) >= 3]
    if not fans:
        return None
    world = np.concatenate(fans) @ matrix[:3, :3].T + matrix[:3, 3]
    return Body(world, np.array(cuts, dtype=np.float64).reshape(-1, 2, 3))


def _cut(half_space: Entity, matrix: FloatArray, length: float) -> list[FloatArray]:
    """Plane of a half space; one that is bounded counts as if it were not."""
    if not half_space.is_a("IfcHalfSpaceSolid") or not half_space.BaseSurface.is_a("IfcPlane"):
        return []
    plane = matrix @ axes(half_space.BaseSurface.Position, length)
    removed = -plane[:3, 2] if half_space.AgreementFlag else plane[:3, 2]
    return [np.stack((plane[:3, 3], removed))]


def _extruded(solid: Entity, length: float) -> list[FloatArray]:
    """Bottom and top of an extrusion; its sides are upright mostly and are left out then."""
    local = axes(solid.Position, length)
    direction = np.array(solid.ExtrudedDirection.DirectionRatios, dtype=np.float64)
    shift = direction / max(float(np.linalg.norm(direction)), 1e-12) * solid.Depth * length
    rings = []
    for outline in _profile(solid.SweptArea, length):
        bottom = np.column_stack((outline, np.zeros(len(outline))))
        sides = [
            np.stack((a, b, b + shift, a + shift))
            for a, b in zip(bottom, np.roll(bottom, -1, axis=0), strict=True)
        ]
        rings += [bottom, bottom + shift, *sides]
    return [ring @ local[:3, :3].T + local[:3, 3] for ring in rings]


def _profile(profile: Entity, length: float) -> list[FloatArray]:
    """Outline and holes of a profile, each of shape (n, 2). [m]"""
    if profile.is_a("IfcRectangleProfileDef"):
        half = np.array([profile.XDim, profile.YDim], dtype=np.float64) * length / 2
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
        local = axes(profile.Position, length)
        return [corners @ local[:2, :2].T + local[:2, 3]]
    if not profile.is_a("IfcArbitraryClosedProfileDef"):
        return []
    holes = profile.InnerCurves if profile.is_a("IfcArbitraryProfileDefWithVoids") else ()
    curves = (profile.OuterCurve, *(holes or ()))
    return [_flat(corners_of(curve)) * length for curve in curves if corners_of(curve)]


def _flat(corners: Sequence[Sequence[float]]) -> FloatArray:
    return np.array([c[:2] for c in corners], dtype=np.float64)


def _rings(item: Entity, length: float) -> list[FloatArray]:
    """Rings of the faces of a faceted solid or a tessellation, each of shape (n, 3)."""
    if item.is_a("IfcTriangulatedFaceSet"):
        points = np.array(item.Coordinates.CoordList, dtype=np.float64) * length
        return list(points[np.array(item.CoordIndex) - 1])
    if item.is_a("IfcPolygonalFaceSet"):
        points = np.array(item.Coordinates.CoordList, dtype=np.float64) * length
        holes = [h for f in item.Faces for h in getattr(f, "InnerCoordIndices", ())]
        return [points[np.array(r) - 1] for r in (*(f.CoordIndex for f in item.Faces), *holes)]
    return [
        np.array([p.Coordinates for p in bound.Bound.Polygon], dtype=np.float64) * length
        for face in _faces(item)
        for bound in face.Bounds
        if bound.Bound.is_a("IfcPolyLoop")
    ]


def _faces(item: Entity) -> list[Entity]:
    if item.is_a("IfcFacetedBrep"):
        return list(item.Outer.CfsFaces)
    if item.is_a("IfcFaceBasedSurfaceModel"):
        return [f for s in item.FbsmFaces for f in s.CfsFaces]
    if item.is_a("IfcShellBasedSurfaceModel"):
        return [f for s in item.SbsmBoundary for f in s.CfsFaces]
    return []


def _fan(ring: FloatArray) -> FloatArray:
    first = np.broadcast_to(ring[0], (len(ring) - 2, 3))
    return np.stack((first, ring[1:-1], ring[2:]), axis=1)


def layer_axes(
    file: ifcopenshell.file, products: Sequence[Entity], units: Units
) -> dict[int, FloatArray]:
    """Row of each product with a layer set usage, and which way its layers are listed.

    The direction is in world coordinates, from the first layer of the file to the last.
    """
    usage: dict[int, Entity] = {}
    for relation in file.by_type("IfcRelAssociatesMaterial"):
        material = relation.RelatingMaterial
        if isinstance(material, Entity) and material.is_a("IfcMaterialLayerSetUsage"):
            usage.update((o.id(), material) for o in relation.RelatedObjects or ())
    placements = Placements(units.length, _nowhere)
    found: dict[int, FloatArray] = {}
    for row, product in enumerate(products):
        material = usage.get(product.id())
        axis = _AXES.get(material.LayerSetDirection) if material is not None else None
        if material is None or axis is None:
            continue
        try:
            direction = placements.matrix(product.ObjectPlacement)[:3, axis]
        except (ValueError, TypeError, AttributeError):
            continue
        found[row] = direction if material.DirectionSense == "POSITIVE" else -direction
    return found


_AXES = {"AXIS1": 0, "AXIS2": 1, "AXIS3": 2}
