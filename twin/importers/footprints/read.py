"""Read footprints in a child process."""

import json
import math
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from twin.errors import UnreadableFile
from twin.ifc.process.asking import ask
from twin.ifc.process.messages import Order
from twin.model.footprint import Footprint
from twin.model.importing import Progress, Silent

RESULT = "footprints.json"
PATIENCE = 180
"""Seconds for a file."""
_SILENT = Silent()


def read_footprints(
    path: Path, progress: Progress = _SILENT, assumed: str = ""
) -> tuple[tuple[Footprint, ...], int]:
    """Footprints in a GeoJSON or CityJSON file, and how many things in it have none.

    Parameters
    ----------
    assumed : map projection of a file that names none, for example ``EPSG:25833``.

    Raises
    ------
    UnreadableFile
        If there are none, or nobody can tell where on earth they are.
    Cancelled
        If `progress` was told to stop.
    """
    path = path.absolute()
    if not path.is_file():
        raise UnreadableFile("{file} is not there.", "Choose it again.", file=path.name)
    scratch = Path(tempfile.mkdtemp(prefix="twin-footprints-"))
    try:
        libraries = [assumed] if assumed else []
        order = Order(str(path), str(scratch), libraries, cpu_seconds=PATIENCE)
        said = ask(order, worker_command(), progress, "Reading footprints", _Ended(path))
        kept: list[dict[str, Any]] = json.loads((scratch / RESULT).read_text("utf-8"))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tuple(_footprint(one) for one in kept), int(said["passed_over"])


def worker_command() -> list[str]:
    """Command line of the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--footprint-worker"]
    return [sys.executable, "-I", "-m", "twin.importers.footprints.worker"]


def _footprint(said: dict[str, Any]) -> Footprint:
    outline = tuple((float(x), float(y)) for x, y in said["outline"])
    heights = {n: _number(said[n]) for n in ("ground_level", "height")}
    return Footprint(**{**said, **heights, "outline": outline})


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


class _Ended:
    """Makes the error for a child that ended early."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, last_words: str) -> UnreadableFile:
        del last_words
        return UnreadableFile(
            "{file} could not be read: it needs more memory or time than footprints may take.",
            "Cut the file to your own buildings.",
            file=self._path.name,
        )
