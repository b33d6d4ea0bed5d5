"""Bring a portfolio database to the schema of this program, with a copy first."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, insert, inspect, select, text

import twin
from twin.errors import StoreConflict, TwinError
from twin.store import series_tables, tables
from twin.store.backups import Backup, back_up, restore
from twin.store.check import portfolio_damage
from twin.store.database import APPLICATION_ID, FILE_NAME, SCHEMA_VERSION, Database
from twin.store.hold import hold
from twin.store.sqlite_file import file_engine, version_of

_SCRIPTS = Path(__file__).parent / "migrations"
_MIGRATION = "twin migration"
_KEPT = ("buildings", "assessments", "work_orders", "needs", "meters", "scenarios", "proposals")


def build_schema(database: Database, name: str) -> None:
    """Make all tables and the one portfolio row in one transaction."""
    with database.writing() as connection:
        upgrade(connection)
        if not database.is_server:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(
            insert(tables.portfolio).values(
                portfolio_id=1,
                name=name,
                created_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
                program_version=twin.__version__,
            )
        )


def bring_up_to_date(folder: Path, version: int) -> Backup:
    """Copy the portfolio file of schema `version` aside, then change it in one transaction.

    The copy is verified by opening it. The change reaches the portfolio and its readings
    together, or neither, even after a crash; if what it made is not sound, the copy is put back.

    Returns
    -------
    Backup
        The copy.

    Raises
    ------
    TwinError
        If no sound copy can be made, or the change failed; the portfolio is as it was then.
    """
    copy = back_up(folder, "migration")
    file = folder / FILE_NAME
    try:
        _change(Database(folder, False, file_engine(file, is_read_only=False, journal="DELETE")))
        reason = portfolio_damage(folder)
    except TwinError:
        raise
    except Exception as error:  # whatever a revision meets, the copy is there
        reason = str(error) or type(error).__name__
    if reason:
        if version_of(file) != version:
            restore(folder, copy)
        raise TwinError(
            "{name} could not be brought up to date ({reason}); it is as it was before.",
            "Send the file {copy} to support, or open it with the older version of the program.",
            name=folder.name,
            reason=reason,
            copy=copy.file.name,
        )
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


def upgrade(connection: Connection) -> None:
    """Run the revisions that are lacking; on a server one client at a time."""
    hold(connection, _MIGRATION)
    command.upgrade(config_for(connection), "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def _change(database: Database) -> None:
    try:
        with database.writing() as connection:
            before = _counts(connection)
            upgrade(connection)
            lost = [t for t, n in _counts(connection).items() if n < before.get(t, 0)]
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if lost or broken:
                raise StoreConflict(
                    "{name} could not be brought up to date ({reason}); it is as it was before.",
                    "Send a copy of the portfolio to support.",
                    name=database.folder.name,
                    reason=f"rows of {lost[0]}" if lost else f"links of {broken}",
                )
    finally:
        database.close()


def _counts(connection: Connection) -> Mapping[str, int]:
    """Rows of the tables that no revision may make shorter."""
    there = set(inspect(connection).get_table_names())
    return {
        name: connection.execute(
            select(func.count()).select_from(tables.metadata.tables[name])
        ).scalar_one()
        for name in _KEPT
        if name in there
    }
