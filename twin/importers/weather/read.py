"""Weather from a file of any kind that is known."""

from pathlib import Path

from twin.importers.weather.epw import read_epw
from twin.importers.weather.met import read_met
from twin.importers.weather.text import text_lines
from twin.model.thermal import HourlyWeather

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
