"""Open an IFC file: what container, which schema, is it whole, what had to be repaired."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import ifcopenshell

from twin.errors import UnreadableFile
from twin.ifc.source.containers import StepFile, unpacked
from twin.ifc.source.repair import (
    Repaired,
    cleaned,
    with_plain_header,
    with_whole_escapes,
    without_stray_stars,
)
from twin.ifc.source.schemas import SUPPORTED, adapted, is_same, nearest
from twin.ifc.source.step_text import header, spread_numbers
from twin.model.finding import Finding, Severity

_HEADER_BYTES = 1 << 18
_END = b"END-ISO-10303-21"


@dataclass(frozen=True, slots=True, eq=False)
class OpenedFile:
    """A parsed file and everything that was noticed on the way.

    file : the parsed file; never leaves `twin.ifc`.
    path : the STEP file that was parsed: the original, or a copy in the scratch folder. Another
        process may open it again with ``ifcopenshell.open(path, format=".ifc")``.
    schema : schema it was read under, for example ``IFC4``.
    declared_schema : schema its header names, for example ``IFC4X2``.
    exporter : program that wrote it, "" if unknown.
    status : ``ok`` | ``partial``.
    reason : a sentence, "" when ok.
    """

    file: ifcopenshell.file
    path: Path
    schema: str
    declared_schema: str
    exporter: str
    status: str
    reason: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Readable:
    """A STEP file that IfcOpenShell accepts, and what was done to get it."""

    path: Path
    schema: str
    declared: str
    exporter: str
    is_whole: bool
    probes: tuple[int, ...]
    findings: tuple[Finding, ...]


def open_ifc(path: Path, scratch: Path) -> OpenedFile:
    """Open `path`; copies that are needed are written into the folder `scratch`.

    Status is ``partial`` where the file is cut off, refers to instances it does not hold, or is
    written in an edition of IFC that is read as its neighbour.

    Raises
    ------
    UnreadableFile
        If nothing can be taken from the file; says what it is and what to do.
    """
    step = unpacked(path, scratch)
    file, readable = _parsed(_readable(step.path, scratch), scratch)
    noticed = (
        *_passed_over(step),
        *_log_findings(readable),
        *_unread(file, readable),
        *_content_findings(file),
    )
    findings = (*readable.findings, *noticed)
    reasons = [f.message.format(**f.values) for f in findings if f.code in _MAKES_PARTIAL]
    return OpenedFile(
        file=file,
        path=readable.path,
        schema=readable.schema,
        declared_schema=readable.declared,
        exporter=readable.exporter,
        status="partial" if reasons else "ok",
        reason=" ".join(reasons),
        findings=findings,
    )


_MAKES_PARTIAL = ("truncated", "missing-instances", "unread-instances", "neighbouring-schema")


def _readable(path: Path, scratch: Path) -> _Readable:
    original = path.read_bytes()
    text, findings = original, list[Finding]()

    def take(repair: Repaired) -> bytes:
        findings.extend(repair.findings)
        return repair.text

    text = take(cleaned(text))
    head = header(text[:_HEADER_BYTES])
    schema = _schema(head.schema)
    if head.schema != schema:
        edition = adapted(text, head.schema, schema)
        text = edition.text
        findings.append(edition.finding)
    if schema == head.schema or is_same(head.schema):
        text = take(without_stray_stars(text, schema))
    if text is not original:
        path = _written(text, scratch / "readable.ifc")
    return _Readable(
        path=path,
        schema=schema,
        declared=head.schema,
        exporter=head.exporter,
        is_whole=text.rfind(_END) >= 0,
        probes=spread_numbers(text),
        findings=tuple(findings),
    )


def _schema(declared: str) -> str:
    if not declared:
        raise UnreadableFile(
            "The file does not say which edition of IFC it is written in (no FILE_SCHEMA).",
            "Export the model again; this file breaks the rules of STEP.",
        )
    schema = nearest(declared)
    if not schema:
        raise UnreadableFile(
            "The file is written in {declared}, which is no edition of IFC that can be read"
            " ({supported}).",
            "Export the model as IFC4.",
            declared=declared,
            supported=", ".join(SUPPORTED),
        )
    return schema


def _written(text: bytes, target: Path) -> Path:
    target.write_bytes(text)
    return target


def _parsed(readable: _Readable, scratch: Path) -> tuple[ifcopenshell.file, _Readable]:
    """The parsed file; what breaks the parser is mended in a copy: escapes, then the header."""
    try:
        return _open(readable.path), readable
    except ifcopenshell.Error as error:
        reason = _first_message(ifcopenshell.get_log()) or str(error)
    mended = with_whole_escapes(readable.path.read_bytes())
    findings = readable.findings
    for _ in range(2):
        findings = (*findings, *mended.findings)
        path = _written(mended.text, scratch / "mended.ifc")
        try:
            return _open(path), replace(readable, path=path, findings=findings)
        except ifcopenshell.Error:
            mended = with_plain_header(mended.text, readable.schema)
    raise UnreadableFile(
        "The file breaks the rules of STEP and cannot be read ({reason}).",
        "Export the model again, or open and save it in another program.",
        reason=reason,
    )


def _open(path: Path) -> ifcopenshell.file:
    ifcopenshell.get_log()  # forget what earlier files said
    file = ifcopenshell.open(path, format=".ifc")
    if not isinstance(file, ifcopenshell.file):
        raise TypeError(f"not a STEP file: {path}")
    return file


def _first_message(log: str) -> str:
    messages = [re.sub(r"\[[^\]]*\]\s*", "", line) for line in log.splitlines() if line.strip()]
    return messages[0].strip() if messages else ""


_MISSING = re.compile(r"Instance reference #(\d+) used by")
_TWICE = re.compile(r"Overwriting instance with name #(\d+)")
_COUNTS = re.compile(r"Expected \d+ attribute values, found \d+ for instance")


def _log_findings(readable: _Readable) -> list[Finding]:
    """What the parser said, and whether the file ends where it should."""
    log = ifcopenshell.get_log()
    missing = len(set(_MISSING.findall(log)))
    counts = Counter({f: len(p.findall(log)) for f, p in _LOGGED.items()})
    findings = [f(count) for f, count in counts.items() if count]
    if not readable.is_whole:
        return [_truncated(missing), *findings]
    return [_missing(missing), *findings] if missing else findings


def _truncated(missing: int) -> Finding:
    return Finding(
        "truncated",
        Severity.ERROR,
        "The file ends in the middle: its end mark is missing.",
        "Whatever came after is gone; at least {missing} instances that are referred to are lost."
        if missing
        else "Whatever came after is gone; nothing that was read refers to it.",
        "Fetch the file again: the export or the download did not end.",
        values={"missing": missing},
    )


def _missing(missing: int) -> Finding:
    return Finding(
        "missing-instances",
        Severity.WARNING,
        "{missing} instances that the file refers to are not in it.",
        "What they describe (a unit, a shape, a material) is unknown.",
        "Export the model again.",
        values={"missing": missing},
    )


def _passed_over(step: StepFile) -> list[Finding]:
    if not step.passed_over:
        return []
    return [
        Finding(
            "several-models",
            Severity.WARNING,
            "The archive holds {count} more models ({names}); only the largest was read.",
            "What is in the others is not shown.",
            "Unpack the archive and open each model.",
            values={"count": len(step.passed_over), "names": ", ".join(step.passed_over[:3])},
        )
    ]


def _unread(file: ifcopenshell.file, readable: _Readable) -> list[Finding]:
    """A finding where the parser passed over instances, as after a quote that never closes."""
    if all(_has(file, number) for number in readable.probes):
        return []
    text = readable.path.read_bytes()
    written = text.count(b"=IFC") + text.count(b"= IFC")
    return [
        Finding(
            "unread-instances",
            Severity.ERROR,
            "Only {read} of the {written} instances of the file could be read.",
            "The rest of the model is missing: the file is damaged.",
            "Export the model again.",
            values={"read": len(file.entity_names()), "written": written},
        )
    ]


def _has(file: ifcopenshell.file, number: int) -> bool:
    try:
        file.by_id(number)
    except RuntimeError:
        return False
    return True


def _twice(count: int) -> Finding:
    return Finding(
        "duplicate-step-number",
        Severity.WARNING,
        "{count} instance numbers are used twice.",
        "References to them may lead to the wrong instance.",
        "Export the model again.",
        values={"count": count},
    )


def _wrong_counts(count: int) -> Finding:
    return Finding(
        "wrong-attribute-count",
        Severity.INFO,
        "{count} instances have more or fewer attributes than their class.",
        "What is too much is not read.",
        values={"count": count},
    )


_LOGGED: dict[Callable[[int], Finding], re.Pattern[str]] = {_twice: _TWICE, _wrong_counts: _COUNTS}


def _content_findings(file: ifcopenshell.file) -> list[Finding]:
    if file.by_type("IfcProject"):
        return []
    return [
        Finding(
            "no-project",
            Severity.WARNING,
            "The file has no IfcProject.",
            "Units and position are unknown; metres are assumed.",
            "Export the whole model, not a selection of it.",
        )
    ]
