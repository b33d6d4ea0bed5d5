"""Which products of a file are elements of the model."""

import ifcopenshell

NOT_ELEMENTS = (
    "IfcFeatureElementSubtraction",
    "IfcSpatialElement",
    "IfcSpatialStructureElement",
    "IfcPort",
    "IfcGrid",
    "IfcPositioningElement",
    "IfcLinearElement",
    "IfcAnnotation",
    "IfcStructuralItem",
    "IfcStructuralActivity",
    "IfcVirtualElement",
)
"""Classes of products that are no rows; classes unknown to a schema are passed over."""


def element_products(file: ifcopenshell.file) -> list[ifcopenshell.entity_instance]:
    """Products that become element rows, in row order (by STEP number).

    Every IfcProduct except openings, spaces and spatial structure, ports, grids, alignments,
    annotations, structural analysis items and virtual elements. A site, a storey or a referent
    with a surface of its own stays: terrain, the courses of a road, a sign.
    """
    schema = ifcopenshell.schema_by_name(file.schema_identifier)
    known = {d.name() for d in schema.entities()}
    left_out: set[int] = set()
    for name in NOT_ELEMENTS:
        if name in known:
            left_out.update(e.id() for e in file.by_type(name) if not _is_visible_anyway(e))
    products = [p for p in file.by_type("IfcProduct") if p.id() not in left_out]
    return sorted(products, key=lambda p: p.id())


_MAY_BE_VISIBLE = ("IfcSpatialStructureElement", "IfcReferent")
_ROOMS = ("IfcSpace", "IfcSpatialZone")
_SURFACES = ("Body", "Facetation", "Surface", "Tessellation", "Body-FallBack")


def _is_visible_anyway(product: ifcopenshell.entity_instance) -> bool:
    if not any(product.is_a(c) for c in _MAY_BE_VISIBLE) or product.is_a() in _ROOMS:
        return False
    shapes = getattr(product.Representation, "Representations", None) or ()
    return any(getattr(s, "RepresentationIdentifier", None) in _SURFACES for s in shapes)
