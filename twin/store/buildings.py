"""Buildings of a portfolio and the portfolio's own name."""

from collections.abc import Sequence

from sqlalchemy import func, select

from twin.model.building import Building
from twin.store import tables
from twin.store.database import Database
from twin.store.hold import hold
from twin.store.put import put
from twin.store.rows import from_rows, select_fields, to_rows


def portfolio_name(database: Database) -> str:
    """The name the user gave the portfolio."""
    with database.reading() as connection:
        return connection.execute(select(tables.portfolio.c.name)).scalar_one()


def save_buildings(database: Database, buildings: Sequence[Building]) -> None:
    """Add buildings, or replace those with the same ``building_id``, in one transaction."""
    if not buildings:
        return
    table = tables.buildings
    with database.writing() as connection:
        hold(connection, "order of buildings")
        last = connection.execute(select(func.max(table.c.position))).scalar_one()
        start = 0 if last is None else last + 1
        rows = [{**row, "position": start + i} for i, row in enumerate(to_rows(buildings))]
        put(connection, table, rows, keep=("position",))


def load_buildings(database: Database) -> tuple[Building, ...]:
    """All buildings in the order in which they were added."""
    query = select_fields(Building, tables.buildings).order_by(
        tables.buildings.c.position, tables.buildings.c.building_id
    )
    with database.reading() as connection:
        return from_rows(Building, connection.execute(query))
