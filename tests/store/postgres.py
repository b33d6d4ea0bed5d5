"""A PostgreSQL server of the tests' own: a socket in a temporary folder, and no network."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ONLY_SERVER = pytest.mark.skipif(
    not os.environ.get("TWIN_TEST_POSTGRES"), reason="needs a server: make test-postgres"
)
_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")


def programs() -> Path | None:
    """Folder of `initdb` and `pg_ctl`, None where PostgreSQL is not installed."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    newest_first = sorted(
        (p for place in _PLACES for p in Path(place).glob("*/bin/pg_ctl")), reverse=True
    )
    return newest_first[0].parent if newest_first else None


def reason_for_none() -> str:
    """Why no server can be started here, "" if one can."""
    if os.name != "posix":
        return "the tests start a server on Linux and macOS only"
    if programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    return ""


@contextmanager
def server() -> Iterator[str]:
    """Start a server, give the address without a database, stop and remove it at the end."""
    at = programs()
    assert at is not None
    who = {"user": _unprivileged(), "group": None} if os.getuid() == 0 else {}
    who = {k: v for k, v in who.items() if v}
    place = Path(tempfile.mkdtemp(prefix="twin-pg-", dir="/tmp"))
    if who:
        shutil.chown(place, who["user"])
    data = place / "data"

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, capture_output=True, timeout=60, cwd=place, env={"LC_ALL": "C"},
            **who,
        )  # fmt: skip

    run(str(at / "initdb"), "-D", str(data), "-U", "twin", "-A", "trust", "-E", "UTF8",
        "--no-sync")  # fmt: skip
    settings = "-c listen_addresses='' -c fsync=off -c max_connections=60 -c shared_buffers=64MB"
    run(str(at / "pg_ctl"), "-D", str(data), "-w", "-l", str(place / "log"), "-o",
        f"{settings} -k {place}", "start")  # fmt: skip
    try:
        yield f"postgresql://twin@/postgres?host={place}"
    finally:
        run(str(at / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def _unprivileged() -> str:
    """A user that may run the server; root may not."""
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return "postgres" if "postgres" in known else "nobody"
