"""Take a table into a portfolio without a window: as it would be proposed there."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from twin.errors import MissingInput
from twin.importers.tables.recognise import formats
from twin.model.importing import Progress, Silent
from twin.model.table_format import ColumnMapping
from twin.model.table_plan import Plan
from twin.store.database import Database, create, open_database
from twin.workspace import table_import
from twin.workspace.open_portfolio import portfolio_data

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class Wish:
    """How a table is to be taken in.

    as_format : name of a kind of table, "" for the one it looks like.
    is_trial : say what would be done, and store nothing.
    report : where rows that are left out are written, None for nowhere.
    constants : values for all rows, by name of the field.
    units : of columns whose titles do not tell, likewise.
    """

    as_format: str = ""
    is_trial: bool = False
    report: Path | None = None
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, str] = field(default_factory=dict[str, str])


def import_table_file(
    folder: Path, path: Path, wish: Wish = Wish(), progress: Progress = _SILENT
) -> Plan:
    """What was done with the rows of a file, or what would be.

    Raises
    ------
    UnreadableFile
        If there is no table in the file.
    MissingInput
        If there is no such kind of table, or the file does not say what nobody may guess.
    TwinError
        If the portfolio cannot be opened or written.
    """
    if wish.as_format and wish.as_format not in formats():
        raise MissingInput(
            "There is no kind of table called {format}; nothing was taken in.",
            "Choose one of: {formats}.",
            format=wish.as_format,
            formats=", ".join(formats()),
        )
    database = open_database(folder) if folder.exists() else create(folder)
    try:
        return _taken_in(database, path, wish, progress)
    finally:
        database.close()


def _taken_in(database: Database, path: Path, wish: Wish, progress: Progress) -> Plan:
    opened = table_import.open_table(path, database, progress)
    if wish.as_format:
        opened = table_import.with_format(opened, wish.as_format)
    opened = table_import.with_mapping(opened, _wished(opened.mapping, wish))
    plan = table_import.tried(opened, portfolio_data(database), progress)
    if plan.questions and not wish.is_trial:
        asked = plan.questions[0]
        raise MissingInput(
            "{file} was not taken in. {question}",
            "Say it for all rows, or import the file in the window.",
            file=path.name,
            question=asked.text.format(**asked.values),
        )
    if wish.report is not None:
        table_import.save_report(wish.report, plan)
    if plan.edits and not wish.is_trial:
        step = (getpass.getuser(), f"Import {plan.format.label} from {path.name}")
        table_import.take_in(database, opened, plan, step, progress)
    return plan


def _wished(mapping: ColumnMapping, wish: Wish) -> ColumnMapping:
    for kind, chosen in (("constants", wish.constants), ("units", wish.units)):
        for name, value in chosen.items():
            mapping = mapping.with_choice(kind, name, value)
    return mapping
