"""Copy a portfolio to another place: to a local folder, or from a file to a server."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from twin.errors import StoreConflict, TwinError
from twin.store.all_tables import metadata
from twin.store.check import full_damage
from twin.store.database import SUBFOLDERS, Database
from twin.store.files import share_file
from twin.store.sqlite_file import FILE_NAME, SERIES_NAME, not_a_portfolio, uri_of, version_of

_AT_ONCE = 2_000
_SHARED = ("models", "proposals", "weather")


def copy_folder(folder: Path, target: Path) -> None:
    """Copy a portfolio folder, also from a network share; the files are verified in the end.

    Raises
    ------
    StoreConflict
        If there is something at the target.
    TwinError
        If it cannot be written, or what was copied is damaged.
    """
    version_of(folder / FILE_NAME)
    if target.exists():
        raise StoreConflict(
            "{folder} exists already and is not empty; it was left as it is.",
            "Choose another name, or open the portfolio that is there.",
            folder=str(target),
        )
    try:
        target.mkdir(parents=True)
        for name in SUBFOLDERS:
            if (folder / name).is_dir():
                shutil.copytree(folder / name, target / name)
        for name in (FILE_NAME, SERIES_NAME):
            if (folder / name).is_file():
                _copy_file(folder / name, target / name)
    except (OSError, sqlite3.Error) as error:
        raise TwinError(
            "{name} could not be copied ({reason}); it is as it was.",
            "Free some space, or check that the folder {folder} can be written.",
            name=folder.name,
            reason=str(error),
            folder=str(target.parent),
        ) from error


def copy_to_server(source: Database, target: Database) -> int:
    """Put everything of a portfolio file, with its log, in place of an empty one on a server.

    Returns
    -------
    int
        Rows copied.

    Raises
    ------
    StoreConflict
        If the portfolio on the server has buildings already.
    TwinError
        If either cannot be read or written; the server is as it was.
    """
    with source.reading() as taken, target.writing() as given:
        buildings = select(func.count()).select_from(metadata.tables["buildings"])
        if given.execute(buildings).scalar_one():
            raise StoreConflict(
                "The database {name} is not empty; it was left as it is.",
                "Choose an empty database, or open the portfolio that is there.",
                name=target.engine.url.database,
            )
        _log_by_triggers(given, "DISABLE")
        given.execute(delete(metadata.tables["portfolio"]))
        rows = sum(_copy_rows(taken, given, table) for table in metadata.sorted_tables)
        _log_by_triggers(given, "ENABLE")
        for path in _files(source.folder):
            kept = target.folder / path.relative_to(source.folder)
            if not kept.exists():
                shutil.copyfile(path, kept)
            share_file(given, target, kept)
    return rows


def _copy_file(source: Path, target: Path) -> None:
    immutable = f"{uri_of(source, 'ro')}&immutable=1"  # a share has no locks to rely on
    at_rest = not source.with_name(source.name + "-wal").exists()
    uri = immutable if at_rest else uri_of(source, "ro")
    with (
        closing(sqlite3.connect(uri, uri=True)) as taken,
        closing(sqlite3.connect(target)) as given,
    ):
        taken.backup(given)
    if full_damage(target):
        raise not_a_portfolio(source)


def _copy_rows(taken: Connection, given: Connection, table: Table) -> int:
    copied = 0
    names = table.c.keys()
    result = taken.execute(select(*table.c))
    while rows := result.fetchmany(_AT_ONCE):
        values = [dict(zip(names, row, strict=True)) for row in rows]
        given.execute(insert(table), values)
        copied += len(rows)
    key = next(iter(table.primary_key))
    if copied and key.autoincrement is not False and key.type.python_type is int:
        _count_on(given, table, key.name)
    return copied


def _count_on(given: Connection, table: Table, key: str) -> None:
    """Let the next key the server gives be a free one."""
    name = table.fullname
    sequence = func.pg_get_serial_sequence(name, key)
    last = select(func.max(table.c[key])).scalar_subquery()
    if given.execute(select(sequence)).scalar_one() is not None:
        given.execute(select(func.setval(sequence, last)))


def _log_by_triggers(given: Connection, what: str) -> None:
    """Copied rows bring their log with them, so the server writes none meanwhile."""
    triggers = text(
        "SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger "
        "WHERE tgname LIKE 'audit_log_of_%'"
    )
    for table, trigger in given.execute(triggers).all():
        given.execute(text(f"ALTER TABLE {table} {what} TRIGGER {trigger}"))


def _files(folder: Path) -> Iterable[Path]:
    return (p for name in _SHARED for p in sorted((folder / name).glob("*")) if p.is_file())
