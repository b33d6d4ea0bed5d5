"""What is stored comes back as it was."""

import getpass
import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from twin.errors import StoreConflict, UnreadableFile
from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.model.maintenance import Need, WorkOrder, WorkOrderState
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.proposal import Effect, OfferedMeasure, Proposal, Range, Selector
from twin.model.scenario import Scenario
from twin.store import tables
from twin.store.assessments import load_assessments, save_assessments
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import Database
from twin.store.day_sums import load_day_sums
from twin.store.models import model_file, save_model, verified_model_file
from twin.store.proposals import accept_proposal, load_proposals, save_proposal
from twin.store.readings import (
    load_meter_years,
    load_meters,
    load_readings,
    save_many_readings,
    save_meters,
)
from twin.store.scenarios import load_scenarios, save_draft, save_version
from twin.store.work_orders import load_needs, load_work_orders, save_needs, save_work_orders

ONE = Range(1.0, 0.5, 2.0, "supplier")
PROPOSAL = Proposal(
    "no.glass.1",
    "Nye vinduer",
    "Glass AS",
    "2027-12-31",
    2026,
    (
        OfferedMeasure(
            "m1", "Windows", Selector(kinds=("window",), minimum_grade=2),
            (Effect("u_value", replace(ONE, value=0.8), "W/(m2 K)", evidence="EPD"),),
            "area", ONE, ONE, 40.0, ONE,
        ),
    ),
    needs=("draught",),
)  # fmt: skip


def assessment(building_id: str = "b01") -> Assessment:
    return Assessment(
        building_id, "2O2Fr$t4X7Zf8NOew3FLOH", "234", ConditionGrade.TGIU, -1, "Råte", "Skift",
        date(2024, 5, 17), "Ola", 2, 1000.0, np.nan, 3000.0, 2024, 2027,
    )  # fmt: skip


def test_that_a_building_comes_back_as_it_was(database: Database) -> None:
    whole = Building(
        "b07", "Lia <b>skole</b>'; DROP TABLE buildings", "school", "Årstad", "Gate 1", "139",
        1962.0, 4200.5, 3900.0, 3, ((297_000.123, 6_700_000.0), (297_050.0, 6_700_000.0),
        (297_050.0, 6_700_030.5)), 41.25, 12.5, "gable", True, "D", "2015",
    )  # fmt: skip
    bare = Building("b08", "Unknown", "office")

    save_buildings(database, (whole, bare))

    assert load_buildings(database)[2:] == (whole, bare)


def test_that_saving_again_replaces_and_keeps_the_order(database: Database) -> None:
    save_assessments(database, (assessment(),))

    save_buildings(database, (Building("b01", "Ny skole", "school"),))

    assert [b.name for b in load_buildings(database)] == ["Ny skole", "Hall"]
    assert len(load_assessments(database)) == 1


def test_that_condition_orders_and_needs_come_back(database: Database) -> None:
    order = WorkOrder(
        "w1", "b02", "", "365", "Bytt filter", WorkOrderState.IN_PROGRESS, True,
        date(2025, 1, 2), date(2025, 3, 1), None, "Luft AS", np.nan,
    )  # fmt: skip
    needs = (
        Need("n1", "b01", "Cold", "Draught", "pupils", 2, date(2025, 1, 1)),
        Need("n2", "b01", "Closed", "Mould", "pupils", 4, date(2025, 1, 1)),
    )

    save_assessments(database, (assessment(),))
    save_work_orders(database, (order,))
    save_needs(database, needs)

    (found,) = load_assessments(database)
    assert replace(found, assessment_id="") == assessment()
    assert load_work_orders(database) == (order,)
    assert [n.need_id for n in load_needs(database)] == ["n2", "n1"]


def test_that_data_of_an_unknown_building_is_refused_whole(database: Database) -> None:
    with pytest.raises(StoreConflict, match="nothing was stored"):
        save_assessments(database, (assessment("b01"), assessment("nowhere")))

    assert load_assessments(database) == ()


def test_that_a_deleted_building_takes_its_data_along(database: Database) -> None:
    save_assessments(database, (assessment(),))
    save_meters(database, (Meter("m", "b01", EnergyCarrier.ELECTRICITY, "El"),))
    save_many_readings(database, (("m", Readings(datetime(2024, 1, 1), np.ones(10, np.float32))),))

    table = tables.buildings
    with database.writing() as connection:
        connection.execute(table.delete().where(table.c.building_id == "b01"))

    assert load_assessments(database) == ()
    assert load_meters(database) == ()
    assert load_readings(database, "m") is None


def test_that_hourly_readings_come_back_bit_for_bit(database: Database) -> None:
    save_meters(database, (Meter("m", "b01", EnergyCarrier.DISTRICT_HEAT, "Heat"),))
    values = np.random.default_rng(1).gamma(2, 20, 3 * 8784).astype(np.float32)
    values[100:200] = np.nan

    save_many_readings(database, (("m", Readings(datetime(2023, 3, 4, 5), values)),))

    stored = load_readings(database, "m")
    assert stored is not None
    assert stored.start == datetime(2023, 3, 4, 5)
    np.testing.assert_array_equal(stored.values, values)


def test_that_new_hours_are_laid_over_the_stored_ones(database: Database) -> None:
    save_meters(database, (Meter("m", "b01", EnergyCarrier.ELECTRICITY, "El"),))
    save_many_readings(database, (("m", Readings(datetime(2024, 1, 1), np.ones(5, np.float32))),))

    save_many_readings(
        database, (("m", Readings(datetime(2024, 1, 1, 3), np.full(2, 7, np.float32))),)
    )
    save_many_readings(
        database, (("m", Readings(datetime(2024, 1, 1, 8), np.full(1, 9, np.float32))),)
    )

    stored = load_readings(database, "m")
    assert stored is not None
    np.testing.assert_array_equal(stored.values, [1, 1, 1, 7, 7, np.nan, np.nan, np.nan, 9])


def test_that_years_are_summed_when_stored(database: Database) -> None:
    save_meters(database, (Meter("m", "b01", EnergyCarrier.ELECTRICITY, "El"),))
    values = np.ones(8784 + 10, np.float32)
    values[:84] = np.nan

    save_many_readings(database, (("m", Readings(datetime(2024, 1, 1), values)),))

    leap, started = load_meter_years(database)
    assert (leap.year, leap.is_full, leap.energy) == (2024, True, 8700.0)
    assert leap.coverage == pytest.approx(8700 / 8784)
    assert (started.year, started.is_full, started.energy) == (2025, False, 10.0)


def test_that_a_model_is_stored_under_its_hash(database: Database, tmp_path: Path) -> None:
    source = tmp_path / "Lia.IFC"
    source.write_bytes(b"ISO-10303-21;" * 1000)

    sha256 = save_model(database, "b01", source)

    assert sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert verified_model_file(database.folder, sha256).read_bytes() == source.read_bytes()
    building = load_buildings(database)[0]
    assert (building.model_sha256, building.model_name) == (sha256, "Lia.IFC")
    assert [p.name for p in (database.folder / "models").iterdir()] == [f"{sha256}.ifc"]


def test_that_a_zipped_model_is_stored_as_one_whatever_it_was_called(
    database: Database, tmp_path: Path
) -> None:
    source = tmp_path / "a.zip"
    source.write_bytes(b"PK\x03\x04 and so on")

    sha256 = save_model(database, "b01", source)

    assert model_file(database.folder, sha256).name == f"{sha256}.ifczip"


def versions(database: Database, building_id: str) -> list[str]:
    table = tables.building_models
    query = table.select().where(table.c.building_id == building_id).order_by(table.c.version_id)
    with database.reading() as connection:
        return [row.sha256 for row in connection.execute(query)]


def test_that_versions_of_a_model_are_kept(database: Database, tmp_path: Path) -> None:
    source = tmp_path / "a.ifc"
    hashes = []
    for content in (b"one", b"two", b"one"):
        source.write_bytes(content)
        hashes.append(save_model(database, "b01", source))

    assert versions(database, "b01") == hashes
    assert load_buildings(database)[0].model_sha256 == hashes[0]


def test_that_a_model_changed_on_disk_is_not_opened(database: Database, tmp_path: Path) -> None:
    source = tmp_path / "a.ifc"
    source.write_bytes(b"one")
    sha256 = save_model(database, "b01", source)
    model_file(database.folder, sha256).write_bytes(b"two")

    with pytest.raises(UnreadableFile, match="changed or damaged"):
        verified_model_file(database.folder, sha256)


def test_that_a_missing_model_file_is_a_sentence(database: Database, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        save_model(database, "b01", tmp_path / "gone.ifc")
    with pytest.raises(UnreadableFile, match="is missing"):
        model_file(database.folder, "0" * 64)


def test_that_a_model_of_an_unknown_building_is_refused(
    database: Database, tmp_path: Path
) -> None:
    source = tmp_path / "a.ifc"
    source.write_bytes(b"one")

    with pytest.raises(StoreConflict, match="no building nowhere"):
        save_model(database, "nowhere", source)

    assert versions(database, "b01") == []


def test_that_a_proposal_is_quarantined_until_accepted(database: Database) -> None:
    raw = json.dumps({"id": PROPOSAL.proposal_id}).encode()

    sha256 = save_proposal(database, raw, PROPOSAL)

    (received,) = load_proposals(database)
    own = {"received_at": received.received_at, "received_by": received.received_by}
    assert received == replace(PROPOSAL, sha256=sha256, **own)
    assert received.received_by == getpass.getuser()
    assert datetime.fromisoformat(received.received_at)
    assert (database.folder / "proposals" / f"{sha256}.json").read_bytes() == raw
    accept_proposal(database, sha256, "Kari")
    accept_proposal(database, sha256, "Ola")
    (accepted,) = load_proposals(database)
    assert (accepted.accepted, accepted.accepted_by) == (True, "Kari")
    assert accepted.accepted_at >= received.received_at


def test_that_the_newest_file_of_a_proposal_counts(database: Database) -> None:
    save_proposal(database, b"{1}", PROPOSAL)
    newest = save_proposal(database, b"{2}", replace(PROPOSAL, title="Billigere"))
    save_proposal(database, b"{1}", PROPOSAL)

    (found,) = load_proposals(database)

    assert (found.sha256, found.title) == (newest, "Billigere")


def test_that_draft_and_versions_come_back(database: Database) -> None:
    sha256 = save_proposal(database, b"{}", PROPOSAL)
    empty = Scenario("b01")
    assert load_proposals(database)[0].sha256 == sha256
    full = Scenario("b01", "Vinduer", load_proposals(database))

    save_draft(database, full)
    save_version(database, full)
    save_draft(database, empty)
    save_draft(database, full)

    assert [(s.is_draft, s.scenario) for s in load_scenarios(database, "b01")] == [
        (False, full),
        (True, full),
    ]
    assert load_scenarios(database, "b02") == ()


def test_that_days_are_summed_and_one_with_a_gap_is_unknown(database: Database) -> None:
    save_meters(database, (Meter("m", "b01", EnergyCarrier.ELECTRICITY, "Main"),))
    hours = np.ones(72, dtype=np.float32)
    hours[30] = np.nan
    save_many_readings(database, [("m", Readings(datetime(2023, 12, 31), hours))])

    found = load_day_sums(database, date(2023, 12, 30), 5)

    assert found.meter_ids == ("m",)
    np.testing.assert_array_equal(found.values, [[np.nan, 24, np.nan, 24, np.nan]])
