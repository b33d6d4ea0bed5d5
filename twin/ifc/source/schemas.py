"""Editions of IFC that the library refuses, read as the nearest one it knows."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import ifcopenshell

from twin.ifc.source.step_text import Instance, arguments, instances, rewritten, written
from twin.model.finding import Finding, Severity

SUPPORTED = ("IFC2X3", "IFC4", "IFC4X3_ADD2")

_SAME: dict[str, str] = {
    "IFC2X3_TC1": "IFC2X3",
    "IFC2X3_FINAL": "IFC2X3",
    "IFC4_ADD1": "IFC4",
    "IFC4_ADD2": "IFC4",
    "IFC4_ADD2_TC1": "IFC4",
    "IFC4X3_ADD2_TC1": "IFC4X3_ADD2",
    "IFC4X3_TC1": "IFC4X3_ADD2",
}
_NEIGHBOURS: tuple[tuple[str, str], ...] = (
    (r"IFC2X4.*", "IFC4"),
    (r"IFC2X3.*|IFC2X2?(_.*)?|IFC2\.X.*", "IFC2X3"),
    (r"IFC4X[1-4](_.*)?|IFC4\.[1-4].*", "IFC4X3_ADD2"),
    (r"IFC4_.*", "IFC4"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Adapted:
    """A file's text under another edition. dropped: instances left out, per class."""

    text: bytes
    schema: str
    dropped: Counter[str]
    finding: Finding


def nearest(declared: str) -> str:
    """Supported schema under which a file that declares `declared` is read, "" if none."""
    name = declared.upper().replace(" ", "_")
    if name in SUPPORTED:
        return name
    if name in _SAME:
        return _SAME[name]
    return next((schema for p, schema in _NEIGHBOURS if re.fullmatch(p, name)), "")


def is_same(declared: str) -> bool:
    """Whether `declared` is another spelling of a supported schema."""
    name = declared.upper().replace(" ", "_")
    return name in _SAME or name in SUPPORTED


def adapted(text: bytes, declared: str, schema: str) -> Adapted:
    """The text with header and instances changed so that `schema` can read it.

    Entities that `schema` lacks are left out and counted. Entities whose attributes differ get
    them added (unset) or cut off at the end; a few have a rule of their own.
    """
    dropped: Counter[str] = Counter()
    text = _with_header(text, schema)
    if not is_same(declared):
        text = _with_instances(text, schema, dropped)
    return Adapted(text, schema, dropped, _finding(declared, schema, dropped))


def _with_header(text: bytes, schema: str) -> bytes:
    named = b"FILE_SCHEMA(('%s'));" % schema.encode("ascii")
    return re.sub(rb"FILE_SCHEMA\s*\(.*?\)\s*\)\s*;", named, text, count=1, flags=re.DOTALL)


def _with_instances(text: bytes, schema: str, dropped: Counter[str]) -> bytes:
    styles = _style_assignments(text) if schema == "IFC4X3_ADD2" else {}
    known = attributes(schema)

    def change(instance: Instance) -> bytes | None:
        if instance.keyword in _UNCHANGED:
            return None
        if instance.keyword == "IFCPRESENTATIONSTYLEASSIGNMENT" and styles:
            return b""
        keyword, values = _renamed(instance, styles)
        if keyword not in known:
            dropped[instance.keyword] += 1
            return b""
        return written(instance.number, keyword, fitted(values, known[keyword]))

    return rewritten(text, change)


def fitted(values: list[bytes], derived: tuple[bool, ...]) -> list[bytes]:
    """Values in the number that a class has, ``*`` where and only where it derives one."""
    given = [*values[: len(derived)], *[b"$"] * (len(derived) - len(values))]
    return [
        b"*"
        if is_derived and value == b"$"
        else b"$"
        if value == b"*" and not is_derived
        else value
        for value, is_derived in zip(given, derived, strict=True)
    ]


@cache
def attributes(schema: str) -> dict[str, tuple[bool, ...]]:
    """Per class that may be instantiated, in capitals: which of its attributes are derived."""
    definition = ifcopenshell.schema_by_name(schema)
    return {
        entity.name().upper(): tuple(entity.derived())
        for entity in definition.entities()
        if not entity.is_abstract()
    }


_UNCHANGED = frozenset(
    f"IFC{name}"
    for name in (
        "CARTESIANPOINT", "DIRECTION", "POLYLOOP", "FACE", "FACEBOUND", "FACEOUTERBOUND",
        "INDEXEDPOLYGONALFACE", "POLYLINE", "CLOSEDSHELL", "COLOURRGB", "VECTOR", "LINE",
    )
)  # fmt: skip
"""Small classes that are alike in every edition; they make up most of a file."""


def _style_assignments(text: bytes) -> dict[bytes, bytes]:
    """Style assignments (no longer in IFC4X3) and the styles each stands for."""
    return {
        b"#%d" % i.number: i.arguments.strip().lstrip(b"(").rstrip(b")").strip()
        for i in instances(text)
        if i.keyword == "IFCPRESENTATIONSTYLEASSIGNMENT"
    }


def _renamed(instance: Instance, styles: dict[bytes, bytes]) -> tuple[str, list[bytes]]:
    values = arguments(instance.arguments)
    if instance.keyword == "IFCSTYLEDITEM" and styles:
        references: list[bytes] = re.findall(rb"#\d+", values[1])
        values[1] = b"(%s)" % b",".join(styles.get(r, r) for r in references)
        return instance.keyword, values
    rule = _RULES.get((instance.keyword, len(values)))
    return rule(values) if rule else (_NAMES.get(instance.keyword, instance.keyword), values)


_NAMES = {
    "IFCBUILDINGELEMENT": "IFCBUILTELEMENT",
    "IFCBUILDINGELEMENTTYPE": "IFCBUILTELEMENTTYPE",
    "IFCEARTHWORKSELEMENT": "IFCEARTHWORKSFILL",
}


def _facility_part(values: list[bytes]) -> tuple[str, list[bytes]]:
    """Drafts of IFC4X3: the kind of part stands in a select before the usage."""
    match = re.match(rb"IFC(ROAD|BRIDGE|RAILWAY|MARINE)PARTTYPEENUM\s*\((.*)\)", values[9])
    shared = [*values[:9], values[10]]
    if match is None:
        return "IFCFACILITYPARTCOMMON", [*shared, b"$"]
    return f"IFC{match[1].decode()}PART", [*shared, match[2]]


def _bridge_part(values: list[bytes]) -> tuple[str, list[bytes]]:
    """IFC4X2 bridge parts do not say along which direction they divide the bridge."""
    return "IFCBRIDGEPART", [*values[:9], b".NOTDEFINED.", values[9]]


def _alignment(values: list[bytes]) -> tuple[str, list[bytes]]:
    """IFC4X1 and IFC4X2: the axis was an attribute; alignments are not drawn."""
    return "IFCALIGNMENT", [*values[:7], values[8]]


def _linear_placement(values: list[bytes]) -> tuple[str, list[bytes]]:
    """Before IFC4X3: the Cartesian fallback is all that can still be placed."""
    return "IFCLOCALPLACEMENT", [b"$", values[-1]]


_RULES: dict[tuple[str, int], Callable[[list[bytes]], tuple[str, list[bytes]]]] = {
    ("IFCFACILITYPART", 11): _facility_part,
    ("IFCBRIDGEPART", 10): _bridge_part,
    ("IFCALIGNMENT", 9): _alignment,
    ("IFCLINEARPLACEMENT", 4): _linear_placement,
}
"""By class and number of attributes in the file."""


def _finding(declared: str, schema: str, dropped: Counter[str]) -> Finding:
    if is_same(declared):
        return Finding(
            "other-schema-name",
            Severity.INFO,
            "The file calls its schema {declared}, which is {schema}.",
            values={"declared": declared, "schema": schema},
        )
    return Finding(
        "neighbouring-schema",
        Severity.WARNING,
        "The file is written in {declared}; it was read as {schema}, the nearest edition.",
        "{count} instances have no counterpart there and were left out ({classes})."
        if dropped
        else "Every instance has a counterpart there; attributes that differ were left unset.",
        "Export the model again as IFC4 or IFC4X3 to be sure that nothing is lost.",
        values={
            "declared": declared,
            "schema": schema,
            "count": dropped.total(),
            "classes": ", ".join(sorted(dropped)[:6]),
        },
    )
