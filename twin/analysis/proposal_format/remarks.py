"""What is said of a file that can be used: what was left out, is missing or was turned."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from twin.analysis.proposal_format.document import Document
from twin.analysis.proposal_format.expectations import expectation, shown
from twin.analysis.proposal_format.measure_part import MeasurePart
from twin.analysis.proposal_format.older import inner_parts, minor_version
from twin.analysis.proposal_format.parts import FilePart
from twin.analysis.proposal_format.places import Path, named
from twin.analysis.proposal_format.plain_text import has_unseen
from twin.analysis.proposal_format.understand import is_supported, names_in
from twin.analysis.proposal_format.whole import NEWEST, ProposalPart
from twin.model.finding import Finding, Severity
from twin.model.proposal import Proposal
from twin.model.proposal_check import Remark

_UNKNOWN = "This version of the program does not know the field {name}; it was left out."
_MEANT = "Perhaps {meant} was meant."
_NEWER_FIELD = "The field {name} came with version {version}, but the file says it is older."
_LEFT_OUT = "It was left out."
_NEWER = "The file is of version {version}; this program knows 1.{newest} and reads what it knows."
_UNSEEN = "Control or direction characters were taken out of this text."
_NO_EVIDENCE = "The claim {kind} rests on no evidence."
_NO_TRUST = "It is shown, and counts as unsupported in every comparison."
_NO_FILE = "The evidence {file} is named but not attached."
_EXPIRED = "The offer stood until {until}; it has expired."
_ASK = "Ask the supplier whether it still stands."
_EARLY = "The offer stands from {begins} on, not yet today."
_NOT_PORTABLE = "The measure names elements by GlobalId, so it cannot be moved to other buildings."
_SELECT = "Select by class, code, property or grade instead where you can."
_TURNED = "All sums were turned from {currency} into NOK by {rate}, as the file states."
_WITHOUT_VAT = "VAT of {rate} % was taken off all sums."
_NO_SUCH_EVIDENCE = "The evidence {name} is not in the list of evidence."
_SIGNED = "Signed with the key {key}; a portfolio says whether it knows it as the supplier's."
_NO_LEVEL = "The day of the price level is not given; the middle of {year} is taken."


def errors_in(document: Document, part: ProposalPart) -> Iterator[Remark]:
    """References that lead nowhere or in a circle."""
    ids = {measure.id for measure in part.measures}
    for row, measure in enumerate(part.measures):
        others = [("needs_first", i, other) for i, other in enumerate(measure.needs_first)]
        others += [("excludes", i, other) for i, other in enumerate(measure.excludes)]
        for name, i, other in others:
            if other not in ids - {measure.id}:
                found = expectation("no-such-measure", shown(other))
                yield document.remark(found, ("measures", row, name, i))
    yield from _circles(document, part)
    yield from _unsupported(document, part)


def _circles(document: Document, part: ProposalPart) -> Iterator[Remark]:
    circle = _circle({m.id: m.needs_first for m in part.measures})
    if circle:
        found = expectation("needs-itself", names=", ".join(circle))
        yield document.remark(found, ("measures",))


def _unsupported(document: Document, part: ProposalPart) -> Iterator[Remark]:
    known = names_in(part.measures)
    for row, evidence in enumerate(part.evidence):
        for i, name in enumerate(evidence.supports):
            if name not in known:
                path = ("evidence", row, "supports", i)
                yield document.remark(expectation("no-such-target", shown(name)), path)


def _circle(needed: Mapping[str, Iterable[str]]) -> list[str]:
    """Measures that cannot come first because each waits for another, [] if there are none."""
    left = {name: {n for n in names if n in needed} for name, names in needed.items()}
    while free := [name for name, names in left.items() if not names & set(left)]:
        for name in free:
            del left[name]
    return list(left)


def attachment_remarks(
    document: Document, part: ProposalPart, attached: Mapping[str, str]
) -> Iterator[Remark]:
    """Attached files that are missing or are not those that were named.

    attached : SHA-256 by name of the file in the container.
    """
    named = [(e.file, e.sha256, ("evidence", i, "file")) for i, e in enumerate(part.evidence)]
    named += [(a.file, a.sha256, ("attachments", i)) for i, a in enumerate(part.attachments)]
    for row, measure in enumerate(part.measures):
        kit = enumerate(measure.kit)
        named += [(p.geometry, "", ("measures", row, "kit", i, "geometry")) for i, p in kit]
    for file, sha256, path in named:
        if file and file not in attached:
            yield document.remark(_warning("evidence-not-attached", _NO_FILE, file=file), path)
        elif file and sha256 and attached[file] != sha256:
            yield document.remark(expectation("hash", shown(file)), path)
    if part.signature is not None:
        bound = {a.file for a in part.attachments}
        bound |= {e.file for e in part.evidence if e.sha256}
        for file in sorted(set(attached) - bound):
            finding = expectation("attached-unsigned", shown(file))
            yield document.remark(finding, ("attachments",))


def warnings_of(
    document: Document, part: ProposalPart, proposal: Proposal, today: str
) -> Iterator[Remark]:
    """What a reader should know of a file that can be used."""
    yield from _version_warnings(document, part)
    yield from _unseen_texts(document)
    yield from _validity_warnings(document, proposal, today)
    yield from _money_remarks(document, proposal)
    if proposal.signer:
        yield document.remark(_info("signed", _SIGNED, key=proposal.signer), ("signature",))
    for row, measure in enumerate(part.measures):
        yield from _measure_warnings(document, proposal, measure, row)


def newer_fields(document: Document, dropped: Iterable[Path]) -> Iterator[Remark]:
    """Fields that the version of the file does not have."""
    for path in dropped:
        finding = _warning(
            "newer-field", _NEWER_FIELD, _LEFT_OUT, name=str(path[-1]), version=f"1.{NEWEST}"
        )
        yield document.remark(finding, path)


def unknown_remarks(document: Document, unknown: Iterable[Path]) -> Iterator[Remark]:
    """Fields nobody knows, with the one that may have been meant."""
    for path in unknown:
        name = str(path[-1])
        close = difflib.get_close_matches(name[:80], _known_names(path), 1, 0.75)
        values = {"name": named(name), **({"meant": close[0]} if close else {})}
        finding = _warning("unknown-field", _UNKNOWN, _MEANT if close else "", **values)
        yield document.remark(finding, path)


def _known_names(path: Path) -> list[str]:
    part: type[FilePart] = ProposalPart
    for step in path[:-1]:
        if isinstance(step, str):
            part = inner_parts(part)[step]
    return [about.alias or name for name, about in part.model_fields.items()]


def _version_warnings(document: Document, part: ProposalPart) -> Iterator[Remark]:
    if minor_version(document.content) > NEWEST:
        finding = _warning("newer-version", _NEWER, version=part.version, newest=NEWEST)
        yield document.remark(finding, ("version",))


def _unseen_texts(document: Document) -> Iterator[Remark]:
    waiting: list[tuple[Path, object]] = [((), document.content)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str) and has_unseen(value):
            yield document.remark(_warning("unseen-characters", _UNSEEN), path)
        elif isinstance(value, list):
            waiting += [((*path, i), item) for i, item in enumerate(value)]
        elif isinstance(value, dict):
            waiting += [((*path, name), item) for name, item in value.items()]


def _validity_warnings(document: Document, proposal: Proposal, today: str) -> Iterator[Remark]:
    if today and proposal.valid_until < today:
        finding = _warning("expired", _EXPIRED, _ASK, until=proposal.valid_until)
        yield document.remark(finding, ("validity", "until"))
    if today and proposal.valid_from > today:
        finding = _warning("not-yet-valid", _EARLY, begins=proposal.valid_from)
        yield document.remark(finding, ("validity", "from"))
    if not proposal.price_level and minor_version(document.content) >= NEWEST:
        finding = _info("no-price-level", _NO_LEVEL, year=str(proposal.price_year))
        yield document.remark(finding, ("validity", "price_year"))


def _money_remarks(document: Document, proposal: Proposal) -> Iterator[Remark]:
    if proposal.currency != "NOK":
        finding = _info(
            "money-turned", _TURNED, currency=proposal.currency, rate=f"{proposal.exchange_rate:g}"
        )
        yield document.remark(finding, ("validity", "currency"))
    if proposal.vat_rate:
        finding = _info("vat-taken-off", _WITHOUT_VAT, rate=f"{proposal.vat_rate * 100:g}")
        yield document.remark(finding, ("validity", "vat"))


def _measure_warnings(
    document: Document, proposal: Proposal, measure: MeasurePart, row: int
) -> Iterator[Remark]:
    offered = proposal.measures[row]
    listed = {e.evidence_id for e in proposal.evidence}
    for i, effect in enumerate(offered.effects):
        path: Path = ("measures", row, "effects", i)
        if effect.is_claimed and not is_supported(proposal, measure.id, effect):
            finding = _warning("no-evidence", _NO_EVIDENCE, _NO_TRUST, kind=effect.kind)
            yield document.remark(finding, path)
        missing = _missing_evidence(effect.evidence, listed) if proposal.version != "1.0" else ""
        if missing:
            finding = _warning("no-such-evidence", _NO_SUCH_EVIDENCE, name=missing)
            yield document.remark(finding, (*path, "evidence"))
    if offered.selector.global_ids:
        finding = _warning("not-portable", _NOT_PORTABLE, _SELECT)
        yield document.remark(finding, ("measures", row, "target", "global_ids"))


def _missing_evidence(text: str, listed: set[str]) -> str:
    """The first id of a list of evidence that is not there; "" where the text is in words."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if any(" " in name for name in names):
        return ""
    return next((name for name in names if name not in listed), "")


def _warning(code: str, message: str, consequence: str = "", **values: str | int) -> Finding:
    return Finding(f"proposal-{code}", Severity.WARNING, message, consequence, values=values)


def _info(code: str, message: str, **values: str | int) -> Finding:
    return Finding(f"proposal-{code}", Severity.INFO, message, values=values)
