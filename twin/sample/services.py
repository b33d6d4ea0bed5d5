"""Heating and ventilation: radiators, air-handling units, ducts and air terminals."""

from shapely.geometry import Point, box

from twin.sample.draft import SLAB, Draft, StoreyPlan
from twin.sample.ifc_document import Entity
from twin.sample.layout import Room
from twin.sample.plan import RoofObject
from twin.sample.roof_shape import sloping_faces

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


def write_roof_objects(draft: Draft) -> None:
    """Air-handling units, chimneys, skylights and hoods on the roofs."""
    for number, item in enumerate(draft.plan.roof_objects, start=1):
        if item.kind == "ahu":
            _write_unit(draft, item, number)
        else:
            _write_on_roof(draft, item, number)


def write_indoor_unit(draft: Draft) -> None:
    """An air-handling unit in the largest technical room."""
    document = draft.document
    rooms = [(f.net[r.number].area, f, r) for f in draft.floors for r in f.rooms]
    found = [t for t in rooms if t[2].code == "teknisk"]
    if not found:
        return
    _, floor, room = max(found, key=lambda t: t[0])
    centre = floor.net[room.number].representative_point()
    x0, y0, x1, y1 = floor.net[room.number].bounds
    turned = (1.0, 0.0) if x1 - x0 > y1 - y0 else (0.0, 1.0)
    unit_type = _unit_type(draft, 3.0, 1.3)
    origin = (centre.x - turned[0] * 1.5, centre.y - turned[1] * 1.5)
    placement = document.placement(draft.placements[floor.number], (*origin, 0), turned)
    _unit(draft, unit_type, placement, "360.001", floor.number)


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


def _ventilation(draft: Draft) -> Entity:
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
    document.relations.groups[_ventilation(draft)].append(duct)
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
    document.relations.groups[_ventilation(draft)].append(terminal)
    document.relations.contained[draft.spaces[room.number]].append(terminal)
    document.records(terminal, "364", floor.number)


def _unit_type(draft: Draft, length: float, width: float) -> Entity:
    key = f"Ventilasjonsaggregat {length * 10:.0f}x{width * 10:.0f}"
    if key not in draft.types:
        document = draft.document
        third = length / 3
        parts = [
            ((0, 0, 0), (length, width, 0.12), "metal dark"),
            *(
                (
                    (i * third + 0.01, 0.02, 0.12),
                    ((i + 1) * third - 0.01, width - 0.02, 1.75),
                    "steel",
                )
                for i in range(3)
            ),
            ((0.05, 0.0, 0.3), (0.3, 0.02, 1.2), "metal dark"),
            ((-0.35, 0.25, 0.9), (0.01, width - 0.25, 1.5), "duct"),
            ((length - 0.01, 0.25, 0.3), (length + 0.35, width - 0.25, 0.9), "duct"),
        ]
        items = [document.painted(document.block(a, b), s) for a, b, s in parts]
        built = max(draft.plan.year, 1974)
        draft.types[key] = document.root(
            "IfcUnitaryEquipmentType",
            key,
            key,
            RepresentationMaps=(document.map_of(items),),
            PredefinedType="AIRHANDLER",
            HasPropertySets=(
                document.property_set(
                    "Pset_ManufacturerTypeInformation",
                    Manufacturer="Vestluft",
                    ModelLabel=key,
                    ProductionYear=str(built),
                ),
            ),
        )
    return draft.types[key]


def _unit(draft: Draft, unit_type: Entity, placement: Entity, tag: str, storey: int) -> None:
    document = draft.document
    unit = document.root(
        "IfcUnitaryEquipment",
        tag,
        f"={tag}",
        ObjectPlacement=placement,
        Representation=document.mapped(unit_type.RepresentationMaps[0]),
        Tag=tag,
        PredefinedType="AIRHANDLER",
    )
    document.relations.typed[unit_type].append(unit)
    document.relations.groups[_ventilation(draft)].append(unit)
    draft.place(document.records(unit, "365", storey), storey)


def _roof_storey(draft: Draft, item: RoofObject) -> int:
    spot = Point(item.position)
    covering = [w.last for w in draft.plan.wings if box(*w.bounds).covers(spot)]
    return max(covering) + 1


def _write_unit(draft: Draft, item: RoofObject, number: int) -> None:
    storey = _roof_storey(draft, item)
    unit_type = _unit_type(draft, 4.5, 1.9)
    origin = (item.position[0] - 2.25, item.position[1] - 0.95, 0.25)
    placement = draft.document.placement(draft.placements[storey], origin)
    _unit(draft, unit_type, placement, f"360.{number:03d}", storey)


def _roof_height(draft: Draft, item: RoofObject, storey: int) -> float:
    """Top of the roof above the storey's level. [m]"""
    spot = Point(item.position)
    for face in sloping_faces(draft.plan, storey - 1):
        if face.area.covers(spot):
            return face.plane.height(*item.position) - draft.plan.levels[storey] + 0.25
    return 0.25


_ON_ROOF = {
    "chimney": ("IfcChimney", "271", "Pipe"),
    "skylight": ("IfcWindow", "263", "Overlys"),
    "hood": ("IfcFlowTerminal", "364", "Avkasthatt"),
}


def _write_on_roof(draft: Draft, item: RoofObject, number: int) -> None:
    document = draft.document
    ifc_class, code, name = _ON_ROOF[item.kind]
    storey = _roof_storey(draft, item)
    tag = f"TO-{number:02d}"
    height = _roof_height(draft, item, storey)
    placement = document.placement(draft.placements[storey], (*item.position, height))
    extra: dict[str, object] = {}
    if item.kind == "skylight":
        extra = {"OverallHeight": 1.5, "OverallWidth": 1.5, "PredefinedType": "SKYLIGHT"}
    product = document.root(
        ifc_class,
        tag,
        name,
        ObjectPlacement=placement,
        Representation=document.shape(document.body_of(_on_roof_items(draft, item.kind))),
        Tag=tag,
        **extra,
    )
    if item.kind == "skylight":
        document.describe(
            product,
            document.property_set(
                "Pset_WindowCommon",
                Reference="Overlys",
                IsExternal=True,
                ThermalTransmittance=draft.period.u_window,
            ),
        )
    draft.place(document.records(product, code, storey), storey)


def _on_roof_items(draft: Draft, kind: str) -> list[Entity]:
    document = draft.document
    parts = {
        "chimney": [
            ((-0.5, -0.4, -0.8), (0.5, 0.4, 1.7), "brick red"),
            ((-0.56, -0.46, 1.7), (0.56, 0.46, 1.85), "concrete dark"),
        ],
        "skylight": [
            ((-0.75, -0.75, -0.02), (0.75, 0.75, 0.3), "flashing"),
            ((-0.7, -0.7, 0.3), (0.7, 0.7, 0.36), "glass"),
        ],
        "hood": [
            ((-0.3, -0.3, -0.02), (0.3, 0.3, 0.8), "steel"),
            ((-0.45, -0.45, 0.85), (0.45, 0.45, 0.95), "steel"),
            ((-0.1, -0.1, 0.8), (0.1, 0.1, 0.85), "steel"),
        ],
    }[kind]
    return [document.painted(document.block(a, b), s) for a, b, s in parts]
