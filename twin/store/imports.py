"""Tables that were taken in, and how their columns were read."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from twin.model.table_format import ColumnMapping
from twin.model.table_plan import RejectedCell, TakenIn
from twin.store.audit_tables import import_mappings, imports
from twin.store.database import Database

MOST_REJECTS = 10_000
"""Reasons that are kept with an import; the report has all of them."""


def save_import(database: Database, done: TakenIn) -> None:
    """Remember that a table was taken in; part of the transaction it is called in."""
    values = asdict(done)
    rejects = values.pop("rejects")[:MOST_REJECTS]
    row = {**values, "report_json": json.dumps(rejects, ensure_ascii=False, default=str)}
    with database.writing() as connection:
        connection.execute(insert(imports), row)


def load_imports(database: Database) -> tuple[TakenIn, ...]:
    """Tables that were taken in, the newest first."""
    query = select(imports).order_by(imports.c.at.desc(), imports.c.import_id.desc())
    with database.reading() as connection:
        names = imports.c.keys()
        rows = [dict(zip(names, row, strict=True)) for row in connection.execute(query)]
    return tuple(_taken_in(row) for row in rows)


def remember_mapping(database: Database, columns_key: str, mapping: ColumnMapping) -> None:
    """Keep how a set of columns was read, in place of what was kept of it."""
    values = asdict(mapping)
    now = datetime.now(UTC).replace(tzinfo=None)
    row = {
        "format": values.pop("format"),
        "columns_key": columns_key,
        "mapping_json": json.dumps(values, ensure_ascii=False),
        "used_at": now,
    }
    table = import_mappings
    with database.writing() as connection:
        connection.execute(
            delete(table).where(
                table.c.format == mapping.format, table.c.columns_key == columns_key
            )
        )
        connection.execute(insert(table), row)


def remembered_mapping(database: Database, columns_key: str) -> ColumnMapping | None:
    """How a set of columns was read the last time, None if never."""
    table = import_mappings
    query = (
        select(table.c.format, table.c.mapping_json)
        .where(table.c.columns_key == columns_key)
        .order_by(table.c.used_at.desc())
        .limit(1)
    )
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else ColumnMapping(row.format, **json.loads(row.mapping_json))


def _taken_in(row: Mapping[str, Any]) -> TakenIn:
    values = {**row}
    rejects = tuple(RejectedCell(**found) for found in json.loads(values.pop("report_json")))
    return TakenIn(**values, rejects=rejects)
