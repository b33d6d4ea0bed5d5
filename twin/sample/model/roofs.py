"""Flat roofs and sloping roofs."""

import numpy as np
from shapely.geometry import Polygon

from twin.sample.model.constructions import roof_layers
from twin.sample.model.draft import SLAB, Draft, StoreyPlan
from twin.sample.model.eaves import write_eaves
from twin.sample.model.ifc_document import Entity
from twin.sample.model.slabs import SlabKind, lay
from twin.sample.plans.roof_shape import RoofFace, flat_area

_DECK, _ON_TOP, _THICKNESS = SLAB, 0.25, 0.27


def write_flat_roofs(draft: Draft, floor: StoreyPlan) -> None:
    """Deck, insulation and membrane of every flat roof over a storey."""
    document = draft.document
    areas = flat_area(draft.plan, floor.number, floor.inside)
    if not areas:
        return
    storey = floor.number + 1
    roof = _roof(draft, f"TA-{storey}F", storey, "FLAT_ROOF")
    for number, area in enumerate(areas, start=1):
        # One solid: what lies above another layer of its own would count as roof twice.
        body = document.prism(area, -_DECK, _DECK + _ON_TOP)
        items = [document.painted(body, _flat_surface(draft))]
        name = f"FT-{storey}{number:02d}"
        slab = _roof_slab(draft, name, items, storey)
        _describe_slab(draft, slab, area.area, is_flat=True)
        document.relations.parts[roof].append(document.records(slab, "262", storey, area.area))
    _roof_quantities(draft, roof, sum(a.area for a in areas))


def write_sloping_roofs(draft: Draft, floor: StoreyPlan, faces: tuple[RoofFace, ...]) -> None:
    """One slab per face, gathered in a roof, with gutters along the eaves."""
    if not faces:
        return
    document, storey = draft.document, floor.number + 1
    kind = {"gable": "GABLE_ROOF", "hip": "HIP_ROOF"}.get(faces[0].wing.roof, "SHED_ROOF")
    roof = _roof(draft, f"TA-{storey}S", storey, kind)
    total = 0.0
    for number, face in enumerate(faces, start=1):
        body, area = _sloping_body(draft, face)
        name = f"ST-{storey}{number:02d}"
        slab = _roof_slab(draft, name, [body], storey)
        _describe_slab(draft, slab, area, is_flat=False)
        document.relations.parts[roof].append(document.records(slab, "262", storey, area))
        write_eaves(draft, face, faces, name)
        total += area
    _roof_quantities(draft, roof, total)


def _roof(draft: Draft, name: str, storey: int, kind: str) -> Entity:
    document = draft.document
    roof = document.root(
        "IfcRoof",
        name,
        "Yttertak",
        ObjectPlacement=document.placement(draft.placements[storey], (0, 0, 0)),
        Tag=name,
        PredefinedType=kind,
    )
    document.describe(
        roof,
        document.property_set(
            "Pset_RoofCommon",
            Reference="TA",
            IsExternal=True,
            ThermalTransmittance=draft.period.u_roof,
        ),
    )
    return draft.place(document.records(roof, "261", storey), storey)


def _roof_quantities(draft: Draft, roof: Entity, area: float) -> None:
    draft.document.describe(
        roof,
        draft.document.quantity_set(
            roof.Tag, "Qto_RoofBaseQuantities", GrossArea=area, NetArea=area
        ),
    )


def _roof_slab(draft: Draft, name: str, items: list[Entity], storey: int) -> Entity:
    document = draft.document
    return document.root(
        "IfcSlab",
        name,
        name,
        ObjectPlacement=document.placement(draft.placements[storey], (0, 0, 0)),
        Representation=document.shape(document.body_of(items)),
        Tag=name,
        PredefinedType="ROOF",
    )


def _describe_slab(draft: Draft, slab: Entity, area: float, *, is_flat: bool) -> None:
    document = draft.document
    name = "TA flatt" if is_flat else "TA skrått"
    layers = roof_layers(draft.plan.year, is_flat=is_flat, roofing=draft.plan.roofing)
    lay(draft, slab, SlabKind(f"roof/{is_flat}", name, layers, "ROOF"))
    document.describe(
        slab,
        document.property_set(
            "Pset_SlabCommon",
            Reference=name,
            IsExternal=True,
            LoadBearing=True,
            ThermalTransmittance=draft.period.u_roof,
        ),
        document.quantity_set(slab.Tag, "Qto_SlabBaseQuantities", GrossArea=area, NetArea=area),
    )


def _flat_surface(draft: Draft) -> str:
    return "sedum" if draft.plan.roofing == "sedum" else "membrane"


def _sloping_body(draft: Draft, face: RoofFace) -> tuple[Entity, float]:
    """Body of a face, and its true area. [m2]"""
    document, plane = draft.document, face.plane
    slope = float(np.hypot(plane.a, plane.b))
    upward = np.array([plane.a, plane.b]) / slope
    level = np.array([upward[1], -upward[0]])
    stretch = float(np.hypot(1.0, slope))
    base = draft.plan.levels[face.wing.last + 1]
    corner = np.array(face.area.exterior.coords[0])
    origin = (*corner, plane.height(*corner) - base)
    normal = (-plane.a / stretch, -plane.b / stretch, 1.0 / stretch)

    def local(ring: object) -> list[tuple[float, float]]:
        points = np.array(list(getattr(ring, "coords", []))) - corner
        return [(float(p @ level), float(p @ upward) * stretch) for p in points]

    area = Polygon(local(face.area.exterior), [local(r) for r in face.area.interiors])
    vertical = (0.0, slope / stretch, 1.0 / stretch)
    axes = document.axes(origin, normal, (level[0], level[1], 0.0))
    solid = document.extrusion(document.profile(area), axes, _THICKNESS, vertical)
    return document.painted(solid, draft.plan.roofing), area.area
