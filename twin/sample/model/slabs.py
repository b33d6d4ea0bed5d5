"""Ground slab, plinth, floors and ceilings below sloping roofs."""

from dataclasses import dataclass

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from twin.sample.model.constructions import FLOOR_LAYERS, GROUND_LAYERS, Layers
from twin.sample.model.draft import SLAB, Draft, StoreyPlan, polygons
from twin.sample.model.ifc_document import Entity
from twin.sample.plans.layout import outline


@dataclass(frozen=True, slots=True)
class SlabKind:
    """Type and layers of slabs. key: unlike any other type's; predefined: of the IFC type."""

    key: str
    name: str
    layers: Layers
    predefined: str = "FLOOR"


def write_ground(draft: Draft) -> None:
    """Slab on the ground and the plinth around it."""
    floor = draft.floors[0]
    for number, area in enumerate(polygons(floor.inside), start=1):
        slab = _slab(draft, f"GP-1{number:02d}", area, 0, "BASESLAB")
        _thermal(draft, slab, ("GP", GROUND_LAYERS, draft.period.u_floor))
        draft.document.records(slab, "252", 0, area.area)
    ring = floor.outline.buffer(-0.02, join_style="mitre").difference(
        floor.outline.buffer(-0.25, join_style="mitre")
    )
    for number, area in enumerate(polygons(ring), start=1):
        _plinth(draft, f"RM-1{number:02d}", area)


def write_floor(draft: Draft, floor: StoreyPlan) -> list[tuple[Entity, Polygon]]:
    """Slabs under a storey above the first; returned for cutting stair holes."""
    below = draft.floors[floor.number - 1]
    voids = unary_union([draft_polygon(r.bounds) for r in floor.rooms if r.code == "void"])
    carried = floor.outline.intersection(below.inside)
    free = floor.outline.difference(below.outline)
    area = unary_union([carried, free]).difference(voids.buffer(0.1, join_style="mitre"))
    slabs: list[tuple[Entity, Polygon]] = []
    for number, part in enumerate(polygons(area), start=1):
        slab = _slab(draft, f"DE-{floor.number + 1}{number:02d}", part, floor.number, "FLOOR")
        lay(draft, slab, SlabKind("DE", "DE", FLOOR_LAYERS))
        draft.document.describe(
            slab,
            draft.document.property_set(
                "Pset_SlabCommon", Reference="DE", IsExternal=False, LoadBearing=True
            ),
        )
        draft.document.records(slab, "251", floor.number, part.area)
        slabs.append((slab, part))
    return slabs


def write_ceilings(draft: Draft, floor: StoreyPlan) -> None:
    """Slab over the storey where a sloping roof covers it, unless the room is open to the roof."""
    ending = unary_union(
        [
            draft_polygon(w.bounds)
            for w in draft.plan.wings_on(floor.number)
            if w.last == floor.number and w.roof != "flat"
        ]
    )
    open_rooms = unary_union(
        [
            draft_polygon(r.bounds)
            for r in floor.rooms
            if r.code in ("void", "hall", "gymsal", "vognhall")
        ]
    )
    area = ending.intersection(floor.inside).difference(outline(draft.plan, floor.number + 1))
    for number, part in enumerate(polygons(area.difference(open_rooms)), start=1):
        name = f"LD-{floor.number + 1}{number:02d}"
        slab = _slab(draft, name, part, floor.number + 1, "FLOOR")
        lay(draft, slab, SlabKind("DE", "DE", FLOOR_LAYERS))
        draft.document.describe(
            slab,
            draft.document.property_set(
                "Pset_SlabCommon", Reference="DE", IsExternal=False, LoadBearing=True
            ),
        )
        draft.document.records(slab, "251", floor.number + 1, part.area)


def cut_hole(draft: Draft, slab: Entity, area: Polygon, key: str) -> None:
    """Hole in a slab of a storey."""
    document = draft.document
    opening = document.root(
        "IfcOpeningElement",
        key,
        "Utsparing",
        ObjectPlacement=document.placement(slab.ObjectPlacement, (0, 0, 0)),
        Representation=document.shape(
            document.body_of((document.prism(area, -SLAB - 0.1, SLAB + 0.2),))
        ),
        PredefinedType="OPENING",
    )
    relation = document.root("IfcRelVoidsElement", key, "")
    relation.Name, relation[4], relation[5] = None, slab, opening


def lay(draft: Draft, slab: Entity, kind: SlabKind) -> None:
    """Give the slab its type and its layers; both are made for the first slab of the kind."""
    document, usage = draft.document, f"usage/{kind.key}"
    if kind.key not in draft.types:
        layer_set = draft.layer_set(f"Lag {kind.name}", kind.layers)
        made = document.root("IfcSlabType", kind.key, kind.name, PredefinedType=kind.predefined)
        document.relations.materials[layer_set].append(made)
        draft.types[kind.key] = made
        draft.types[usage] = document.new(
            "IfcMaterialLayerSetUsage", layer_set, "AXIS3", "NEGATIVE", 0.0, None
        )
    document.relations.typed[draft.types[kind.key]].append(slab)
    document.relations.materials[draft.types[usage]].append(slab)


def draft_polygon(bounds: tuple[float, float, float, float]) -> BaseGeometry:
    """Rectangle as a polygon."""
    x0, y0, x1, y1 = bounds
    return Polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def _slab(draft: Draft, name: str, area: Polygon, storey: int, kind: str) -> Entity:
    document = draft.document
    body = document.painted(document.prism(area, -SLAB, SLAB), "floor")
    slab = document.root(
        "IfcSlab",
        name,
        name,
        ObjectPlacement=document.placement(draft.placements[storey], (0, 0, 0)),
        Representation=document.shape(document.body_of((body,))),
        Tag=name,
        PredefinedType=kind,
    )
    document.describe(
        slab,
        document.quantity_set(
            name,
            "Qto_SlabBaseQuantities",
            Width=SLAB,
            Perimeter=area.length,
            GrossArea=area.area,
            NetArea=area.area,
            GrossVolume=area.area * SLAB,
            NetVolume=area.area * SLAB,
        ),
    )
    return draft.place(slab, storey)


def _thermal(draft: Draft, slab: Entity, construction: tuple[str, Layers, float]) -> None:
    name, layers, u_value = construction
    lay(draft, slab, SlabKind(name, name, layers))
    draft.document.describe(
        slab,
        draft.document.property_set(
            "Pset_SlabCommon",
            Reference=name,
            IsExternal=True,
            LoadBearing=True,
            ThermalTransmittance=u_value,
        ),
    )


def _plinth(draft: Draft, name: str, area: Polygon) -> None:
    document = draft.document
    surface = "granite" if draft.plan.year < 1945 else "plinth"
    body = document.painted(document.prism(area, -0.5, 0.5), surface)
    footing = document.root(
        "IfcFooting",
        name,
        "Ringmur",
        ObjectPlacement=document.placement(draft.placements[0], (0, 0, 0)),
        Representation=document.shape(document.body_of((body,))),
        Tag=name,
        PredefinedType="STRIP_FOOTING",
    )
    document.relations.materials[document.shared("IfcMaterial", "Betong", None, None)].append(
        footing
    )
    draft.place(document.records(footing, "216", 0), 0)
