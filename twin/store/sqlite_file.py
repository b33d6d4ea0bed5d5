"""The SQLite file of a portfolio: how it is connected to, and whether it is one of ours."""

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateTable

from twin.errors import UnreadableFile
from twin.store.series_tables import ALL, SCHEMA

APPLICATION_ID = 0x5457494E  # "TWIN"
FILE_NAME = "portfolio.sqlite"
SERIES_NAME = "readings.sqlite"
IN_MEMORY = ":memory:"


def uri_of(file: Path, mode: str) -> str:
    """The file as SQLite takes it, opened in `mode` ("ro", "rw" or "rwc")."""
    return f"{file.resolve().as_uri()}?mode={mode}"


def version_of(file: Path) -> int:
    """Schema version of a portfolio database; the file is only read.

    Raises
    ------
    UnreadableFile
        If there is no such file, or it is something else or damaged.
    """
    if not file.is_file():
        raise UnreadableFile(
            "There is no portfolio in {folder}.",
            "Choose a folder whose name ends in .twin, or make a new portfolio.",
            folder=str(file.parent),
        )
    try:
        owner, version = _header(file)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise not_a_portfolio(file) from error
    if owner != APPLICATION_ID or version < 1:
        raise not_a_portfolio(file)
    return version


def _header(file: Path) -> tuple[int, int]:
    """Application id and schema version."""
    try:
        return _read_header(file, "ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
    return _read_header(file, "rw")  # a transaction cut short is taken back first


def _read_header(file: Path, mode: str) -> tuple[int, int]:
    with closing(sqlite3.connect(uri_of(file, mode), uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(owner), int(version)


def not_a_portfolio(file: Path) -> UnreadableFile:
    """What to say of a file that is none of ours."""
    return UnreadableFile(
        "{file} is not a portfolio of this program, or it is damaged. It was not changed.",
        "Open another portfolio, or put back a copy of this file.",
        file=str(file),
    )


def file_engine(file: Path, *, is_read_only: bool, journal: str = "WAL") -> Engine:
    """Connections to a portfolio file and the readings beside it.

    journal : ``DELETE`` makes a transaction over both files one that is there or not even after
        a crash, but needs the files alone; ``WAL`` lets others read meanwhile.
    """
    uri = _access(file, is_read_only=is_read_only)
    series = _access(file.with_name(SERIES_NAME), is_read_only=is_read_only)
    if is_read_only and not file.with_name(SERIES_NAME).is_file():
        series = IN_MEMORY  # readings nobody has are no readings
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0
        ),
        poolclass=QueuePool,
    )
    event.listen(engine, "connect", partial(_attach, series))
    prepare = _prepare_reader if is_read_only else partial(_prepare_writer, journal)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _access(file: Path, *, is_read_only: bool) -> str:
    uri = uri_of(file, "ro" if is_read_only else "rwc")
    if is_read_only and not os.access(file.parent, os.W_OK):
        uri += "&immutable=1"  # WAL needs a writable folder; nobody can write here anyway
    return uri


def _attach(series: str, connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"ATTACH ? AS {SCHEMA}", (series,))
    if series == IN_MEMORY:
        for table in ALL:
            connection.execute(str(CreateTable(table).compile(dialect=dialect())))


def _prepare_reader(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_writer(journal: str, connection: sqlite3.Connection, record: object) -> None:
    for schema in ("main", SCHEMA):
        connection.execute(f"PRAGMA {schema}.journal_mode={journal}")
        connection.execute(f"PRAGMA {schema}.synchronous=FULL")
    _prepare_reader(connection, record)


def _begin(connection: Connection) -> None:
    # Python's sqlite3 would leave schema changes outside the transaction; so we begin it.
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
