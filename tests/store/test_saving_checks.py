"""Which readings are compared comes back as it was stored."""

import math
from dataclasses import replace
from datetime import date

from twin.model.saving import KnownChange, SavingCheck
from twin.store import tables
from twin.store.database import Database
from twin.store.saving_checks import load_saving_checks, save_saving_checks

HEAT = SavingCheck(
    "b01", "meter:b01-varme", date(2023, 1, 1), date(2023, 12, 31), date(2024, 3, 1),
    date(2025, 2, 28), "week", (KnownChange("ny fløy; \"A\"", 12_000.0),), 60_000.0, "tilbud 12",
)  # fmt: skip
POWER = replace(HEAT, subject="carrier:electricity", changes=(), step="month", claimed_source="")


def test_that_comparisons_come_back_in_order_and_only_those_of_the_building(
    database: Database,
) -> None:
    assert load_saving_checks(database, "b01") == ()
    save_saving_checks(database, "b01", (HEAT, POWER))
    assert load_saving_checks(database, "b01") == (HEAT, POWER)
    assert load_saving_checks(database, "b02") == ()


def test_that_no_promise_stays_no_promise(database: Database) -> None:
    save_saving_checks(database, "b01", (replace(HEAT, claimed=math.nan),))
    (found,) = load_saving_checks(database, "b01")
    assert math.isnan(found.claimed)


def test_that_new_comparisons_replace_the_older_and_go_with_the_building(
    database: Database,
) -> None:
    save_saving_checks(database, "b01", (HEAT, POWER))
    save_saving_checks(database, "b01", (POWER,))
    assert load_saving_checks(database, "b01") == (POWER,)
    with database.writing() as connection:
        buildings = tables.buildings
        connection.execute(buildings.delete().where(buildings.c.building_id == "b01"))
    assert load_saving_checks(database, "b01") == ()
