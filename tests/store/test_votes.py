"""Votes for needs: one per participant, taken back like any other record."""

from dataclasses import replace
from datetime import date

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.need import Need, NeedVote
from twin.store.buildings import save_buildings
from twin.store.database import Database
from twin.store.edits import store_edits, undo
from twin.store.migrate import config_for
from twin.store.records import load_records
from twin.store.work_orders import load_needs, save_needs

NEED = Need("n1", "b1", "Draught", "", "Pupils", 3, date(2026, 1, 1))
VOTE = NeedVote("v1", "n1", "Kari")


@pytest.fixture
def wanted(database: Database) -> Database:
    save_buildings(database, [Building("b1", "A", "school")])
    save_needs(database, [NEED])
    return database


def test_that_a_vote_is_stored_and_taken_back_with_its_sum(wanted: Database) -> None:
    edits = [Edit(None, VOTE), Edit(NEED, replace(NEED, votes=1))]

    change = store_edits(wanted, edits, "kari", "Vote")

    assert tuple(load_records(wanted, NeedVote)) == (VOTE,)
    assert load_needs(wanted)[0].votes == 1
    undo(wanted, change.change_id, "kari", "Vote")
    assert not len(load_records(wanted, NeedVote))
    assert load_needs(wanted)[0].votes == 0


def test_that_nobody_votes_twice_for_a_need(wanted: Database) -> None:
    store_edits(wanted, [Edit(None, VOTE)], "kari", "Vote")

    with pytest.raises(StoreConflict):
        store_edits(wanted, [Edit(None, replace(VOTE, vote_id="v2"))], "kari", "Vote")


def test_that_votes_of_an_older_schema_are_kept() -> None:
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("ATTACH ':memory:' AS readings"))
        config = config_for(connection)
        command.upgrade(config, "0008")
        connection.execute(text("INSERT INTO need_votes VALUES ('n1', 'Kari')"))

        command.upgrade(config, "0009")

        found = connection.execute(text("SELECT need_id, who FROM need_votes")).all()
    assert [tuple(row) for row in found] == [("n1", "Kari")]
