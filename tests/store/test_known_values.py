"""Known values, certificates and comfort taken back come back as they were entered."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from twin.errors import StoreConflict
from twin.model.known import KnownValue
from twin.model.label import Certificate, LabelEnergy
from twin.model.scenario import Scenario
from twin.store import tables
from twin.store.buildings import load_buildings
from twin.store.certificates import load_certificates, save_certificates
from twin.store.database import Database
from twin.store.known_values import load_known_values, measured_buildings, save_known_values
from twin.store.scenarios import load_scenarios, save_draft

WALL = KnownValue(
    "b01", "u_value", 0.31, 0.15, "measured", date(2026, 3, 1), "K. Moe", "varmestrømsmåler",
    date(2026, 3, 4), elements=("2O2Fr$t4X7Zf8NOew3FLOH", "w2#12"),
)  # fmt: skip
PLANT = KnownValue(
    "b01", "heating", np.nan, 0.1, "documented", date(2020, 1, 1), "A. Li", "", date(2026, 3, 4),
    "bio_boiler",
)  # fmt: skip
ISSUED = Certificate(
    "b01", "D", "2015", date(2019, 5, 2), LabelEnergy("2015", 171.5), "A2019-1031234", "yellow",
    date(2029, 5, 2), date(2026, 3, 4),
)  # fmt: skip


def test_that_known_values_come_back_with_elements_day_and_author(database: Database) -> None:
    assert load_known_values(database, "b01") == ()
    save_known_values(database, "b01", (WALL, PLANT))
    assert load_known_values(database, "b01") == (WALL, PLANT)
    assert load_known_values(database, "b02") == ()
    assert measured_buildings(database) == {"b01"}


def test_that_what_is_stored_replaces_what_was_known(database: Database) -> None:
    save_known_values(database, "b01", (WALL, PLANT))
    save_known_values(database, "b01", (replace(WALL, value=0.28),))
    (found,) = load_known_values(database, "b01")
    assert found.value == 0.28
    save_known_values(database, "b01", ())
    assert load_known_values(database, "b01") == ()


def test_that_known_values_go_with_their_building(database: Database) -> None:
    save_known_values(database, "b01", (WALL,))
    with database.writing() as connection:
        connection.execute(
            tables.buildings.delete().where(tables.buildings.c.building_id == "b01")
        )
    assert measured_buildings(database) == frozenset()


def test_that_a_certificate_comes_back_and_gives_the_building_its_letter(
    database: Database,
) -> None:
    save_certificates(database, (ISSUED,))
    assert load_certificates(database) == (ISSUED,)
    held = next(b for b in load_buildings(database) if b.building_id == "b01")
    assert (held.energy_label, held.energy_label_scheme) == ("D", "2015")


def test_that_an_older_certificate_stays_beside_a_newer(database: Database) -> None:
    newer = Certificate("b01", "C", "2026", date(2026, 2, 1))
    save_certificates(database, (ISSUED,))
    save_certificates(database, (newer,))
    assert load_certificates(database) == (ISSUED, newer)
    held = next(b for b in load_buildings(database) if b.building_id == "b01")
    assert (held.energy_label, held.energy_label_scheme) == ("C", "2026")


def test_that_a_certificate_of_no_building_is_not_stored(database: Database) -> None:
    with pytest.raises(StoreConflict):
        save_certificates(database, (ISSUED, replace(ISSUED, building_id="b99")))
    assert load_certificates(database) == ()


def test_that_comfort_taken_back_is_part_of_the_what_if(database: Database) -> None:
    save_draft(database, Scenario("b01", take_back=1.5))
    (draft,) = load_scenarios(database, "b01")
    assert draft.scenario.take_back == 1.5
