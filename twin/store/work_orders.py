"""Work orders and needs."""

from collections.abc import Sequence

from twin.model.maintenance import Need, WorkOrder
from twin.model.records import Records
from twin.store import tables
from twin.store.database import Database
from twin.store.put import put
from twin.store.rows import from_rows, records, select_fields, to_rows


def save_work_orders(database: Database, orders: Sequence[WorkOrder]) -> None:
    """Add work orders, or replace those with the same ``order_id``, in one transaction."""
    with database.writing() as connection:
        put(connection, tables.work_orders, to_rows(orders))


def load_work_orders(database: Database) -> Records[WorkOrder]:
    """All work orders by date of opening."""
    table = tables.work_orders
    query = select_fields(WorkOrder, table).order_by(table.c.opened_on, table.c.order_id)
    with database.reading() as connection:
        return records(WorkOrder, connection.execute(query))


def save_needs(database: Database, needs: Sequence[Need]) -> None:
    """Add needs, or replace those with the same ``need_id``, in one transaction."""
    with database.writing() as connection:
        put(connection, tables.needs, to_rows(needs))


def load_needs(database: Database) -> tuple[Need, ...]:
    """All needs, the gravest first."""
    table = tables.needs
    query = select_fields(Need, table).order_by(table.c.pain.desc(), table.c.need_id)
    with database.reading() as connection:
        return from_rows(Need, connection.execute(query))
