"""Portfolios as each released data version left them, kept as text for ever.

`python -m tests.store.released N` writes the file of a new version, once, when it is released.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from alembic import command

from twin.store import migrate
from twin.store.blocks import packed
from twin.store.database import APPLICATION_ID, FILE_NAME, SCHEMA_VERSION, SERIES_NAME, Database
from twin.store.sqlite_file import file_engine

FOLDER = Path(__file__).with_name("released")
VERSIONS = tuple(sorted(int(p.stem[1:]) for p in FOLDER.glob("v*.sql")))
_BETWEEN = "-- readings.sqlite\n"
_ROWS = (
    "INSERT INTO portfolio VALUES (1, 'Gammel æøå', '2026-01-01 00:00:00.000000', '0.1.0')",
    "INSERT INTO buildings VALUES ('b01', 0, 'Lia skole', 'school', 'Åsane', '', '', 1962, 4100,"
    " 3900, 2, '[]', NULL, 9.5, 'flat', 0, 'E', 'Enova', '', '')",
    "INSERT INTO assessments VALUES (12, 'b01', '', '234', 2, 1, 'Råte', 'Skift', '2024-05-17',"
    " 'Ola', 2, 1000.0, NULL, 3000.0, 2024, 2027)",
    "INSERT INTO work_orders VALUES ('AO-1', 'b01', '', '234', 'Skift pakning', 'open', 0,"
    " '2026-03-01', '2026-04-01', NULL, '', NULL)",
    "INSERT INTO needs VALUES ('n1', 'b01', 'Trekk', '', 'Elever', 4, '2025-01-01')",
    "INSERT INTO meters VALUES ('m1', 'b01', 'electricity', 'Hovedmåler')",
    "INSERT INTO meter_years VALUES ('m1', 2024, 0, 0.0003, 6.0)",
    "INSERT INTO scenarios (scenario_id, building_id, name, is_draft, saved_at)"
    " VALUES (1, 'b01', 'Nye vinduer', 0, '2026-01-01 00:00:00.000000')",
)


def load(version: int, folder: Path) -> None:
    """Write the portfolio of a data version into a new folder."""
    folder.mkdir()
    portfolio, _, series = (FOLDER / f"v{version:02d}.sql").read_text("utf-8").partition(_BETWEEN)
    _fill(folder / FILE_NAME, portfolio, version)
    if series:
        _fill(folder / SERIES_NAME, series, 0)


def write(version: int) -> None:
    """Make the portfolio of the first version, change it up to `version`, and write it down."""
    import tempfile

    import numpy as np

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = Database(folder, False, file_engine(folder / FILE_NAME, is_read_only=False))
        with made.writing() as connection:
            command.upgrade(migrate.config_for(connection), "0001")
            for row in _ROWS:
                connection.exec_driver_sql(row)
            connection.exec_driver_sql(
                "INSERT INTO reading_blocks VALUES ('m1', 2024, 0, 3, ?)",
                (packed(np.array([1, 2, 3], np.float32)),),
            )
            command.upgrade(migrate.config_for(connection), f"{version:04d}")
        made.close()
        text = _dumped(folder / FILE_NAME)
        series = _dumped(folder / SERIES_NAME)
        if "CREATE TABLE" in series:
            text += _BETWEEN + series
    (FOLDER / f"v{version:02d}.sql").write_text(text, encoding="utf-8")


def _fill(file: Path, script: str, version: int) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
        if version:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={version}")
        connection.execute("PRAGMA journal_mode=WAL")


def _dumped(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return "\n".join(connection.iterdump()) + "\n"


if __name__ == "__main__":
    write(int(sys.argv[1]) if len(sys.argv) > 1 else SCHEMA_VERSION)
