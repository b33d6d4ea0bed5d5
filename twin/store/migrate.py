"""Bring a portfolio database to the schema of this program, with a copy first."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert

import twin
from twin.store import series_tables, tables
from twin.store.database import APPLICATION_ID, FILE_NAME, SCHEMA_VERSION, Database

_SCRIPTS = Path(__file__).parent / "migrations"


def build_schema(database: Database, name: str) -> None:
    """Make all tables and the one portfolio row in one transaction."""
    with database.writing() as connection:
        _upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(
            insert(tables.portfolio).values(
                portfolio_id=1,
                name=name,
                created_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
                program_version=twin.__version__,
            )
        )


def bring_up_to_date(database: Database, version: int) -> Path:
    """Copy the database of schema `version` aside, then change it in one transaction.

    Returns
    -------
    Path
        The copy, ``portfolio-v<version>.sqlite`` beside the database.
    """
    copy = database.folder / f"portfolio-v{version}.sqlite"
    with (
        closing(sqlite3.connect(database.folder / FILE_NAME)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    with database.writing() as connection:
        _upgrade(connection)
    return copy


def ensure_series(database: Database) -> None:
    """Make the tables of time series where their file is new or was lost; it is empty then."""
    with database.writing() as connection:
        tables.metadata.create_all(connection, tables=series_tables.ALL)


def config_for(connection: Connection) -> Config:
    """Alembic configuration that works on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(config_for(connection), "head")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
