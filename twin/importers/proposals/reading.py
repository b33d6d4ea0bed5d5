"""What the child process does with one proposal file."""

import hashlib
from dataclasses import replace
from pathlib import Path

from twin.analysis.proposals import Attached, check_proposal
from twin.errors import TwinError, UnreadableFile
from twin.importers.proposals.container import content_of
from twin.model.finding import Finding, Severity
from twin.model.proposal_check import ProposalCheck, Remark


def checked_file(path: Path, today: str) -> ProposalCheck:
    """Everything that is to be said of a file; never raises for what is in it."""
    try:
        content = content_of(path)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except UnreadableFile as error:
        return ProposalCheck(None, (unreadable(error),))
    except OSError as error:
        return ProposalCheck(None, (_lost(path, error),))
    check = check_proposal(content.text, today, Attached(content.hashes))
    if check.proposal is None:
        return check
    return replace(check, proposal=replace(check.proposal, sha256=sha256))


def unreadable(error: TwinError) -> Remark:
    """The remark for a file that is nothing at all."""
    values = {
        name: v if isinstance(v, str | int | float) else str(v) for name, v in error.values.items()
    }
    finding = Finding(
        "proposal-container", Severity.ERROR, error.message, "", error.next_step, values=values
    )
    return Remark(finding)


def _lost(path: Path, error: OSError) -> Remark:
    return unreadable(
        UnreadableFile(
            "{file} cannot be read as a proposal ({reason}); nothing was imported.",
            "Choose it again.",
            file=path.name,
            reason=error.strerror or type(error).__name__,
        )
    )
