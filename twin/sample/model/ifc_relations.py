"""Relation entities of an IFC file, written once all products are known."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twin.sample.model.ifc_document import Entity, IfcDocument

NS3451_NAMES = {
    "216": "Direkte fundamentering",
    "222": "Søyler",
    "223": "Bjelker",
    "231": "Bærende yttervegger",
    "234": "Vinduer, dører, porter",
    "241": "Bærende innervegger",
    "242": "Ikke-bærende innervegger",
    "244": "Vinduer, dører, foldevegger",
    "251": "Frittbærende dekker",
    "252": "Gulv på grunn",
    "261": "Primærkonstruksjon",
    "262": "Taktekning",
    "263": "Glasstak, overlys, takluker",
    "264": "Takoppbygg",
    "265": "Gesimser, takrenner og nedløp",
    "271": "Murte piper og ildsteder",
    "281": "Innvendige trapper",
    "282": "Utvendige trapper",
    "284": "Balkonger og verandaer",
    "286": "Baldakiner og skjermtak",
    "287": "Andre rekkverk, håndlister og fendere",
    "325": "Utstyr for varmeinstallasjoner",
    "362": "Kanalnett for luftbehandling",
    "364": "Utstyr for luftfordeling",
    "365": "Utstyr for luftbehandling",
}
"""Codes of NS 3451 that the sample uses, with their short names."""


def write_relations(document: "IfcDocument") -> None:
    """Turn what the document has gathered into relation entities."""
    gathered = document.relations
    for structure, products in gathered.contained.items():
        _relate(document, "IfcRelContainedInSpatialStructure", structure, (products, structure))
    for whole, parts in gathered.parts.items():
        _relate(document, "IfcRelAggregates", whole, (whole, parts))
    for product_type, products in gathered.typed.items():
        _relate(document, "IfcRelDefinesByType", product_type, (products, product_type))
    for material, products in gathered.materials.items():
        _relate(document, "IfcRelAssociatesMaterial", material, (products, material))
    for definition, products in gathered.properties.items():
        _relate(document, "IfcRelDefinesByProperties", definition, (products, definition))
    for group, members in gathered.groups.items():
        _relate(document, "IfcRelAssignsToGroup", group, (members, None, group))
    _classify(document)


def _relate(document: "IfcDocument", ifc_class: str, key: "Entity", ends: tuple[Any, ...]) -> None:
    relation = document.root(ifc_class, f"{key.is_a()}/{key.id()}", "")
    relation[2] = None
    for offset, end in enumerate(ends):
        relation[4 + offset] = end


def _classify(document: "IfcDocument") -> None:
    system = document.file.create_entity(
        "IfcClassification",
        Source="Standard Norge",
        Edition="2022",
        Name="NS 3451",
        Description="Bygningsdelstabell",
    )
    for code, products in sorted(document.relations.codes.items()):
        reference = document.file.create_entity(
            "IfcClassificationReference",
            Identification=code,
            Name=NS3451_NAMES[code],
            ReferencedSource=system,
        )
        _relate(document, "IfcRelAssociatesClassification", reference, (products, reference))
