"""Is a database file sound, is it ours, and was it made by a newer program?"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect

from twin.errors import UnreadableFile
from twin.store.all_tables import metadata
from twin.store.sqlite_file import FILE_NAME, SERIES_NAME, not_a_portfolio, uri_of, version_of

_STEPS = 100_000  # of SQLite's virtual machine between two looks at the clock
_MARK = "checked-in-full"
_WEEK = 7 * 24 * 3600.0  # s
_OURS = ("audit_log_no_update", "audit_log_no_delete")


def damage(folder: Path) -> str:
    """What SQLite's quick check says about the database, "" if it is sound."""
    return _answer(folder / FILE_NAME, ("PRAGMA quick_check(1)",))


def full_damage(file: Path) -> str:
    """What the full check of pages, indexes and foreign keys says, "" if all is sound."""
    return _answer(file, ("PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"))


def portfolio_damage(folder: Path) -> str:
    """What the full check says of the portfolio and its readings, "" if both are sound."""
    series = folder / SERIES_NAME
    found = full_damage(folder / FILE_NAME)
    return found or (full_damage(series) if series.is_file() else "")


def weekly_damage(folder: Path, now: float | None = None) -> str:
    """As `portfolio_damage`, at most once a week; "" on the other days."""
    mark, today = folder / "cache" / _MARK, time.time() if now is None else now
    if mark.is_file() and today - mark.stat().st_mtime < _WEEK:
        return ""
    found = portfolio_damage(folder)
    if not found:
        mark.parent.mkdir(exist_ok=True)
        mark.touch()
    return found


def examine_foreign(file: Path, seconds: float = 2.0) -> bool:
    """Look at a database that somebody else made, without changing or trusting it.

    Returns
    -------
    bool
        False where the check of its pages was not finished in `seconds`.

    Raises
    ------
    UnreadableFile
        If it is not a portfolio, is damaged, or holds views or triggers that are not ours.
    """
    version_of(file)
    end = time.monotonic() + seconds
    with closing(sqlite3.connect(uri_of(file, "ro"), uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.text_factory = _readable
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            _refuse_strange_schema(connection, file)
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return False
            raise not_a_portfolio(file) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # even its message is odd
            raise not_a_portfolio(file) from error
    if answer != "ok":
        raise not_a_portfolio(file)
    return True


def lacking(connection: Connection) -> tuple[str, ...]:
    """Tables and columns this program reads and the database does not have, by name."""
    inspector = inspect(connection)
    found: list[str] = []
    for table in metadata.tables.values():
        if not inspector.has_table(table.name, schema=table.schema):
            found.append(table.name)
            continue
        there = {c["name"] for c in inspector.get_columns(table.name, schema=table.schema)}
        found += [f"{table.name}.{c.name}" for c in table.c if c.name not in there]
    return tuple(found)


def _refuse_strange_schema(connection: sqlite3.Connection, file: Path) -> None:
    query = "SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')"
    strange = [name for (name,) in connection.execute(query) if name not in _OURS]
    if strange:
        raise UnreadableFile(
            "{file} holds instructions that this program did not put there ({name}). It was not "
            "opened and not changed.",
            "Ask who sent it to export the data, and import that.",
            file=str(file),
            name=strange[0],
        )


def _readable(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _answer(file: Path, questions: tuple[str, ...]) -> str:
    with closing(sqlite3.connect(uri_of(file, "ro"), uri=True)) as connection:
        connection.text_factory = _readable
        try:
            for question in questions:
                row = connection.execute(question).fetchone()
                if row is not None and row[0] != "ok":
                    return " ".join(map(str, row))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return str(error)
    return ""
