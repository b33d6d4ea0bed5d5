"""Work orders and needs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import insert

from twin.model.maintenance import Need, WorkOrder
from twin.model.records import Records
from twin.store import tables
from twin.store.database import Database
from twin.store.rows import from_rows, records, select_fields, to_rows


def save_work_orders(database: Database, orders: Sequence[WorkOrder]) -> None:
    """Add work orders, or replace those with the same ``order_id``, in one transaction."""
    _save(database, tables.work_orders, to_rows(orders), "order_id")


def load_work_orders(database: Database) -> Records[WorkOrder]:
    """All work orders by date of opening."""
    table = tables.work_orders
    query = select_fields(WorkOrder, table).order_by(table.c.opened_on, table.c.order_id)
    with database.reading() as connection:
        return records(WorkOrder, connection.execute(query))


def save_needs(database: Database, needs: Sequence[Need]) -> None:
    """Add needs, or replace those with the same ``need_id``, in one transaction."""
    _save(database, tables.needs, to_rows(needs), "need_id")


def load_needs(database: Database) -> tuple[Need, ...]:
    """All needs, the gravest first."""
    table = tables.needs
    query = select_fields(Need, table).order_by(table.c.pain.desc(), table.c.need_id)
    with database.reading() as connection:
        return from_rows(Need, connection.execute(query))


def _save(database: Database, table: Table, rows: list[dict[str, Any]], key: str) -> None:
    if not rows:
        return
    statement = insert(table)
    changes = {c.key: statement.excluded[c.key] for c in table.c if c.key != key}
    with database.writing() as connection:
        connection.execute(
            statement.on_conflict_do_update(index_elements=[key], set_=changes), rows
        )
