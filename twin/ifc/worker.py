"""The child process that reads one foreign file: ``python -I -m twin.ifc.worker``.

It is given one JSON document on standard input (an `Order`), says what it does in JSON lines on
standard output and writes arrays and records into the folder it is told. Nothing it writes is
code. It is started and watched by `twin.ifc.process.supervisor`.
"""

import json
import os
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from twin.errors import UnreadableFile
from twin.ifc.direct.beside import DirectItems
from twin.ifc.process.limits import limit
from twin.ifc.process.messages import Order, Speaker, Talk, Watch
from twin.ifc.source.containers import step_file

_NEEDED = (
    "twin.ifc.direct.items",
    "twin.ifc.elements.records",
    "twin.ifc.envelope.envelope",
    "twin.ifc.process.reading",
)
HEARTBEAT = 0.25
"""Seconds between signs of life."""


def main() -> None:
    """Read the file named in the order on standard input; without an order there is nothing to do.

    With ``--ready`` the libraries are loaded before the order is waited for.
    """
    if "--ready" in sys.argv:
        for name in _NEEDED:
            import_module(name)
    text = sys.stdin.buffer.read()
    if not text:
        return
    begun = time.monotonic()
    order = Order(**json.loads(text))
    os.chdir(order.folder)
    limit(order)
    speaker = Speaker()
    folder = Path(order.folder)
    talk = Talk(speaker, Watch(folder / "watch"), begun)
    threading.Thread(target=_beat, args=(speaker,), daemon=True).start()
    try:
        step = step_file(Path(order.path), folder)
        direct = DirectItems(step, folder / "direct", speaker.close)
        # slow to import: the items are made meanwhile
        from twin.ifc.process.reading import read_model

        read_model(order, direct, step, talk)
    except UnreadableFile as error:
        speaker.say(
            "refused", message=error.message, next_step=error.next_step, values=error.values
        )
    except MemoryError:
        speaker.say("out-of-memory")
    speaker.say("end")
    sys.stdout.flush()
    os._exit(0)  # the kernel's own clean-up may take long or crash, and nothing is left to save


def _beat(speaker: Speaker) -> None:
    while True:
        time.sleep(HEARTBEAT)
        speaker.say("alive")


if __name__ == "__main__":
    main()
