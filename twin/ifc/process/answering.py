"""The child's side of `asking`: one order, done within its limits, answered in words."""

import json
import os
import sys
import threading
from collections.abc import Callable

from twin.errors import UnreadableFile
from twin.ifc.process.asking import beat
from twin.ifc.process.limits import limit
from twin.ifc.process.messages import Order, Speaker

Work = Callable[[Order, Speaker], dict[str, object]]
"""Does what is asked; gives what is said when it is finished."""


def answer(work: Work) -> None:
    """Do the order on standard input and end the process; without an order do nothing."""
    said = sys.stdin.buffer.read()
    if not said:
        return
    order = Order(**json.loads(said))
    os.chdir(order.folder)
    limit(order)
    speaker = Speaker()
    threading.Thread(target=beat, args=(speaker,), daemon=True).start()
    try:
        speaker.say("finished", **work(order, speaker))
    except UnreadableFile as error:
        values = {
            name: value if isinstance(value, int | float) else str(value)
            for name, value in error.values.items()
        }
        speaker.say("refused", message=error.message, next_step=error.next_step, values=values)
    except MemoryError:
        speaker.say("out-of-memory")
    sys.stdout.flush()
    os._exit(0)  # nothing is left to save
