"""The child process: ``python -I -m twin.importers.buildingsync.worker``.

It is given an `Order` on standard input and writes ``audit.json`` into its folder.
"""

import json
from dataclasses import asdict
from pathlib import Path

from twin.ifc.process.answering import answer
from twin.ifc.process.messages import Order, Speaker
from twin.importers.buildingsync.audit import audit_of

RESULT = "audit.json"


def main() -> None:
    """Read the file named in the order on standard input; without an order do nothing."""
    answer(_read)


def _read(order: Order, speaker: Speaker) -> dict[str, object]:
    del speaker  # the file is small
    path = Path(order.path)
    with path.open("rb") as file:
        found = audit_of(file.read(), path.name)
    raw = json.dumps(asdict(found))  # with NaN, which pydantic would write as null
    (Path(order.folder) / RESULT).write_text(raw, encoding="utf-8")
    return {}


if __name__ == "__main__":
    main()
