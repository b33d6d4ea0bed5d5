"""Outer walls with their windows and doors, inner walls with their doors, and parapets."""

from shapely.geometry import LineString, Polygon, box

from twin.sample.model.constructions import Layers, inner_wall_layers, outer_wall_layers
from twin.sample.model.draft import SLAB, Draft, StoreyPlan
from twin.sample.model.facade import FacadeEdge, FacadeOpening
from twin.sample.model.identity import random_source
from twin.sample.model.ifc_document import Entity
from twin.sample.model.openings import HoleSpot, door_type, fill, window_type
from twin.sample.model.partitions import InnerDoor, InnerWall
from twin.sample.plans.layout import outline
from twin.sample.plans.window_styles import WindowShape

PARAPET = 0.65
"""Height of a parapet above the top of the walls. [m]"""


def write_outer_walls(draft: Draft, floor: StoreyPlan) -> None:
    """All outer walls of a storey with what sits in them."""
    renewed = random_source(draft.plan.building_id, "windows", floor.number)
    for number, edge in enumerate(floor.edges, start=1):
        name = f"YV-{floor.number + 1}{number:02d}"
        quad = Polygon(
            [
                (0, 0),
                (edge.length, 0),
                (edge.inner_end, draft.wall_thickness),
                (edge.inner_start, draft.wall_thickness),
            ]
        )
        body = draft.document.prism(quad, 0, draft.height(floor.number))
        openings = [o for o in floor.openings if o.edge is edge]
        wall = outer_wall(draft, edge, name, body)
        _wall_quantities(draft, wall, edge, openings)
        is_renewed = float(renewed.random()) < draft.plan.renewed_share
        for i, opening in enumerate(openings, start=1):
            _fill_facade(draft, wall, opening, f"{name}/{i:02d}", renewed=is_renewed)


def write_parapets(draft: Draft, floor: StoreyPlan) -> None:
    """Parapets with a metal cap along the edges of the flat roofs over a storey."""
    document, above = draft.document, outline(draft.plan, floor.number + 1).buffer(0.05)
    for number, edge in enumerate(floor.edges, start=1):
        if edge.wing.last != floor.number or edge.wing.roof != "flat":
            continue
        free = LineString([edge.start, edge.end]).difference(above)
        for i, part in enumerate(getattr(free, "geoms", [free])):
            if not isinstance(part, LineString) or part.length < 0.5:
                continue
            quad, cap = _parapet_outlines(draft, edge, part)
            height = draft.height(floor.number)
            items = [
                document.painted(
                    document.prism(quad, height, PARAPET), edge.wing.wall(floor.number)
                ),
                document.painted(document.prism(cap, height + PARAPET, 0.05), "flashing"),
            ]
            name = f"GE-{floor.number + 1}{number:02d}{'abcdef'[i]}"
            wall = document.root(
                "IfcWall",
                name,
                name,
                ObjectType="Gesims",
                ObjectPlacement=_edge_placement(draft, edge),
                Representation=document.shape(document.body_of(items)),
                PredefinedType="PARAPET",
            )
            document.describe(
                wall,
                document.property_set("Pset_WallCommon", Reference="GE", IsExternal=True),
                document.quantity_set(
                    name, "Qto_WallBaseQuantities", Length=part.length, Height=PARAPET
                ),
            )
            draft.place(document.records(wall, "265", floor.number + 1), floor.number + 1)


def write_inner_walls(draft: Draft, floor: StoreyPlan) -> None:
    """All inner walls of a storey with their doors."""
    for number, wall in enumerate(floor.walls, start=1):
        name = f"IV-{floor.number + 1}{number:02d}"
        placement, product = _inner_wall(draft, floor, wall, name)
        for i, door in enumerate([d for d in floor.doors if d.wall == wall], start=1):
            _fill_inner(draft, floor, (product, placement), door, f"ID-{name[3:]}{i:02d}")


def _edge_placement(draft: Draft, edge: FacadeEdge) -> Entity:
    return draft.document.placement(
        draft.placements[edge.storey], (*edge.start, 0), edge.direction
    )


def outer_wall(draft: Draft, edge: FacadeEdge, name: str, body: Entity) -> Entity:
    """An outer wall of the edge's finish with a given body, in the axes of the edge."""
    document, finish = draft.document, edge.wing.wall(edge.storey)
    wall_type = _wall_type(draft, finish)
    axis = document.new(
        "IfcShapeRepresentation",
        document.axis,
        "Axis",
        "Curve2D",
        (document.new("IfcPolyline", (document.point((0, 0)), document.point((edge.length, 0)))),),
    )
    wall = document.root(
        "IfcWall",
        name,
        name,
        ObjectPlacement=_edge_placement(draft, edge),
        Representation=document.shape(axis, document.body_of((document.painted(body, finish),))),
        Tag=name,
        PredefinedType="SOLIDWALL",
    )
    document.relations.typed[wall_type].append(wall)
    document.relations.materials[draft.types[f"usage/{finish}"]].append(wall)
    document.describe(
        wall,
        document.property_set(
            "Pset_WallCommon",
            Reference=f"YV {finish}",
            IsExternal=True,
            LoadBearing=True,
            ThermalTransmittance=draft.period.u_wall,
        ),
    )
    document.records(wall, "231", edge.storey, edge.length * draft.height(edge.storey))
    return draft.place(wall, edge.storey)


def _wall_type(draft: Draft, finish: str) -> Entity:
    return _layered_type(draft, f"YV {finish}", finish, outer_wall_layers(finish, draft.plan.year))


def _layered_type(draft: Draft, name: str, key: str, layers: Layers) -> Entity:
    if name not in draft.types:
        document = draft.document
        layer_set = draft.layer_set(f"Lag {name}", layers)
        wall_type = document.root("IfcWallType", name, name, PredefinedType="SOLIDWALL")
        document.relations.materials[layer_set].append(wall_type)
        draft.types[f"usage/{key}"] = document.new(
            "IfcMaterialLayerSetUsage", layer_set, "AXIS2", "POSITIVE", 0.0, None
        )
        draft.types[name] = wall_type
    return draft.types[name]


def _wall_quantities(
    draft: Draft, wall: Entity, edge: FacadeEdge, openings: list[FacadeOpening]
) -> None:
    height = draft.height(edge.storey)
    gross = edge.length * height
    holes = sum(o.shape.width * o.shape.height for o in openings)
    draft.document.describe(
        wall,
        draft.document.quantity_set(
            wall.Name,
            "Qto_WallBaseQuantities",
            Length=edge.length,
            Width=draft.wall_thickness,
            Height=height,
            GrossSideArea=gross,
            NetSideArea=gross - holes,
            NetVolume=(gross - holes) * draft.wall_thickness,
        ),
    )


def _fill_facade(
    draft: Draft, wall: Entity, opening: FacadeOpening, key: str, *, renewed: bool
) -> None:
    shape, is_window = opening.shape, opening.kind in ("window", "balcony")
    prefix = "V" if is_window else "YD"
    spot = HoleSpot(
        wall,
        wall.ObjectPlacement,
        draft.wall_thickness,
        opening.span[0],
        shape.sill,
        f"{prefix}-{key[3:].replace('/', '')}",
        opening.edge.storey,
    )
    if is_window:
        filling = window_type(draft, shape, renewed=renewed)
    else:
        filling = door_type(draft, opening.kind, shape, draft.wall_thickness)
    product = fill(draft, spot, filling, shape)
    installed = draft.plan.windows_renewed if is_window and renewed else 0
    draft.document.records(
        product, "234", opening.edge.storey, shape.width * shape.height, installed
    )


def _parapet_outlines(draft: Draft, edge: FacadeEdge, part: LineString) -> tuple[Polygon, Polygon]:
    """Outline of the parapet and of its cap in the axes of the wall."""
    distances = sorted(
        ((x - edge.start[0]) ** 2 + (y - edge.start[1]) ** 2) ** 0.5 for x, y in part.coords
    )
    first, last = distances[0], distances[-1]
    t = draft.wall_thickness
    inner_first = edge.inner_start if first < 0.01 else first
    inner_last = edge.inner_end if last > edge.length - 0.01 else last
    lap = 0.04

    def turned(inner: float, outer: float) -> float:
        return (outer - inner) / t * lap

    quad = Polygon([(first, 0), (last, 0), (inner_last, t), (inner_first, t)])
    cap = Polygon(
        [
            (first + turned(inner_first, first), -lap),
            (last + turned(inner_last, last), -lap),
            (inner_last - turned(inner_last, last), t + lap),
            (inner_first - turned(inner_first, first), t + lap),
        ]
    )
    return quad, cap


def _inner_wall(
    draft: Draft, floor: StoreyPlan, wall: InnerWall, name: str
) -> tuple[Entity, Entity]:
    document, half = draft.document, wall.thickness / 2
    origin = (wall.start, wall.line - half) if wall.axis == "x" else (wall.line + half, wall.start)
    placement = document.placement(
        draft.placements[floor.number], (*origin, 0), (1, 0) if wall.axis == "x" else (0, 1)
    )
    length = wall.end - wall.start
    height = draft.height(floor.number) - (0.0 if wall.is_full else SLAB)
    body = document.prism(box(0, 0, length, wall.thickness), 0, height)
    product = document.root(
        "IfcWall",
        name,
        name,
        ObjectPlacement=placement,
        Representation=document.shape(document.body_of((document.painted(body, "inner wall"),))),
        Tag=name,
        PredefinedType="SOLIDWALL" if wall.thickness > 0.15 else "PARTITIONING",
    )
    key = f"IV {wall.thickness * 1000:.0f}"
    wall_type = _layered_type(draft, key, key, inner_wall_layers(wall.thickness))
    document.relations.typed[wall_type].append(product)
    document.relations.materials[draft.types[f"usage/{key}"]].append(product)
    is_bearing = wall.thickness > 0.15
    document.describe(
        product,
        document.property_set(
            "Pset_WallCommon", Reference=key, IsExternal=False, LoadBearing=is_bearing
        ),
        document.quantity_set(
            name,
            "Qto_WallBaseQuantities",
            Length=length,
            Width=wall.thickness,
            Height=height,
            GrossSideArea=length * height,
        ),
    )
    code = "241" if is_bearing else "242"
    document.records(product, code, floor.number, length * height)
    return placement, draft.place(product, floor.number)


def _fill_inner(
    draft: Draft,
    floor: StoreyPlan,
    wall: tuple[Entity, Entity],
    door: InnerDoor,
    key: str,
) -> None:
    shape = WindowShape(door.width, 2.1, 0.0)
    spot = HoleSpot(
        wall[0],
        wall[1],
        door.wall.thickness,
        door.centre - door.width / 2 - door.wall.start,
        0.0,
        key,
        floor.number,
    )
    product = fill(draft, spot, door_type(draft, "inner", shape, door.wall.thickness), shape)
    draft.document.records(product, "244", floor.number, shape.width * shape.height)
