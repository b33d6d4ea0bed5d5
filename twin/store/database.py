"""A portfolio folder and the SQLite database in it: make, open, check, read, write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import local

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateTable

from twin.errors import StoreConflict, TwinError, UnreadableFile
from twin.store.failures import explained
from twin.store.series_tables import ALL, SCHEMA

APPLICATION_ID = 0x5457494E  # "TWIN"
SCHEMA_VERSION = 8
FILE_NAME = "portfolio.sqlite"
SERIES_NAME = "readings.sqlite"
SUFFIX = ".twin"
IN_MEMORY = ":memory:"
SUBFOLDERS = ("models", "cache", "proposals", "weather")


@dataclass(slots=True)
class _Current(local):
    """The connection of the transaction this thread is in."""

    connection: Connection | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Database:
    """An open portfolio database.

    folder : the portfolio folder ``NAME.twin``.
    is_read_only : True where the disk or folder cannot be written.
    """

    folder: Path
    is_read_only: bool
    engine: Engine
    _current: _Current = field(default_factory=_Current)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the data.

        Raises
        ------
        TwinError
            If the database cannot be read.
        """
        with self._transaction(is_writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: everything in the block is stored, or nothing.

        A block inside another block of the same thread joins the outer transaction, so that many
        saves can be made one.

        Raises
        ------
        StoreConflict
            If the portfolio is read-only or another program holds it.
        TwinError
            If the disk is full or the file is damaged.
        """
        if self.is_read_only:
            raise StoreConflict(
                "The portfolio {name} can only be read here; nothing was stored.",
                "Copy the folder to a place where you can write.",
                name=self.folder.name,
            )
        with self._transaction(is_writing=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, is_writing: bool) -> Iterator[Connection]:
        if self._current.connection is not None:
            yield self._current.connection
            return
        try:
            with self.engine.connect() as connection:
                connection = connection.execution_options(is_writing=is_writing)
                with connection.begin():
                    self._current.connection = connection
                    try:
                        yield connection
                    finally:
                        self._current.connection = None
        except DBAPIError as error:
            raise explained(error.orig, self.folder) from error

    def close(self) -> None:
        """Release the file."""
        self.engine.dispose()


def create(folder: Path, name: str = "") -> Database:
    """Make an empty portfolio folder and open it.

    Raises
    ------
    StoreConflict
        If the folder already holds a portfolio or other files.
    TwinError
        If the folder cannot be made.
    """
    from twin.store.migrate import build_schema

    if folder.exists() and any(folder.iterdir() if folder.is_dir() else (folder,)):
        raise StoreConflict(
            "{folder} exists already and is not empty; it was left as it is.",
            "Choose another name, or open the portfolio that is there.",
            folder=str(folder),
        )
    try:
        for part in SUBFOLDERS:
            (folder / part).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TwinError(
            "The folder {folder} cannot be made: {reason}.",
            "Choose a place where you can write.",
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    database = Database(folder, False, _engine(folder / FILE_NAME, is_read_only=False))
    build_schema(database, name or folder.name.removesuffix(SUFFIX))
    return database


def open_database(folder: Path, *, read_only: bool = False) -> Database:
    """Open the portfolio in `folder` (the folder itself or the database file in it).

    An older database is copied aside and brought up to date first.

    Raises
    ------
    UnreadableFile
        If there is no portfolio, or the file is something else or damaged.
    StoreConflict
        If a newer version of the program made it, or an older one and it cannot be written.
    """
    from twin.store.migrate import bring_up_to_date, ensure_series

    folder = folder.parent if folder.name == FILE_NAME else folder
    file = folder / FILE_NAME
    version = _schema_version(file)
    is_read_only = read_only or not (os.access(file, os.W_OK) and os.access(folder, os.W_OK))
    database = Database(folder, is_read_only, _engine(file, is_read_only=is_read_only))
    if version < SCHEMA_VERSION:
        if is_read_only:
            raise _too_old_to_read(file, version)
        bring_up_to_date(database, version)
    if not is_read_only:
        ensure_series(database)
    if not is_read_only:
        for part in SUBFOLDERS:
            (folder / part).mkdir(exist_ok=True)
    return database


def damage(folder: Path) -> str:
    """What SQLite's quick check says about the database, "" if it is sound."""
    with closing(sqlite3.connect(_uri(folder / FILE_NAME, "ro"), uri=True)) as connection:
        try:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return str(error)
    return "" if answer == "ok" else str(answer)


def _schema_version(file: Path) -> int:
    """Schema version of a portfolio database that this program can use."""
    if not file.is_file():
        raise UnreadableFile(
            "There is no portfolio in {folder}.",
            "Choose a folder whose name ends in .twin, or make a new portfolio.",
            folder=str(file.parent),
        )
    try:
        with closing(sqlite3.connect(_uri(file, "ro"), uri=True)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _not_a_portfolio(file) from error
    if owner != APPLICATION_ID or version < 1:
        raise _not_a_portfolio(file)
    if version > SCHEMA_VERSION:
        raise StoreConflict(
            "{folder} was made with a newer version of the program (data version {version}; this "
            "program knows {known}). It was not opened and not changed.",
            "Install the newer version of the program.",
            folder=str(file.parent),
            version=version,
            known=SCHEMA_VERSION,
        )
    return int(version)


def _too_old_to_read(file: Path, version: int) -> StoreConflict:
    return StoreConflict(
        "{folder} was made with an older version of the program (data version {version}; this "
        "program needs {known}) and cannot be written, so it was not brought up to date and not "
        "opened.",
        "Open it once where you may write, or copy the folder to such a place.",
        folder=str(file.parent),
        version=version,
        known=SCHEMA_VERSION,
    )


def _not_a_portfolio(file: Path) -> UnreadableFile:
    return UnreadableFile(
        "{file} is not a portfolio of this program, or it is damaged. It was not changed.",
        "Open another portfolio, or put back a copy of this file.",
        file=str(file),
    )


def _uri(file: Path, mode: str) -> str:
    return f"{file.resolve().as_uri()}?mode={mode}"


def _engine(file: Path, *, is_read_only: bool) -> Engine:
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
    event.listen(engine, "connect", _prepare_reader if is_read_only else _prepare_writer)
    event.listen(engine, "begin", _begin)
    return engine


def _access(file: Path, *, is_read_only: bool) -> str:
    uri = _uri(file, "ro" if is_read_only else "rwc")
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


def _prepare_writer(connection: sqlite3.Connection, record: object) -> None:
    for schema in ("main", SCHEMA):
        connection.execute(f"PRAGMA {schema}.journal_mode=WAL")
        connection.execute(f"PRAGMA {schema}.synchronous=FULL")
    _prepare_reader(connection, record)


def _begin(connection: Connection) -> None:
    # Python's sqlite3 would leave schema changes outside the transaction; so we begin it.
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
