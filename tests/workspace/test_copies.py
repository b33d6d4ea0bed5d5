"""Copies of the open portfolio: what each would lose, and putting one back from the window."""

from dataclasses import replace
from pathlib import Path

import pytest

from twin.model.edit import Edit
from twin.store.backups import Backup, back_up, backups
from twin.store.copies import Copy, looked_at
from twin.store.database import Database, open_database
from twin.store.edits import store_edits
from twin.workspace import copies
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, errors, said


def renamed(database: Database, workspace: Workspace, name: str) -> None:
    assert workspace.portfolio is not None
    building = workspace.portfolio.buildings[0]
    edit = Edit(building, replace(building, name=name))
    store_edits(database, [edit], "Kari", f"Rename to {name}")


def test_that_what_came_since_a_copy_is_counted_and_named(
    opened: Workspace, folder: Path, settled: Settle
) -> None:
    before = back_up(folder, "start")
    assert opened.database is not None
    renamed(opened.database, opened, "Ny")

    found = looked_at(folder, before)

    assert (found.damage, found.steps, found.records, found.last_who) == ("", 1, 1, "Kari")
    assert found.last_at is not None
    assert looked_at(folder, back_up(folder, "start")).steps == 0
    assert looked_at(folder, back_up(folder, "readings")).steps == -1


def test_that_a_damaged_copy_is_said_to_be(opened: Workspace, folder: Path) -> None:
    copy = back_up(folder, "start")
    raw = bytearray(copy.file.read_bytes())
    raw[4096 * 3 : 4096 * 9] = b"\x5a" * (4096 * 6)
    copy.file.write_bytes(raw)
    assert looked_at(folder, copy).damage


def test_that_copies_are_listed_and_then_looked_at_one_by_one(
    opened: Workspace, folder: Path, settled: Settle
) -> None:
    first, second = back_up(folder, "start"), back_up(folder, "migration")
    lists: list[tuple[Backup, ...]] = []
    found: list[Copy] = []

    copies.list_copies(opened, lists.append, found.append)
    settled()

    assert lists[0][:2] == (second, first)
    assert [copy.backup for copy in found] == list(lists[0])


def test_that_a_copy_put_back_shows_and_can_be_taken_back_by_the_copy_made_of_it(
    opened: Workspace, folder: Path, settled: Settle
) -> None:
    copy = back_up(folder, "start")
    assert opened.database is not None and opened.portfolio is not None
    name = opened.portfolio.buildings[0].name
    renamed(opened.database, opened, "Ny")

    copies.put_back(opened, copy)
    settled()
    assert opened.portfolio.buildings[0].name == name
    assert "What was there before is kept" in said(opened)
    assert opened.watch is not None

    kept = next(b for b in backups(folder) if b.reason == "restore")
    copies.put_back(opened, kept)
    settled()
    assert opened.portfolio.buildings[0].name == "Ny"


@pytest.mark.parametrize("in_use", [True, False])
def test_that_what_cannot_be_put_back_leaves_the_portfolio_open_as_it_was(
    workspace: Workspace, folder: Path, settled: Settle, in_use: bool
) -> None:
    workspace.open_portfolio(folder)
    settled()
    copy = back_up(folder, "start")
    other = open_database(folder)
    with other.reading():
        pass
    if not in_use:
        other.close()
        copy.file.unlink()

    copies.put_back(workspace, copy)
    settled()

    (told,) = errors(workspace)
    assert "left as it is" in told or "is not there" in told or "was left as it was" in told
    assert workspace.portfolio is not None and workspace.database is not None
    renamed(workspace.database, workspace, "Can be stored")
    other.close()
