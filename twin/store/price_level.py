"""The price level at which a portfolio shows its costs."""

from sqlalchemy import select, update

from twin.store import tables
from twin.store.database import Database


def load_price_year(database: Database) -> int:
    """Year of the price level, 0 for the newest that is known."""
    with database.reading() as connection:
        return connection.execute(select(tables.portfolio.c.price_year)).scalar_one()


def save_price_year(database: Database, year: int) -> None:
    """Show costs at the price level of `year` from now on, 0 for the newest that is known.

    Raises
    ------
    StoreConflict
        If the portfolio cannot be written.
    """
    with database.writing() as connection:
        connection.execute(update(tables.portfolio).values(price_year=year))
