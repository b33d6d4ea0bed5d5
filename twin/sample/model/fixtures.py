"""Entrance steps, canopies, balconies, columns and beams."""

from shapely.geometry import Point, box

from twin.sample.model.draft import SLAB, Draft, StoreyPlan
from twin.sample.model.facade import FacadeOpening
from twin.sample.model.ifc_document import Entity


def write_entrances(draft: Draft) -> None:
    """A step outside every outer door, and the canopy over it."""
    floor = draft.floors[0]
    doors = [o for o in floor.openings if o.kind not in ("window", "gate")]
    for number, door in enumerate(doors, start=1):
        _write_step(draft, door, f"UT-{number:02d}")
        if door.canopy > 0:
            _write_canopy(draft, door, f"BA-{number:02d}")


def write_balconies(draft: Draft, floor: StoreyPlan) -> None:
    """A balcony outside every balcony door."""
    doors = [o for o in floor.openings if o.kind == "balcony"]
    for number, opening in enumerate(doors, start=1):
        _write_balcony(draft, opening, f"BK-{floor.number + 1}{number:02d}")


def write_columns(draft: Draft, floor: StoreyPlan) -> None:
    """Round columns in the large rooms that have them, on a six metre grid."""
    for room in floor.rooms:
        if room.code not in draft.plan.column_rooms:
            continue
        x0, y0, x1, y1 = floor.net[room.number].bounds
        across, along = max(1, round((x1 - x0) / 6)), max(1, round((y1 - y0) / 6))
        spots = [
            (x0 + (x1 - x0) * i / across, y0 + (y1 - y0) * j / along)
            for i in range(1, max(across, 2))
            for j in range(1, max(along, 2))
        ]
        for i, spot in enumerate(spots, start=1):
            if floor.net[room.number].buffer(-0.4).covers(Point(spot)):
                _write_column(draft, floor, spot, f"SØ-{room.number}{i:02d}")


def write_beams(draft: Draft, floor: StoreyPlan) -> None:
    """Glulam beams across halls, below the roof."""
    for room in floor.rooms:
        if (
            room.code not in ("hall", "gymsal", "vognhall", "void")
            or room.wing.last != floor.number
        ):
            continue
        net = floor.net[room.number]
        x0, y0, x1, y1 = net.bounds
        is_level = x1 - x0 >= y1 - y0
        length = x1 - x0 if is_level else y1 - y0
        count = max(1, round(length / 6.0))
        for i in range(1, count):
            at = length * i / count
            strip = (
                box(x0 + at - 0.11, y0, x0 + at + 0.11, y1)
                if is_level
                else box(x0, y0 + at - 0.11, x1, y0 + at + 0.11)
            )
            low_x, low_y, high_x, high_y = strip.intersection(net).bounds
            span = ((low_x, low_y), (high_x, high_y))
            _write_beam(draft, floor, span, f"BJ-{room.number}{i:02d}")


def _edge_placement(draft: Draft, opening: FacadeOpening) -> Entity:
    return draft.document.placement(
        draft.placements[opening.edge.storey],
        (*opening.edge.start, 0),
        opening.edge.direction,
    )


def _product(
    draft: Draft, ifc_class: str, tag: str, items: list[Entity], **values: object
) -> Entity:
    document = draft.document
    return document.root(
        ifc_class,
        tag,
        tag,
        Representation=document.shape(document.body_of(items)),
        Tag=tag,
        **values,
    )


def _write_step(draft: Draft, door: FacadeOpening, tag: str) -> None:
    document, half = draft.document, door.shape.width / 2 + 0.5
    low, high = door.centre - half, door.centre + half
    items = [
        document.painted(
            document.block((low - side, -far, -0.5), (high + side, -near, top)), "concrete"
        )
        for side, near, far, top in (
            (0.0, 0.005, 1.5, -0.03),
            (0.3, 1.505, 1.82, -0.18),
            (0.3, 1.825, 2.14, -0.33),
        )
    ]
    step = _product(
        draft,
        "IfcStair",
        tag,
        items,
        ObjectPlacement=_edge_placement(draft, door),
        PredefinedType="STRAIGHT_RUN_STAIR",
    )
    draft.place(document.records(step, "282", 0), 0)


def _write_canopy(draft: Draft, door: FacadeOpening, tag: str) -> None:
    document = draft.document
    half, depth = door.shape.width / 2 + 0.9, door.canopy
    low, high = door.centre - half, door.centre + half
    bottom = door.shape.height + 0.35
    items = [
        document.painted(
            document.block((low, -depth, bottom), (high, -0.005, bottom + 0.18)), "eaves white"
        ),
        document.painted(
            document.block(
                (low - 0.03, -depth - 0.03, bottom + 0.18), (high + 0.03, -0.005, bottom + 0.23)
            ),
            "flashing",
        ),
    ]
    for x in (low + 0.12, high - 0.24) if depth > 1.6 else ():
        items.append(
            document.painted(
                document.block((x, -depth + 0.12, -0.5), (x + 0.12, -depth + 0.24, bottom)),
                "steel",
            )
        )
    canopy = _product(
        draft,
        "IfcPlate",
        tag,
        items,
        ObjectPlacement=_edge_placement(draft, door),
        ObjectType="Baldakin",
        PredefinedType="SHEET",
    )
    draft.place(document.records(canopy, "286", 0), 0)


def _write_balcony(draft: Draft, opening: FacadeOpening, tag: str) -> None:
    document, storey = draft.document, opening.edge.storey
    low, high, depth = opening.centre - 1.5, opening.centre + 1.5, 1.7
    slab = _product(
        draft,
        "IfcPlate",
        tag,
        [document.painted(document.block((low, -depth, -0.2), (high, -0.005, 0.0)), "concrete")],
        ObjectPlacement=_edge_placement(draft, opening),
        ObjectType="Balkong",
        PredefinedType="SHEET",
    )
    draft.place(document.records(slab, "284", storey), storey)
    bars = [
        ((low, -depth, 1.0), (high, -depth + 0.05, 1.06)),
        ((low, -depth + 0.05, 1.0), (low + 0.05, -0.005, 1.06)),
        ((high - 0.05, -depth + 0.05, 1.0), (high, -0.005, 1.06)),
        *(
            ((x, -depth + 0.005, 0.0), (x + 0.03, -depth + 0.035, 1.0))
            for x in (low + 0.01 + i * (high - low - 0.05) / 10 for i in range(11))
        ),
        *(
            ((x, y, 0.0), (x + 0.03, y + 0.03, 1.0))
            for x in (low + 0.01, high - 0.04)
            for y in (-depth + 0.5, -depth + 1.0, -depth + 1.5)
        ),
    ]
    railing = _product(
        draft,
        "IfcRailing",
        f"RE{tag[2:]}",
        [document.painted(document.block(a, b), "steel") for a, b in bars],
        ObjectPlacement=_edge_placement(draft, opening),
        PredefinedType="GUARDRAIL",
    )
    draft.place(document.records(railing, "287", storey), storey)


def _write_column(draft: Draft, floor: StoreyPlan, spot: tuple[float, float], tag: str) -> None:
    document = draft.document
    height = draft.height(floor.number) - SLAB
    key = f"Søyle {height:.2f}"
    if key not in draft.types:
        circle = document.shared("IfcCircleProfileDef", "AREA", None, None, 0.18)
        solid = document.extrusion(circle, document.axes((0, 0, 0)), height)
        draft.types[key] = document.root(
            "IfcColumnType",
            key,
            key,
            RepresentationMaps=(document.map_of([document.painted(solid, "concrete")]),),
            PredefinedType="COLUMN",
        )
    column = document.root(
        "IfcColumn",
        tag,
        tag,
        ObjectPlacement=document.placement(draft.placements[floor.number], (*spot, 0)),
        Representation=document.mapped(draft.types[key].RepresentationMaps[0]),
        Tag=tag,
        PredefinedType="COLUMN",
    )
    document.relations.typed[draft.types[key]].append(column)
    draft.place(document.records(column, "222", floor.number), floor.number)


def _write_beam(
    draft: Draft,
    floor: StoreyPlan,
    span: tuple[tuple[float, float], tuple[float, float]],
    tag: str,
) -> None:
    document, (low, high) = draft.document, span
    top = draft.height(floor.number) - SLAB
    body = document.painted(document.block((*low, top - 0.9), (*high, top)), "glulam")
    beam = _product(
        draft,
        "IfcBeam",
        tag,
        [body],
        ObjectPlacement=document.placement(draft.placements[floor.number], (0, 0, 0)),
        PredefinedType="BEAM",
    )
    draft.place(document.records(beam, "223", floor.number), floor.number)
