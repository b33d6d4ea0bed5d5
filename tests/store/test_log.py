"""Nothing changes or leaves without an entry in the log."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select, text

from tests.store.conftest import NewDatabase
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.known import KnownValue
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.need import Need, NeedVote
from twin.model.scenario import Scenario
from twin.store.all_tables import metadata
from twin.store.audit import entries_of, history_of
from twin.store.audit_tables import audit_log
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import Database
from twin.store.edits import store_edits, undo
from twin.store.kinds import ALL_KINDS
from twin.store.known_values import load_known_values, save_known_values
from twin.store.records import load_records
from twin.store.scenarios import load_scenarios, save_version
from twin.store.work_orders import load_work_orders

BUILDING = Building("b1", "Lia skole", "school")
ORDER = WorkOrder(
    "AO-1", "b1", "", "234", "Skift", WorkOrderState.OPEN, False, date(2026, 3, 1), None, None,
    "", np.nan,
)  # fmt: skip
NEED = Need("n1", "b1", "Trekk", "", "Elever", 4, date(2025, 1, 1))
KNOWN = KnownValue(
    "b1", "airtightness", 1.5, 0.2, "measured", date(2026, 1, 1), "Kari", "", date(2026, 1, 2)
)


@pytest.fixture
def database(tmp_path: Path, new_database: NewDatabase) -> Iterator[Database]:
    made = new_database(tmp_path / "p.twin")
    save_buildings(made, (BUILDING,))
    yield made
    made.close()


def test_that_every_table_that_goes_along_is_known_to_the_log() -> None:
    known = {kind.table.name for kind in ALL_KINDS}
    going = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.ondelete == "CASCADE"
    }
    assert going <= known


def test_that_a_server_logs_every_kind_itself(database: Database) -> None:
    if not database.is_server:
        pytest.skip("a file has no triggers of its own: the store writes the log")
    question = text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE :name")
    with database.reading() as connection:
        logged = set(connection.execute(question, {"name": "audit_log_of_%"}).scalars())
    assert logged >= {kind.table.name for kind in ALL_KINDS} | {"readings.replaced_blocks"}


def test_that_500_random_edits_leave_500_entries_with_before_and_after(
    database: Database,
) -> None:
    chance = random.Random(7)
    there: dict[str, WorkOrder] = {}
    expected: list[tuple[str, WorkOrder | None, WorkOrder | None]] = []
    for number in range(500):
        key = f"AO-{chance.randrange(40)}"
        before = there.get(key)
        gone = before is not None and chance.random() < 0.3
        after = None if gone else replace(before or ORDER, order_id=key, title=f"T{number}")
        store_edits(database, (Edit(before, after),), "kari", f"Step {number}")
        expected.append((key, before, after))
        there = {k: v for k, v in {**there, key: after}.items() if v is not None}

    with database.reading() as connection:
        query = select(audit_log.c.change_id).where(audit_log.c.what.like("Step %"))
        ids = connection.execute(query.order_by(audit_log.c.entry_id)).scalars().all()
        entries = [entries_of(connection, change_id) for change_id in ids]
    assert [len(e) for e in entries] == [1] * 500
    for (entry,), (key, before, after) in zip(entries, expected, strict=True):
        assert (entry.key, entry.who) == (key, "kari")
        assert (entry.before is None, entry.after is None) == (before is None, after is None)
        assert before is None or (entry.before or {})["title"] == before.title
        assert after is None or (entry.after or {})["title"] == after.title
    assert {o.order_id: o for o in load_work_orders(database)} == there


def test_that_what_goes_with_a_building_is_logged_and_comes_back(database: Database) -> None:
    vote = NeedVote("v1", "n1", "Kari")
    store_edits(database, [Edit(None, r) for r in (ORDER, NEED, vote)], "kari", "New")
    save_known_values(database, "b1", (KNOWN,))
    save_version(database, Scenario("b1", "Nye vinduer"))
    kept = load_known_values(database, "b1"), load_scenarios(database, "b1")

    step = store_edits(database, (Edit(BUILDING, None),), "ola", "Removed")

    assert load_buildings(database) == ()
    with database.reading() as connection:
        gone = {e.table: e.key for e in entries_of(connection, step.change_id)}
    assert gone.keys() == {
        "buildings", "work_orders", "needs", "need_votes", "known_values", "scenarios"
    }  # fmt: skip
    assert step.records == 6
    undo(database, step.change_id, "ola", "Undo")
    assert load_buildings(database) == (BUILDING,)
    assert tuple(load_work_orders(database)) == (ORDER,)
    assert tuple(load_records(database, NeedVote)) == (vote,)
    assert (load_known_values(database, "b1"), load_scenarios(database, "b1")) == kept
    assert [e.who for e in history_of(database, "needs", "n1")] == ["kari", "ola", "ola"]


def test_that_entries_are_one_for_each_record_of_a_big_step(database: Database) -> None:
    many = [Edit(None, replace(ORDER, order_id=f"AO-{i}")) for i in range(5_000)]

    step = store_edits(database, many, "kari", "Import")

    with database.reading() as connection:
        of_step = select(func.count()).where(audit_log.c.change_id == step.change_id)
        assert connection.execute(of_step).scalar_one() == 5_000
