"""Start, watch and end the child process that reads a file; try again another way if it dies."""

import json
import math
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twin.ifc.messages import Order
from twin.model.finding import Finding, Severity
from twin.model.importing import Progress

HYBRID, OPENCASCADE = "hybrid-cgal-simple-opencascade", "opencascade"

SILENCE = 30.0
"""Seconds without any sign of life after which the child is ended."""

ITEM_PATIENCE = 12.0
"""Seconds a kernel may be busy with one item."""

ATTEMPT_PATIENCE = 120.0
"""Seconds for one attempt, whatever it says."""

TOTAL_PATIENCE = 55.0
"""Seconds for all attempts at one file together; the last one is given ten more."""

POLL = 0.1

_FOR_NUMBERS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "2147483648",
    "MALLOC_TOP_PAD_": "33554432",
}
"""One thread per process, and memory that is used again instead of given back each time."""

STAGES = ("opened", "drawn", "recorded", "finished", "out-of-memory")

Message = dict[str, Any]
Listener = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended.

    cause : ``finished`` | ``refused`` | ``memory`` | ``died`` | ``silent`` | ``stuck``.
    culprit : STEP number of the item a kernel was busy with, 0 if none.
    stage : the last thing the child said it had done.
    """

    cause: str
    culprit: int = 0
    stage: str = ""
    refusal: Message | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Result of all attempts. findings: one per downgrade. seconds: of all together."""

    ending: Ending
    findings: tuple[Finding, ...]
    seconds: float


def read_in_child(
    order: Order, progress: Progress, listen: Listener, command: list[str] | None = None
) -> Reading:
    """Read a file in a child process, going down the ladder until an attempt finishes.

    The ladder: hybrid kernel; OpenCASCADE in a new process; element by element, the ones that
    ended a kernel as boxes; no kernel at all. Portions are passed on in the first attempt only.

    Raises
    ------
    Cancelled
        If `progress` was told to stop; the child is ended first.
    """
    begun = time.monotonic()
    findings: list[Finding] = []
    ending = Ending("died")
    for rung in range(1, 8):
        ending = _attempt(order, progress, listen, command)
        if ending.cause in ("finished", "refused"):
            break
        listen = _deaf
        step = _next_order(order, ending, rung, time.monotonic() - begun)
        if step is None:
            break
        order = step
        findings.append(_downgrade(ending, order))
    return Reading(ending, tuple(findings), time.monotonic() - begun)


def _next_order(order: Order, ending: Ending, rung: int, spent: float) -> Order | None:
    """What to try next, None when there is nothing left to try."""
    refused = [*order.refused]
    if ending.culprit and rung > 1:
        refused.append(ending.culprit)
    if not order.libraries:
        return None if not order.with_details else replace(order, with_details=False)
    left = TOTAL_PATIENCE - spent
    if ending.cause == "memory" or left < 10.0 or rung >= 5:
        return replace(order, libraries=[], refused=refused, streams=False)
    seconds = min(order.seconds, left - 8.0)
    if ending.stage in ("drawn", "recorded"):
        return replace(order, with_details=False, streams=False, seconds=seconds)
    libraries = [OPENCASCADE] if rung == 1 else [HYBRID, OPENCASCADE]
    if rung == 1 and ending.cause == "stuck":
        refused.append(ending.culprit)
        libraries = order.libraries
    return replace(order, libraries=libraries, refused=refused, streams=False, seconds=seconds)


def _attempt(
    order: Order, progress: Progress, listen: Listener, command: list[str] | None
) -> Ending:
    with tempfile.TemporaryFile() as log, _child(order, command, log) as child:
        messages: queue.Queue[Message | None] = queue.Queue()
        threading.Thread(target=_collect, args=(child, messages), daemon=True).start()
        return _follow(child, messages, order, progress, listen)


@contextmanager
def _child(
    order: Order,
    command: list[str] | None,
    log: Any,  # a file object has no public type
) -> Iterator["subprocess.Popen[bytes]"]:
    """A running child that is gone when the block is left."""
    child = subprocess.Popen(
        command or worker_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env=_environment(),
        cwd=order.folder,
        start_new_session=True,
    )
    try:
        if child.stdin is not None:
            try:
                child.stdin.write(order.as_json())
                child.stdin.close()
            except BrokenPipeError:
                pass
        yield child
    finally:
        _end(child)
        if child.stdout is not None:
            child.stdout.close()


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End a child and the copies it made of itself."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    elif child.poll() is None:
        child.kill()
    child.wait()


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


def _collect(child: "subprocess.Popen[bytes]", messages: "queue.Queue[Message | None]") -> None:
    """Put what the child says into the queue; lines that are no message are passed over."""
    if child.stdout is not None:
        for line in iter(lambda: child.stdout.readline(1_000_000), b""):  # type: ignore[union-attr]  # checked above
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if isinstance(message, dict) and isinstance(message.get("say"), str):
                messages.put(message)
    messages.put(None)


def _follow(
    child: "subprocess.Popen[bytes]",
    messages: "queue.Queue[Message | None]",
    order: Order,
    progress: Progress,
    listen: Listener,
) -> Ending:
    """Listen until the child ends or has to be ended."""
    watch = _Watching(Path(order.folder) / "watch")
    stage, begun = "", time.monotonic()
    heard = begun
    refusal: Message | None = None
    while True:
        try:
            message = messages.get(timeout=POLL)
            heard = time.monotonic()
        except queue.Empty:
            message = {"say": "nothing"}
        if message is None:
            return _ended(child, watch, stage, refusal)
        progress.report(_fraction(message), "Reading the model")
        said = message["say"]
        stage = said if said in STAGES else stage
        if said == "refused":
            refusal = message
        elif said == "portion":
            listen(message)
        if watch.seconds() > ITEM_PATIENCE:
            return Ending("stuck", watch.item, stage)
        if time.monotonic() - heard > SILENCE or time.monotonic() - begun > ATTEMPT_PATIENCE:
            return Ending("silent", watch.item, stage)


def _ended(
    child: "subprocess.Popen[bytes]", watch: "_Watching", stage: str, refusal: Message | None
) -> Ending:
    code = child.wait()
    watch.seconds()
    if refusal is not None:
        return Ending("refused", 0, stage, refusal)
    if stage == "finished" and code == 0:
        return Ending("finished", 0, stage)
    if stage == "out-of-memory":
        return Ending("memory", watch.item, stage)
    return Ending("died", watch.item, stage)


class _Watching:
    """Reads which item a kernel is busy with, and for how long."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._since = time.monotonic()
        self.item = 0

    def seconds(self) -> float:
        """Seconds the same item has been in work; 0 if none is."""
        try:
            item = int.from_bytes(self._path.read_bytes()[:8], "little")
        except OSError:
            return 0.0
        if item != self.item:
            self.item, self._since = item, time.monotonic()
        return time.monotonic() - self._since if item else 0.0


def _fraction(message: Message) -> float:
    found = message.get("fraction")
    return float(found) if isinstance(found, (int, float)) else math.nan


def _deaf(message: Message) -> None:
    """Portions of later attempts would repeat what is on the screen."""


def _downgrade(ending: Ending, order: Order) -> Finding:
    way = "element by element, a box standing in for #{item}"
    if not order.with_details:
        way = "without properties"
    elif not order.libraries:
        way = "without a geometry kernel, boxes standing in"
    elif order.libraries == [OPENCASCADE]:
        way = "with the OpenCASCADE kernel"
    causes = {
        "memory": "needed more memory than it may have",
        "silent": "gave no sign of life",
        "stuck": "did not come to an end with item #{item}",
    }
    cause = causes.get(ending.cause, "crashed" + (" on item #{item}" if ending.culprit else ""))
    return Finding(
        "read-again",
        Severity.WARNING,
        "The reading process " + cause + ". The file was read again " + way + ".",
        "Some shapes may be coarser than in the file.",
        "Ask for a new export of the model if details matter.",
        step_id=ending.culprit,
        values={"item": ending.culprit},
    )
