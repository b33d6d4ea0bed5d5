"""Give a child process one order and wait for its answer."""

import json
import math
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from twin.errors import UnreadableFile
from twin.ifc.process.children import Child, running
from twin.ifc.process.messages import Order, Speaker
from twin.model.importing import Progress

HEARTBEAT = 0.25
"""Seconds between signs of life of the child."""
SILENCE = 60.0
"""Seconds without any sign of life after which it is ended."""
_POLL = 0.1
Message = dict[str, Any]
Ended = Callable[[str], UnreadableFile]
"""Makes the error for a child that ended or had to be ended, given its last words."""


def ask(order: Order, command: list[str], progress: Progress, text: str, ended: Ended) -> Message:
    """What the child says when it has finished.

    Parameters
    ----------
    order : Order
        `cpu_seconds` is also the most time it is waited for.
    text : shown while it works.

    Raises
    ------
    UnreadableFile
        If the child refuses the file, ends early or gives no sign of life.
    Cancelled
        If `progress` was told to stop; the child is ended first.
    """
    with running(order, command) as child:
        messages: queue.Queue[Message | None] = queue.Queue()
        threading.Thread(target=_collect, args=(child, messages), daemon=True).start()
        begun = heard = time.monotonic()
        fraction = math.nan
        while True:
            progress.report(fraction, text)
            now = time.monotonic()
            try:
                message = messages.get(timeout=_POLL)
            except queue.Empty:
                if now - heard > SILENCE or now - begun > order.cpu_seconds:
                    raise ended("") from None
                continue
            heard = now
            if message is None or message["say"] == "out-of-memory":
                child.end()
                raise ended(child.last_words())
            if message["say"] == "refused":
                raise UnreadableFile(
                    str(message["message"]), str(message["next_step"]), **message["values"]
                )
            if message["say"] == "finished":
                return message
            fraction = float(message.get("fraction", fraction))


def beat(speaker: Speaker) -> None:
    """Give signs of life for ever; runs in a thread of the child."""
    while True:
        time.sleep(HEARTBEAT)
        speaker.say("alive")


def _collect(child: Child, messages: "queue.Queue[Message | None]") -> None:
    for line in child.lines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict) and isinstance(message.get("say"), str):
            messages.put(message)
    messages.put(None)
