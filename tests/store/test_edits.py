"""Editing records: merged by the field, refused as a whole, logged, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.store.conftest import NewDatabase
from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.edit import Edit, EditConflict
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.register import Component
from twin.store.audit import changes, history_of
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import Database
from twin.store.edits import store_edits, undo
from twin.store.records import load_records
from twin.store.work_orders import load_work_orders

ORDER = WorkOrder(
    "AO-1", "b1", "", "234", "Skift pakning", WorkOrderState.OPEN, False,
    date(2026, 3, 1), date(2026, 4, 1), None, "", np.nan,
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path, new_database: NewDatabase) -> Iterator[Database]:
    made = new_database(tmp_path / "p.twin")
    save_buildings(made, (Building("b1", "Lia skole", "school"),))
    store_edits(made, (Edit(None, ORDER),), "kari", "New order")
    yield made
    made.close()


def test_that_an_added_record_is_stored_as_it_was_given(database: Database) -> None:
    assert tuple(load_work_orders(database)) == (ORDER,)


def test_that_two_people_may_change_different_fields(database: Database) -> None:
    hers, his = replace(ORDER, supplier="Rør AS"), replace(ORDER, state=WorkOrderState.DONE)
    store_edits(database, (Edit(ORDER, hers),), "kari", "Supplier")
    store_edits(database, (Edit(ORDER, his),), "ola", "Done")
    (found,) = load_work_orders(database)
    assert (found.supplier, found.state) == ("Rør AS", WorkOrderState.DONE)


def test_that_the_same_field_changed_twice_is_a_conflict_that_stores_nothing(
    database: Database,
) -> None:
    hers = replace(ORDER, supplier="Rør AS")
    his = replace(ORDER, supplier="Varme AS", title="Annet")
    new = replace(ORDER, order_id="AO-2")
    store_edits(database, (Edit(ORDER, hers),), "kari", "Supplier")
    with pytest.raises(EditConflict) as caught:
        store_edits(database, (Edit(None, new), Edit(ORDER, his)), "ola", "Two things")
    (conflict,) = caught.value.conflicts
    assert (conflict.field, conflict.seen, conflict.mine, conflict.theirs) == (
        "supplier", "", "Varme AS", "Rør AS",
    )  # fmt: skip
    assert tuple(load_work_orders(database)) == (hers,)


def test_that_the_same_change_made_twice_is_no_conflict(database: Database) -> None:
    changed = replace(ORDER, supplier="Rør AS")
    store_edits(database, (Edit(ORDER, changed),), "kari", "Supplier")
    again = store_edits(database, (Edit(ORDER, changed),), "ola", "Supplier")
    assert again.records == 0


def test_that_a_record_somebody_removed_cannot_be_changed(database: Database) -> None:
    store_edits(database, (Edit(ORDER, None),), "kari", "Removed")
    with pytest.raises(EditConflict):
        store_edits(database, (Edit(ORDER, replace(ORDER, title="X")),), "ola", "Title")
    assert len(load_work_orders(database)) == 0


def test_that_undo_brings_back_every_record_of_a_step(database: Database) -> None:
    second = replace(ORDER, order_id="AO-2", deadline=None)
    changed = replace(ORDER, title="Nytt", deadline=date(2027, 1, 31))
    step = store_edits(database, (Edit(ORDER, changed), Edit(None, second)), "kari", "Both")
    back = undo(database, step.change_id, "kari", "Undo: Both")
    assert tuple(load_work_orders(database)) == (ORDER,)
    undo(database, back.change_id, "kari", "Redo: Both")
    assert set(load_work_orders(database)) == {changed, second}


def test_that_undo_of_what_somebody_changed_since_is_refused(database: Database) -> None:
    changed = replace(ORDER, title="Nytt")
    step = store_edits(database, (Edit(ORDER, changed),), "kari", "Title")
    store_edits(database, (Edit(changed, replace(changed, title="Nyere")),), "ola", "Title")
    with pytest.raises(EditConflict):
        undo(database, step.change_id, "kari", "Undo")


def test_that_the_log_says_who_changed_what(database: Database) -> None:
    store_edits(database, (Edit(ORDER, replace(ORDER, title="Nytt")),), "ola", "Title")
    made, changed = history_of(database, "work_orders", "AO-1")
    assert (made.who, made.before) == ("kari", None)
    assert made.after is not None
    assert made.after["opened_on"] == date(2026, 3, 1)
    assert (changed.who, changed.before, changed.after) == (
        "ola", {"title": "Skift pakning"}, {"title": "Nytt"},
    )  # fmt: skip
    assert [c.what for c in changes(database)][:2] == ["Title", "New order"]


@pytest.mark.parametrize("statement", ["DELETE FROM audit_log", "UPDATE audit_log SET who = ''"])
def test_that_nobody_can_change_the_log(database: Database, statement: str) -> None:
    with (
        pytest.raises(StoreConflict, match="only added to"),
        database.writing() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert len(changes(database)) >= 1


def test_that_a_new_building_stands_last_and_its_parts_may_come_with_it(
    database: Database,
) -> None:
    building = Building("b2", "Bønes skole", "school", kostra_function="222")
    pump = Component("c1", "b2", "Varmepumpe", "325")
    store_edits(database, (Edit(None, pump), Edit(None, building)), "kari", "New building")
    assert [b.building_id for b in load_buildings(database)] == ["b1", "b2"]
    (found,) = load_records(database, Component)
    assert (found.component_id, found.part_table) == ("c1", "NS 3451:2022")
