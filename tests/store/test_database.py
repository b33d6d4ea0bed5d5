"""Making, opening, refusing and protecting portfolio databases."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from twin.errors import StoreConflict, TwinError, UnreadableFile
from twin.model.building import Building
from twin.model.scenario import NORMAL_YEAR
from twin.store import database as databases
from twin.store import migrate, tables
from twin.store.assessments import load_assessments
from twin.store.backups import backups
from twin.store.buildings import load_buildings, portfolio_name, save_buildings
from twin.store.database import FILE_NAME, Database, create, damage, open_database
from twin.store.scenarios import load_scenarios
from twin.store.sqlite_file import file_engine
from twin.store.work_orders import load_needs


@pytest.fixture
def database(file_database: Database) -> Database:
    """What is tested here is about files."""
    return file_database


def test_that_a_new_portfolio_is_a_folder_with_its_own_name(database: Database) -> None:
    names = {p.name for p in database.folder.iterdir()}

    assert {"portfolio.sqlite", "models", "cache", "proposals"} <= names
    assert portfolio_name(database) == "Bærum"


def test_that_the_name_defaults_to_the_folder(tmp_path: Path) -> None:
    database = create(tmp_path / "Åsane.twin")

    assert portfolio_name(database) == "Åsane"
    database.close()


def test_that_durable_settings_hold_on_every_connection(database: Database) -> None:
    with database.reading() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in (
                "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "application_id",
                "user_version",
            )
        }  # fmt: skip

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "application_id": databases.APPLICATION_ID,
        "user_version": databases.SCHEMA_VERSION,
    }


def test_that_the_revisions_build_exactly_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_schemas": True})

        assert context.get_current_revision() == f"{databases.SCHEMA_VERSION:04d}"
        assert compare_metadata(context, tables.metadata) == []


def test_that_a_failed_transaction_takes_back_new_tables_too(database: Database) -> None:
    def make_a_table_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE half (a INTEGER)"))
            save_buildings(database, (Building("b03", "C", "school"),))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        make_a_table_and_fail()

    with database.reading() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE name='half'")).all()
    assert found == []
    assert [b.building_id for b in load_buildings(database)] == ["b01", "b02"]


def test_that_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")

    with pytest.raises(StoreConflict, match="left as it is"):
        create(tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_that_a_folder_without_a_portfolio_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no portfolio"):
        open_database(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"no database at all" * 100, b"SQLite format 3\x00" * 64]
)
def test_that_another_file_is_refused_and_not_changed(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(content)

    with pytest.raises(UnreadableFile, match="not a portfolio"):
        open_database(tmp_path)

    assert file.read_bytes() == content


def test_that_a_foreign_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE other (a)")

    with pytest.raises(UnreadableFile, match="not a portfolio"):
        open_database(tmp_path)


def made_by_newer_program(database: Database, *statements: str) -> bytes:
    database.close()
    file = database.folder / FILE_NAME
    with closing(sqlite3.connect(file)) as connection:
        for statement in (*statements, "PRAGMA user_version=99"):
            connection.execute(statement)
    return file.read_bytes()


def test_that_a_newer_portfolio_is_read_and_not_changed(database: Database) -> None:
    before = made_by_newer_program(database, "ALTER TABLE buildings ADD COLUMN colour TEXT")

    newer = open_database(database.folder)

    assert [b.building_id for b in load_buildings(newer)] == ["b01", "b02"]
    assert "newer version of the program" in str(newer.why_read_only)
    with pytest.raises(StoreConflict, match="can only be read"):
        save_buildings(newer, (Building("b03", "C", "school"),))
    newer.close()
    assert (database.folder / FILE_NAME).read_bytes() == before


def test_that_a_newer_portfolio_that_keeps_known_things_elsewhere_is_refused(
    database: Database,
) -> None:
    before = made_by_newer_program(database, "ALTER TABLE buildings RENAME COLUMN roof TO shape")

    with pytest.raises(StoreConflict, match=r"buildings\.roof is kept in another way"):
        open_database(database.folder)

    assert (database.folder / FILE_NAME).read_bytes() == before


def test_that_the_database_file_opens_its_folder(database: Database) -> None:
    again = open_database(database.folder / FILE_NAME)

    assert again.folder == database.folder
    again.close()


def test_that_read_only_reads_but_refuses_to_write(database: Database) -> None:
    reader = open_database(database.folder, read_only=True)

    assert len(load_buildings(reader)) == 2
    with pytest.raises(StoreConflict, match="can only be read"):
        save_buildings(reader, (Building("b03", "C", "school"),))
    reader.close()


def test_that_a_second_writer_gets_a_sentence(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_database(database.folder)
    with other.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")

    with database.writing(), pytest.raises(StoreConflict, match="Another program is writing"):
        save_buildings(other, (Building("b03", "C", "school"),))
    other.close()


def test_that_an_older_schema_is_copied_first_and_brought_up_to_date(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    newer = databases.SCHEMA_VERSION + 1
    monkeypatch.setattr(databases, "SCHEMA_VERSION", newer)
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", newer)

    again = open_database(database.folder)

    with again.reading() as connection:
        assert connection.execute(text("PRAGMA user_version")).scalar_one() == newer
    again.close()
    (backup,) = backups(database.folder)
    assert backup.reason == "migration"
    with closing(sqlite3.connect(backup.file)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (newer - 1,)
        assert copy.execute("SELECT count(*) FROM buildings").fetchone() == (2,)


def test_that_an_older_schema_that_cannot_be_written_is_refused_and_left_alone(
    database: Database,
) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version=1")
    database.close()
    before = (database.folder / FILE_NAME).read_bytes()

    with pytest.raises(StoreConflict, match="older version"):
        open_database(database.folder, read_only=True)

    assert (database.folder / FILE_NAME).read_bytes() == before
    assert backups(database.folder) == ()


def test_that_damage_is_found(database: Database) -> None:
    save_buildings(database, [Building(f"c{i}", "x" * 500, "school") for i in range(200)])
    database.close()
    assert damage(database.folder) == ""
    file = database.folder / FILE_NAME
    content = bytearray(file.read_bytes())
    content[9 * 4096 :] = os.urandom(len(content) - 9 * 4096)
    file.write_bytes(content)

    assert damage(database.folder) != ""


def test_that_reading_a_damaged_database_is_a_sentence(database: Database) -> None:
    save_buildings(database, [Building(f"c{i}", "x" * 500, "school") for i in range(200)])
    database.close()
    file = database.folder / FILE_NAME
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)

    def read_all() -> None:
        load_buildings(open_database(database.folder))

    with pytest.raises(TwinError, match=r"damaged|not a portfolio"):
        read_all()


def test_that_every_acknowledged_building_survives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "Killed.twin"
    create(folder).close()
    writer = (
        "import sys; from pathlib import Path\n"
        "from twin.store.database import open_database\n"
        "from twin.store.buildings import save_buildings\n"
        "from twin.model.building import Building\n"
        "db = open_database(Path(sys.argv[1]))\n"
        "for i in range(10**6):\n"
        "    save_buildings(db, (Building(f'k{i}', 'x' * 300, 'school'),))\n"
        "    print(i, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", writer, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(60)][-1]
    process.kill()
    rest = process.stdout.read().split()
    process.wait()
    acknowledged = int(rest[-2]) if len(rest) > 1 else acknowledged

    again = open_database(folder)

    assert [b.building_id for b in load_buildings(again)][: acknowledged + 1] == [
        f"k{i}" for i in range(acknowledged + 1)
    ]
    assert damage(folder) == ""
    again.close()


def old_portfolio(folder: Path, version: int, rows: tuple[str, ...]) -> None:
    """A portfolio as a program of data version `version` left it."""
    folder.mkdir()
    file = folder / databases.FILE_NAME
    made = Database(folder, False, file_engine(file, is_read_only=False))
    with made.writing() as connection:
        command.upgrade(migrate.config_for(connection), f"{version:04d}")
        connection.exec_driver_sql(f"PRAGMA application_id={databases.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
        for row in (
            "INSERT INTO portfolio VALUES (1, 'Old', '2026-01-01 00:00:00.000000', '0.1.0')",
            "INSERT INTO buildings VALUES ('b01', 0, 'A', 'school', '', '', '', NULL, NULL, NULL,"
            " 2, '[]', NULL, NULL, 'flat', 0, '', '', '', '')",
            *rows,
        ):
            connection.exec_driver_sql(row)
    made.close()


def test_that_what_ifs_of_the_first_schema_are_in_the_normal_year(tmp_path: Path) -> None:
    what_if = (
        "INSERT INTO scenarios (scenario_id, building_id, name, is_draft, saved_at)"
        " VALUES (1, 'b01', '', 1, '2026-01-01 00:00:00.000000')"
    )
    old_portfolio(tmp_path / "Old.twin", 1, (what_if,))

    again = open_database(tmp_path / "Old.twin")

    (found,) = load_scenarios(again, "b01")
    assert found.scenario.weather == NORMAL_YEAR
    again.close()


def test_that_condition_and_needs_of_the_third_schema_keep_their_values(tmp_path: Path) -> None:
    old_portfolio(
        tmp_path / "Old.twin",
        3,
        (
            "INSERT INTO assessments VALUES (12, 'b01', '', '234', 2, 1, 'Råte', 'Skift',"
            " '2024-05-17', 'Ola', 2, 1000.0, NULL, 3000.0, 2024, 2027)",
            "INSERT INTO needs VALUES ('n1', 'b01', 'Trekk', '', 'Elever', 4, '2025-01-01')",
        ),
    )

    again = open_database(tmp_path / "Old.twin")

    (graded,) = load_assessments(again)
    (need,) = load_needs(again)
    again.close()
    assert (graded.assessment_id, graded.grade, graded.kg_safety) == ("00000000000012", 2, -1)
    assert (need.pain, need.votes, need.places) == (4, 0, ())
