"""Add rows, or replace those with the same key, on SQLite and PostgreSQL alike."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def put(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    keep: Sequence[str] = (),
) -> None:
    """Insert rows; of those whose primary key is there already, replace the other columns.

    keep : columns that stay as they are in rows that are there.
    """
    if not rows:
        return
    statement = _insert(connection)(table)
    keys = [column.key for column in table.primary_key]
    changes = {
        name: statement.excluded[name] for name in rows[0] if name not in keys and name not in keep
    }
    if not changes:
        put_new(connection, table, rows)
        return
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=changes),
        list(rows),
    )


def put_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those whose primary key is there already stay as they are."""
    if rows:
        connection.execute(_insert(connection)(table).on_conflict_do_nothing(), list(rows))


def _insert(connection: Connection) -> "Callable[[Table], sqlite.Insert]":
    """Insert of the database in use; both have the same clauses for rows that are there."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert
    return cast("Callable[[Table], sqlite.Insert]", postgresql.insert)
