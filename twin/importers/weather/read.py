"""Weather from a file of any kind that is known."""

import re
from pathlib import Path

from twin.importers.weather.epw import read_epw
from twin.importers.weather.met import read_met
from twin.importers.weather.met_table import NAMES
from twin.importers.weather.text import text_lines
from twin.model.thermal import HourlyWeather

_BEGINNING = 65_536  # bytes
_HEADER_WITHIN = 30  # lines
_STATIONS = ("stasjon", "station", "sourceid")
SUFFIXES = (".epw", ".csv", ".txt")
"""For file dialogs; what a file is, is told by its first line."""


def read_weather(path: Path) -> HourlyWeather:
    """One year of weather: an EPW file by its first word or its suffix, else a MET export.

    Raises
    ------
    twin.errors.UnreadableFile
        If the file is neither, or holds no whole year.
    twin.errors.InputOutOfRange
        If its numbers cannot be in the units they should be in.
    """
    is_epw = path.suffix.lower() == ".epw" or text_lines(path)[0].upper().startswith("LOCATION,")
    return read_epw(path) if is_epw else read_met(path)


def is_weather(path: Path) -> bool:
    """Whether the beginning of a file of text is that of weather; nothing more is read."""
    try:
        with path.open("rb") as file:
            start = file.read(_BEGINNING)
    except OSError:
        return False
    text = start.decode(
        "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace"
    )
    if text.lstrip("\ufeff").upper().startswith("LOCATION,"):
        return True
    lines = (line.casefold() for line in text.splitlines()[:_HEADER_WITHIN])
    return any(_is_met_header(line) for line in lines)


def _is_met_header(line: str) -> bool:
    """Whether a line names a station, a time and an element of the weather."""
    cells = [cell.strip(' "') for cell in re.split(r"[;,\t]", line)]
    bare = {re.sub(r"\s*\(.*", "", cell) for cell in cells}
    known = {name for names in NAMES.values() for name in names}
    return bool(bare & known) and any(c.startswith(_STATIONS) for c in bare)
