"""What is known of each building, in the order in which it was entered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from twin.model.known import KnownValue
from twin.store.database import Database
from twin.store.edits import store_row_edits
from twin.store.hold import hold
from twin.store.kinds import kind_of_table
from twin.store.known_tables import known_values
from twin.store.replacement import Step, replacement
from twin.store.row_edit import RowEdit
from twin.store.rows import from_rows, select_fields, to_rows


def save_known_values(
    database: Database,
    building_id: str,
    values: Sequence[KnownValue],
    step: Step = ("", "Known values"),
) -> None:
    """Replace what is known of a building, in one step of the log.

    step : who, and what was done.
    """
    with database.writing() as connection:
        hold(connection, f"known_values {building_id}")
        of_it = known_values.c.building_id == building_id
        edits = replacement(connection, known_values, of_it, to_rows(values))
        store_row_edits(database, edits, *step)


def load_known_values(database: Database, building_id: str) -> tuple[KnownValue, ...]:
    """What is known of a building, () if nothing."""
    query = (
        select_fields(KnownValue, known_values)
        .where(known_values.c.building_id == building_id)
        .order_by(known_values.c.known_id)
    )
    with database.reading() as connection:
        return from_rows(KnownValue, connection.execute(query))


def followed_rows(database: Database, building_id: str, now: Mapping[str, str]) -> list[RowEdit]:
    """Edits that let what is known of elements name them as they are called now."""
    kind, found = kind_of_table(known_values.name), list[RowEdit]()
    query = select(*known_values.c).where(known_values.c.building_id == building_id)
    fields = select_fields(KnownValue, known_values).where(
        known_values.c.building_id == building_id
    )
    with database.reading() as connection:
        names = known_values.c.keys()
        rows = [dict(zip(names, row, strict=True)) for row in connection.execute(query)]
        values = from_rows(KnownValue, connection.execute(fields))
    for row, value in zip(rows, values, strict=True):
        elements = tuple(dict.fromkeys(now.get(key, key) for key in value.elements))
        if elements != value.elements:
            after = row | {"elements": to_rows([replace(value, elements=elements)])[0]["elements"]}
            found.append(RowEdit(kind, kind.key_of(row), row, after))
    return found


def measured_buildings(database: Database) -> frozenset[str]:
    """Buildings of which anything is known."""
    with database.reading() as connection:
        return frozenset(connection.execute(select(known_values.c.building_id)).scalars())
