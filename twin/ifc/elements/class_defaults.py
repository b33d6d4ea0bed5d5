"""The usual NS 3451 building part of an IFC class, where no file says another one."""

import re
from dataclasses import dataclass

from twin.model.building import ClassificationReference, PropertySets


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of an element when its building part is looked for.

    systems : names and kinds of the systems it belongs to.
    kind : class of its type without ``Type`` where that says more (IfcFlowTerminal), else its own.
    """

    kind: str
    predefined_type: str
    names: tuple[str, ...]
    property_sets: PropertySets
    references: tuple[ClassificationReference, ...]
    is_external: bool | None
    is_load_bearing: bool | None
    systems: tuple[str, ...] = ()


def class_default(subject: Subject) -> str:
    """Usual NS 3451 code of a class, its kind and its systems, "" where it may be several."""
    kind = subject.kind.removesuffix("StandardCase").removesuffix("ElementedCase")
    if kind == "IfcWall":
        return _wall_part(subject)
    if kind in ("IfcWindow", "IfcDoor"):
        return "244" if subject.is_external is False else "234"
    if kind in _PIPES:
        return _pipe_part(subject.systems)
    if kind == "IfcLightFixture" and _is_emergency(subject):
        return "443"
    by_type = _BY_TYPE.get((kind, subject.predefined_type))
    return by_type or _BY_CLASS.get(kind, "")


def _wall_part(subject: Subject) -> str:
    if subject.is_external:
        return "231" if subject.is_load_bearing else "232"
    if subject.is_external is None:
        return "23" if subject.is_load_bearing else ""
    return "241" if subject.is_load_bearing else "242"


def _pipe_part(systems: tuple[str, ...]) -> str:
    """Pipes belong to what flows in them; "" where their systems do not say or disagree."""
    found = {part for part, words in _BY_SYSTEM for s in systems if words.search(s)}
    return found.pop() if len(found) == 1 else ""


def _is_emergency(subject: Subject) -> bool:
    said = (subject.predefined_type, *subject.names)
    return any(_EMERGENCY.search(text) for text in said)


_PIPES = frozenset(
    ("IfcPipeSegment", "IfcPipeFitting", "IfcValve", "IfcPump", "IfcFlowSegment", "IfcFlowFitting")
)
_EMERGENCY = re.compile(r"nødlys|ledelys|emergency|exit sign|SECURITYLIGHTING", re.IGNORECASE)
_BY_SYSTEM = (
    ("312", re.compile(r"DOMESTIC|WATERSUPPLY|DRAINAGE|(?<!s)SEWAGE|WASTE|sanit|tappevann|"
                       r"forbruksvann|avløp|spillvann|overvann|^\W*31\d", re.IGNORECASE)),
    ("322", re.compile(r"HEATING|varme|radiator|heizung|vorlauf|rücklauf|^\W*32\d",
                       re.IGNORECASE)),
    ("332", re.compile(r"FIREPROTECTION|sprinkler|slokk|brannvann|^\W*33\d", re.IGNORECASE)),
    ("372", re.compile(r"CHILLED|CONDENSERWATER|kjøl|cooling|^\W*37\d", re.IGNORECASE)),
)  # fmt: skip
"""Building parts of pipework by what the name or kind of a system says."""

_BY_TYPE = {
    ("IfcSlab", "FLOOR"): "251",
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
    "IfcTransportElement": "621", "IfcSolarDevice": "49", "IfcCivilElement": "7",
    "IfcGeographicElement": "7", "IfcSite": "7",
}  # fmt: skip
"""Usual building part of an IFC class; the systems of pipes decide about them."""
