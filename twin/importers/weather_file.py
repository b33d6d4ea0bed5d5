"""Weather of a year: EPW files and hourly exports of MET Norway."""

from dataclasses import dataclass
from pathlib import Path

from twin.importers.weather.read import SUFFIXES, read_weather
from twin.model.importing import ImportedRecords, Progress


@dataclass(frozen=True, slots=True)
class WeatherFile:
    """Reads ``.epw``, and ``.csv`` and ``.txt`` as seklima.met.no writes them."""

    label: str = "Weather of a year"
    suffixes: tuple[str, ...] = SUFFIXES

    def read(self, path: Path, cache: Path | None, progress: Progress) -> ImportedRecords:
        """The weather in the file, with what was wrong with it as its findings.

        Raises
        ------
        UnreadableFile
            If the file is neither, or holds no whole year.
        InputOutOfRange
            If its numbers cannot be in the units they should be in.
        """
        del cache
        progress.report(0.0, "Reading the weather")
        return ImportedRecords(weather=read_weather(path))


IMPORTER = WeatherFile()
