"""Tiny IFC4 models written for one test each."""

from pathlib import Path

import ifcopenshell
import ifcopenshell.guid

Entity = ifcopenshell.entity_instance


class SmallModel:
    """An IFC4 file in metres with one body context."""

    def __init__(self) -> None:
        self.file = ifcopenshell.file(schema="IFC4")
        origin = self.axes((0.0, 0.0, 0.0))
        self.context = self.add(
            "IfcGeometricRepresentationContext", None, "Model", 3, 1e-5, origin
        )
        metre = self.file.create_entity("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE")
        units = self.add("IfcUnitAssignment", [metre])
        self.project = self.root("IfcProject", "Project")
        self.project.RepresentationContexts = [self.context]
        self.project.UnitsInContext = units

    def add(self, ifc_class: str, *arguments: object) -> Entity:
        return self.file.create_entity(ifc_class, *arguments)

    def root(self, ifc_class: str, name: str) -> Entity:
        return self.file.create_entity(ifc_class, GlobalId=ifcopenshell.guid.new(), Name=name)

    def point(self, *xyz: float) -> Entity:
        return self.add("IfcCartesianPoint", [float(v) for v in xyz])

    def axes(self, at: tuple[float, float, float]) -> Entity:
        return self.add("IfcAxis2Placement3D", self.point(*at), None, None)

    def box(self, width: float, depth: float, height: float) -> Entity:
        """A box from the origin to (width, depth, height)."""
        middle = self.add("IfcAxis2Placement2D", self.point(width / 2, depth / 2), None)
        profile = self.add("IfcRectangleProfileDef", "AREA", None, middle, width, depth)
        upward = self.add("IfcDirection", [0.0, 0.0, 1.0])
        return self.add("IfcExtrudedAreaSolid", profile, self.axes((0, 0, 0)), upward, height)

    def product(
        self, ifc_class: str, name: str, items: list[Entity], at: tuple[float, float, float]
    ) -> Entity:
        product = self.root(ifc_class, name)
        product.ObjectPlacement = self.add("IfcLocalPlacement", None, self.axes(at))
        kind = "SweptSolid"
        body = self.add("IfcShapeRepresentation", self.context, "Body", kind, items)
        product.Representation = self.add("IfcProductDefinitionShape", None, None, [body])
        return product

    def void(self, host: Entity, opening: Entity) -> None:
        relation = self.root("IfcRelVoidsElement", "")
        relation.RelatingBuildingElement = host
        relation.RelatedOpeningElement = opening

    def colour(self, item: Entity, red: float, green: float, blue: float, clear: float) -> None:
        rgb = self.add("IfcColourRgb", None, red, green, blue)
        shading = self.add("IfcSurfaceStyleShading", rgb, clear)
        style = self.add("IfcSurfaceStyle", None, "BOTH", [shading])
        self.add("IfcStyledItem", item, [style], None)

    def write(self, path: Path) -> Path:
        self.file.write(str(path))
        return path
