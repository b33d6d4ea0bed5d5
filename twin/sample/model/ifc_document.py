"""An IFC4 file in the making: shapes, products and the relations between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ifcopenshell
from shapely.geometry import Polygon

from twin.sample.model.identity import global_id
from twin.sample.model.ifc_relations import write_relations
from twin.sample.model.surfaces import SURFACES

Entity = Any  # ifcopenshell.entity_instance, whose attributes no type checker knows
Point = Sequence[float]


@dataclass(frozen=True, slots=True)
class Written:
    """A product of the file, as later records refer to it.

    area : of its main face, for costs; 0 where it has none. [m2]
    installed : year in which it was put in later, 0 if it is as old as the building.
    """

    global_id: str
    ifc_class: str
    part_code: str
    name: str
    storey: int
    area: float = 0.0
    installed: int = 0


@dataclass(slots=True)
class Relations:
    """What belongs to what, gathered while products are written."""

    contained: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    typed: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    materials: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    properties: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))


class IfcDocument:
    """Writes entities straight into the file and keeps those that can be shared."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.file = ifcopenshell.file(schema="IFC4")
        self.relations = Relations()
        self.written: list[Written] = []
        self._shared: dict[Any, Entity] = {}
        self.body, self.axis = self._contexts()

    def new(self, ifc_class: str, *values: Any) -> Entity:
        """Any entity, attributes in the order of the schema."""
        return self.file.create_entity(ifc_class, *values)

    def shared(self, ifc_class: str, *values: Any) -> Entity:
        """The one entity with these attributes."""
        key = (ifc_class, *values)
        if key not in self._shared:
            self._shared[key] = self.file.create_entity(ifc_class, *values)
        return self._shared[key]

    def root(self, ifc_class: str, key: str, name: str, **values: Any) -> Entity:
        """An entity with a GlobalId that follows from its key."""
        return self.file.create_entity(
            ifc_class, GlobalId=global_id(self.key, ifc_class, key), Name=name, **values
        )

    def point(self, point: Point) -> Entity:
        """Cartesian point of two or three coordinates, to a tenth of a millimetre."""
        return self.shared("IfcCartesianPoint", tuple(round(float(c), 4) + 0.0 for c in point))

    def direction(self, direction: Point) -> Entity:
        """Direction of two or three components."""
        return self.shared("IfcDirection", tuple(round(float(c), 7) + 0.0 for c in direction))

    def axes(self, origin: Point, z: Point = (0, 0, 1), x: Point = (1, 0, 0)) -> Entity:
        """Coordinate axes in space."""
        return self.shared(
            "IfcAxis2Placement3D", self.point(origin), self.direction(z), self.direction(x)
        )

    def placement(self, parent: Entity | None, origin: Point, x: Point = (1, 0)) -> Entity:
        """Placement of a product, turned about the vertical."""
        return self.shared("IfcLocalPlacement", parent, self.axes(origin, x=(x[0], x[1], 0)))

    def outline(self, points: Iterable[Point]) -> Entity:
        """Closed line on a plane."""
        corners = tuple((round(float(x), 4) + 0.0, round(float(y), 4) + 0.0) for x, y in points)
        listed = self.new("IfcCartesianPointList2D", (*corners, corners[0]))
        return self.new("IfcIndexedPolyCurve", listed, None, False)

    def profile(self, area: Polygon) -> Entity:
        """Profile of a polygon, holes too."""
        outer = self.outline(list(area.exterior.coords)[:-1])
        if not area.interiors:
            return self.new("IfcArbitraryClosedProfileDef", "AREA", None, outer)
        holes = tuple(self.outline(list(r.coords)[:-1]) for r in area.interiors)
        return self.new("IfcArbitraryProfileDefWithVoids", "AREA", None, outer, holes)

    def prism(self, area: Polygon, bottom: float, height: float) -> Entity:
        """Upright prism on the plan."""
        return self.extrusion(self.profile(area), self.axes((0, 0, bottom)), height)

    def extrusion(
        self, profile: Entity, axes: Entity, depth: float, direction: Point = (0, 0, 1)
    ) -> Entity:
        """Profile drawn along a direction."""
        return self.new(
            "IfcExtrudedAreaSolid", profile, axes, self.direction(direction), round(depth, 4)
        )

    def block(self, low: Point, high: Point) -> Entity:
        """Box between two corners."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        profile = self.shared(
            "IfcRectangleProfileDef",
            "AREA",
            None,
            None,
            round(abs(x1 - x0), 4),
            round(abs(y1 - y0), 4),
        )
        return self.extrusion(profile, self.axes(((x0 + x1) / 2, (y0 + y1) / 2, z0)), z1 - z0)

    def painted(self, item: Entity, surface: str) -> Entity:
        """The item, in the colour of a surface."""
        self.new("IfcStyledItem", item, (self.style(surface),), None)
        return item

    def style(self, surface: str) -> Entity:
        """Surface style of `twin.sample.model.surfaces.SURFACES`."""
        if surface not in self._shared:
            red, green, blue, transparency = SURFACES[surface]
            colour = self.new("IfcColourRgb", None, red, green, blue)
            shading = self.file.create_entity(
                "IfcSurfaceStyleRendering",
                SurfaceColour=colour,
                Transparency=transparency,
                ReflectanceMethod="GLASS" if transparency else "MATT",
            )
            self._shared[surface] = self.new("IfcSurfaceStyle", surface, "BOTH", (shading,))
        return self._shared[surface]

    def body_of(self, items: Sequence[Entity], kind: str = "SweptSolid") -> Entity:
        """Body representation of solids."""
        return self.new("IfcShapeRepresentation", self.body, "Body", kind, tuple(items))

    def shape(self, *representations: Entity) -> Entity:
        """What a product looks like."""
        return self.new("IfcProductDefinitionShape", None, None, representations)

    def map_of(self, items: Sequence[Entity]) -> Entity:
        """A shape to be used many times."""
        return self.new("IfcRepresentationMap", self.axes((0, 0, 0)), self.body_of(items))

    def mapped(self, representation_map: Entity) -> Entity:
        """Product shape that uses a shape once more."""
        target = self.shared(
            "IfcCartesianTransformationOperator3D", None, None, self.point((0, 0, 0)), 1.0, None
        )
        item = self.new("IfcMappedItem", representation_map, target)
        return self.shape(self.body_of((item,), "MappedRepresentation"))

    def records(
        self,
        product: Entity,
        part_code: str,
        storey: int,
        area: float = 0.0,
        installed: int = 0,
    ) -> Entity:
        """Note a product's class code and that it was written."""
        self.relations.codes[part_code].append(product)
        self.written.append(
            Written(
                product.GlobalId,
                product.is_a(),
                part_code,
                product.Tag or product.Name or "",
                storey,
                area,
                installed,
            )
        )
        return product

    def property_set(self, name: str, **values: str | float | bool) -> Entity:
        """Property set with these values; the same values give the same set."""
        key = (name, tuple(sorted(values.items())))
        if key not in self._shared:
            properties = tuple(
                self.shared("IfcPropertySingleValue", n, None, self.measure(n, v), None)
                for n, v in values.items()
            )
            self._shared[key] = self.root(
                "IfcPropertySet", repr(key), name, HasProperties=properties
            )
        return self._shared[key]

    def measure(self, name: str, value: str | float | bool) -> Entity:
        """Value with the measure type its property asks for."""
        ifc_class = _MEASURES.get(name)
        if ifc_class is None:
            ifc_class = "IfcBoolean" if isinstance(value, bool) else "IfcLabel"
        if ifc_class == "IfcBoolean" or isinstance(value, str):
            return self.new(ifc_class, value)
        if ifc_class in ("IfcInteger", "IfcCountMeasure"):
            return self.new(ifc_class, int(value))
        return self.new(ifc_class, round(float(value), 4))

    def quantity_set(self, key: str, name: str, **values: float) -> Entity:
        """Base quantities; the unit follows from the name of each."""
        quantities = tuple(
            self.shared(_quantity_class(n), n, None, None, round(float(v), 3), None)
            for n, v in values.items()
        )
        return self.root(
            "IfcElementQuantity",
            f"{key}/{name}",
            name,
            MethodOfMeasurement="BaseQuantities",
            Quantities=quantities,
        )

    def describe(self, product: Entity, *definitions: Entity) -> None:
        """Hang property and quantity sets on a product."""
        for definition in definitions:
            self.relations.properties[definition].append(product)

    def save(self, path: Path) -> None:
        """Write the gathered relations and the file, the same bytes every time."""
        write_relations(self)
        header = self.file.header
        header.file_name.time_stamp = "2026-01-15T08:00:00"
        self.file.write(str(path))

    def _contexts(self) -> tuple[Entity, Entity]:
        origin = self.axes((0, 0, 0))
        self.model = self.new(
            "IfcGeometricRepresentationContext", None, "Model", 3, 1e-5, origin, None
        )
        body, axis = (
            self.file.create_entity(
                "IfcGeometricRepresentationSubContext",
                ContextIdentifier=name,
                ContextType="Model",
                ParentContext=self.model,
                TargetView=view,
            )
            for name, view in (("Body", "MODEL_VIEW"), ("Axis", "GRAPH_VIEW"))
        )
        return body, axis


_MEASURES = {
    "ThermalTransmittance": "IfcThermalTransmittanceMeasure",
    "ThermalTransmittanceSummer": "IfcThermalTransmittanceMeasure",
    "ThermalTransmittanceWinter": "IfcThermalTransmittanceMeasure",
    "GlazingAreaFraction": "IfcPositiveRatioMeasure",
    "SolarHeatGainTransmittance": "IfcNormalisedRatioMeasure",
    "GlassLayers": "IfcCountMeasure",
    "Reference": "IfcIdentifier",
    "BuildingID": "IfcIdentifier",
    "YearOfConstruction": "IfcLabel",
    "PitchAngle": "IfcPlaneAngleMeasure",
    "NumberOfStoreys": "IfcInteger",
    "GrossPlannedArea": "IfcAreaMeasure",
    "NetPlannedArea": "IfcAreaMeasure",
    "ProductionYear": "IfcLabel",
    "NumberOfRiser": "IfcCountMeasure",
    "NumberOfTreads": "IfcCountMeasure",
    "RiserHeight": "IfcPositiveLengthMeasure",
    "TreadLength": "IfcPositiveLengthMeasure",
    "FireRating": "IfcLabel",
}


def _quantity_class(name: str) -> str:
    if name.endswith("Area"):
        return "IfcQuantityArea"
    return "IfcQuantityVolume" if name.endswith("Volume") else "IfcQuantityLength"
