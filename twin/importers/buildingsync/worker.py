"""The child process: ``python -I -m twin.importers.buildingsync.worker``.

It is given an `Order` on standard input and writes ``audit.json`` into its folder.
"""

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from twin.errors import UnreadableFile
from twin.ifc.process.asking import beat
from twin.ifc.process.limits import limit
from twin.ifc.process.messages import Order, Speaker
from twin.importers.buildingsync.audit import audit_of

RESULT = "audit.json"


def main() -> None:
    """Read the file named in the order on standard input; without an order do nothing."""
    said = sys.stdin.buffer.read()
    if not said:
        return
    order = Order(**json.loads(said))
    os.chdir(order.folder)
    limit(order)
    speaker = Speaker()
    threading.Thread(target=beat, args=(speaker,), daemon=True).start()
    try:
        path = Path(order.path)
        with path.open("rb") as file:
            found = audit_of(file.read(), path.name)
        raw = json.dumps(asdict(found))  # with NaN, which pydantic would write as null
        (Path(order.folder) / RESULT).write_text(raw, encoding="utf-8")
        speaker.say("finished")
    except UnreadableFile as error:
        values = {name: str(value) for name, value in error.values.items()}
        speaker.say("refused", message=error.message, next_step=error.next_step, values=values)
    except MemoryError:
        speaker.say("out-of-memory")
    sys.stdout.flush()
    os._exit(0)  # nothing is left to save


if __name__ == "__main__":
    main()
