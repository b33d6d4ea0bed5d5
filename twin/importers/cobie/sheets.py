"""Tell a COBie workbook, before it is opened and afterwards."""

import re
import zipfile
from pathlib import Path

from twin.errors import UnreadableFile
from twin.model.cobie import CobieWorkbook
from twin.model.table import TableFile

_NEEDED = ("Facility", "Component", "Type")
_NAME = re.compile(rb'<sheet [^>]*name="([^"]{1,31})"')
_LARGEST_LIST = 2**20  # bytes of the list of sheets


def is_cobie(path: Path) -> bool:
    """Whether a workbook has the sheets that make it COBie; only its list of sheets is read."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as file:
            names = {n.decode("utf-8", "replace") for n in _NAME.findall(file.read(_LARGEST_LIST))}
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False
    return set(_NEEDED) <= names


def workbook_of(file: TableFile) -> CobieWorkbook:
    """The sheets of a table file as a COBie workbook.

    Raises
    ------
    UnreadableFile
        If it lacks the sheets that COBie has.
    """
    names = {s.name.casefold() for s in file.sheets}
    missing = [n for n in _NEEDED if n.casefold() not in names]
    if missing:
        raise UnreadableFile(
            "{file} is no COBie workbook: it lacks the sheets {missing}; nothing was imported.",
            "Choose a COBie 2.4 workbook (.xlsx).",
            file=file.path.name,
            missing=", ".join(missing),
        )
    return CobieWorkbook(file.sheets)
