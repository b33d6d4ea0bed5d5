"""Records of any kind that people edit."""

from collections.abc import Sequence
from typing import TypeVar

from twin.model.records import Records
from twin.store.database import Database
from twin.store.kinds import kind_of
from twin.store.put import put
from twin.store.rows import records, select_fields, to_rows

T = TypeVar("T")


def load_records(database: Database, record: type[T], building_id: str = "") -> Records[T]:
    """All records of a kind, or those of one building, in the order in which they were added."""
    kind = kind_of(record)
    query = select_fields(record, kind.table).order_by(kind.table.c[kind.order or kind.key])
    if building_id:
        query = query.where(kind.table.c.building_id == building_id)
    with database.reading() as connection:
        return records(record, connection.execute(query))


def save_records(database: Database, found: Sequence[object]) -> None:
    """Add records of one kind without a log entry, or replace those with the same key.

    For what the program writes by itself; what people change goes through `store_edits`.
    """
    if found:
        with database.writing() as connection:
            put(connection, kind_of(type(found[0])).table, to_rows(found))
