"""Heating and ventilation: radiators, ducts and air terminals."""

from shapely.geometry import Point, box

from twin.sample.model.draft import SLAB, Draft, StoreyPlan
from twin.sample.model.ifc_document import Entity
from twin.sample.plans.layout import Room

_MAIN_WIDTH, _MAIN_HEIGHT, _BRANCH = 0.5, 0.3, 0.25


def write_radiators(draft: Draft, floor: StoreyPlan) -> None:
    """A radiator under every window that has room for one."""
    document = draft.document
    for number, opening in enumerate(floor.openings, start=1):
        space = draft.spaces.get(opening.room.number)
        is_wanted = opening.kind == "window" and opening.room.kind.has_heater
        if not is_wanted or space is None or opening.shape.sill < 0.5:
            continue
        width = 1.6 if opening.shape.width > 1.7 else 1.0
        start = opening.edge.at(opening.centre - width / 2, draft.wall_thickness + 0.04)
        kind = _radiator_type(draft, width)
        tag = f"RA-{floor.number + 1}{number:03d}"
        heater = document.root(
            "IfcSpaceHeater",
            tag,
            tag,
            ObjectPlacement=document.placement(
                draft.placements[floor.number], (*start, 0.1), opening.edge.direction
            ),
            Representation=document.mapped(kind.RepresentationMaps[0]),
            Tag=tag,
            PredefinedType="RADIATOR",
        )
        document.relations.typed[kind].append(heater)
        document.relations.contained[space].append(heater)
        document.relations.groups[_system(draft, "320 Varmeanlegg", "HEATING")].append(heater)
        document.records(heater, "325", floor.number)


def write_ducts(draft: Draft, floor: StoreyPlan) -> None:
    """A supply duct along every long corridor, with a branch into each room beside it."""
    number = 0
    for corridor in floor.rooms:
        if corridor.code != "korridor":
            continue
        x0, y0, x1, y1 = floor.net[corridor.number].bounds
        if max(x1 - x0, y1 - y0) < 8.0:
            continue
        number += 1
        _corridor_ducts(draft, floor, corridor, f"KA-{floor.number + 1}{number:02d}")


def _radiator_type(draft: Draft, width: float) -> Entity:
    key = f"Radiator {width * 1000:.0f}"
    if key not in draft.types:
        document = draft.document
        items = [
            document.block((0, 0, 0), (width, 0.03, 0.45)),
            document.block((0, 0.07, 0), (width, 0.10, 0.45)),
            document.block((0.02, 0.03, 0.42), (width - 0.02, 0.07, 0.44)),
        ]
        draft.types[key] = document.root(
            "IfcSpaceHeaterType",
            key,
            key,
            RepresentationMaps=(
                document.map_of([document.painted(i, "radiator") for i in items]),
            ),
            PredefinedType="RADIATOR",
        )
    return draft.types[key]


def _system(draft: Draft, name: str, kind: str) -> Entity:
    if name not in draft.types:
        draft.types[name] = draft.document.root(
            "IfcDistributionSystem", name, name, PredefinedType=kind
        )
    return draft.types[name]


def ventilation_system(draft: Draft) -> Entity:
    """The one ventilation system of the building."""
    return _system(draft, "360 Luftbehandling", "VENTILATION")


def _duct(
    draft: Draft, storey: int, tag: str, low: tuple[float, ...], high: tuple[float, ...]
) -> None:
    document = draft.document
    body = document.painted(document.block(low, high), "duct")
    duct = document.root(
        "IfcDuctSegment",
        tag,
        tag,
        ObjectPlacement=document.placement(draft.placements[storey], (0, 0, 0)),
        Representation=document.shape(document.body_of((body,))),
        Tag=tag,
        PredefinedType="RIGIDSEGMENT",
    )
    document.relations.groups[ventilation_system(draft)].append(duct)
    draft.place(document.records(duct, "362", storey), storey)


def _corridor_ducts(draft: Draft, floor: StoreyPlan, corridor: Room, name: str) -> None:
    x0, y0, x1, y1 = floor.net[corridor.number].bounds
    top = draft.height(floor.number) - SLAB - 0.08
    is_level = x1 - x0 > y1 - y0
    middle = (y0 + y1) / 2 if is_level else (x0 + x1) / 2
    half = _MAIN_WIDTH / 2
    if is_level:
        low, high = (x0 + 0.4, middle - half), (x1 - 0.4, middle + half)
    else:
        low, high = (middle - half, y0 + 0.4), (middle + half, y1 - 0.4)
    _duct(draft, floor.number, name, (*low, top - _MAIN_HEIGHT), (*high, top))
    beside = [r for r in floor.rooms if r.kind.has_heater and _touches(corridor, r)]
    for i, room in enumerate(beside, start=1):
        _branch(draft, floor, room, (is_level, middle, top - 0.28), f"{name}{i:02d}")


def _touches(corridor: Room, room: Room) -> bool:
    border = box(*corridor.bounds).intersection(box(*room.bounds))
    return room is not corridor and not room.kind.is_open and border.length > 1.0


def _branch(
    draft: Draft,
    floor: StoreyPlan,
    room: Room,
    main: tuple[bool, float, float],
    name: str,
) -> None:
    is_level, middle, bottom = main
    x0, y0, x1, y1 = floor.net[room.number].bounds
    half, side = _BRANCH / 2, _MAIN_WIDTH / 2
    if is_level:
        x = (x0 + x1) / 2 + 0.6
        far = y0 + 1.2 if y0 > middle else y1 - 1.2
        near = middle + side if far > middle else middle - side
        low, high = (x - half, min(near, far)), (x + half, max(near, far))
        end = (x, far)
    else:
        y = (y0 + y1) / 2 + 0.6
        far = x0 + 1.2 if x0 > middle else x1 - 1.2
        near = middle + side if far > middle else middle - side
        low, high = (min(near, far), y - half), (max(near, far), y + half)
        end = (far, y)
    if not floor.net[room.number].covers(Point(end)):
        return
    _duct(draft, floor.number, name, (*low, bottom), (*high, bottom + 0.22))
    _terminal(draft, floor, room, (*end, bottom - 0.12), name)


def _terminal(
    draft: Draft, floor: StoreyPlan, room: Room, at: tuple[float, float, float], name: str
) -> None:
    document = draft.document
    key = "Tilluftsventil 400"
    if key not in draft.types:
        item = document.painted(document.block((-0.2, -0.2, 0), (0.2, 0.2, 0.12)), "radiator")
        draft.types[key] = document.root(
            "IfcAirTerminalType",
            key,
            key,
            RepresentationMaps=(document.map_of([item]),),
            PredefinedType="DIFFUSER",
        )
    terminal = document.root(
        "IfcAirTerminal",
        name,
        f"VE{name[2:]}",
        ObjectPlacement=document.placement(draft.placements[floor.number], at),
        Representation=document.mapped(draft.types[key].RepresentationMaps[0]),
        PredefinedType="DIFFUSER",
    )
    document.relations.typed[draft.types[key]].append(terminal)
    document.relations.groups[ventilation_system(draft)].append(terminal)
    document.relations.contained[draft.spaces[room.number]].append(terminal)
    document.records(terminal, "364", floor.number)
