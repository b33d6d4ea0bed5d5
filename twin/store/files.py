"""Files of a portfolio: in its folder, and on a server in parts with the folder as a cache.

A file is named by its content and never changes, so a copy that is here is the right one. On a
server the parts are stored before anything names the file, and fetched when it is first needed.
"""

from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, func, select

from twin.errors import TwinError
from twin.store.database import Database
from twin.store.file_tables import file_parts
from twin.store.put import put

PART = 1 << 20


def share_file(connection: Connection, database: Database, path: Path) -> None:
    """Store a file of the portfolio folder on the server too; for a folder there is nothing to do.

    Part of the transaction it is called in, which should name the file afterwards.
    """
    if not database.is_server:
        return
    name = path.relative_to(database.folder).as_posix()
    if connection.execute(select(func.count()).where(file_parts.c.name == name)).scalar_one():
        return
    with path.open("rb") as content:
        part = 0
        while block := content.read(PART):
            put(connection, file_parts, [{"name": name, "part": part, "content": block}])
            part += 1


def fetch_file(database: Database, stem: str) -> None:
    """Copy a shared file into the folder if it is not there; `stem` is its name without suffix.

    Raises
    ------
    TwinError
        If it cannot be written; a file nobody shared is not an error here.
    """
    if not database.is_server:
        return
    query = select(file_parts.c.name).where(file_parts.c.name.like(f"{stem}.%")).distinct()
    with database.reading() as connection:
        for name in connection.execute(query).scalars().all():
            _fetch(connection, database.folder, name)


def fetch_folder(database: Database, folder: str) -> None:
    """Copy all shared files of a subfolder that are not here; see `fetch_file`."""
    if not database.is_server:
        return
    query = select(file_parts.c.name).where(file_parts.c.name.like(f"{folder}/%")).distinct()
    with database.reading() as connection:
        for name in connection.execute(query).scalars().all():
            _fetch(connection, database.folder, name)


def _fetch(connection: Connection, folder: Path, name: str) -> None:
    """Write the parts of a file, then give it its name; a file cut short has none."""
    subfolder, _, plain = name.partition("/")
    if "/" in plain or "\\" in name or ".." in name or not plain:
        return  # no name that this program gives
    path = folder / subfolder / plain
    if path.is_file():
        return
    query = (
        select(file_parts.c.content)
        .where(file_parts.c.name == name)
        .order_by(file_parts.c.part)
        .execution_options(yield_per=4)
    )
    arriving = path.with_name(f"arriving-{uuid4().hex}")
    try:
        path.parent.mkdir(exist_ok=True)
        with arriving.open("xb") as written:
            for content in connection.execute(query).scalars():
                written.write(content)
        arriving.replace(path)
    except OSError as error:
        arriving.unlink(missing_ok=True)
        raise TwinError(
            "{name} cannot be fetched from the server into {folder} ({reason}).",
            "Free some space, or check that the folder can be written.",
            name=plain,
            folder=str(path.parent),
            reason=error.strerror or str(error),
        ) from error
