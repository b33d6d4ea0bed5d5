"""Enova's public file of energy certificates, in the layout until 2025 and the one from 2026."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from twin.errors import UnreadableFile
from twin.importers.tables.columns import is_nothing
from twin.importers.tables.days_of import day_of
from twin.importers.tables.numbers_of import number_of
from twin.importers.tables.places import digits
from twin.importers.tables.read import read_table_file
from twin.importers.tables.titles import plain_title, table_of, title_row
from twin.model.importing import Progress, Silent
from twin.model.label import LETTERS
from twin.model.table import Table
from twin.model.table_plan import RejectedCell

_SILENT = Silent()
FIRST_OF_2026 = date(2026, 1, 1)
_TITLES = {
    "building": ("bygningsnummer",),
    "letter": ("energikarakter",),
    "heating": ("oppvarmingskarakter",),
    "issued": ("utstedelsesdato",),
    "number": ("attestnummer",),
    "weighted": ("beregnetvektetlevertenergireferanseklimakwhm2",),
    "delivered": ("beregnetlevertenergitotaltkwhm2",),
    "unit": ("bruksenhetsnummer",),
}
_NEEDED = ("building", "letter", "issued")
_HEATING = {
    "green": "green", "grønn": "green", "lightgreen": "light green", "lysegrønn": "light green",
    "lysgrønn": "light green", "yellow": "yellow", "gul": "yellow", "orange": "orange",
    "oransje": "orange", "red": "red", "rød": "red",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnovaRow:
    """One certificate of the file.

    building_number : digits only.  scheme : ``2015`` or ``2026``, by the day of issue.
    kwh_per_m2 : as the scheme counts it, NaN where the file does not say. [kWh/(m2 year)]
    unit : part of the building it is of, "" for all of it.
    """

    row: int
    building_number: str
    letter: str
    issued: date
    number: str = ""
    heating_grade: str = ""
    kwh_per_m2: float = float("nan")
    scheme: str = ""
    unit: str = ""


def read_enova(
    path: Path, progress: Progress = _SILENT
) -> tuple[tuple[EnovaRow, ...], tuple[RejectedCell, ...]]:
    """All certificates of a file, and the rows that are none.

    Raises
    ------
    UnreadableFile
        If it is no such file.
    Cancelled
        If `progress` was told to stop.
    """
    file = read_table_file(path, progress)
    known = {title for titles in _TITLES.values() for title in titles}
    for sheet in file.sheets:
        if len(sheet) > 1:
            table = table_of(sheet, title_row(sheet, lambda title: title in known))
            if is_enova(table.titles):
                return _rows(table)
    raise UnreadableFile(
        "{file} is no list of energy certificates: it has no columns Bygningsnummer,"
        " Energikarakter and Utstedelsesdato.",
        "Download it anew from Enova.",
        file=path.name,
    )


def is_enova(titles: tuple[str, ...]) -> bool:
    """Whether a table has the columns of certificates."""
    plain = {plain_title(t) for t in titles}
    return all(plain & set(_TITLES[name]) for name in _NEEDED)


def looks_like_enova(start: str) -> bool:
    """Whether the beginning of a file of text has the titles of certificates."""
    lower = start.casefold()
    return "energikarakter" in lower and "bygningsnummer" in lower and "utstedelsesdato" in lower


def _rows(table: Table) -> tuple[tuple[EnovaRow, ...], tuple[RejectedCell, ...]]:
    columns = {
        name: next((c for c in table.columns if plain_title(c.title) in titles), None)
        for name, titles in _TITLES.items()
    }
    rows: list[EnovaRow] = []
    rejects: list[RejectedCell] = []
    for i, number in enumerate(table.rows.tolist()):
        cell = {name: c.texts[i] if c is not None else "" for name, c in columns.items()}
        found = _row(int(number), cell)
        if isinstance(found, EnovaRow):
            rows.append(found)
        else:
            column = columns[found[0]]
            rejects.append(
                RejectedCell(int(number), column.title if column else "", cell[found[0]], found[1])
            )
    return tuple(rows), tuple(rejects)


def _row(number: int, cell: dict[str, str]) -> EnovaRow | tuple[str, str]:
    """The certificate, or the column that is wrong and why."""
    letter = cell["letter"].strip().upper()
    issued = day_of(cell["issued"], "dmy")
    building = digits(cell["building"])
    if not building:
        return "building", "The row does not say which building it is about."
    if len(letter) != 1 or letter not in LETTERS:
        return "letter", "“{found}” is no energy grade from A to G."
    if issued is None:
        return "issued", "“{found}” is no day."
    scheme = "2026" if issued >= FIRST_OF_2026 else "2015"
    own = cell["weighted"] if scheme == "2026" else cell["delivered"]
    value = float("nan") if is_nothing(own) else number_of(own, "," if "," in own else ".", "", {})
    heating = "" if scheme == "2026" else _HEATING.get(plain_title(cell["heating"]), "")
    return EnovaRow(number, building, letter, issued, cell["number"].strip(), heating, value,
                    scheme, cell["unit"].strip())  # fmt: skip
