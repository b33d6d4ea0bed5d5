"""A portfolio on a PostgreSQL server that a team shares.

The folder on each machine holds where the server is (``server.toml``, without a password), what
was calculated, and copies of the files that the server keeps.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from twin.errors import StoreConflict, UnreadableFile
from twin.store.address import (
    SAFE,
    Server,
    remember_server,
    remembered_server,
    server_of,
)
from twin.store.check import lacking
from twin.store.credentials import keep_password, password_of
from twin.store.database import (
    FILE_NAME,
    SCHEMA_VERSION,
    SUFFIX,
    Database,
    made_by_newer,
    make_folders,
)
from twin.store.grants import grant_tables, owner_of

_LIMITS = (
    "-c lock_timeout=5s -c idle_in_transaction_session_timeout=10min -c search_path=public "
    "-c timezone=UTC"
)


def open_server(
    url: str, folder: Path, *, read_only: bool = False, root_certificate: str = ""
) -> Database:
    """Open the portfolio at `url`; what belongs to this machine goes into `folder`.

    An older portfolio is brought up to date by whoever owns it, one client at a time.

    Raises
    ------
    UnreadableFile
        If the database holds no portfolio.
    StoreConflict
        If an older program made it and this user does not own it, or a newer one in a way that
        this one cannot read.
    TwinError
        If the server cannot be reached.
    """
    server = server_of(url, root_certificate)
    make_folders(folder)
    database = Database(folder, False, engine_of(server))
    try:
        return _opened(database, server, read_only=read_only)
    except BaseException:
        database.close()
        raise


def create_on_server(
    url: str, folder: Path, name: str = "", *, root_certificate: str = ""
) -> Database:
    """Make a portfolio in an empty database and open it.

    Raises
    ------
    StoreConflict
        If the database holds something already.
    TwinError
        If the server cannot be reached or does not allow it.
    """
    from twin.store.migrate import build_schema

    server = server_of(url, root_certificate)
    make_folders(folder)
    database = Database(folder, False, engine_of(server))
    try:
        with database.reading() as connection:
            if inspect(connection).get_table_names(schema="public"):
                raise StoreConflict(
                    "The database {name} is not empty; it was left as it is.",
                    "Choose an empty database, or open the portfolio that is there.",
                    name=server.url.database,
                )
        build_schema(database, name or folder.name.removesuffix(SUFFIX))
        remember_server(folder, server)
        return _opened(database, server, read_only=False)
    except BaseException:
        database.close()
        raise


def connect_folder(url: str, folder: Path, *, root_certificate: str = "") -> Database:
    """Open the portfolio at `url`, and let `folder` be where it is opened from now on.

    A password in the address goes into the keyring and is not written anywhere else.

    Raises
    ------
    StoreConflict
        If the folder holds something else, or there is no keyring for the password.
    """
    if (folder / FILE_NAME).exists():
        raise StoreConflict(
            "{folder} exists already and is not empty; it was left as it is.",
            "Choose another name, or open the portfolio that is there.",
            folder=str(folder),
        )
    database = open_server(url, folder, root_certificate=root_certificate)
    server = server_of(url, root_certificate)
    remember_server(folder, server)
    if server.url.password and not keep_password(server.url, str(server.url.password)):
        database.close()
        raise StoreConflict(
            "This machine has no keyring that is open, so the password was not kept; the folder "
            "{folder} is connected.",
            "Give the password at each start in the environment variable PGPASSWORD.",
            folder=folder.name,
        )
    return database


def open_server_of(folder: Path, *, read_only: bool = False) -> Database:
    """Open the portfolio that a folder says where to find; raises as `open_server` does."""
    server = remembered_server(folder)
    return open_server(
        server.url.render_as_string(hide_password=False),
        folder,
        read_only=read_only,
        root_certificate=server.root_certificate,
    )


def engine_of(server: Server) -> Engine:
    """Connections to a server: encrypted and verified, unless it is this machine."""
    url = server.url
    if not url.password and (password := password_of(url)):
        url = url.set(password=password)
    given: dict[str, object] = {"connect_timeout": 10, "options": _LIMITS}
    if "sslmode" not in url.query:  # a socket of this machine takes no notice
        given |= {"sslmode": SAFE, "sslrootcert": server.root_certificate or "system"}
    return create_engine(
        url,
        connect_args={**given, "application_name": "Twin"},
        pool_pre_ping=True,
        pool_size=4,
        hide_parameters=True,
    )


def _opened(database: Database, server: Server, *, read_only: bool) -> Database:
    with database.reading() as connection:
        version = _version(connection, server)
        owns = _owns(connection)
    if version < SCHEMA_VERSION:
        _bring_up_to_date(database, version, owns=owns and not read_only)
    with database.reading() as connection:
        missing = lacking(connection) if version > SCHEMA_VERSION else ()
        may_write = _may_write(connection)
    name = server.url.database or ""
    if missing:
        raise StoreConflict(
            "{folder} was made with a newer version of the program (data version {version}; this "
            "program knows {known}) in which {missing} is kept in another way. It was not opened "
            "and not changed.",
            "Install the newer version of the program.",
            folder=name,
            version=version,
            known=SCHEMA_VERSION,
            missing=missing[0],
        )
    why = made_by_newer(name, version) if version > SCHEMA_VERSION else None
    is_read_only = read_only or why is not None or not may_write
    return Database(database.folder, is_read_only, database.engine, why)


def _version(connection: Connection, server: Server) -> int:
    there = inspect(connection).get_table_names(schema="public")
    if "alembic_version" not in there or "portfolio" not in there:
        raise UnreadableFile(
            "The database {name} holds no portfolio.",
            "Make one there first, or choose another database.",
            name=server.url.database or "",
        )
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return int(found)


def _owns(connection: Connection) -> bool:
    """Whether this user may change the tables themselves."""
    question = text(
        "SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class "
        "WHERE oid = 'public.portfolio'::regclass"
    )
    return bool(connection.execute(question).scalar_one())


def _may_write(connection: Connection) -> bool:
    """Whether this user may store anything: the what-ifs of a planner are the least."""
    question = text("SELECT has_table_privilege('public.scenarios', 'INSERT')")
    return bool(connection.execute(question).scalar_one())


def _bring_up_to_date(database: Database, version: int, *, owns: bool) -> None:
    from twin.store.migrate import upgrade

    if not owns:
        raise StoreConflict(
            "The portfolio on the server was made with an older version of the program (data "
            "version {version}; this program needs {known}). It was not opened.",
            "Ask its owner to open it once with this version of the program.",
            version=version,
            known=SCHEMA_VERSION,
        )
    with database.writing() as connection:
        owner = owner_of(connection)
        if owner:
            connection.execute(text(f"SET LOCAL ROLE {owner}"))
        upgrade(connection)
        if owner:
            grant_tables(connection)
