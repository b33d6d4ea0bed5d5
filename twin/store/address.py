"""Where a portfolio on a server is: its address, checked, and the file that remembers it."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from twin.errors import InputOutOfRange, UnreadableFile
from twin.store.database import SERVER_NAME

SAFE = "verify-full"
_DRIVER = "postgresql+psycopg"
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a portfolio is.

    root_certificate : file of the authority that vouches for it, "" for those of the system.
    """

    url: URL
    root_certificate: str = ""

    def __str__(self) -> str:
        """The address as it may be shown and logged."""
        return self.url.render_as_string(hide_password=True)


def server_of(url: str, root_certificate: str = "") -> Server:
    """The server at an address.

    Raises
    ------
    InputOutOfRange
        If it is no address of a PostgreSQL database, or asks for less than a verified connection
        to another machine.
    """
    try:
        found = make_url(url)
    except ArgumentError:
        found = None
    if found is None or not found.database or not found.drivername.startswith("postgres"):
        raise InputOutOfRange(
            "This is not the address of a PostgreSQL database.",
            "Write postgresql://user@server/database.",
        )
    found = found.set(drivername=_DRIVER)
    if found.query.get("sslmode", SAFE) != SAFE and not _is_here(found):
        raise InputOutOfRange(
            "The address asks for a connection to {host} that is not verified; it was refused.",
            "Leave sslmode out of the address, and name the server's root certificate if need be.",
            host=found.host or "",
        )
    return Server(found, root_certificate)


def with_password(url: str, password: str) -> str:
    """The address with a password, for `connect_folder` alone."""
    return server_of(url).url.set(password=password).render_as_string(hide_password=False)


def remember_server(folder: Path, server: Server) -> None:
    """Write where the server is into a portfolio folder; a password is never written."""
    folder.mkdir(parents=True, exist_ok=True)
    url = server.url
    shown = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    lines = [f"url = {json.dumps(shown.render_as_string(hide_password=False))}"]
    if server.root_certificate:
        lines.append(f"root_certificate = {json.dumps(server.root_certificate)}")
    (folder / SERVER_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")


def remembered_server(folder: Path) -> Server:
    """Where the portfolio of a folder is.

    Raises
    ------
    UnreadableFile
        If the file that says so cannot be read.
    """
    file = folder / SERVER_NAME
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return server_of(str(told["url"]), str(told.get("root_certificate", "")))
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableFile(
            "{file} does not say where the portfolio is ({reason}).",
            "Connect the folder to the server again.",
            file=str(file),
            reason=str(error),
        ) from error


def _is_here(url: URL) -> bool:
    """Whether an address can only mean this machine."""
    if {"hostaddr", "service", "servicefile"} & url.query.keys():
        return False
    host = url.query.get("host", url.host or "")
    return isinstance(host, str) and (host.startswith("/") or host in _HERE)
