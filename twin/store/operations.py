"""How buildings are really used, one description for each building that has one."""

from typing import TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from twin.model.operation import ActualOperation, Closure, Override
from twin.store import tables
from twin.store.database import Database
from twin.store.hold import hold
from twin.store.rows import from_rows, select_fields, to_rows

T = TypeVar("T", Override, Closure)
_TABLES = (tables.operation_overrides, tables.operation_closures, tables.actual_operations)


def save_operation(database: Database, operation: ActualOperation) -> None:
    """Replace the description of the operation's building in one transaction."""
    key = operation.building_id
    with database.writing() as connection:
        _remove(connection, key)
        connection.execute(
            insert(tables.actual_operations).values(
                building_id=key,
                category=operation.category,
                year=operation.year,
                closed_on_public_holidays=operation.closed_on_public_holidays,
                has_own_closures=operation.closures is not None,
            )
        )
        _add(connection, tables.operation_overrides, key, operation.overrides)
        _add(connection, tables.operation_closures, key, operation.closures or ())


def remove_operation(database: Database, building_id: str) -> None:
    """Forget how a building is used; it is in standard operation again."""
    with database.writing() as connection:
        _remove(connection, building_id)


def load_operation(database: Database, building_id: str) -> ActualOperation | None:
    """How a building is used, None where nobody has told."""
    table = tables.actual_operations
    with database.reading() as connection:
        row = connection.execute(
            select(table).where(table.c.building_id == building_id)
        ).one_or_none()
        if row is None:
            return None
        overrides = _of(connection, Override, tables.operation_overrides, building_id)
        closures = _of(connection, Closure, tables.operation_closures, building_id)
    return ActualOperation(
        building_id,
        row.category,
        row.year,
        overrides,
        closures if row.has_own_closures else None,
        row.closed_on_public_holidays,
    )


def _remove(connection: Connection, building_id: str) -> None:
    hold(connection, f"operation {building_id}")
    for table in _TABLES:
        connection.execute(delete(table).where(table.c.building_id == building_id))


def _add(
    connection: Connection, table: Table, building_id: str, values: tuple[object, ...]
) -> None:
    rows = [{**row, "building_id": building_id} for row in to_rows(values)]
    if rows:
        connection.execute(insert(table), rows)


def _of(connection: Connection, kind: type[T], table: Table, key: str) -> tuple[T, ...]:
    """All values of a building, in the order in which they were stored."""
    place = next(iter(table.primary_key.columns))
    query = select_fields(kind, table).where(table.c.building_id == key).order_by(place)
    return from_rows(kind, connection.execute(query))
