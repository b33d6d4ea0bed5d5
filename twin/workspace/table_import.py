"""Take a foreign table in: open it, choose how it is read, try it out, store it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from twin.errors import UnreadableFile
from twin.exporters.layout import ExportSheet, SheetColumn
from twin.importers.cobie.sheets import is_cobie
from twin.importers.tables import recognise
from twin.importers.tables.dry_run import dry_run
from twin.importers.tables.read import SUFFIXES, read_table_file
from twin.importers.tables.report import Say, rejected_rows
from twin.importers.tables.titles import table_of, title_row
from twin.importers.weather.read import SUFFIXES as WEATHER_SUFFIXES
from twin.importers.weather.read import is_weather
from twin.model.edit import Change
from twin.model.importing import Progress, Silent
from twin.model.table import Table, TableFile
from twin.model.table_format import ColumnMapping, TableFormat
from twin.model.table_plan import Plan, RejectedCell, Stock, TakenIn
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.store.imports import remember_mapping, remembered_mapping, save_import
from twin.store.keys import new_key
from twin.workspace.in_bulk import in_bulk
from twin.workspace.plan_steps import with_plans

TABLE_SUFFIXES = SUFFIXES
_SILENT = Silent()


@dataclass(frozen=True, slots=True, eq=False)
class OpenTable:
    """A table somebody is about to take in, and how it is read so far.

    sheet : place of the sheet in the file.
    table : of that sheet, below the row of titles.
    formats : all kinds of tables, the likeliest first.
    likely : how many of them the table looks like.
    remembered : how these columns were read the last time, None if never.
    """

    file: TableFile
    sheet: int
    table: Table
    formats: tuple[TableFormat, ...]
    likely: int
    format: TableFormat
    mapping: ColumnMapping
    remembered: ColumnMapping | None = None


def is_table(path: Path) -> bool:
    """Whether a file is looked at as a table: by its suffix, unless it is weather or COBie."""
    suffix = path.suffix.lower()
    is_other = (suffix in WEATHER_SUFFIXES and is_weather(path)) or is_cobie(path)
    return suffix in TABLE_SUFFIXES and not is_other


def open_table(
    path: Path, database: Database | None = None, progress: Progress = _SILENT
) -> OpenTable:
    """Read a file, and propose a sheet, a kind of table and a mapping.

    Raises
    ------
    UnreadableFile
        If there is no table in it.
    Cancelled
        If `progress` was told to stop.
    """
    with in_bulk():
        file = read_table_file(path, progress)
    tables = [_table(file, place) for place in range(len(file.sheets))]
    place = recognise.best_sheet(file.sheets, tables)
    table = tables[place]
    if table is None:
        raise UnreadableFile(
            "{file} has a row of titles at most, and nothing below it; there is nothing to take "
            "in.",
            "Ask the sender for the whole table.",
            file=path.name,
        )
    return _proposed(file, place, table, database)


def with_sheet(opened: OpenTable, place: int, database: Database | None = None) -> OpenTable:
    """Another sheet of the same workbook.

    Raises
    ------
    UnreadableFile
        If there is no table on it.
    """
    sheet = opened.file.sheets[place]
    row = title_row(sheet, recognise.is_known_title) if len(sheet) else 0
    return _proposed(opened.file, place, table_of(sheet, row), database)


def with_title_row(opened: OpenTable, row: int, database: Database | None = None) -> OpenTable:
    """The titles in another row.

    Raises
    ------
    UnreadableFile
        If nothing stands below that row.
    """
    table = table_of(opened.file.sheets[opened.sheet], row)
    return _proposed(opened.file, opened.sheet, table, database)


def with_format(opened: OpenTable, name: str) -> OpenTable:
    """Read as another kind of table."""
    format_ = recognise.formats()[name]
    known = opened.remembered if opened.remembered and opened.remembered.format == name else None
    mapping = recognise.proposed(opened.table, format_, known)
    return replace(opened, format=format_, mapping=mapping)


def with_mapping(opened: OpenTable, mapping: ColumnMapping) -> OpenTable:
    """Read with other columns or choices."""
    return replace(opened, mapping=mapping)


def columns_of(opened: OpenTable) -> tuple[str, ...]:
    """Titles that a mapping can name: those of the file, or of what its rows are unfolded to."""
    unfold = opened.format.unfold
    return (unfold(opened.table) if unfold else opened.table).titles


def tried(opened: OpenTable, stock: Stock, progress: Progress = _SILENT) -> Plan:
    """What taking the table in would do; nothing is changed.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    with in_bulk():
        plan = dry_run(opened.table, opened.format, opened.mapping, stock, progress)
    return replace(plan, findings=(*opened.file.findings, *plan.findings))


def take_in(
    database: Database,
    opened: OpenTable,
    plan: Plan,
    step: tuple[str, str],
    progress: Progress = _SILENT,
) -> Change:
    """Store what a plan says as one step that can be taken back, or nothing of it.

    Parameters
    ----------
    step : who takes it in, and what the step is called.

    Raises
    ------
    EditConflict
        If others changed the same records since the plan was made.
    Cancelled
        If `progress` was told to stop.
    """
    who, what = step
    with in_bulk(), database.writing():
        edits = with_plans(database, plan.edits, date.today())
        change = store_edits(database, edits, who, what, progress)
        remember_mapping(database, recognise.columns_key(opened.table), opened.mapping)
        save_import(database, _done(opened, plan, change))
    return change


def save_report(
    path: Path,
    plan: Plan,
    say: Say = RejectedCell.text,
    heads: tuple[str, str] = ("Row", "Reason"),
) -> None:
    """Write the rows that are left out, with the reasons, for whoever sent the file.

    Parameters
    ----------
    path : Path
        ``.csv``, or ``.xlsx`` for a workbook.
    say : callable
        A reason in the language of the reader.
    heads : tuple of str
        Titles of the first two columns.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    from twin.exporters.csv_file import write_csv
    from twin.exporters.workbook_file import write_workbook

    titles, rows = rejected_rows(plan, say, heads)
    widths = (8, 60, *([18] * (len(titles) - 2)))
    columns = tuple(SheetColumn(t, width=w) for t, w in zip(titles, widths, strict=True))
    sheet = ExportSheet("left_out", heads[1], columns, rows)
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, (sheet,))
    else:
        write_csv(path, sheet)


def _table(file: TableFile, place: int) -> Table | None:
    sheet = file.sheets[place]
    if len(sheet) < 2:
        return None
    try:
        return table_of(sheet, title_row(sheet, recognise.is_known_title))
    except UnreadableFile:
        return None


def _proposed(file: TableFile, place: int, table: Table, database: Database | None) -> OpenTable:
    key = recognise.columns_key(table)
    remembered = remembered_mapping(database, key) if database is not None else None
    likely = recognise.recognised(table)
    rest = tuple(f for f in recognise.formats().values() if f not in likely)
    known = recognise.formats().get(remembered.format) if remembered else None
    format_ = known or (likely + rest)[0]
    mapping = recognise.proposed(table, format_, remembered if known else None)
    return OpenTable(file, place, table, likely + rest, len(likely), format_, mapping, remembered)


def _done(opened: OpenTable, plan: Plan, change: Change) -> TakenIn:
    return TakenIn(
        new_key(),
        change.at,
        change.who,
        opened.file.path.name,
        opened.file.sha256,
        opened.format.name,
        change.change_id,
        plan.added,
        plan.changed,
        plan.unchanged,
        plan.rejected_rows,
        plan.rejects,
    )
