"""Check a proposal file from its first byte to its last reference."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from pydantic import ValidationError

from twin.analysis.proposal_format import remarks
from twin.analysis.proposal_format.document import Document, Refused, read_document
from twin.analysis.proposal_format.expectations import expectation, of_pydantic, shown
from twin.analysis.proposal_format.older import as_of, minor_version, unknown_fields
from twin.analysis.proposal_format.places import Path, written
from twin.analysis.proposal_format.plain_text import all_plain
from twin.analysis.proposal_format.signature import WRONG, fingerprint, signed_by
from twin.analysis.proposal_format.understand import proposal_of
from twin.analysis.proposal_format.whole import NEWEST, ProposalPart
from twin.model.proposal import Proposal
from twin.model.proposal_check import ProposalCheck, Remark, in_order

MOST_ERRORS = 100
"""More are not listed; the file needs a new start anyway."""
_AT_FIELD = {
    "unit": ("unit",), "no-order": ("value",), "needs-value": ("operator",),
    "exchange-rate": ("currency",), "vat-rate": ("vat",),
    "needless-rate": ("exchange_rate",), "span": ("from",),
    "disturbance-twice": ("disturbance_weeks",),
}  # fmt: skip
"""Where in an object that is wrong as a whole the wrong value stands, unless the error says it
by `at`."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What lies beside the text. hashes: SHA-256 by name of the file in the container."""

    hashes: Mapping[str, str] = field(default_factory=dict[str, str])


NOTHING_ATTACHED = Attached()


def check_proposal(
    data: bytes, today: str = "", attached: Attached = NOTHING_ATTACHED
) -> ProposalCheck:
    """Everything that is to be said of a proposal file, and the proposal if it can be used.

    Parameters
    ----------
    data : the JSON text.
    today : ISO date, "" to leave validity alone.
    attached : what lies in the same container.
    """
    try:
        document, errors = read_document(data)
    except Refused as refused:
        return ProposalCheck(None, (refused.remark,))
    if minor_version(document.content) < 0 and isinstance(document.content.get("version"), str):
        found = expectation("version", shown(document.content["version"]))
        return ProposalCheck(None, in_order((*errors, document.remark(found, ("version",)))))
    minor = minor_version(document.content)
    content, newer = as_of(document.content, ProposalPart, minor if minor >= 0 else NEWEST)
    unknown = list(islice(unknown_fields(content, ProposalPart), MOST_ERRORS))
    found = [*errors, *remarks.newer_fields(document, newer[:MOST_ERRORS])]
    found += remarks.unknown_remarks(document, unknown)
    part, wrong = _validated(document, content)
    if part is None:
        told = {(e.line, e.column) for e in errors}
        further = (remark for remark in wrong if (remark.line, remark.column) not in told)
        return ProposalCheck(None, in_order((*found, *further)))
    found += _beyond(document, part, attached)
    proposal = _with_signature(proposal_of(part), part)
    left_out = tuple(written(path) for path in (*unknown, *newer))
    proposal = replace(proposal, unknown_fields=left_out)
    found += remarks.warnings_of(document, part, proposal, today)
    is_wrong = any(remark.is_error for remark in found)
    return ProposalCheck(None if is_wrong else proposal, in_order(found))


def _validated(document: Document, content: Any) -> tuple[ProposalPart | None, list[Remark]]:
    text = json.dumps(_without_constants(all_plain(content)))
    try:
        return ProposalPart.model_validate_json(text), []
    except ValidationError as error:
        found = _own(error.errors(include_url=False)[:MOST_ERRORS])
        return None, [_remark(document, e) for e in found]


def _own(errors: list[Any]) -> list[Any]:  # Any: pydantic's ErrorDetails
    """Errors without lists that are too short only because what is in them is wrong."""
    places = [e["loc"] for e in errors if e["type"] != "too_short"]
    return [
        e
        for e in errors
        if e["type"] != "too_short" or not any(p[: len(e["loc"])] == e["loc"] for p in places)
    ]


def _without_constants(content: Any) -> Any:  # Any: JSON
    """The content with NaN and infinities, which are errors already, as zero."""
    if isinstance(content, float) and not abs(content) < float("inf"):
        return 1e308 if content == float("inf") else 0.0
    if isinstance(content, list):
        return [_without_constants(item) for item in content]
    if isinstance(content, dict):
        return {name: _without_constants(item) for name, item in content.items()}
    return content


def _remark(document: Document, error: Any) -> Remark:  # Any: pydantic's ErrorDetails
    path: Path = tuple(error["loc"])
    at = (error.get("ctx") or {}).get("at")
    inside = (at,) if at else _AT_FIELD.get(error["type"], ())
    if inside and isinstance(error["input"], dict) and inside[0] in error["input"]:
        path = (*path, *inside)
        error = {**error, "input": error["input"][inside[0]]}
    return document.remark(of_pydantic(error), path)


def _beyond(document: Document, part: ProposalPart, attached: Attached) -> list[Remark]:
    """What no field alone can tell: references, attachments, signature."""
    found = [*remarks.errors_in(document, part)]
    found += remarks.attachment_remarks(document, part, attached.hashes)
    if part.signature is not None and signed_by(document.content) == WRONG:
        found.append(document.remark(expectation("signature"), ("signature",)))
    return found


def _with_signature(proposal: Proposal, part: ProposalPart) -> Proposal:
    if part.signature is None:
        return proposal
    key = part.signature.key
    return replace(proposal, signature="unknown key", signer=fingerprint(key), public_key=key)
