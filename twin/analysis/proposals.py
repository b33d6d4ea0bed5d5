"""What a supplier's proposal file says, and what it would touch in a building."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from twin.analysis.proposal_format.checking import (
    Attached,
    check_proposal,
)
from twin.analysis.targets import reach
from twin.errors import UnreadableFile
from twin.model.finding import Finding
from twin.model.proposal import Proposal
from twin.model.proposal_check import ProposalCheck, Remark

__all__ = [
    "Attached", "ProposalCheck", "ProposalProblem", "check_proposal", "parse_proposal", "reach",
]  # fmt: skip

_REFUSED = "The proposal was not imported."
_FIRST = "The first of {count} errors:"
_NEXT_STEP = (
    "Ask the supplier to correct the file; “twin proposal check” lists every place, and"
    " docs/proposals.md describes the format."
)


class ProposalProblem(UnreadableFile):
    """A proposal file that cannot be used; `remarks` lists every place.

    file : its name, where several may be spoken of.
    """

    def __init__(self, remarks: Sequence[Remark], file: str = "") -> None:
        errors = [remark for remark in remarks if remark.is_error]
        first, count = errors[0].placed(file), len(errors)
        parts = (_REFUSED, _FIRST if count > 1 else "", first.message, first.consequence)
        super().__init__(
            " ".join(part for part in parts if part) if errors[0].line else first.message,
            first.next_step or _NEXT_STEP,
            **{**first.values, "count": count},
        )
        self.remarks, self.file = tuple(remarks), file

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All further errors with their places; the first one is the message."""
        return tuple(r.placed(self.file) for r in self.remarks if r.is_error)[1:]


def parse_proposal(data: bytes) -> Proposal:
    """Proposal from the bytes of a partnership proposal file, version 1.

    Unknown fields are kept out and named in `Proposal.unknown_fields`.

    Raises
    ------
    ProposalProblem
        If the file is too large, too deep, not JSON, of another major version, wrongly signed, or
        if a field has a wrong type, unit or value (NaN and infinity included).
    """
    return usable(check_proposal(data), data)


def usable(check: ProposalCheck, data: bytes) -> Proposal:
    """The proposal of a check, with the hash of the file as received.

    Raises
    ------
    ProposalProblem
        If there is none.
    """
    if check.proposal is None:
        raise ProposalProblem(check.remarks)
    return replace(check.proposal, sha256=hashlib.sha256(data).hexdigest())
