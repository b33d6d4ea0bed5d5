"""The child process that reads footprints: ``python -I -m twin.importers.footprints.worker``.

It is given an `Order` on standard input and writes ``footprints.json`` into its folder; the first
of the order's ``libraries``, if any, is the map projection of a file that names none.
"""

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from twin.errors import UnreadableFile
from twin.ifc.process.asking import beat
from twin.ifc.process.limits import limit
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
    said = sys.stdin.buffer.read()
    if not said:
        return
    order = Order(**json.loads(said))
    os.chdir(order.folder)
    limit(order)
    speaker = Speaker()
    threading.Thread(target=beat, args=(speaker,), daemon=True).start()
    try:
        passed_over = _read(Path(order.path), Path(order.folder), order.libraries)
        speaker.say("finished", passed_over=passed_over)
    except UnreadableFile as error:
        speaker.say(
            "refused", message=error.message, next_step=error.next_step, values=error.values
        )
    except MemoryError:
        speaker.say("out-of-memory")
    sys.stdout.flush()
    os._exit(0)  # nothing is left to save


def _read(path: Path, folder: Path, assumed: list[str]) -> int:
    document = parsed(path)
    system = assumed[0] if assumed else ""
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
    (folder / RESULT).write_text(text, encoding="utf-8")
    return passed_over


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
