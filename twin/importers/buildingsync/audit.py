"""From the bytes of a BuildingSync file to what it says."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from twin.importers.buildingsync.document import Node, read_document
from twin.importers.buildingsync.measures import measures_of, packages_of
from twin.importers.buildingsync.premises import (
    audited_on,
    auditor_of,
    buildings_of,
    delivered_of,
)
from twin.model.audit import AuditFile, AuditMeasure, AuditPackage, LeftOut
from twin.model.finding import Finding, Severity

MOST_LEFT_OUT = 400


@dataclass(frozen=True, slots=True)
class _Content:
    measures: tuple[AuditMeasure, ...]
    packages: tuple[AuditPackage, ...]


def audit_of(data: bytes, name: str) -> AuditFile:
    """Everything a proposal can be made of, and a list of the rest.

    Parameters
    ----------
    name : of the file, for messages.

    Raises
    ------
    UnreadableFile
        If it is no XML, no BuildingSync, or has what no audit needs, see `read_document`.
    """
    root = read_document(data, name)
    facilities = list(root.all("Facilities/Facility"))
    content = _Content(
        tuple(m for f in facilities for m in measures_of(f)),
        tuple(p for f in facilities for p in packages_of(f)),
    )
    auditors = [found for f in facilities if (found := auditor_of(f))[0]]
    company, contact = auditors[0] if auditors else ("", "")
    known = [use for f in facilities if not math.isnan(use := delivered_of(f))]
    return AuditFile(
        version=root.attributes.get("version", ""),
        auditor=company,
        contact=contact[:200],
        audited=max((audited_on(f) for f in facilities), default=""),
        delivered=known[0] if len(known) == 1 else math.nan,
        buildings=tuple(b for f in facilities for b in buildings_of(f)),
        measures=content.measures,
        packages=content.packages,
        left_out=_left_out(root),
        findings=tuple(sorted(_findings(root, content), key=lambda f: int(f.values["line"]))),
    )


def _left_out(root: Node) -> tuple[LeftOut, ...]:
    """Elements nothing looked at; below one that was left out its parts are not listed."""
    found: dict[str, list[int]] = {}
    stack: list[tuple[Node, str]] = [(root, "")]
    while stack:
        node, path = stack.pop()
        for child in reversed(node.children):
            here = f"{path}/{child.name}" if path else child.name
            if child.is_used:
                stack.append((child, here))
            else:
                found.setdefault(here, []).append(child.line)
    rows = [LeftOut(path, len(lines), min(lines)) for path, lines in found.items()]
    return tuple(sorted(rows, key=lambda row: row.line)[:MOST_LEFT_OUT])


def _findings(root: Node, content: _Content) -> Iterator[Finding]:
    yield from _misplaced(root)
    known = [m.key for m in content.measures]
    for key in sorted({k for k in known if known.count(k) > 1}):
        lines = [m.line for m in content.measures if m.key == key]
        yield _finding(
            "buildingsync-same-id",
            "Line {line}: the id {name} is used by several measures.",
            "Packages take the first of them.",
            line=lines[1],
            name=key,
        )
    for package in content.packages:
        for key in package.measures:
            if key not in known:
                yield _finding(
                    "buildingsync-lost-measure",
                    "Line {line}: the package {package} names the measure {name}, which the file"
                    " does not have.",
                    "The package is made without it.",
                    line=package.line,
                    name=key,
                    package=package.title,
                )


_PARTS = {
    "BuildingSync": ("Programs", "Facilities"),
    "Facilities": ("Facility",),
    "Facility": (
        "Sites", "Systems", "Schedules", "Measures", "Reports", "Contacts", "Tenants",
        "UserDefinedFields",
    ),
    "Sites": ("Site",),
    "Measures": ("Measure",),
    "Reports": ("Report",),
    "Scenarios": ("Scenario",),
}  # fmt: skip
"""What the schema has in the elements that measures are found by."""


def _misplaced(root: Node) -> Iterator[Finding]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        allowed = _PARTS.get(node.name)
        for child in reversed(node.children):
            if allowed is not None and child.name not in allowed:
                yield _finding(
                    "buildingsync-misplaced",
                    "Line {line}: {name} has no place in {parent} by the schema of BuildingSync.",
                    "What it holds was not read.",
                    line=child.line,
                    name=child.name[:80],
                    parent=node.name,
                )
            elif child.name in _PARTS or child.name == "Report":
                waiting.append(child)


def _finding(code: str, message: str, consequence: str, **values: str | int) -> Finding:
    ask = "Ask the auditor to check the file against the schema of BuildingSync."
    return Finding(code, Severity.WARNING, message, consequence, ask, values=values)
