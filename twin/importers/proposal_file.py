"""Suppliers' proposals: JSON, or a zip with ``proposal.json`` and its evidence."""

from dataclasses import dataclass
from pathlib import Path

from twin.analysis.proposals import ProposalProblem
from twin.importers.proposals.read import check_file
from twin.model.importing import ImportedRecords, Progress


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """Reads ``.json`` and ``.pproposal`` in a child process; only data is read, never code."""

    label: str = "Supplier's proposal"
    suffixes: tuple[str, ...] = (".json", ".pproposal")

    def read(self, path: Path, cache: Path | None, progress: Progress) -> ImportedRecords:
        """The proposal in the file, not accepted, with what is to be said of it.

        Raises
        ------
        UnreadableFile
            If the file is no proposal; the message names the first place that is wrong.
        """
        del cache
        check = check_file(path, progress)
        if check.proposal is None:
            raise ProposalProblem(check.remarks, path.name)
        findings = tuple(remark.placed(path.name) for remark in check.remarks)
        return ImportedRecords(proposals=(check.proposal,), findings=findings)


IMPORTER = ProposalFile()
