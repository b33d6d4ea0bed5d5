"""What an IFC model says in words and numbers, without geometry."""

from dataclasses import dataclass

import ifcopenshell

from twin.model.building import Element, ElementDetails, Georeference, Group, Space, Storey
from twin.model.finding import Finding

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


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Everything that is read from a file but its triangles.

    elements : one per row, in the order of `element_products`.
    details : one per row.
    units : length unit of the file, for example ``millimetre``.
    length_unit : metres per length unit of the file.
    true_north : angle from model y to true north, clockwise. [degree]
    """

    elements: tuple[Element, ...]
    details: tuple[ElementDetails, ...]
    storeys: tuple[Storey, ...]
    spaces: tuple[Space, ...]
    groups: tuple[Group, ...]
    georeference: Georeference
    units: str
    length_unit: float
    true_north: float
    findings: tuple[Finding, ...]


def element_products(file: ifcopenshell.file) -> list[ifcopenshell.entity_instance]:
    """Products that become element rows, in row order (by STEP number).

    Every IfcProduct except openings, spaces and spatial structure, ports, grids, alignments,
    annotations, structural analysis items and virtual elements. A site (or another outdoor
    spatial element) with a representation of its own stays: it is the terrain.
    """
    schema = ifcopenshell.schema_by_name(file.schema_identifier)
    known = {d.name() for d in schema.entities()}
    left_out: set[int] = set()
    for name in NOT_ELEMENTS:
        if name in known:
            left_out.update(e.id() for e in file.by_type(name) if not _is_terrain(e))
    products = [p for p in file.by_type("IfcProduct") if p.id() not in left_out]
    return sorted(products, key=lambda p: p.id())


_INDOOR = ("IfcSpace", "IfcSpatialZone", "IfcBuilding", "IfcBuildingStorey")


def _is_terrain(product: ifcopenshell.entity_instance) -> bool:
    is_spatial = product.is_a("IfcSpatialStructureElement")
    return is_spatial and product.is_a() not in _INDOOR and product.Representation is not None
