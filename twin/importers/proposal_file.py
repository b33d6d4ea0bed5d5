"""Suppliers' proposals: JSON, or a zip with ``proposal.json`` and its evidence."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from twin.analysis.proposals import parse_proposal
from twin.errors import UnreadableFile
from twin.model.importing import ImportedRecords, Progress

_PART = "proposal.json"
_LARGEST = 20_000_000  # bytes; a proposal is text, anything larger is something else


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """Reads ``.json`` and ``.pproposal``; only data is read, never code or evidence."""

    label: str = "Supplier's proposal"
    suffixes: tuple[str, ...] = (".json", ".pproposal")

    def read(self, path: Path, cache: Path | None, progress: Progress) -> ImportedRecords:
        """The proposal in the file, not accepted.

        Raises
        ------
        UnreadableFile
            If the file is no proposal; the message names the first place that is wrong.
        """
        del cache
        progress.report(0.0, "Reading the proposal")
        return ImportedRecords(proposals=(parse_proposal(_content(path)),))


def _content(path: Path) -> bytes:
    """The JSON text of the proposal, counted while it is read."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
            if not raw.startswith(b"PK"):
                return _limited(raw, path)
        with zipfile.ZipFile(path) as archive, archive.open(_PART) as part:
            return _limited(part.read(_LARGEST + 1), path)
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(
            "{file} cannot be read as a proposal ({reason}); nothing was imported.",
            "Ask the supplier for a JSON file, or a zip that holds proposal.json.",
            file=path.name,
            reason=str(error),
        ) from error


def _limited(raw: bytes, path: Path) -> bytes:
    if len(raw) > _LARGEST:
        raise UnreadableFile(
            "{file} is larger than any proposal (over {limit} MB); nothing was imported.",
            "Ask the supplier for the proposal without its evidence.",
            file=path.name,
            limit=_LARGEST // 1_000_000,
        )
    return raw


IMPORTER = ProposalFile()
