"""The child process that reads footprints: ``python -I -m twin.importers.footprints.worker``.

It is given an `Order` on standard input and writes ``footprints.json`` into its folder; the first
of the order's ``libraries``, if any, is the map projection of a file that names none.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from twin.errors import UnreadableFile
from twin.ifc.process.answering import answer
from twin.ifc.process.messages import Order, Speaker
from twin.importers.footprints.cityjson import read_cityjson
from twin.importers.footprints.geojson import KINDS, read_geojson

RESULT = "footprints.json"
LARGEST = 200_000_000
"""Of a file. [byte]"""
MOST = 200_000
"""Buildings of one file."""


def main() -> None:
    """Read the file named in the order on standard input; without an order do nothing."""
    answer(_read)


def _read(order: Order, speaker: Speaker) -> dict[str, object]:
    del speaker  # there is nothing to tell on the way
    path = Path(order.path)
    document = parsed(path)
    system = order.libraries[0] if order.libraries else ""
    if document.get("type") == "CityJSON":
        found, passed_over = read_cityjson(document, system)
    elif document.get("type") in KINDS:
        found, passed_over = read_geojson(document, system)
    else:
        raise UnreadableFile(
            "{file} is neither GeoJSON nor CityJSON; nothing was imported.",
            "Choose a file with footprints of buildings.",
            file=path.name,
        )
    if not found:
        raise UnreadableFile(
            "{file} holds no outline of a building; nothing was imported.",
            "Choose a file with polygons, or with objects of the type Building.",
            file=path.name,
        )
    if len(found) > MOST:
        raise UnreadableFile(
            "{file} holds {count} buildings, more than a portfolio takes; nothing was imported.",
            "Cut the file to your own buildings.",
            file=path.name,
            count=len(found),
        )
    text = json.dumps([asdict(f) for f in found])
    (Path(order.folder) / RESULT).write_text(text, encoding="utf-8")
    return {"passed_over": passed_over}


def parsed(path: Path) -> dict[str, Any]:
    """The document in a file.

    Raises
    ------
    UnreadableFile
        If it is no JSON object, too large, or nested too deep.
    """
    if path.stat().st_size > LARGEST:
        raise UnreadableFile(
            "{file} is larger than any file of footprints (over {limit} MB); nothing was "
            "imported.",
            "Cut the file to your own buildings.",
            file=path.name,
            limit=LARGEST // 1_000_000,
        )
    raw = path.read_bytes()
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            "{file} is damaged or no JSON ({reason}); nothing was imported.",
            "Ask for the file again.",
            file=path.name,
            reason=str(error)[:200],
        ) from error
    return document if isinstance(document, dict) else {}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


if __name__ == "__main__":
    main()
