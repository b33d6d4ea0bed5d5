"""How buildings are really used, one description for each building that has one."""

from typing import TypeVar

from sqlalchemy import Connection, Table, select

from twin.model.operation import ActualOperation, Closure, Override
from twin.store import tables
from twin.store.database import Database
from twin.store.edits import store_row_edits
from twin.store.hold import hold
from twin.store.kinds import kind_of_table
from twin.store.replacement import Row, Step, replacement, rows_of
from twin.store.row_edit import RowEdit
from twin.store.rows import from_rows, select_fields, to_rows

T = TypeVar("T", Override, Closure)
_PARTS = (tables.operation_overrides, tables.operation_closures)


def save_operation(
    database: Database, operation: ActualOperation, step: Step = ("", "Actual operation")
) -> None:
    """Replace the description of the operation's building, in one step of the log.

    step : who, and what was done.
    """
    key = operation.building_id
    row = {
        "building_id": key,
        "category": operation.category,
        "year": operation.year,
        "closed_on_public_holidays": operation.closed_on_public_holidays,
        "has_own_closures": operation.closures is not None,
    }
    with database.writing():
        _store(database, key, row, (operation.overrides, operation.closures or ()), step)


def remove_operation(
    database: Database, building_id: str, step: Step = ("", "Standard operation")
) -> None:
    """Forget how a building is used; it is in standard operation again."""
    with database.writing():
        _store(database, building_id, None, ((), ()), step)


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


def _store(
    database: Database,
    key: str,
    row: Row | None,
    parts: tuple[tuple[object, ...], tuple[object, ...]],
    step: Step,
) -> None:
    """Let a building have this description, None for none, with these parts."""
    with database.writing() as connection:
        hold(connection, f"operation {key}")
        table = tables.actual_operations
        kind = kind_of_table(table.name)
        before = next(iter(rows_of(connection, table, table.c.building_id == key)), None)
        edits = [RowEdit(kind, key, before, row)] if before != row else []
        for part, values in zip(_PARTS, parts, strict=True):
            wanted = [{**values_of, "building_id": key} for values_of in to_rows(values)]
            edits += replacement(connection, part, part.c.building_id == key, wanted)
        store_row_edits(database, edits, *step)


def _of(connection: Connection, kind: type[T], table: Table, key: str) -> tuple[T, ...]:
    """All values of a building, in the order in which they were stored."""
    place = next(iter(table.primary_key.columns))
    query = select_fields(kind, table).where(table.c.building_id == key).order_by(place)
    return from_rows(kind, connection.execute(query))
