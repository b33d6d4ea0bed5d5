"""How a building is really used comes back as it was told."""

from dataclasses import replace
from datetime import date

import pytest

from twin.errors import StoreConflict
from twin.model.operation import QUANTITIES, ActualOperation, Closure, Override
from twin.store import tables
from twin.store.database import Database
from twin.store.operations import load_operation, remove_operation, save_operation

TOLD = ActualOperation(
    "b01",
    "school",
    2025,
    (
        Override("setpoint_in_use", 22.5, "K. Moe", date(2026, 3, 1), "SD-anlegg"),
        Override("airflow_in_use", 7.0, "A. Li", date(2026, 4, 2), "målt av Luft AS"),
    ),
    (Closure("Sommer", date(2025, 6, 20), date(2025, 8, 17)),),
    closed_on_public_holidays=False,
)


def test_that_an_operation_comes_back_with_who_when_and_source(database: Database) -> None:
    assert load_operation(database, "b01") is None
    save_operation(database, TOLD)
    assert load_operation(database, "b01") == TOLD
    assert load_operation(database, "b02") is None


def test_that_every_quantity_of_the_operation_can_be_kept(database: Database) -> None:
    told = tuple(
        Override(name, quantity.high, "K. Moe", date(2026, 3, 1), "SD-anlegg")
        for name, quantity in QUANTITIES.items()
    )
    save_operation(database, replace(TOLD, overrides=told))
    found = load_operation(database, "b01")
    assert found is not None
    assert {o.quantity: o.value for o in found.overrides} == {
        name: quantity.high for name, quantity in QUANTITIES.items()
    }


def test_that_no_closures_of_its_own_differ_from_never_closed(database: Database) -> None:
    for closures in (None, ()):
        save_operation(database, replace(TOLD, closures=closures))
        found = load_operation(database, "b01")
        assert found is not None
        assert found.closures == closures


def test_that_the_newest_description_replaces_the_older(database: Database) -> None:
    save_operation(database, TOLD)
    save_operation(database, replace(TOLD, overrides=TOLD.overrides[:1]))
    found = load_operation(database, "b01")
    assert found is not None
    assert [o.quantity for o in found.overrides] == ["setpoint_in_use"]


def test_that_a_removed_operation_and_a_deleted_building_leave_nothing(
    database: Database,
) -> None:
    save_operation(database, TOLD)
    remove_operation(database, "b01")
    assert load_operation(database, "b01") is None

    save_operation(database, TOLD)
    with database.writing() as connection:
        connection.execute(
            tables.buildings.delete().where(tables.buildings.c.building_id == "b01")
        )
    assert load_operation(database, "b01") is None
    with database.reading() as connection:
        assert connection.execute(tables.operation_overrides.select()).all() == []


def test_that_an_unknown_building_is_refused_whole(database: Database) -> None:
    with pytest.raises(StoreConflict):
        save_operation(database, replace(TOLD, building_id="nowhere"))
    assert load_operation(database, "nowhere") is None
