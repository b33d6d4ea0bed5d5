"""Child processes that read files: started with an order, or kept ready for one."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from twin.ifc.process.messages import Order

_FOR_NUMBERS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "2147483648",
    "MALLOC_TOP_PAD_": "33554432",
}
"""One thread per process, and memory that is used again instead of given back each time."""


class Child:
    """One child process and what it says.

    Parameters
    ----------
    command : list of str
        Its command line.
    """

    def __init__(self, command: list[str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed in `end`
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Process number of the child."""
        return self._process.pid

    def give(self, order: Order) -> None:
        """Give the order; a child takes one."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(order.as_json())
            with suppress(BrokenPipeError):
                self._process.stdin.close()

    def lines(self) -> Iterator[bytes]:
        """What it says, line by line, until it ends."""
        if self._process.stdout is not None:
            while line := self._process.stdout.readline(1_000_000):
                yield line

    def wait(self) -> int:
        """Exit code, when it has ended."""
        return self._process.wait()

    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it and the copies it made of itself."""
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        elif self.is_running():
            self._process.kill()
        self._process.wait()

    def last_words(self) -> str:
        """The end of what it wrote about errors."""
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 2000))
        return self._errors.read().decode("utf-8", "replace")

    def close(self) -> None:
        """Close what belongs to an ended child."""
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


class Spare:
    """At most one child that has loaded its libraries and waits for an order."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._is_wanted = False
        self._lock = threading.Lock()

    def keep(self) -> None:
        """Keep a child ready from now on."""
        with self._lock:
            self._is_wanted = True
            if self._child is None:
                self._child = Child([*worker_command(), "--ready"])

    def take(self) -> Child | None:
        """The waiting child, if there is one."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None and not child.is_running():
            child.close()
            return None
        return child

    def renew(self) -> None:
        """Start the next one if one is to be kept."""
        if self._is_wanted:
            self.keep()

    def dismiss(self) -> None:
        """End the waiting child and keep none any more."""
        self._is_wanted = False
        child = self.take()
        if child is not None:
            child.end()
            child.close()


spare = Spare()


@contextmanager
def running(order: Order, command: list[str] | None = None) -> Iterator[Child]:
    """A child with an order; it is gone when the block is left."""
    child = spare.take() if command is None else None
    if child is None:
        child = Child(command or worker_command())
    try:
        child.give(order)
        yield child
    finally:
        child.end()
        child.close()
        spare.renew()


def worker_command() -> list[str]:
    """Command line of the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-I", "-m", "twin.ifc.worker"]


def _environment() -> dict[str, str]:
    """Environment without anything the child does not need."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")
    found = {k: os.environ[k] for k in kept if k in os.environ}
    return {**found, **_FOR_NUMBERS}
