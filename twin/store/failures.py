"""What went wrong in the database, in words for the user."""

import sqlite3
from pathlib import Path

from twin.errors import StoreConflict, TwinError, UnreadableFile


def explained(error: BaseException | None, folder: Path) -> TwinError:
    """The error that tells the user what SQLite's `error` means for the portfolio in `folder`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = folder.name
    if code == sqlite3.SQLITE_FULL:
        return TwinError(
            "The disk that holds {name} is full; the last change was not stored, everything "
            "before it is safe.",
            "Free some space and try again.",
            name=name,
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreConflict(
            "Another program is writing to {name}; the last change was not stored.",
            "Wait a moment and try again.",
            name=name,
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return TwinError(
            "{name} cannot be read or written ({reason}); the last change was not stored.",
            "Check that the folder is there and can be written.",
            name=name,
            reason=str(error),
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return UnreadableFile(
            "The database of {name} is damaged ({reason}).",
            "Close the program and put back a copy of the folder.",
            name=name,
            reason=str(error),
        )
    return StoreConflict(
        "The change does not fit what is stored in {name} ({reason}); nothing was stored.",
        "Open the portfolio again and repeat the change.",
        name=name,
        reason=str(error),
    )
