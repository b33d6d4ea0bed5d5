"""What an IFC model says in words and numbers, without geometry."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import ifcopenshell

from twin.ifc.elements.classifications import ClassificationIndex, Subject, building_part
from twin.ifc.elements.georeference import read_georeference, true_north
from twin.ifc.elements.materials import MaterialIndex, MaterialValues, read_material_values
from twin.ifc.elements.products import element_products as element_products
from twin.ifc.elements.properties import PropertyIndex, value_of
from twin.ifc.elements.relations import Attempts, text
from twin.ifc.elements.rooms import Room, layer_axes, read_rooms
from twin.ifc.elements.spatial import SpatialIndex, read_spaces, read_storeys
from twin.ifc.elements.units import NO_UNITS, read_units
from twin.ifc.source.reader import OpenedFile
from twin.model.arrays import FloatArray
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
    materials : heat properties per material name, where the file states any.
    rooms : shape and use of each of `spaces`, in their order; () where they are not read.
    layer_axes : way in which the layers of a row are listed, in world coordinates.
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
    materials: Mapping[str, MaterialValues] = field(default_factory=dict[str, MaterialValues])
    rooms: tuple[Room, ...] = ()
    layer_axes: Mapping[int, FloatArray] = field(default_factory=dict[int, FloatArray])


@dataclass(frozen=True, slots=True, eq=False)
class _Indices:
    """Relations of the file, each read once."""

    properties: PropertyIndex
    places: SpatialIndex
    materials: MaterialIndex
    classifications: ClassificationIndex
    systems: Mapping[int, tuple[str, ...]]


def read_records(opened: OpenedFile) -> Records:
    """All records of an opened file; rows are in the order of `element_products`."""
    file, attempts = opened.file, Attempts()
    units = attempts.read("Units", partial(read_units, file), NO_UNITS)
    properties = PropertyIndex(file, units)
    indices = _Indices(
        properties,
        SpatialIndex(file),
        MaterialIndex(file, units, properties),
        ClassificationIndex(file, properties),
        attempts.read("Systems of elements", partial(systems_of, file), {}),
    )
    products = element_products(file)
    details = tuple(
        attempts.read("Properties and materials", partial(_details, p, indices), ElementDetails())
        for p in products
    )
    place = partial(read_georeference, file, units, properties)
    georeference, findings = attempts.read("Position", place, (Georeference(), ()))
    spaces = partial(read_spaces, file, indices.places, properties, units)
    records = Records(
        elements=_elements(products, details, indices, attempts),
        details=details,
        storeys=attempts.read("Storeys", partial(read_storeys, file, units), ()),
        spaces=attempts.read("Spaces", spaces, ()),
        groups=attempts.read("Zones and systems", partial(_groups, file), ()),
        georeference=georeference,
        units=units.length_name,
        length_unit=units.length,
        true_north=attempts.read("North", partial(true_north, file, georeference), 0.0),
        findings=(*findings, *_unit_findings(has_length=units.has_length), *_repeated(products)),
        materials=attempts.read(
            "Material properties", partial(read_material_values, file, units), {}
        ),
        rooms=attempts.read("Rooms", partial(read_rooms, file, properties, units), ()),
        layer_axes=attempts.read("Layers", partial(layer_axes, file, products, units), {}),
    )
    return replace(records, findings=(*records.findings, *attempts.findings()))


def _details(product: Entity, indices: _Indices) -> ElementDetails:
    return ElementDetails(
        property_sets=indices.properties.properties(product),
        quantity_sets=indices.properties.quantities(product),
        layers=indices.materials.layers(product),
        classifications=indices.classifications.references(product),
    )


def _elements(
    products: list[Entity],
    details: tuple[ElementDetails, ...],
    indices: _Indices,
    attempts: Attempts,
) -> tuple[Element, ...]:
    times = Counter(_global_id(p) for p in products)
    found: list[Element] = []
    for product, its_details in zip(products, details, strict=True):
        global_id, step_id = _global_id(product), product.id()
        is_unique = bool(global_id) and times[global_id] == 1
        key = global_id if is_unique else f"{global_id}#{step_id}"
        bare = Element(key, global_id, step_id, product.is_a())
        reading = partial(_element, product, bare, its_details, indices)
        found.append(attempts.read("Elements", reading, bare))
    return tuple(found)


def _global_id(product: Entity) -> str:
    return text(product.get_argument(0))


def _element(
    product: Entity, bare: Element, details: ElementDetails, indices: _Indices
) -> Element:
    type_object = indices.properties.type_of(product)
    predefined_type = _predefined_type(product, type_object)
    parent = indices.places.parent(product)
    subject = _subject(product, type_object, predefined_type, details)
    systems = indices.systems.get(product.id(), ())
    code, table, source = building_part(replace(subject, systems=systems))
    return replace(
        bare,
        predefined_type=predefined_type,
        name=text(product.Name),
        tag=text(getattr(product, "Tag", None)),
        type_name=text(type_object.Name if type_object is not None else product.ObjectType),
        storey=indices.places.storey(product),
        space=indices.places.space(product),
        parent=_global_id(parent) if parent is not None else "",
        classification=code,
        classification_table=table,
        classification_source=source,
    )


def _predefined_type(product: Entity, type_object: Entity | None) -> str:
    """Predefined type of the occurrence, else of the type; the written name where USERDEFINED."""
    for owner, written in ((product, "ObjectType"), (type_object, "ElementType")):
        kind = getattr(owner, "PredefinedType", None)
        if kind == "USERDEFINED":
            return text(getattr(owner, written, None)) or "USERDEFINED"
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
        names=tuple(n for n in map(text, (product.Name, getattr(product, "Tag", None))) if n),
        property_sets=details.property_sets,
        references=details.classifications,
        is_external=_statement(details.property_sets, "IsExternal"),
        is_load_bearing=_statement(details.property_sets, "LoadBearing"),
    )


def _statement(sets: PropertySets, name: str) -> bool | None:
    value = value_of(sets, name)
    return value if isinstance(value, bool) else None


def systems_of(file: ifcopenshell.file) -> Mapping[int, tuple[str, ...]]:
    """Name and kind of the systems of each product, by its step id."""
    found: dict[int, list[str]] = {}
    for relation in file.by_type("IfcRelAssignsToGroup"):
        system = relation.RelatingGroup
        if system is None or not system.is_a("IfcSystem") or system.is_a("IfcZone"):
            continue
        said = (system.Name, system.ObjectType, getattr(system, "LongName", None),
                getattr(system, "PredefinedType", None))  # fmt: skip
        names = [text(value) for value in said if value]
        for product in relation.RelatedObjects or ():
            found.setdefault(product.id(), []).extend(names)
    return {key: tuple(names) for key, names in found.items()}


_GROUP_KINDS = (("IfcZone", "zone"), ("IfcSystem", "system"))


def _groups(file: ifcopenshell.file) -> tuple[Group, ...]:
    """Zones and systems with the GlobalIds of their members."""
    members: dict[int, list[str]] = {}
    for relation in file.by_type("IfcRelAssignsToGroup"):
        if relation.RelatingGroup is not None:
            ids = [_global_id(o) for o in relation.RelatedObjects or ()]
            members.setdefault(relation.RelatingGroup.id(), []).extend(ids)
    found: dict[int, Group] = {}
    for ifc_class, kind in _GROUP_KINDS:  # in IFC4 a zone is a system too
        for group in file.by_type(ifc_class):
            ids = tuple(dict.fromkeys(members.get(group.id(), ())))
            one = Group(_global_id(group), kind, group.is_a(), text(group.Name), ids)
            found.setdefault(group.id(), one)
    return tuple(found.values())


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
    times = Counter(_global_id(p) for p in products)
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
