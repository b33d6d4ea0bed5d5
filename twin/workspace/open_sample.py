"""Open the sample portfolio; it is written the first time, in a process of its own."""

import logging
import os
import shutil
import traceback
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.store.database import FILE_NAME, Database
from twin.workspace import open_portfolio
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_LOG = logging.getLogger("twin")
NAME = "Sample.twin"
_BETWEEN_LOOKS = 0.2  # seconds


def open_sample(workspace: "Workspace") -> None:
    """Show the sample portfolio in place of the open one; writing it takes a while once."""
    open_portfolio.show_portfolio(workspace, opened_sample, sample_folder(), "Opening the sample")


def sample_folder() -> Path:
    """Where the sample lies; ``TWIN_SETTINGS_DIR`` overrides the system's place for data."""
    chosen = os.environ.get("TWIN_SETTINGS_DIR")
    place = Path(chosen) if chosen else platformdirs.user_data_path("twin", appauthor=False)
    return place / NAME


def opened_sample(folder: Path, progress: Progress) -> tuple[Database, PortfolioData]:
    """Open the sample in `folder`, written first if it is absent.

    Raises
    ------
    TwinError
        If it cannot be written.
    Cancelled
        If the user stopped it; nothing is left behind.
    """
    if not (folder / FILE_NAME).is_file():
        _write_apart(folder, progress)
    return open_portfolio.opened(folder, progress)


def _write_apart(folder: Path, progress: Progress) -> None:
    """Write into a folder of another name and rename it: there is all of it or nothing."""
    unfinished = folder.with_name(f"unfinished-{folder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    writer = context.Process(target=_write, args=(str(unfinished), sender), daemon=True)
    writer.start()
    sender.close()
    try:
        failure = _watch(receiver, progress)
        writer.join()
        if failure or writer.exitcode:
            raise TwinError(
                "The sample portfolio could not be written in {folder} ({reason}).",
                "Check that there is space and that the folder can be written.",
                folder=str(folder.parent),
                reason=failure or f"exit code {writer.exitcode}",
            )
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    finally:
        writer.terminate()
        writer.join()
        receiver.close()
        shutil.rmtree(unfinished, ignore_errors=True)


def _watch(receiver: Any, progress: Progress) -> str:  # Any: named otherwise on Windows
    """Pass on what the writer says until it ends; "" or why it failed."""
    fraction, text = 0.0, "Writing the sample portfolio"
    while True:
        progress.report(fraction, text)
        if not receiver.poll(_BETWEEN_LOOKS):
            continue
        try:
            fraction, text, details = receiver.recv()
        except EOFError:
            return ""
        if fraction < 0:
            _LOG.error("the sample was not written: %s", details)
            return str(text)


class _Teller:
    """Progress that is sent to the waiting program."""

    def __init__(self, sender: Any) -> None:  # Any: as above
        self._sender = sender

    def report(self, fraction: float, text: str) -> None:
        """Send it."""
        self._sender.send((fraction, text, ""))


def _write(folder: str, sender: Any) -> None:
    from twin.sample.portfolio import write_sample

    try:
        write_sample(Path(folder), progress=_Teller(sender), today=date.today())
    except Exception as error:  # whatever it is, the program that waits logs it and says so
        sender.send((-1.0, str(error) or type(error).__name__, traceback.format_exc()))
    finally:
        sender.close()
