"""Which representations are a product's body, and the items they are made of."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.geometry.entities import Entity, count
from twin.ifc.geometry.placement import IDENTITY, axes, operator
from twin.ifc.geometry.styles import Colour, Styles
from twin.model.arrays import FloatArray

BODY_NAMES = ("Body", "Facetation", "Tessellation", "Body-FallBack", "Surface", "Reference")
"""RepresentationIdentifier of bodies, the best first."""

NOT_BODY_NAMES = frozenset(
    (
        "axis", "plan", "box", "footprint", "annotation", "profile", "cog", "clearance", "survey",
        "curve", "outline", "boundingbox", "symbol", "centerline",
    )
)  # fmt: skip
"""RepresentationIdentifier (lower case) of representations that are never a body."""

CURVE_CLASSES = (
    "IfcCurve", "IfcPoint", "IfcGeometricCurveSet", "IfcAnnotationFillArea", "IfcTextLiteral",
    "IfcBoundingBox", "IfcPlacement", "IfcVector", "IfcDirection", "IfcSegment",
    "IfcDefinedSymbol", "IfcLightSource", "IfcPlanarExtent", "IfcOneDirectionRepeatFactor",
)  # fmt: skip
"""Items that have no surface."""


_SURFACE_CLASSES = frozenset(
    (
        "IfcExtrudedAreaSolid", "IfcFacetedBrep", "IfcBooleanResult", "IfcBooleanClippingResult",
        "IfcFaceBasedSurfaceModel", "IfcShellBasedSurfaceModel", "IfcTriangulatedFaceSet",
        "IfcPolygonalFaceSet", "IfcAdvancedBrep", "IfcSweptDiskSolid", "IfcRevolvedAreaSolid",
    )
)  # fmt: skip
"""The usual items, known to have a surface without a look at their supertypes."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One item of a body: where it stands in its product, and its colour if it has one.

    matrix : shape (4, 4), from item to product. [m]
    """

    item: Entity
    matrix: FloatArray
    colour: Colour | None


class Bodies:
    """Bodies of one file; representations that are shared are taken apart once."""

    def __init__(self, styles: Styles, length_unit: float) -> None:
        self._styles = styles
        self._unit = length_unit
        self._pieces: dict[int, tuple[Piece, ...]] = {}

    def representations(self, product: Entity) -> list[Entity]:
        """Representations that make up the body of `product`, [] if it has none."""
        shape = product.get_argument(6) if count(product) > 6 else None
        if not isinstance(shape, Entity):
            return []
        found = [r for r in shape.get_argument(2) or () if self._is_body(r)]
        if len(found) < 2:
            return found
        best = min(found, key=_rank)
        context = best.get_argument(0)
        return [r for r in found if _rank(r) == _rank(best) and r.get_argument(0) == context]

    def pieces(self, representation: Entity, depth: int = 0) -> tuple[Piece, ...]:
        """Items of a representation with mapped items resolved, outermost colour last."""
        key = representation.id()
        if key not in self._pieces:
            found: list[Piece] = []
            for item in representation.get_argument(3) or ():
                if item.is_a("IfcMappedItem"):
                    found.extend(self._mapped(item, depth))
                elif not _is_curve(item):
                    found.append(Piece(item, IDENTITY, self._styles.of_item(item)))
            self._pieces[key] = tuple(found)
        return self._pieces[key]

    def _mapped(self, item: Entity, depth: int) -> list[Piece]:
        if depth > 20:
            raise ValueError(f"mapped item #{item.id()} refers to itself")
        source = item.get_argument(0)
        inner = self.pieces(source.get_argument(1), depth + 1)
        matrix = operator(item.get_argument(1), self._unit)
        matrix = matrix @ axes(source.get_argument(0), self._unit)
        if np.array_equal(matrix, IDENTITY):
            matrix = IDENTITY
        colour = self._styles.of_item(item)
        return [
            Piece(
                p.item,
                matrix if p.matrix is IDENTITY else matrix @ p.matrix,
                colour if p.colour is None else p.colour,
            )
            for p in inner
        ]

    def _is_body(self, representation: Entity, depth: int = 0) -> bool:
        if not representation.is_a("IfcShapeModel") and depth == 0:
            return False
        if (representation.get_argument(1) or "").lower() in NOT_BODY_NAMES:
            return False
        return any(self._has_surface(i, depth) for i in representation.get_argument(3) or ())

    def _has_surface(self, item: Entity, depth: int) -> bool:
        if item.is_a("IfcMappedItem"):
            source = item.get_argument(0).get_argument(1)
            return depth < 20 and self._is_body(source, depth + 1)
        return not _is_curve(item)


def _is_curve(item: Entity) -> bool:
    kind = item.is_a()
    if kind in _SURFACE_CLASSES:
        return False
    if item.is_a("IfcGeometricSet"):
        return not any(e.is_a("IfcSurface") for e in item.get_argument(0) or ())
    return any(item.is_a(name) for name in CURVE_CLASSES)


def _rank(representation: Entity) -> int:
    name = representation.get_argument(1) or ""
    return BODY_NAMES.index(name) if name in BODY_NAMES else len(BODY_NAMES)
