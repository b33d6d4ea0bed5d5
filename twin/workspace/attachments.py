"""Evidence and geometry that came with a proposal, saved as files; nothing in them is opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import TwinError, UnreadableFile
from twin.importers.proposals.container import attached_file, content_of
from twin.model.importing import Progress, Silent
from twin.model.proposal import Proposal
from twin.store.database import Database
from twin.store.proposals import received_file
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_SILENT = Silent()


def names_files(proposal: Proposal) -> bool:
    """Whether a proposal speaks of attached files."""
    kits = (one.geometry for measure in proposal.measures for one in measure.kit)
    return any(e.file for e in proposal.evidence) or any(kits)


def save(workspace: "Workspace", proposal: Proposal, folder: Path) -> None:
    """Save what is attached into a folder of its own in `folder`, and say where it is."""
    if workspace.database is None:
        return

    def tell(count: int) -> None:
        to = str(folder / proposal.proposal_id)
        workspace.notices.say("{count} files were saved in {folder}.", count=count, folder=to)

    workspace.jobs.run(
        save_attachments,
        workspace.database,
        proposal,
        folder,
        on_done=tell,
        where="database",
        task=Task("Saving {name}", values={"name": proposal.title}),
    )


def save_attachments(
    database: Database, proposal: Proposal, folder: Path, progress: Progress = _SILENT
) -> int:
    """Write each attached file below ``folder/ID``, for example ``ID/evidence/report.pdf``.

    Returns
    -------
    int
        How many there are.

    Raises
    ------
    TwinError
        If the proposal is gone, nothing is attached, or the folder cannot be written; a file
        that is there already is never replaced.
    """
    path = received_file(database, proposal.sha256)
    if path is None:
        raise UnreadableFile(
            "The file of this proposal is not in the portfolio any more.", "Import it again."
        )
    names = sorted(content_of(path).hashes)
    if not names:
        raise TwinError(
            "The proposal {title} names files, but none came with it.",
            "Ask the supplier for a .pproposal that holds them.",
            title=proposal.title,
        )
    for place, name in enumerate(names):
        progress.report(place / len(names), name)
        _write(folder / proposal.proposal_id / name, attached_file(path, name))
    return len(names)


def _write(to: Path, content: bytes) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise TwinError(
            "{file} cannot be written ({reason}); the files after it were not saved.",
            "Choose an empty folder you may write to.",
            file=str(to),
            reason=error.strerror or str(error),
        ) from error
