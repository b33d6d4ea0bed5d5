"""Every data version that was ever released opens, with everything that was in it."""

import math
from pathlib import Path

import pytest

from tests.store import released
from twin.store.assessments import load_assessments
from twin.store.backups import backups
from twin.store.buildings import load_buildings, portfolio_name
from twin.store.check import portfolio_damage
from twin.store.database import SCHEMA_VERSION, open_database
from twin.store.readings import load_meter_years, load_readings
from twin.store.scenarios import load_versions
from twin.store.work_orders import load_needs, load_work_orders


def test_that_the_newest_data_version_is_kept_too() -> None:
    what_to_do = "write a new one down: python -m tests.store.released"
    assert tuple(range(1, SCHEMA_VERSION + 1)) == released.VERSIONS, what_to_do


@pytest.mark.parametrize("version", released.VERSIONS)
def test_that_a_released_portfolio_opens_with_all_it_held(tmp_path: Path, version: int) -> None:
    folder = tmp_path / "Gammel.twin"
    released.load(version, folder)

    again = open_database(folder)

    (building,) = load_buildings(again)
    (graded,) = load_assessments(again)
    (order,) = load_work_orders(again)
    (need,) = load_needs(again)
    (named,) = load_versions(again, "b01")
    (year,) = load_meter_years(again)
    readings = load_readings(again, "m1")
    assert (portfolio_name(again), building.name) == ("Gammel æøå", "Lia skole")
    assert (graded.assessment_id, graded.symptom) == ("00000000000012", "Råte")
    assert (order.order_id, order.title, math.isnan(order.cost)) == ("AO-1", "Skift pakning", True)
    assert (need.pain, named.scenario.name, year.energy) == (4, "Nye vinduer", 6.0)
    assert readings is not None
    assert readings.values.tolist() == [1.0, 2.0, 3.0]
    again.close()
    assert portfolio_damage(folder) == ""
    made = [b.reason for b in backups(folder)]
    assert made == ([] if version == SCHEMA_VERSION else ["migration"])
