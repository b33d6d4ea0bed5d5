"""Write a copy of a model with condition, service life and work, or with a scenario in it."""

import shutil
import sys
import tempfile
from pathlib import Path

from twin.errors import TwinError, UnreadableFile
from twin.ifc.process.asking import ask
from twin.ifc.process.messages import Order
from twin.ifc.write_back.plain import Content, keep_content
from twin.model.importing import Progress, Silent
from twin.model.write_back import Written

NUMBERS = ("elements", "tasks", "costs", "lives", "added", "removed")
TASK, COPY = "write_back.json", "copy.ifc"
PATIENCE = 300
"""Seconds for one copy."""
_SILENT = Silent()


def write_copy(
    original: Path, target: Path, what: Content, progress: Progress = _SILENT
) -> Written:
    """Write `target`, a copy of `original` with everything in `what`.

    The copy is read again and compared before it is put in its place.

    Raises
    ------
    TwinError
        If the target is the original, cannot be written, or does not end with ``.ifc``.
    UnreadableFile
        If the original cannot be read in full, or the copy does not say what it should.
    Cancelled
        If `progress` was told to stop; nothing is written then.
    """
    original, target = original.absolute(), target.absolute()
    _check(original, target)
    scratch = Path(tempfile.mkdtemp(prefix="twin-write-back-"))
    try:
        keep_content(scratch / TASK, what, target.name)
        order = Order(str(original), str(scratch), [], cpu_seconds=PATIENCE)
        said = ask(order, worker_command(), progress, "Writing the copy", _Ended(original))
        _place(scratch / COPY, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    numbers = {n: int(said[n]) for n in NUMBERS}
    return Written(str(said["schema"]), **numbers, missing=tuple(said["missing"]))


def worker_command() -> list[str]:
    """Command line of the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--write-back-worker"]
    return [sys.executable, "-I", "-m", "twin.ifc.write_back.worker"]


def _check(original: Path, target: Path) -> None:
    if target.exists() and original.exists() and target.samefile(original):
        raise TwinError(
            "{name} is the original model; it is never written over. No copy was written.",
            "Choose another name.",
            name=target.name,
        )
    if target.suffix.lower() != ".ifc":
        raise TwinError(
            "{name} does not end with .ifc; no copy was written.",
            "Choose a name that ends with .ifc.",
            name=target.name,
        )


def _place(copy: Path, target: Path) -> None:
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(copy, beside)
        beside.replace(target)
    except OSError as error:
        raise TwinError(
            "{name} could not be written ({reason}); nothing was exported.",
            "Choose another folder, or close the file if it is open in another program.",
            name=target.name,
            reason=error.strerror or str(error),
        ) from error
    finally:
        beside.unlink(missing_ok=True)


class _Ended:
    """Makes the error for a child that ended early."""

    def __init__(self, original: Path) -> None:
        self._original = original

    def __call__(self, last_words: str) -> UnreadableFile:
        del last_words
        return UnreadableFile(
            "The copy of {file} could not be written: it needs more memory or time than there "
            "is, or the library for IFC gave up.",
            "Close other programs and try again; else send the log file to support.",
            file=self._original.name,
        )
