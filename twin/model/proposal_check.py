"""What is said of a supplier's proposal file, place by place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from twin.model.finding import Finding, Severity
from twin.model.proposal import Proposal

IN_LINE = "Line {line}, column {column}, {path}:"
"""Stands before a remark where the lines of the file are not shown otherwise."""
IN_FILE = "{file}, line {line}, column {column}, {path}:"
"""The same where several files may be spoken of."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of one place in a file.

    finding : an error keeps the file from being taken in; everything else does not.
    path : of the field, for example ``measures[0].cost.per``; "" for the file as a whole.
    line, column : from 1; 0 where there is no place.
    """

    finding: Finding
    path: str = ""
    line: int = 0
    column: int = 0

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used for this."""
        return self.finding.severity is Severity.ERROR

    def placed(self, file: str = "") -> Finding:
        """The finding with its place in front of the message, and the file if it is named."""
        if not self.line:
            return self.finding
        place = {"line": self.line, "column": self.column, "path": self.path or "the beginning"}
        if file:
            place["file"] = file
        return replace(
            self.finding,
            message=f"{IN_FILE if file else IN_LINE} {self.finding.message}",
            values={**self.finding.values, **place},
        )


@dataclass(frozen=True, slots=True)
class ProposalCheck:
    """Everything that is to be said of a file. proposal: None where it cannot be used."""

    proposal: Proposal | None
    remarks: tuple[Remark, ...] = ()

    @property
    def errors(self) -> tuple[Remark, ...]:
        """What keeps it from being used, in the order of the file."""
        return tuple(r for r in self.remarks if r.is_error)


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """In the order of the file, errors first where the place is the same."""
    return tuple(sorted(remarks, key=lambda r: (r.line, r.column, not r.is_error)))
