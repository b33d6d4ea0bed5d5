"""What went wrong in the database, in words for the user."""

import sqlite3
from pathlib import Path

from twin.errors import PasswordNeeded, StoreConflict, TwinError, UnreadableFile


def explained(error: BaseException | None, folder: Path) -> TwinError:
    """The error that tells the user what `error` means for the portfolio in `folder`."""
    if isinstance(error, sqlite3.Error):
        return _of_file(error, folder.name)
    return _of_server(error, folder.name)


def _of_file(error: sqlite3.Error, name: str) -> TwinError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return TwinError(
            "The disk that holds {name} is full; the last change was not stored, everything "
            "before it is safe.",
            "Free some space and try again.",
            name=name,
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _busy(name)
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
    return _misfit(error, name)


def _of_server(error: BaseException | None, name: str) -> TwinError:
    state = getattr(error, "sqlstate", None) or ""
    if _wants_password(error, state):
        return PasswordNeeded(
            "The server that holds {name} did not take the password, or there was none.",
            "Give the password of your user.",
            name=name,
        )
    if state == "42501":  # insufficient_privilege
        return StoreConflict(
            "Your role does not allow this change of {name}; nothing was stored.",
            "Ask the owner of the portfolio for another role.",
            name=name,
        )
    if state in ("55P03", "40P01", "40001"):  # lock_not_available, deadlock, serialization
        return _busy(name)
    if state.startswith("53"):  # insufficient resources
        return TwinError(
            "The server that holds {name} has no room or no connection left ({reason}); the last "
            "change was not stored.",
            "Tell the administrator of the server, and try again.",
            name=name,
            reason=_first_line(error),
        )
    if not state or state[:2] in ("08", "28", "3D", "57"):
        return TwinError(
            "The server that holds {name} cannot be reached ({reason}); the last change was not "
            "stored.",
            "Check the network, your user name and your password, and try again.",
            name=name,
            reason=_first_line(error),
        )
    return _misfit(error, name)


def _wants_password(error: BaseException | None, state: str) -> bool:
    if state in ("28P01", "28000"):  # invalid_password, invalid_authorization_specification
        return True
    connection = getattr(error, "pgconn", None)
    text = str(error)
    return bool(
        getattr(connection, "needs_password", False)
        or "no password supplied" in text
        or (getattr(connection, "used_password", False) and "authentication failed" in text)
    )


def _busy(name: str) -> StoreConflict:
    return StoreConflict(
        "Another program is writing to {name}; the last change was not stored.",
        "Wait a moment and try again.",
        name=name,
    )


def _misfit(error: BaseException | None, name: str) -> StoreConflict:
    return StoreConflict(
        "The change does not fit what is stored in {name} ({reason}); nothing was stored.",
        "Open the portfolio again and repeat the change.",
        name=name,
        reason=_first_line(error),
    )


def _first_line(error: BaseException | None) -> str:
    return (str(error).strip().splitlines() or [""])[0]
