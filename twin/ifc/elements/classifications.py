"""Classification references, and the NS 3451 building part of an element."""

import re
from dataclasses import dataclass
from functools import cache

import ifcopenshell

from twin.ifc.elements.properties import PropertyIndex
from twin.ifc.elements.relations import related, text
from twin.model.building import ClassificationReference, PropertySets

Entity = ifcopenshell.entity_instance

_NS3451 = re.compile(r"NS[ _-]*3451|bygningsdel", re.IGNORECASE)
_CODE = re.compile(r"^\s*([2-7]\d{0,2})(?!\d)")
_TAG = re.compile(r"(?:^|[+=])(?:\d+=)?([2-7]\d{2})\.\d{2,3}(?!\d)")
_NAME_PREFIX = re.compile(r"^([2-7][1-9]\d)[ ._-]+(?!mm|cm|m\b|x\b)[^\W\d_]{3,}", re.IGNORECASE)
_DEPTH = 10


class ClassificationIndex:
    """References of every product: its own and those of its type.

    Reads IfcRelAssociatesClassification with IfcClassificationReference (also chains of them) and
    IfcClassificationNotation (IFC2X3).
    """

    def __init__(self, file: ifcopenshell.file, types: PropertyIndex) -> None:
        self._types = types
        self._assigned: dict[int, list[Entity]] = {}
        for product, reference in related(file, "IfcRelAssociatesClassification", many=4, one=5):
            self._assigned.setdefault(product, []).append(reference)

    def references(self, product: Entity) -> tuple[ClassificationReference, ...]:
        """References in the order of the file, the product's own first."""
        if not self._assigned:
            return ()
        type_object = self._types.type_of(product)
        owners = (product, type_object) if type_object is not None else (product,)
        found = [r for owner in owners for r in self._assigned.get(owner.id(), ())]
        return tuple(dict.fromkeys(_reference(r) for r in found))


def _reference(reference: Entity) -> ClassificationReference:
    if reference.is_a("IfcClassificationNotation"):
        code = ".".join(f.NotationValue or "" for f in reference.NotationFacets or ())
        return ClassificationReference("", "", code)
    if not reference.is_a("IfcClassificationReference"):
        return ClassificationReference(*_system(reference), code="")
    code, name = text(reference[1]), text(reference[2])
    return ClassificationReference(*_system(reference), code, name)


def _system(reference: Entity) -> tuple[str, str]:
    """Name and edition of the classification at the end of a chain of references."""
    source: Entity | None = reference
    for _ in range(_DEPTH):
        if source is None or source.is_a("IfcClassification"):
            break
        source = source[3]
    if source is None or not source.is_a("IfcClassification"):
        return "", ""
    return text(source.Name), text(source.Edition)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of an element when its building part is looked for.

    kind : class of its type without ``Type`` where that says more (IfcFlowTerminal), else its own.
    """

    kind: str
    predefined_type: str
    names: tuple[str, ...]
    property_sets: PropertySets
    references: tuple[ClassificationReference, ...]
    is_external: bool | None
    is_load_bearing: bool | None


def building_part(subject: Subject) -> tuple[str, str]:
    """NS 3451 code and where it comes from; ("", "") if nothing says it.

    Looked for in a classification reference, a property called after NS 3451, a name or tag that
    begins with a code or holds a TFM tag, and at last in the usual code of the IFC class.
    """
    for reference in subject.references:
        if _is_ns3451(reference.system) and (code := _code(reference.code)):
            return code, "reference"
    for values in subject.property_sets.values():
        for name, value in values.items():
            if _is_ns3451(name) and (code := _code(str(value or ""))):
                return code, "property"
    for name in subject.names:
        if match := _TAG.search(name) or _NAME_PREFIX.search(name):
            return match[1], "name"
    code = _class_default(subject)
    return (code, "class default") if code else ("", "")


@cache
def _is_ns3451(name: str) -> bool:
    return _NS3451.search(name) is not None


def _code(text: str) -> str:
    match = _CODE.match(text)
    return match[1] if match else ""


def _class_default(subject: Subject) -> str:
    kind = subject.kind.removesuffix("StandardCase").removesuffix("ElementedCase")
    if kind == "IfcWall":
        return _wall_part(subject)
    if kind in ("IfcWindow", "IfcDoor"):
        return "244" if subject.is_external is False else "234"
    by_type = _BY_TYPE.get((kind, subject.predefined_type))
    return by_type or _BY_CLASS.get(kind, "")


def _wall_part(subject: Subject) -> str:
    if subject.is_external:
        return "231" if subject.is_load_bearing else "232"
    if subject.is_external is None:
        return "23" if subject.is_load_bearing else ""
    return "241" if subject.is_load_bearing else "242"


_BY_TYPE = {
    ("IfcSlab", "ROOF"): "261",
    ("IfcSlab", "BASESLAB"): "252",
    ("IfcCovering", "CLADDING"): "235",
    ("IfcCovering", "FLOORING"): "255",
    ("IfcCovering", "CEILING"): "257",
    ("IfcCovering", "ROOFING"): "262",
}
_BY_CLASS = {
    "IfcFooting": "216", "IfcPile": "215", "IfcColumn": "222", "IfcBeam": "223",
    "IfcCurtainWall": "233", "IfcShadingDevice": "237", "IfcSlab": "251", "IfcRoof": "26",
    "IfcFurniture": "27", "IfcStair": "281", "IfcStairFlight": "281", "IfcRamp": "283",
    "IfcRampFlight": "283", "IfcRailing": "287", "IfcSanitaryTerminal": "315",
    "IfcSpaceHeater": "325", "IfcBoiler": "325", "IfcHeatExchanger": "325",
    "IfcFireSuppressionTerminal": "332", "IfcDuctSegment": "362", "IfcDuctFitting": "362",
    "IfcAirTerminal": "364", "IfcUnitaryEquipment": "365", "IfcFan": "365",
    "IfcAirToAirHeatRecovery": "365", "IfcChiller": "375", "IfcCableCarrierSegment": "411",
    "IfcCableCarrierFitting": "411", "IfcElectricDistributionBoard": "432",
    "IfcElectricDistributionPoint": "432", "IfcLightFixture": "442",
    "IfcElectricAppliance": "45", "IfcElectricGenerator": "461", "IfcAlarm": "542",
    "IfcController": "563", "IfcSensor": "563", "IfcActuator": "563", "IfcFlowMeter": "57",
    "IfcTransportElement": "621", "IfcSolarDevice": "49",
}  # fmt: skip
"""Usual building part of an IFC class; pipes are left open, as their system decides."""
