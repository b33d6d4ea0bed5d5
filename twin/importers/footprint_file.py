"""Footprints of buildings: GeoJSON and CityJSON."""

from dataclasses import dataclass
from pathlib import Path

from twin.model.importing import ImportedRecords, Progress


@dataclass(frozen=True, slots=True)
class FootprintFile:
    """Reads ``.geojson`` and ``.cityjson`` in a child process.

    A file called only ``.json`` is told by its first bytes, see `is_footprints`.
    """

    label: str = "Footprints of buildings"
    suffixes: tuple[str, ...] = (".geojson", ".cityjson")

    def read(self, path: Path, cache: Path | None, progress: Progress) -> ImportedRecords:
        """The footprints in the file.

        Raises
        ------
        UnreadableFile
            If there are none, or nobody can tell where on earth they are.
        """
        from twin.importers.footprints.read import read_footprints

        del cache
        found, passed_over = read_footprints(path, progress)
        return ImportedRecords(footprints=found, passed_over=passed_over)


IMPORTER = FootprintFile()
