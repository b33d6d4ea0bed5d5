"""What an IFC model says in words and numbers, without geometry."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import ifcopenshell

from twin.ifc.classifications import ClassificationIndex, Subject, building_part
from twin.ifc.georeference import read_georeference, true_north
from twin.ifc.materials import MaterialIndex, read_conductivities
from twin.ifc.products import element_products as element_products
from twin.ifc.properties import PropertyIndex, value_of
from twin.ifc.reader import OpenedFile
from twin.ifc.spatial import SpatialIndex, read_spaces, read_storeys
from twin.ifc.units import read_units
from twin.model.building import (
    Element,
    ElementDetails,
    Georeference,
    Group,
    PropertySets,
    Space,
    Storey,
)
from twin.model.finding import Finding, Severity

Entity = ifcopenshell.entity_instance


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Everything that is read from a file but its triangles.

    elements : one per row, in the order of `element_products`.
    details : one per row.
    units : length unit of the file, for example ``millimetre``.
    length_unit : metres per length unit of the file.
    true_north : angle from model y to true north, clockwise. [degree]
    conductivities : per material name, where the file states one. [W/(m K)]
    building_name : of the building, else of the project, "" if unknown.
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
    conductivities: Mapping[str, float] = field(default_factory=dict)
    building_name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Indices:
    """Relations of the file, each read once."""

    properties: PropertyIndex
    places: SpatialIndex
    materials: MaterialIndex
    classifications: ClassificationIndex


def read_records(opened: OpenedFile) -> Records:
    """All records of an opened file; rows are in the order of `element_products`."""
    file = opened.file
    units = read_units(file)
    properties = PropertyIndex(file, units)
    indices = _Indices(
        properties,
        SpatialIndex(file),
        MaterialIndex(file, units, properties),
        ClassificationIndex(file, properties),
    )
    products = element_products(file)
    details = tuple(_details(p, indices) for p in products)
    georeference, findings = read_georeference(file, units, properties)
    return Records(
        elements=_elements(products, details, indices),
        details=details,
        storeys=read_storeys(file, units),
        spaces=read_spaces(file, indices.places, properties, units),
        groups=_groups(file),
        georeference=georeference,
        units=units.length_name,
        length_unit=units.length,
        true_north=true_north(file, georeference),
        findings=(*findings, *_unit_findings(has_length=units.has_length), *_repeated(products)),
        conductivities=read_conductivities(file, units),
        building_name=_building_name(file),
    )


def _details(product: Entity, indices: _Indices) -> ElementDetails:
    return ElementDetails(
        property_sets=indices.properties.properties(product),
        quantity_sets=indices.properties.quantities(product),
        layers=indices.materials.layers(product),
        classifications=indices.classifications.references(product),
    )


def _elements(
    products: list[Entity], details: tuple[ElementDetails, ...], indices: _Indices
) -> tuple[Element, ...]:
    times = Counter(p.GlobalId for p in products)
    return tuple(
        _element(p, d, indices, is_repeated=times[p.GlobalId] > 1)
        for p, d in zip(products, details, strict=True)
    )


def _element(
    product: Entity, details: ElementDetails, indices: _Indices, *, is_repeated: bool
) -> Element:
    type_object = indices.properties.type_of(product)
    global_id, step_id = product.GlobalId or "", product.id()
    predefined_type = _predefined_type(product, type_object)
    parent = indices.places.parent(product)
    subject = _subject(product, type_object, predefined_type, details)
    code, source = building_part(subject)
    return Element(
        key=f"{global_id}#{step_id}" if is_repeated or not global_id else global_id,
        global_id=global_id,
        step_id=step_id,
        ifc_class=product.is_a(),
        predefined_type=predefined_type,
        name=product.Name or "",
        tag=getattr(product, "Tag", None) or "",
        type_name=(type_object.Name if type_object is not None else product.ObjectType) or "",
        storey=indices.places.storey(product),
        space=indices.places.space(product),
        parent=parent.GlobalId if parent is not None else "",
        classification=code,
        classification_source=source,
    )


def _predefined_type(product: Entity, type_object: Entity | None) -> str:
    """Predefined type of the occurrence, else of the type; the written name where USERDEFINED."""
    for owner, written in ((product, "ObjectType"), (type_object, "ElementType")):
        kind = getattr(owner, "PredefinedType", None)
        if kind == "USERDEFINED":
            return getattr(owner, written, None) or "USERDEFINED"
        if kind not in (None, "NOTDEFINED"):
            return str(kind)
    return ""


def _subject(
    product: Entity, type_object: Entity | None, predefined_type: str, details: ElementDetails
) -> Subject:
    kind = product.is_a()
    if type_object is not None and kind.startswith(("IfcFlow", "IfcDistribution", "IfcEnergy")):
        kind = type_object.is_a().removesuffix("Type")
    return Subject(
        kind=kind,
        predefined_type=predefined_type,
        names=tuple(n for n in (product.Name, getattr(product, "Tag", None)) if n),
        property_sets=details.property_sets,
        references=details.classifications,
        is_external=_statement(details.property_sets, "IsExternal"),
        is_load_bearing=_statement(details.property_sets, "LoadBearing"),
    )


def _statement(sets: PropertySets, name: str) -> bool | None:
    value = value_of(sets, name)
    return value if isinstance(value, bool) else None


_GROUP_KINDS = (("IfcZone", "zone"), ("IfcSystem", "system"))


def _groups(file: ifcopenshell.file) -> tuple[Group, ...]:
    """Zones and systems with the GlobalIds of their members."""
    members: dict[int, list[str]] = {}
    for relation in file.by_type("IfcRelAssignsToGroup"):
        if relation.RelatingGroup is not None:
            ids = [o.GlobalId for o in relation.RelatedObjects or ()]
            members.setdefault(relation.RelatingGroup.id(), []).extend(ids)
    found: dict[int, Group] = {}
    for ifc_class, kind in _GROUP_KINDS:  # in IFC4 a zone is a system too
        for group in file.by_type(ifc_class):
            ids = tuple(dict.fromkeys(members.get(group.id(), ())))
            one = Group(group.GlobalId, kind, group.is_a(), group.Name or "", ids)
            found.setdefault(group.id(), one)
    return tuple(found.values())


def _building_name(file: ifcopenshell.file) -> str:
    named = (*file.by_type("IfcBuilding"), *file.by_type("IfcProject"))
    names = (n for e in named for n in (e.Name, e.LongName) if n)
    return next(names, "")


def _unit_findings(*, has_length: bool) -> tuple[Finding, ...]:
    if has_length:
        return ()
    return (
        Finding(
            "no-length-unit",
            Severity.WARNING,
            "The file does not say its length unit.",
            "Metres are assumed; every size is wrong if that is not so.",
            "Export the model with units.",
        ),
    )


def _repeated(products: list[Entity]) -> list[Finding]:
    """One finding per GlobalId that several elements share."""
    times = Counter(p.GlobalId or "" for p in products)
    return [
        Finding(
            "duplicate-global-id",
            Severity.WARNING,
            "{count} elements share the GlobalId {shared}.",
            "Assessments and work orders on that GlobalId cannot be told apart.",
            "Give them new GlobalIds in the program that wrote the model.",
            global_id=global_id,
            values={"count": count, "shared": global_id},
        )
        for global_id, count in times.items()
        if count > 1
    ]
