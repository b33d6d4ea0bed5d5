"""The child process that reads a proposal: ``python -I -m twin.importers.proposals.worker``.

It is given an `Order` on standard input and writes ``check.json`` into its folder; the first of
the order's ``libraries`` is today's date.
"""

import json
import os
import sys
import threading
from pathlib import Path

from pydantic import TypeAdapter

from twin.ifc.process.asking import beat
from twin.ifc.process.limits import limit
from twin.ifc.process.messages import Order, Speaker
from twin.importers.proposals.reading import checked_file
from twin.model.proposal_check import ProposalCheck

RESULT = "check.json"


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
        check = checked_file(Path(order.path), order.libraries[0])
        raw = TypeAdapter(ProposalCheck).dump_json(check)
        (Path(order.folder) / RESULT).write_bytes(raw)
        speaker.say("finished")
    except MemoryError:
        speaker.say("out-of-memory")
    sys.stdout.flush()
    os._exit(0)  # nothing is left to save


if __name__ == "__main__":
    main()
