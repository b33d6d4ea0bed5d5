"""Copies of a portfolio: verified, rotated, put back; and what goes with a building."""

import os
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from twin.errors import TwinError, UnreadableFile
from twin.model.building import Building
from twin.store import backups as made_by
from twin.store.backups import Backup, back_up, back_up_at_start, backups, restore, rotate
from twin.store.buildings import load_buildings, save_buildings
from twin.store.check import portfolio_damage, weekly_damage
from twin.store.database import FILE_NAME, Database, open_database

NOON = datetime(2026, 11, 23, 12)


@pytest.fixture
def folder(file_database: Database) -> Path:
    file_database.close()
    return file_database.folder


def names(folder: Path) -> list[str]:
    database = open_database(folder)
    found = [b.name for b in load_buildings(database)]
    database.close()
    return found


def rename(folder: Path, name: str) -> None:
    database = open_database(folder)
    save_buildings(database, (Building("b01", name, "school"),))
    database.close()


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return list(connection.iterdump())


def test_that_twenty_copies_put_back_are_the_portfolio_as_it_was(folder: Path) -> None:
    kept: list[tuple[Backup, list[str]]] = []
    for number in range(20):
        rename(folder, f"Skole {number}")
        kept.append((back_up(folder, "start"), dump(folder)))

    for backup, before in reversed(kept):
        restore(folder, backup)
        assert dump(folder) == before
        assert portfolio_damage(folder) == ""


def test_that_what_was_there_before_a_copy_is_put_back_is_kept(folder: Path) -> None:
    old = back_up(folder, "start")
    rename(folder, "Ny skole")

    before = restore(folder, old)

    assert names(folder) == ["Lia skole", "Hall"]
    assert before is not None
    restore(folder, before)
    assert names(folder) == ["Ny skole", "Hall"]


@pytest.mark.parametrize("place", [0, 50, 5000, 40_000])
def test_that_a_damaged_copy_is_refused_and_the_portfolio_left_alone(
    folder: Path, place: int
) -> None:
    old = back_up(folder, "start")
    rename(folder, "Ny skole")
    content = bytearray(old.file.read_bytes())
    content[place : place + 4096] = os.urandom(4096)
    old.file.write_bytes(content)

    with pytest.raises(UnreadableFile):
        restore(folder, old)

    assert names(folder) == ["Ny skole", "Hall"]


def test_that_a_damaged_portfolio_is_kept_aside_and_replaced(folder: Path) -> None:
    old = back_up(folder, "start")
    (folder / FILE_NAME).write_bytes(b"burnt" * 5000)

    assert restore(folder, old) is None

    assert names(folder) == ["Lia skole", "Hall"]
    (aside,) = (folder / made_by.FOLDER).glob("damaged-*")
    assert aside.read_bytes().startswith(b"burnt")


def test_that_a_damaged_portfolio_is_not_copied_over_sound_copies(folder: Path) -> None:
    back_up_at_start(folder)
    content = bytearray((folder / FILE_NAME).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (folder / FILE_NAME).write_bytes(content)

    with pytest.raises(TwinError):
        back_up_at_start(folder)

    assert Counter(b.reason for b in backups(folder)) == {"start": 1, "readings": 1}


def test_that_an_open_portfolio_is_not_replaced(folder: Path) -> None:
    old = back_up(folder, "start")
    database = open_database(folder)

    with database.reading(), pytest.raises(TwinError, match="open in another program"):
        load_buildings(database)
        restore(folder, old)

    database.close()


def test_that_starts_days_and_months_are_kept_and_the_rest_goes(folder: Path) -> None:
    copy = back_up(folder, "start", NOON)
    content = copy.file.read_bytes()
    copy.file.unlink()
    for hours in range(0, 24 * 500, 8):
        at = NOON - timedelta(hours=hours)
        name = f"portfolio-{at.strftime(made_by._STAMP)}-start.sqlite"
        (folder / made_by.FOLDER / name).write_bytes(content)

    rotate(folder)

    kept = [b.at for b in backups(folder)]
    assert kept[:10] == [NOON - timedelta(hours=8 * i) for i in range(10)]
    assert {at.date() for at in kept} >= {(NOON - timedelta(days=d)).date() for d in range(14)}
    assert len({(at.year, at.month) for at in kept}) == 12
    assert len(kept) <= 10 + 14 + 12


def test_that_copies_never_take_more_room_than_allowed_but_one_stays(folder: Path) -> None:
    made = [back_up(folder, "start", NOON + timedelta(days=d)) for d in range(6)]

    rotate(folder, at_most=3 * made[0].size_bytes)
    assert [b.at for b in backups(folder)] == [m.at for m in reversed(made[3:])]

    rotate(folder, at_most=1)
    assert [b.at for b in backups(folder)] == [made[-1].at]


def test_that_readings_are_copied_once_a_month(folder: Path) -> None:
    for day in (0, 1, 2, 10):
        back_up_at_start(folder, NOON + timedelta(days=day))

    reasons = Counter(b.reason for b in backups(folder))

    assert reasons == {"start": 4, "readings": 2}


def test_that_a_copy_cut_short_is_not_listed_and_goes(folder: Path) -> None:
    whole = back_up(folder, "start")
    whole.file.with_suffix(".arriving").write_bytes(b"half")

    assert backups(folder) == (whole,)
    rotate(folder)
    assert [p.name for p in (folder / made_by.FOLDER).iterdir()] == [whole.file.name]


def test_that_the_full_check_is_made_once_a_week(folder: Path) -> None:
    now = (folder / FILE_NAME).stat().st_mtime
    assert weekly_damage(folder, now) == ""
    (folder / FILE_NAME).write_bytes(b"burnt" * 5000)

    assert weekly_damage(folder, now + 3600) == ""
    assert weekly_damage(folder, now + 8 * 24 * 3600) != ""


def test_that_a_failed_migration_leaves_the_portfolio_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.store import released
    from twin.store import migrate

    old = tmp_path / "Old.twin"
    released.load(1, old)
    before = dump(old)
    monkeypatch.setattr(migrate, "_counts", replaced_counts())

    with pytest.raises(TwinError, match="as it was before"):
        open_database(old)

    assert dump(old) == before
    assert [b.reason for b in backups(old)] == ["migration"]


def replaced_counts() -> object:
    """Counts that get smaller: what a revision that loses rows would give."""
    rows = iter((10, 9))
    return lambda connection: {"work_orders": next(rows)}


def test_that_a_backup_says_when_and_why(folder: Path) -> None:
    made = back_up(folder, "migration", NOON)
    assert backups(folder) == (replace(made, at=NOON, reason="migration"),)
