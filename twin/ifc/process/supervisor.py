"""Start, watch and end the child process that reads a file; try again another way if it dies."""

import json
import logging
import math
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twin.ifc.process.children import Child, running
from twin.ifc.process.messages import Order
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

STAGES = ("opened", "drawn", "finished", "out-of-memory")

_log = logging.getLogger(__name__)

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
        return replace(order, libraries=[], refused=refused)
    seconds = min(order.seconds, left - 8.0)
    if ending.stage == "drawn":
        return replace(order, with_details=False, seconds=seconds)
    libraries = [OPENCASCADE] if rung == 1 else [HYBRID, OPENCASCADE]
    if rung == 1 and ending.cause == "stuck":
        refused.append(ending.culprit)
        libraries = order.libraries
    return replace(order, libraries=libraries, refused=refused, seconds=seconds)


def _attempt(
    order: Order, progress: Progress, listen: Listener, command: list[str] | None
) -> Ending:
    with running(order, command) as child:
        messages: queue.Queue[Message | None] = queue.Queue()
        threading.Thread(target=_collect, args=(child, messages), daemon=True).start()
        ending = _follow(child, messages, order, progress, listen)
        if ending.cause not in ("finished", "refused"):
            child.end()
            _log.warning("reading %s: %s %s", order.path, ending, child.last_words())
        return ending


def _collect(child: Child, messages: "queue.Queue[Message | None]") -> None:
    """Put what the child says into the queue; lines that are no message are passed over."""
    for line in child.lines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict) and isinstance(message.get("say"), str):
            messages.put(message)
    messages.put(None)


def _follow(
    child: Child,
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


def _ended(child: Child, watch: "_Watching", stage: str, refusal: Message | None) -> Ending:
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


_CAUSES = {
    "memory": "The reading process needed more memory than it may have.",
    "silent": "The reading process gave no sign of life.",
    "stuck": "The reading process did not come to an end with item #{item}.",
}


def _downgrade(ending: Ending, order: Order) -> Finding:
    cause = _CAUSES.get(ending.cause, "The reading process crashed.")
    if ending.cause == "died" and ending.culprit:
        cause = "The reading process crashed on item #{item}."
    return Finding(
        "read-again",
        Severity.WARNING,
        f"{cause} {_way(order)}",
        "Some shapes may be coarser than in the file.",
        "Ask for a new export of the model if details matter.",
        step_id=ending.culprit,
        values={"item": ending.culprit},
    )


def _way(order: Order) -> str:
    """How the file is read next."""
    if not order.with_details:
        return "The file was read again without properties."
    if not order.libraries:
        return "The file was read again without a geometry kernel, boxes standing in."
    if order.libraries == [OPENCASCADE]:
        return "The file was read again with the OpenCASCADE kernel."
    return "The file was read again element by element, a box standing in for #{item}."
