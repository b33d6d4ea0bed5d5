"""Where a portfolio lies, and who made it."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from twin.errors import StoreConflict, TwinError, UnreadableFile
from twin.model.building import Building
from twin.store import database as databases
from twin.store import network_share
from twin.store.buildings import load_buildings, save_buildings
from twin.store.check import examine_foreign
from twin.store.database import FILE_NAME, Database, create, open_database


def mounts(place: Path, kind: str) -> str:
    number = place.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}"
    return (
        "21 1 254:99 / / rw - ext4 /dev/vda rw\n"
        f"36 21 {device} / /home/kari/H rw,relatime shared:5 - {kind} //server/share rw\n"
    )


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs", "smb3"])
def test_that_a_network_share_is_known_by_its_file_system(tmp_path: Path, kind: str) -> None:
    assert network_share._is_share_on_linux(tmp_path, mounts(tmp_path, kind))


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "tmpfs", "fuseblk"])
def test_that_a_local_disk_is_none(tmp_path: Path, kind: str) -> None:
    assert not network_share._is_share_on_linux(tmp_path, mounts(tmp_path, kind))


def test_that_a_portfolio_on_a_share_is_read_but_not_written(
    file_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_database.close()
    monkeypatch.setattr(databases, "is_network_share", lambda folder: True)

    shared = open_database(file_database.folder)

    assert len(load_buildings(shared)) == 2
    assert "network share" in str(shared.why_read_only)
    with pytest.raises(StoreConflict, match="can only be read"):
        save_buildings(shared, (Building("b3", "C", "school"),))
    shared.close()


def test_that_no_portfolio_is_made_on_a_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "is_network_share", lambda folder: True)
    with pytest.raises(StoreConflict, match="network share"):
        create(tmp_path / "H.twin")
    assert not (tmp_path / "H.twin").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON needs BEGIN DELETE FROM buildings; END",
        "CREATE VIEW everything AS SELECT * FROM buildings",
    ],
)
def test_that_instructions_of_strangers_are_refused(
    file_database: Database, statement: str
) -> None:
    file_database.close()
    with closing(sqlite3.connect(file_database.folder / FILE_NAME)) as connection:
        connection.execute(statement)

    with pytest.raises(UnreadableFile, match="instructions"):
        open_database(file_database.folder, is_known=False)


def test_that_the_look_at_a_stranger_ends_in_time(file_database: Database) -> None:
    file_database.close()
    file = file_database.folder / FILE_NAME

    assert examine_foreign(file, seconds=60)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
            "INSERT INTO saved_views (view_id, name) SELECT 'v' || i, 'x' FROM n"
        )
        connection.commit()
    assert not examine_foreign(file, seconds=0)


def test_that_flipped_bytes_are_read_or_refused_but_never_a_crash(file_database: Database) -> None:
    file_database.close()
    file = file_database.folder / FILE_NAME
    sound = file.read_bytes()
    chance = random.Random(1)
    refused = 0
    for _ in range(60):
        content = bytearray(sound)
        for _ in range(1000):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file.write_bytes(content)
        try:
            stranger = open_database(file_database.folder, read_only=True, is_known=False)
        except TwinError:
            refused += 1
            continue
        stranger.close()
    assert refused > 50
    assert file.read_bytes() == bytes(content)
