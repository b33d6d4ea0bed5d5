"""Roles of a portfolio on a server: the database itself decides who may do what."""

from typing import Literal

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql

from twin import resources
from twin.errors import InputOutOfRange, StoreConflict
from twin.store.database import Database

Role = Literal["viewer", "planner", "editor", "owner"]
ROLES: tuple[Role, ...] = ("viewer", "planner", "editor", "owner")
_QUOTED = postgresql.dialect().identifier_preparer.quote_identifier


def make_roles(database: Database) -> None:
    """Make the four roles and let them own and use the tables; again changes nothing.

    Raises
    ------
    StoreConflict
        If this user may not make roles.
    """
    _refuse_file(database)
    with database.writing() as connection:
        names = _names(connection)
        there = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
        for role in ROLES:
            if _plain(connection, role) not in there:
                connection.execute(text(f"CREATE ROLE {names[role]} NOLOGIN"))
        _run(connection, "roles")
        for kind, owned in _owned(connection):
            connection.execute(text(f"ALTER {kind} {owned} OWNER TO {names['owner']}"))
        grant_tables(connection)


def grant_tables(connection: Connection) -> None:
    """Say anew what each role may do with the tables as they are."""
    _run(connection, "grants")


def grant_role(database: Database, user: str, role: str) -> None:
    """Give a user of the server one role, in place of what the user had.

    Raises
    ------
    InputOutOfRange
        If there is no such user or role.
    StoreConflict
        If this user may not give roles.
    """
    _refuse_file(database)
    if role not in ROLES:
        raise InputOutOfRange(
            "There is no role “{role}”; nothing was changed.",
            "Choose viewer, planner, editor or owner.",
            role=role,
        )
    make_roles(database)
    with database.writing() as connection:
        known = text("SELECT count(*) FROM pg_roles WHERE rolname = :user AND rolcanlogin")
        if not connection.execute(known, {"user": user}).scalar_one():
            raise InputOutOfRange(
                "The server has no user “{user}”; nothing was changed.",
                "Ask the administrator of the server to make the user first.",
                user=user,
            )
        names = _names(connection)
        for other in ROLES:
            connection.execute(text(f"REVOKE {names[other]} FROM {_QUOTED(user)}"))
        connection.execute(text(f"GRANT {names[role]} TO {_QUOTED(user)}"))


def roles_of(database: Database) -> tuple[tuple[str, str], ...]:
    """Users of the portfolio and their roles, by name."""
    question = text(
        "SELECT m.rolname, r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member "
        "JOIN pg_roles r ON r.oid = a.roleid WHERE m.rolcanlogin ORDER BY 1, 2"
    )
    _refuse_file(database)
    with database.reading() as connection:
        role_of = {_plain(connection, role): role for role in ROLES}
        rows = connection.execute(question).all()
    return tuple((user, role_of[name]) for user, name in rows if name in role_of)


def owner_of(connection: Connection) -> str:
    """The role that owns the tables, quoted; "" where roles were not made or this is no member."""
    name = _plain(connection, "owner")
    question = text(
        "SELECT count(*) FROM pg_roles WHERE rolname = :name AND "
        "pg_has_role(current_user, oid, 'MEMBER')"
    )
    return _QUOTED(name) if connection.execute(question, {"name": name}).scalar_one() else ""


def _run(connection: Connection, name: str) -> None:
    script = resources.path(f"database/{name}.sql").read_text(encoding="utf-8")
    for key, value in _names(connection).items():
        script = script.replace(f"{{{key}}}", value)
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    for statement in filter(str.strip, "\n".join(lines).split(";")):
        connection.exec_driver_sql(statement)


def _names(connection: Connection) -> dict[str, str]:
    quoted = {role: _QUOTED(_plain(connection, role)) for role in ROLES}
    return {**quoted, "database": _QUOTED(_database(connection))}


def _plain(connection: Connection, role: Role) -> str:
    return f"{_database(connection)}_{role}"


def _database(connection: Connection) -> str:
    return str(connection.execute(text("SELECT current_database()")).scalar_one())


def _owned(connection: Connection) -> list[tuple[str, str]]:
    """Tables and functions of the portfolio that its owner does not own yet."""
    tables = text(
        "SELECT 'TABLE', format('%I.%I', schemaname, tablename) FROM pg_tables "
        "WHERE schemaname IN ('public', 'readings') AND tableowner = current_user"
    )
    functions = text(
        "SELECT 'FUNCTION', p.oid::regprocedure::text FROM pg_proc p "
        "WHERE pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) = current_user"
    )
    return [(k, n) for query in (tables, functions) for k, n in connection.execute(query)]


def _refuse_file(database: Database) -> None:
    if not database.is_server:
        raise StoreConflict(
            "{name} is a file; who can open its folder can read and change it. Roles need a "
            "server.",
            "Put the portfolio on a PostgreSQL server to give people roles.",
            name=database.folder.name,
        )
