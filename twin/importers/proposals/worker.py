"""The child process that reads a proposal: ``python -I -m twin.importers.proposals.worker``.

It is given an `Order` on standard input and writes ``check.json`` into its folder; the first of
the order's ``libraries`` is today's date.
"""

from pathlib import Path

from pydantic import TypeAdapter

from twin.ifc.process.answering import answer
from twin.ifc.process.messages import Order, Speaker
from twin.importers.proposals.reading import checked_file
from twin.model.proposal_check import ProposalCheck

RESULT = "check.json"


def main() -> None:
    """Read the file named in the order on standard input; without an order do nothing."""
    answer(_read)


def _read(order: Order, speaker: Speaker) -> dict[str, object]:
    del speaker  # the file is small
    check = checked_file(Path(order.path), order.libraries[0])
    raw = TypeAdapter(ProposalCheck).dump_json(check)
    (Path(order.folder) / RESULT).write_bytes(raw)
    return {}


if __name__ == "__main__":
    main()
