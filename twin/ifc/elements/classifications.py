"""Classification references, and the NS 3451 building part of an element."""

import re
from functools import cache

import ifcopenshell

from twin.ifc.elements.class_defaults import Subject as Subject
from twin.ifc.elements.class_defaults import class_default
from twin.ifc.elements.properties import PropertyIndex
from twin.ifc.elements.relations import related, text
from twin.model.building import ClassificationReference
from twin.model.classification import NS_3451, NS_3451_2009

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


def building_part(subject: Subject) -> tuple[str, str, str]:
    """NS 3451 code, the table it belongs to, where it comes from; ("", "", "") if nothing says it.

    Looked for in a classification reference, a property called after NS 3451, a name or tag that
    begins with a code or holds a TFM tag, and at last in the usual code of the IFC class.
    """
    for reference in subject.references:
        if _is_ns3451(reference.system) and (code := _code(reference.code)):
            return code, _table(f"{reference.system} {reference.edition}"), "reference"
    for values in subject.property_sets.values():
        for name, value in values.items():
            if _is_ns3451(name) and (code := _code(str(value or ""))):
                return code, _table(name), "property"
    for name in subject.names:
        if match := _TAG.search(name) or _NAME_PREFIX.search(name):
            return match[1], NS_3451, "name"
    code = class_default(subject)
    return (code, NS_3451, "class default") if code else ("", "", "")


def _table(said: str) -> str:
    """The edition that somebody names, the newest where none is named."""
    return NS_3451_2009 if "2009" in said else NS_3451


@cache
def _is_ns3451(name: str) -> bool:
    return _NS3451.search(name) is not None


def _code(text: str) -> str:
    match = _CODE.match(text)
    return match[1] if match else ""
