"""The model of one building while it is written."""

from dataclasses import dataclass, field

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from twin.sample.model.constructions import Layers, Period, period
from twin.sample.model.facade import FacadeEdge, FacadeOpening, facade_edges, facade_openings
from twin.sample.model.ifc_document import Entity, IfcDocument
from twin.sample.model.partitions import InnerDoor, InnerWall, inner_doors, inner_walls, net_area
from twin.sample.plans.layout import Room, outline, rooms
from twin.sample.plans.plan import BuildingPlan

SLAB = 0.3
"""Thickness of the floors between storeys. [m]"""


@dataclass(frozen=True, slots=True)
class StoreyPlan:
    """Everything on one storey, worked out before it is written.

    inside : what the outer walls leave of the storey.
    net : what is left of each room, by number.
    """

    number: int
    outline: BaseGeometry
    inside: BaseGeometry
    rooms: tuple[Room, ...]
    edges: tuple[FacadeEdge, ...]
    openings: tuple[FacadeOpening, ...]
    walls: tuple[InnerWall, ...]
    doors: tuple[InnerDoor, ...]
    net: dict[str, Polygon]


@dataclass(slots=True)
class Draft:
    """Document, plan and what the writers share.

    storeys, placements : of each storey and, last, of the roof.
    spaces : space entity of each room, by number.
    """

    document: IfcDocument
    plan: BuildingPlan
    period: Period
    floors: tuple[StoreyPlan, ...]
    storeys: list[Entity] = field(default_factory=list)
    placements: list[Entity] = field(default_factory=list)
    spaces: dict[str, Entity] = field(default_factory=dict)
    types: dict[str, Entity] = field(default_factory=dict)

    @property
    def wall_thickness(self) -> float:
        """Thickness of all outer walls. [m]"""
        return self.period.wall_thickness

    def height(self, storey: int) -> float:
        """Floor to floor. [m]"""
        return self.plan.storey_heights[storey]

    def place(self, product: Entity, storey: int) -> Entity:
        """Put a product on a storey (the roof is the one after the last)."""
        self.document.relations.contained[self.storeys[storey]].append(product)
        return product

    def layer_set(self, name: str, layers: Layers) -> Entity:
        """Material layers of a construction, shared by name."""
        if name not in self.types:
            document = self.document
            parts = tuple(
                document.new(
                    "IfcMaterialLayer",
                    document.shared("IfcMaterial", material, None, None),
                    thickness,
                    None,
                )
                for material, thickness in layers
            )
            self.types[name] = document.new("IfcMaterialLayerSet", parts, name, None)
        return self.types[name]


def draft(plan: BuildingPlan) -> Draft:
    """An empty document and all storeys worked out."""
    values = period(plan.year)
    floors = tuple(
        storey_plan(plan, storey, values.wall_thickness)
        for storey in range(len(plan.storey_heights))
    )
    return Draft(IfcDocument(plan.building_id), plan, values, floors)


def storey_plan(plan: BuildingPlan, storey: int, thickness: float) -> StoreyPlan:
    """Rooms, walls and openings of one storey."""
    shape = outline(plan, storey)
    inside = shape.buffer(-thickness, join_style="mitre")
    storey_rooms = rooms(plan, storey)
    edges = facade_edges(plan, storey, thickness)
    walls = inner_walls(storey_rooms, inside)
    return StoreyPlan(
        storey,
        shape,
        inside,
        storey_rooms,
        edges,
        facade_openings(plan, storey, edges),
        walls,
        inner_doors(storey_rooms, walls),
        {r.number: net_area(r, inside, walls) for r in storey_rooms},
    )


def polygons(area: BaseGeometry) -> list[Polygon]:
    """The polygons of an area, without slivers."""
    parts = getattr(area, "geoms", [area])
    return [p for p in parts if isinstance(p, Polygon) and p.area > 0.05]
