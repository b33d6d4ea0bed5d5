"""Which colour a surface has: styled items, materials, or the usual colour of its class."""

from contextlib import suppress

import ifcopenshell

from twin.ifc.geometry.entities import FAULTS, Entity, count, references

Colour = tuple[int, int, int, int]

DEFAULT_COLOUR: Colour = (214, 212, 206, 255)

CLASS_COLOURS: dict[str, Colour] = {
    "IfcWindow": (150, 190, 210, 110),
    "IfcDoor": (168, 124, 84, 255),
    "IfcWall": (233, 230, 222, 255),
    "IfcWallStandardCase": (233, 230, 222, 255),
    "IfcCurtainWall": (196, 206, 212, 255),
    "IfcPlate": (176, 204, 216, 150),
    "IfcMember": (120, 126, 132, 255),
    "IfcBeam": (138, 140, 142, 255),
    "IfcColumn": (170, 168, 164, 255),
    "IfcSlab": (186, 184, 178, 255),
    "IfcRoof": (150, 92, 74, 255),
    "IfcCovering": (206, 200, 190, 255),
    "IfcRailing": (110, 112, 116, 255),
    "IfcStair": (182, 178, 170, 255),
    "IfcStairFlight": (182, 178, 170, 255),
    "IfcFurnishingElement": (190, 160, 122, 255),
    "IfcFurniture": (190, 160, 122, 255),
    "IfcSite": (164, 180, 140, 255),
    "IfcGeographicElement": (150, 178, 128, 255),
}
"""Colour of classes for which a file names none: the program's own choice."""


class Styles:
    """Surface colours of one file. Opaque is alpha 255."""

    def __init__(self, file: ifcopenshell.file) -> None:
        self._by_style: dict[int, Colour | None] = {}
        self._by_item: dict[int, Colour] = {}
        for styled in file.by_type("IfcStyledItem"):
            with suppress(*FAULTS):
                item = styled.get_argument(0)
                colour = None if item is None else self._first(styled.get_argument(1))
                if item is not None and colour is not None:
                    self._by_item[item.id()] = colour
        self._by_material = self._material_colours(file)
        self._by_object = self._object_colours(file) if self._by_material else {}

    def of_item(self, item: Entity) -> Colour | None:
        """Colour of a representation item, or of the first operand of a boolean result."""
        for _ in range(100):
            colour = self._by_item.get(item.id())
            if colour is not None or not item.is_a().startswith("IfcBoolean"):
                return colour
            item = item.get_argument(1)
        return None

    def of_product(self, product: Entity, type_id: int) -> Colour:
        """Colour of the product's material, of its type's material, or of its class."""
        for key in (product.id(), type_id):
            if key in self._by_object:
                return self._by_object[key]
        return CLASS_COLOURS.get(product.is_a(), DEFAULT_COLOUR)

    def _first(self, styles: tuple[Entity, ...]) -> Colour | None:
        for style in styles or ():
            key = style.id()
            if key not in self._by_style:
                self._by_style[key] = self._surface_colour(style)
            if self._by_style[key] is not None:
                return self._by_style[key]
        return None

    def _surface_colour(self, style: Entity) -> Colour | None:
        if style.is_a("IfcPresentationStyleAssignment"):
            return self._first(style.get_argument(0))
        if not style.is_a("IfcSurfaceStyle"):
            return None
        for part in style.get_argument(2):
            if part.is_a("IfcSurfaceStyleShading"):
                return _shading(part)
        return None

    def _material_colours(self, file: ifcopenshell.file) -> dict[int, Colour]:
        found: dict[int, Colour] = {}
        for definition in file.by_type("IfcMaterialDefinitionRepresentation"):
            with suppress(*FAULTS):
                styled = [
                    item
                    for representation in definition.get_argument(2)
                    for item in representation.get_argument(3)
                    if item.is_a("IfcStyledItem")
                ]
                colours = [self._first(item.get_argument(1)) for item in styled]
                for colour in (c for c in colours if c is not None):
                    found.setdefault(definition.get_argument(3).id(), colour)
        return found

    def _object_colours(self, file: ifcopenshell.file) -> dict[int, Colour]:
        found: dict[int, Colour] = {}
        for relation in file.by_type("IfcRelAssociatesMaterial"):
            with suppress(*FAULTS):
                colour = self._of_material(relation.get_argument(5), 0)
                if colour is not None:
                    found.update((o.id(), colour) for o in relation.get_argument(4))
        return found

    def _of_material(self, material: Entity | None, depth: int) -> Colour | None:
        """First colour among a material and what it is made of."""
        if material is None or depth > 4:
            return None
        if material.id() in self._by_material:
            return self._by_material[material.id()]
        for part in references(material):
            if part.is_a().startswith("IfcMaterial"):
                colour = self._of_material(part, depth + 1)
                if colour is not None:
                    return colour
        return None


def _shading(part: Entity) -> Colour:
    """RGBA of an IfcSurfaceStyleShading or IfcSurfaceStyleRendering."""
    colour = part.get_argument(0)
    transparency = part.get_argument(1) if count(part) > 1 else None
    diffuse = part.get_argument(2) if count(part) > 2 else None
    rgb = [float(colour.get_argument(i)) for i in (1, 2, 3)]
    if isinstance(diffuse, Entity) and diffuse.is_a("IfcColourRgb"):
        rgb = [float(diffuse.get_argument(i)) for i in (1, 2, 3)]
    alpha = 1.0 - (float(transparency) if isinstance(transparency, float) else 0.0)
    red, green, blue, opacity = (round(255 * min(max(v, 0.0), 1.0)) for v in (*rgb, alpha))
    return red, green, blue, max(opacity, 20)
