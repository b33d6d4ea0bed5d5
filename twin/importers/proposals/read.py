"""Check a supplier's file in a child process."""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from twin.errors import UnreadableFile
from twin.ifc.process.asking import ask
from twin.ifc.process.messages import Order
from twin.importers.proposals.reading import unreadable
from twin.model.importing import Progress, Silent
from twin.model.proposal_check import ProposalCheck

RESULT = "check.json"
PATIENCE = 120
"""Seconds for a file."""
MEMORY = 2 * 2**30
_SILENT = Silent()
_CHECK = TypeAdapter(ProposalCheck)


def check_file(path: Path, progress: Progress = _SILENT, today: str = "") -> ProposalCheck:
    """Everything that is to be said of a file; a bad one has errors and no proposal.

    Parameters
    ----------
    today : ISO date that validity is judged by, "" for that of the clock.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    path = path.absolute()
    scratch = Path(tempfile.mkdtemp(prefix="twin-proposal-"))
    day = today or date.today().isoformat()
    order = Order(str(path), str(scratch), [day], cpu_seconds=PATIENCE, memory=MEMORY)
    try:
        ask(order, worker_command(), progress, "Reading the proposal", _Ended(path))
        return _CHECK.validate_json((scratch / RESULT).read_bytes())
    except UnreadableFile as error:
        return ProposalCheck(None, (unreadable(error),))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def worker_command() -> list[str]:
    """Command line of the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--proposal-worker"]
    return [sys.executable, "-I", "-m", "twin.importers.proposals.worker"]


class _Ended:
    """Makes the error for a child that ended early."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, last_words: str) -> UnreadableFile:
        del last_words
        return UnreadableFile(
            "{file} could not be read: it needs more memory or time than a proposal may take.",
            "Ask the supplier for a smaller file.",
            file=self._path.name,
        )
