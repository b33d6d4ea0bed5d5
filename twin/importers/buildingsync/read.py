"""Read a BuildingSync file in a child process."""

import shutil
import sys
import tempfile
from pathlib import Path

from pydantic import TypeAdapter

from twin.errors import UnreadableFile
from twin.ifc.process.asking import ask
from twin.ifc.process.messages import Order
from twin.model.audit import AuditFile
from twin.model.importing import Progress, Silent

RESULT = "audit.json"
PATIENCE = 120
"""Seconds for a file."""
MEMORY = 3 * 2**30
_SILENT = Silent()
_AUDIT = TypeAdapter(AuditFile)
_BEGINNING = 4096


def is_buildingsync(path: Path) -> bool:
    """Whether an XML file begins as BuildingSync does; the rest of it may still be anything."""
    try:
        with path.open("rb") as file:
            return b"BuildingSync" in file.read(_BEGINNING)
    except OSError:
        return False


def read_audit(path: Path, progress: Progress = _SILENT) -> AuditFile:
    """What the file says.

    Raises
    ------
    UnreadableFile
        If it is not BuildingSync, or has what no audit needs (a DOCTYPE, entities).
    Cancelled
        If `progress` was told to stop.
    """
    path = path.absolute()
    scratch = Path(tempfile.mkdtemp(prefix="twin-audit-"))
    order = Order(str(path), str(scratch), [], cpu_seconds=PATIENCE, memory=MEMORY)
    try:
        ask(order, worker_command(), progress, "Reading the audit", _Ended(path))
        return _AUDIT.validate_json((scratch / RESULT).read_bytes())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def worker_command() -> list[str]:
    """Command line of the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--buildingsync-worker"]
    return [sys.executable, "-I", "-m", "twin.importers.buildingsync.worker"]


class _Ended:
    """Makes the error for a child that ended early."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, last_words: str) -> UnreadableFile:
        del last_words
        return UnreadableFile(
            "{file} could not be read: it is damaged, or needs more memory or time than an audit"
            " may take.",
            "Ask the auditor for a smaller file.",
            file=self._path.name,
        )
