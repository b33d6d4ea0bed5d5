"""Energy audits in BuildingSync: from a file to proposals, and from proposals to the portfolio."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from twin.analysis.from_audit.offers import Terms, offers_of
from twin.analysis.proposal_format.write import proposal_document, proposal_text
from twin.analysis.proposals import check_proposal
from twin.errors import TwinError, UnreadableFile
from twin.importers.buildingsync.read import is_buildingsync, read_audit
from twin.model.audit import AuditFile, ExchangeRate
from twin.model.finding import Finding, Severity
from twin.model.importing import Progress, Silent
from twin.model.proposal import Proposal
from twin.store.database import Database
from twin.store.proposals import save_proposal
from twin.workspace.catalogue import by_key
from twin.workspace.importing import Imported

__all__ = [
    "ExchangeRate", "MadeOffer", "Translated", "import_audit", "is_audit", "rate_of",
    "translated", "write_offers",
]  # fmt: skip
_SILENT = Silent()
_NONE = "{file} has {measures} measures, and none of them can be offered; nothing was imported."
_FIRST = "The first of {reasons} reasons:"
_LISTED = "“twin proposal from-buildingsync” lists all of them."
MOST_TOLD = 40
"""Of the kinds of elements that were left out."""


@dataclass(frozen=True, slots=True)
class MadeOffer:
    """A proposal and the file it is kept as."""

    proposal: Proposal
    text: bytes


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of an audit. findings: what was left out, assumed or wrong, with lines."""

    audit: AuditFile
    offers: tuple[MadeOffer, ...]
    findings: tuple[Finding, ...]


def is_audit(path: Path) -> bool:
    """Whether a file is a BuildingSync audit, by how it is called and begins."""
    return path.suffix.lower() == ".xml" and is_buildingsync(path)


def rate_of(nok: float, on: str, source: str) -> ExchangeRate:
    """A stated rate.

    Raises
    ------
    TwinError
        If it is no price of a dollar, the day is none, or nobody is named as its source.
    """
    try:
        is_day = date.fromisoformat(on) is not None
    except ValueError:
        is_day = False
    if not (0.1 <= nok <= 1000 and is_day and source.strip()):
        raise TwinError(
            "An exchange rate is what one US dollar costs in NOK, its day and who says so; got"
            " {nok}, “{on}”, “{source}”. Nothing was imported.",
            "Give for example 10.50, 2026-11-02 and Norges Bank.",
            nok=f"{nok:g}",
            on=on,
            source=source,
        )
    return ExchangeRate(nok, on, source.strip()[:100])


def translated(
    path: Path, rate: ExchangeRate, progress: Progress = _SILENT, today: str = ""
) -> Translated:
    """The proposals an audit amounts to, each checked as a supplier's file is.

    Parameters
    ----------
    today : ISO date, "" for that of the clock.

    Raises
    ------
    UnreadableFile
        If the file is no audit.
    """
    audit = read_audit(path, progress)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    terms = Terms(rate, today or date.today().isoformat(), path.name, digest)
    made = offers_of(audit, by_key(), terms)
    offers: list[MadeOffer] = []
    wrong: list[Finding] = []
    for proposal in made.proposals:
        text = proposal_text(proposal_document(proposal))
        check = check_proposal(text)
        if check.proposal is None:
            wrong += [_unfit(proposal, remark.finding) for remark in check.errors[:3]]
        else:
            sha256 = hashlib.sha256(text).hexdigest()
            offers.append(MadeOffer(replace(check.proposal, sha256=sha256), text))
    found = (*audit.findings, *wrong, *made.findings, *_left_out(audit))
    return Translated(audit, tuple(offers), found)


def import_audit(
    database: Database,
    path: Path,
    rate: ExchangeRate,
    progress: Progress = _SILENT,
    who: str = "",
) -> Imported:
    """Take the proposals of an audit into a portfolio, not accepted.

    Raises
    ------
    UnreadableFile
        If it is no audit, or holds no measure that could be offered; the message says why.
    """
    done = translated(path, rate, progress)
    if not done.offers:
        raise nothing_usable(path, done)
    for offer in done.offers:
        save_proposal(database, offer.text, offer.proposal, who)
    measures = sum(len(o.proposal.measures) for o in done.offers)
    return Imported(
        path,
        "ok" if not done.audit.findings else "partial",
        "Proposals made of {file}: {count}, measures: {measures}. Look at them before you apply"
        " one.",
        {"file": path.name, "count": len(done.offers), "measures": measures},
        proposal_id=done.offers[0].proposal.proposal_id,
        findings=done.findings,
    )


def write_offers(done: Translated, folder: Path) -> list[Path]:
    """Write each proposal as a file of its own, called as its id.

    Raises
    ------
    TwinError
        If the folder cannot be written.
    """
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for offer in done.offers:
            path = folder / f"{offer.proposal.proposal_id}.json"
            path.write_bytes(offer.text)
            written.append(path)
    except OSError as error:
        raise TwinError(
            "The proposals cannot be written to {folder} ({reason}).",
            "Choose a folder you may write to.",
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    return written


def nothing_usable(path: Path, done: Translated) -> UnreadableFile:
    """Why an audit amounts to no proposal; the first reasons with their lines."""
    reasons = [f for f in done.findings if f.severity is not Severity.INFO]
    values = {"file": path.name, "measures": len(done.audit.measures), "reasons": len(reasons)}
    if not reasons:
        return UnreadableFile(_NONE, _LISTED, **values)
    first = reasons[0]
    parts = (_NONE, _FIRST, first.message, first.consequence)
    text = " ".join(part for part in parts if part)
    return UnreadableFile(text, _LISTED, **{**first.values, **values})


def _unfit(proposal: Proposal, finding: Finding) -> Finding:
    return Finding(
        "audit-unfit",
        Severity.WARNING,
        "The package “{title}” was left out: {reason}",
        values={"title": proposal.title[:120], "reason": finding.text()},
    )


def _left_out(audit: AuditFile) -> Iterator[Finding]:
    """What of the file no proposal has a place for."""
    for row in audit.left_out[:MOST_TOLD]:
        yield Finding(
            "audit-no-place",
            Severity.INFO,
            "Line {line}: {path} ({count}) has no place in a proposal and was left out.",
            values={"line": row.line, "path": row.path, "count": row.count},
        )
    rest = len(audit.left_out) - MOST_TOLD
    if rest > 0:
        yield Finding(
            "audit-no-place-more",
            Severity.INFO,
            "{count} more kinds of elements have no place in a proposal and were left out.",
            values={"count": rest},
        )
