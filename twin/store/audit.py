"""The log of changes: appended to, read, never changed (triggers of the database see to it)."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Row, func, insert, select

import twin
from twin.model.edit import AuditEntry, Change
from twin.store.audit_tables import audit_log
from twin.store.database import Database
from twin.store.kinds import LOGGED, kind_of_table
from twin.store.series_tables import reading_blocks, sensor_blocks

if TYPE_CHECKING:
    from twin.store.row_edit import RowEdit

Values = Mapping[str, Any] | None
Step = tuple[str, datetime, str, str]
"""change_id, at (UTC), who, what."""
Told = tuple[str, str | None, str | None]
"""Key, and before and after as JSON."""
BLOCKS = (reading_blocks.name, sensor_blocks.name)
"""Tables whose entries tell of readings, and are no records."""


def begin_step(connection: Connection, step: Step) -> None:
    """Tell a server, whose triggers write the log, what the rest of the transaction is."""
    if connection.dialect.name == "postgresql":
        change_id, _, who, what = step
        told = {
            "change_id": change_id,
            "who": who,
            "what": what,
            "program_version": twin.__version__,
        }
        connection.execute(
            select(*(func.set_config(f"twin.{k}", v, True) for k, v in told.items()))
        )


def write_log(connection: Connection, step: Step, edits: "Iterable[RowEdit]") -> None:
    """One entry for each row that a step changes; changed rows keep only fields that differ.

    A server does this itself, so that nobody who may edit can leave it out.
    """
    if connection.dialect.name == "postgresql":
        return
    rows = [
        _row(step, edit.kind.table.name, (edit.key, _json(before), _json(after)))
        for edit in edits
        for before, after in (_differing(edit.before, edit.after),)
    ]
    if rows:
        connection.execute(insert(audit_log), rows)


def write_entries(connection: Connection, step: Step, table: str, told: Iterable[Told]) -> None:
    """Entries of what is not kept as records of a table; a server's triggers write them."""
    if connection.dialect.name == "postgresql":
        return
    rows = [_row(step, table, entry) for entry in told]
    if rows:
        connection.execute(insert(audit_log), rows)


def _row(step: Step, table: str, told: Told) -> dict[str, Any]:
    change_id, at, who, what = step
    key, before, after = told
    return {
        "change_id": change_id,
        "at": at,
        "who": who,
        "what": what,
        "table_name": table,
        "row_key": key,
        "before_json": before,
        "after_json": after,
        "program_version": twin.__version__,
    }


def entries_of(
    connection: Connection, change_id: str, at_most: int | None = None
) -> list[AuditEntry]:
    """What a step stored, in the order in which it was stored."""
    query = (
        select(audit_log).where(audit_log.c.change_id == change_id).order_by(audit_log.c.entry_id)
    ).limit(at_most)
    return [_entry(row) for row in connection.execute(query)]


def tables_of(database: Database, change_id: str) -> frozenset[str]:
    """Names of the tables that a step changed, also where rows went along with others."""
    query = select(audit_log.c.table_name).where(audit_log.c.change_id == change_id).distinct()
    with database.reading() as connection:
        return frozenset(connection.execute(query).scalars())


def history_of(database: Database, table: str, key: str) -> tuple[AuditEntry, ...]:
    """All that happened to one record, oldest first."""
    query = (
        select(audit_log)
        .where(audit_log.c.table_name == table, audit_log.c.row_key == key)
        .order_by(audit_log.c.entry_id)
    )
    with database.reading() as connection:
        return tuple(_entry(row) for row in connection.execute(query))


def changes(database: Database, newest: int = 200) -> tuple[Change, ...]:
    """The newest steps, newest first."""
    table = audit_log
    query = (
        select(table.c.change_id, table.c.at, table.c.who, table.c.what, func.count())
        .group_by(table.c.change_id, table.c.at, table.c.who, table.c.what)
        .order_by(func.max(table.c.entry_id).desc())
        .limit(newest)
    )
    with database.reading() as connection:
        return tuple(Change(*row) for row in connection.execute(query))


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        row.change_id,
        row.at,
        row.who,
        row.what,
        row.table_name,
        row.row_key,
        _values(row.table_name, row.before_json),
        _values(row.table_name, row.after_json),
    )


def _differing(before: Values, after: Values) -> tuple[Values, Values]:
    """Both rows whole where one was added or removed, else only the fields that differ."""
    if before is None or after is None:
        return before, after
    changed = [field for field, value in after.items() if value != before.get(field)]
    return {f: before.get(f) for f in changed}, {f: after[f] for f in changed}


def _json(row: Values) -> str | None:
    if row is None:
        return None
    return json.dumps(row, ensure_ascii=False, default=_as_text, separators=(",", ":"))


def _as_text(value: date | datetime) -> str:
    return value.isoformat()


def _values(table: str, text: str | None) -> Values:
    """Stored values of a row as they were before they became JSON."""
    if text is None:
        return None
    if table not in LOGGED:
        return json.loads(text)
    columns = _columns(table)
    return {
        columns[name].key: _of_type(columns[name].type.python_type, value)
        for name, value in json.loads(text).items()
        if name in columns
    }


@cache
def _columns(table: str) -> Mapping[str, Column[Any]]:
    """Columns by the name the store gives them, and by the one a server's triggers know."""
    columns = kind_of_table(table).table.c
    return {c.name: c for c in columns} | {c.key: c for c in columns}


def _of_type(kind: type, value: Any) -> Any:
    if value is not None and kind in (date, datetime):
        return kind.fromisoformat(value)
    return value
