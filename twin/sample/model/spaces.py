"""Rooms as spaces and their groups of use as zones."""

from shapely.geometry import Polygon
from shapely.geometry.polygon import orient

from twin.sample.model.draft import SLAB, Draft, StoreyPlan
from twin.sample.model.ifc_document import Entity
from twin.sample.plans.layout import Room, polygon_of

_TALL = ("hall", "gymsal", "vognhall", "tårn")


def write_spaces(draft: Draft, floor: StoreyPlan) -> None:
    """A space for every room of a storey, in the zone of its use."""
    for room in floor.rooms:
        area = floor.net[room.number]
        if room.code == "void" or area.area < 0.5:
            continue
        space = _space(draft, floor, room, orient(polygon_of(area.simplify(1e-4))))
        draft.spaces[room.number] = space
        draft.document.relations.parts[draft.storeys[floor.number]].append(space)
        draft.document.relations.groups[_zone(draft, room.kind.function)].append(space)


def _space(draft: Draft, floor: StoreyPlan, room: Room, area: Polygon) -> Entity:
    document = draft.document
    height = _height(draft, floor, room)
    body = document.painted(document.prism(area, 0.0, height), "room")
    space = document.root(
        "IfcSpace",
        room.number,
        room.number,
        LongName=room.kind.name,
        ObjectType=room.kind.function,
        ObjectPlacement=document.placement(draft.placements[floor.number], (0, 0, 0)),
        Representation=document.shape(document.body_of((body,))),
        CompositionType="ELEMENT",
        PredefinedType="INTERNAL",
    )
    document.describe(
        space,
        document.property_set(
            "Pset_SpaceCommon",
            Reference=room.kind.name,
            IsExternal=False,
            NetPlannedArea=round(area.area, 1),
        ),
        document.quantity_set(
            f"rom/{room.number}",
            "Qto_SpaceBaseQuantities",
            Height=height,
            NetPerimeter=area.length,
            NetFloorArea=area.area,
            GrossFloorArea=area.area,
            NetVolume=area.area * height,
        ),
    )
    return space


def _height(draft: Draft, floor: StoreyPlan, room: Room) -> float:
    top = floor.number
    if room.code in _TALL:
        top = room.wing.last
    levels = draft.plan.levels
    return round(levels[top + 1] - levels[floor.number] - SLAB, 3)


def _zone(draft: Draft, function: str) -> Entity:
    key = f"zone/{function}"
    if key not in draft.types:
        draft.types[key] = draft.document.root("IfcZone", key, function)
    return draft.types[key]
