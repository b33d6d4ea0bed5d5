"""A portfolio and its database: make, open, read, write; a SQLite file or a server for a team."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import local

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from twin.errors import StoreConflict, TwinError
from twin.store.check import damage, examine_foreign, lacking
from twin.store.failures import explained
from twin.store.network_share import is_network_share
from twin.store.sqlite_file import (
    APPLICATION_ID,
    FILE_NAME,
    SERIES_NAME,
    file_engine,
    version_of,
)

__all__ = [
    "APPLICATION_ID", "FILE_NAME", "SERIES_NAME", "SERVER_NAME", "SUFFIX", "Database", "create",
    "damage", "holds_portfolio", "open_database",
]  # fmt: skip

SCHEMA_VERSION = 17
SERVER_NAME = "server.toml"
SUFFIX = ".twin"
SUBFOLDERS = ("models", "cache", "proposals", "weather")
_READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_TRANSACTION = text("SELECT txid_current()")
_WRITING = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}


@dataclass(slots=True)
class _Current(local):
    """The connection of the transaction this thread is in."""

    connection: Connection | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Database:
    """An open portfolio database.

    folder : the portfolio folder ``NAME.twin``; for a server what is kept on this machine.
    is_read_only : True where nothing may or can be stored.
    why_read_only : what to tell the user, None where the disk or a role forbids writing.
    own : steps that were stored through this connection, as the log and `news` call them.
    """

    folder: Path
    is_read_only: bool
    engine: Engine
    why_read_only: TwinError | None = None
    own: set[str] = field(default_factory=set)
    _current: _Current = field(default_factory=_Current)

    @property
    def is_server(self) -> bool:
        """True for a server that a team shares, False for a file."""
        return self.engine.dialect.name != "sqlite"

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
        saves can be made one. On a server others write at the same time: what is read to be
        changed must be held (`held_rows`, `hold`).

        Raises
        ------
        StoreConflict
            If the portfolio is read-only or another program holds it.
        TwinError
            If the disk is full, the file is damaged or the server cannot be reached.
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
        options = {"is_writing": is_writing}
        if self.is_server:
            options |= _WRITING if is_writing else _READING
        try:
            with self.engine.connect() as connection:
                connection = connection.execution_options(**options)
                with connection.begin():
                    self._current.connection = connection
                    try:
                        yield connection
                        if is_writing and self.is_server:  # what triggers log without a step
                            self.own.add(f"tx-{connection.execute(_TRANSACTION).scalar_one()}")
                    finally:
                        self._current.connection = None
        except DBAPIError as error:
            raise explained(error.orig, self.folder) from error

    def close(self) -> None:
        """Release the file, or the connections to the server."""
        self.engine.dispose()


def holds_portfolio(folder: Path) -> bool:
    """Whether there is a portfolio in `folder`: a file, or where its server is."""
    return (folder / FILE_NAME).is_file() or (folder / SERVER_NAME).is_file()


def create(folder: Path, name: str = "") -> Database:
    """Make an empty portfolio folder and open it.

    Raises
    ------
    StoreConflict
        If the folder already holds a portfolio or other files, or lies on a network share.
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
    if is_network_share(folder):
        raise _on_a_share(folder)
    make_folders(folder)
    engine = file_engine(folder / FILE_NAME, is_read_only=False, journal="DELETE")
    made = Database(folder, False, engine)
    try:
        build_schema(made, name or folder.name.removesuffix(SUFFIX))
    finally:
        made.close()
    return Database(folder, False, file_engine(folder / FILE_NAME, is_read_only=False))


def make_folders(folder: Path) -> None:
    """The folders of a portfolio, made where they are lacking.

    Raises
    ------
    TwinError
        If they cannot be made.
    """
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


def open_database(folder: Path, *, read_only: bool = False, is_known: bool = True) -> Database:
    """Open the portfolio in `folder` (the folder itself or the database file in it).

    An older database is copied aside and brought up to date first. One that a newer program
    made, and one on a network share, can only be read; `Database.why_read_only` says so.

    Parameters
    ----------
    is_known : False for a portfolio this user never opened; its file is examined first.

    Raises
    ------
    UnreadableFile
        If there is no portfolio, or the file is something else or damaged.
    StoreConflict
        If an older version of the program made it and it cannot be written, or a newer one in a
        way that this one cannot read.
    TwinError
        If its server cannot be reached.
    """
    folder = folder.parent if folder.name in (FILE_NAME, SERVER_NAME) else folder
    if (folder / SERVER_NAME).is_file() and not (folder / FILE_NAME).is_file():
        from twin.store.server import open_server_of

        return open_server_of(folder, read_only=read_only)
    file = folder / FILE_NAME
    version = version_of(file)
    if not is_known:
        examine_foreign(file)
    why = _why_only_read(folder, version)
    cannot_write = not (os.access(file, os.W_OK) and os.access(folder, os.W_OK))
    is_read_only = read_only or why is not None or cannot_write
    if version < SCHEMA_VERSION:
        _bring_up_to_date(folder, version, is_read_only=is_read_only)
    database = Database(folder, is_read_only, file_engine(file, is_read_only=is_read_only), why)
    if version > SCHEMA_VERSION:
        _refuse_unreadable(database, version)
    if not is_read_only:
        from twin.store.migrate import ensure_series

        ensure_series(database)
        make_folders(folder)
    return database


def _bring_up_to_date(folder: Path, version: int, *, is_read_only: bool) -> None:
    from twin.store.migrate import bring_up_to_date

    if is_read_only:
        raise StoreConflict(
            "{folder} was made with an older version of the program (data version {version}; this "
            "program needs {known}) and cannot be written, so it was not brought up to date and "
            "not opened.",
            "Open it once where you may write, or copy the folder to such a place.",
            folder=str(folder),
            version=version,
            known=SCHEMA_VERSION,
        )
    bring_up_to_date(folder, version)


def _why_only_read(folder: Path, version: int) -> StoreConflict | None:
    """Why a portfolio that could be written must not be, None if it may."""
    if version > SCHEMA_VERSION:
        return made_by_newer(folder.name, version)
    if is_network_share(folder):
        return _on_a_share(folder)
    return None


def made_by_newer(name: str, version: int) -> StoreConflict:
    """What to say of a portfolio that a newer program made."""
    return StoreConflict(
        "{name} was made with a newer version of the program (data version {version}; this "
        "program knows {known}). It can be read here, not changed.",
        "Install the newer version of the program to change it.",
        name=name,
        version=version,
        known=SCHEMA_VERSION,
    )


def _refuse_unreadable(database: Database, version: int) -> None:
    """Close and refuse a newer database that lacks something this program reads."""
    try:
        with database.reading() as connection:
            missing = lacking(connection)
        if not missing:
            return
    except BaseException:
        database.close()
        raise
    database.close()
    raise StoreConflict(
        "{folder} was made with a newer version of the program (data version {version}; this "
        "program knows {known}) in which {missing} is kept in another way. It was not opened and "
        "not changed.",
        "Install the newer version of the program.",
        folder=str(database.folder),
        version=version,
        known=SCHEMA_VERSION,
        missing=missing[0],
    )


def _on_a_share(folder: Path) -> StoreConflict:
    return StoreConflict(
        "{folder} lies on a network share or in a shared folder, where two programs can damage a "
        "database file without noticing. It can be read there, not changed.",
        "Copy the folder to a disk of this machine, or put the portfolio on a server.",
        folder=str(folder),
    )
