"""Work done beside this process, in a copy of it, so that both cores are used."""

import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

CAN_FORK = sys.platform == "linux"
"""Elsewhere the work is done when its result is waited for."""

_POLL = 0.002


class Sibling:
    """One piece of work whose result goes into files.

    The copy is made at once and shares what this process has read so far, memory for memory;
    nothing it changes comes back. It must not speak to the parent.

    Parameters
    ----------
    work : callable
        Without arguments. If it raises, the work counts as failed.
    let_go : callable
        Called first in the copy, to close what belongs to this process.
    """

    def __init__(self, work: Callable[[], None], let_go: Callable[[], None]) -> None:
        self._work = work
        self._pid = os.fork() if CAN_FORK else 0
        if CAN_FORK and self._pid == 0:
            let_go()
            os._exit(0 if _succeeds(work) else 1)

    def wait(self, patience: float) -> bool:
        """Whether the work came to a good end within `patience` seconds; it is ended if not."""
        if not CAN_FORK:
            return _succeeds(self._work)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(_POLL)
        self.end()
        return False

    def end(self) -> None:
        """End the work if it still runs."""
        if CAN_FORK:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._pid, 9)
                os.waitpid(self._pid, 0)


def _succeeds(work: Callable[[], None]) -> bool:
    try:
        work()
    except Exception:  # the caller does without its result; why is told on the error stream
        traceback.print_exc()
        return False
    return True
