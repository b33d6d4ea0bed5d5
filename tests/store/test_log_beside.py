"""What-ifs, known values, use, checks and certificates leave who, when, before and after."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import insert

from tests.store.test_known_values import ISSUED, PLANT, WALL
from tests.store.test_operations import TOLD
from tests.store.test_saving_checks import HEAT, POWER
from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.edit import AuditEntry, Change, Edit
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.proposal import Proposal
from twin.model.register import Sensor
from twin.model.scenario import Scenario
from twin.model.sensor import SensorValues
from twin.store.audit import changes, entries_of
from twin.store.audit_tables import audit_log
from twin.store.buildings import load_buildings
from twin.store.certificates import load_certificates, save_certificates
from twin.store.database import Database
from twin.store.edits import store_edits, undo
from twin.store.known_values import load_known_values, save_known_values
from twin.store.operations import load_operation, remove_operation, save_operation
from twin.store.proposals import save_proposal
from twin.store.readings import load_meter_years, merged_blocks, save_meters
from twin.store.saving_checks import load_saving_checks, save_saving_checks
from twin.store.scenarios import load_scenarios, save_draft, save_version
from twin.store.sensors import merged_sensor_blocks
from twin.store.series_steps import METER, SENSOR, replace_blocks
from twin.workspace.changes import lines_of
from twin.workspace.portfolio_records import kinds_of

STEP = ("kari", "Endret")


def newest(database: Database) -> list[AuditEntry]:
    """Entries of the newest step; it is the one that tests make."""
    step = changes(database)[0]
    assert (step.who, step.what) == STEP
    with database.reading() as connection:
        return entries_of(connection, step.change_id)


def test_that_known_values_are_logged_one_by_one(database: Database) -> None:
    save_known_values(database, "b01", (WALL, PLANT), STEP)
    assert [(e.before, (e.after or {})["quantity"]) for e in newest(database)] == [
        (None, "u_value"), (None, "heating")
    ]  # fmt: skip

    save_known_values(database, "b01", (replace(WALL, value=0.28), PLANT), STEP)
    (changed,) = newest(database)
    assert (changed.before, changed.after) == ({"value": 0.31}, {"value": 0.28})

    save_known_values(database, "b01", (PLANT,), STEP)
    (gone,) = newest(database)
    assert (gone.before or {})["value"] == 0.28
    assert gone.after is None
    assert load_known_values(database, "b01") == (PLANT,)

    undo(database, changes(database)[0].change_id, "ola", "Undo")
    assert load_known_values(database, "b01") == (replace(WALL, value=0.28), PLANT)


def test_that_storing_the_same_again_is_no_step(database: Database) -> None:
    draft = Scenario("b01", "Vinduer", take_back=1.0)
    for _ in range(2):
        save_known_values(database, "b01", (WALL,), STEP)
        save_operation(database, TOLD, STEP)
        save_saving_checks(database, "b01", (HEAT, POWER), STEP)
        save_draft(database, draft, STEP)
    assert [step.who for step in changes(database)].count("kari") == 4


def test_that_edits_of_a_draft_are_logged_and_can_be_taken_back(database: Database) -> None:
    sha256 = save_proposal(database, b"{}", proposal())
    with_measure = Scenario("b01", "", (replace(proposal(), sha256=sha256),))
    save_draft(database, Scenario("b01"), STEP)
    save_draft(database, with_measure, STEP)
    assert {(e.table, e.before is None) for e in newest(database)} == {
        ("scenarios", False), ("scenario_proposals", True)
    }  # fmt: skip

    undo(database, changes(database)[0].change_id, "ola", "Undo")
    (found,) = load_scenarios(database, "b01")
    assert found.scenario.proposals == ()

    save_version(database, with_measure, STEP)
    assert [e.table for e in newest(database)] == ["scenarios", "scenario_proposals"]
    assert [s.is_draft for s in load_scenarios(database, "b01")] == [False, True]


def test_that_actual_use_is_logged_with_its_parts(database: Database) -> None:
    save_operation(database, TOLD, STEP)
    parts = {e.table for e in newest(database)}
    assert parts == {"actual_operations", "operation_overrides", "operation_closures"}

    save_operation(database, replace(TOLD, year=TOLD.year + 1), STEP)
    (entry,) = newest(database)
    assert (entry.before, entry.after) == ({"year": TOLD.year}, {"year": TOLD.year + 1})

    remove_operation(database, "b01", STEP)
    assert all(e.after is None for e in newest(database))
    undo(database, changes(database)[0].change_id, "ola", "Undo")
    assert load_operation(database, "b01") == replace(TOLD, year=TOLD.year + 1)


def test_that_checks_of_savings_are_logged(database: Database) -> None:
    save_saving_checks(database, "b01", (HEAT, POWER), STEP)
    save_saving_checks(database, "b01", (POWER,), STEP)
    (gone,) = newest(database)
    assert (gone.before or {})["subject"] == HEAT.subject
    assert load_saving_checks(database, "b01") == (POWER,)


def test_that_a_certificate_and_the_letter_it_gives_are_one_step(database: Database) -> None:
    save_certificates(database, (ISSUED,), STEP)
    assert [e.table for e in newest(database)] == ["buildings", "certificates"]
    assert letter_of(database) == "D"

    undo(database, changes(database)[0].change_id, "ola", "Undo")
    assert load_certificates(database) == ()
    assert letter_of(database) == ""

    with pytest.raises(StoreConflict):
        save_certificates(database, (ISSUED, replace(ISSUED, building_id="b99")), STEP)
    assert load_certificates(database) == ()


def test_that_nobody_is_named_by_the_computer(database: Database) -> None:
    save_known_values(database, "b02", (replace(WALL, building_id="b02"),))
    assert changes(database)[0].who


def letter_of(database: Database) -> str:
    return next(b for b in load_buildings(database) if b.building_id == "b01").energy_label


def proposal() -> Proposal:
    from tests.store.test_records import PROPOSAL

    return PROPOSAL


def test_that_rows_keep_their_order_when_one_is_put_between(database: Database) -> None:
    late = replace(WALL, note="b")
    save_known_values(database, "b01", (WALL, PLANT), STEP)
    save_known_values(database, "b01", (WALL, late, PLANT), STEP)
    assert load_known_values(database, "b01") == (WALL, late, PLANT)


def test_that_readings_alone_are_a_step_of_the_log_also_when_taken_back(
    database: Database,
) -> None:
    save_meters(database, (Meter("m", "b01", EnergyCarrier.ELECTRICITY, "Main"),))
    first = import_readings(database, np.full(48, 2.0, np.float32))
    assert [(e.table, e.key, e.before) for e in newest(database)] == [
        ("reading_blocks", "m|2024", None)
    ]
    second = import_readings(database, np.full(24, 5.0, np.float32))
    (entry,) = newest(database)
    assert (entry.before or {})["sum"] == 96.0
    assert (entry.after or {})["sum"] == 168.0
    assert second.change_id != first.change_id

    undo(database, second.change_id, *STEP)
    (back,) = newest(database)
    assert (back.before, back.after) == (entry.after, entry.before)
    assert load_meter_years(database)[0].energy == 96.0


def import_readings(database: Database, values: NDArray[np.float32]) -> Change:
    """Store readings from the first hour of 2024 as an import does."""
    with database.writing() as connection:
        change = store_edits(database, (), *STEP)
        blocks = merged_blocks(connection, "m", Readings(datetime(2024, 1, 1), values))
        replace_blocks(connection, change, METER, blocks)
    return change


def test_that_values_of_a_sensor_are_told_by_their_mean(database: Database) -> None:
    sensor = Sensor("t1", "b01", "Rom 101", "temperature", "°C")
    store_edits(database, (Edit(None, sensor),), "ola", "Sensor")
    values = SensorValues(datetime(2024, 5, 1), 600, np.array([20, 22, np.nan], np.float32))
    with database.writing() as connection:
        change = store_edits(database, (), *STEP)
        blocks = merged_sensor_blocks(connection, "t1", values)
        replace_blocks(connection, change, SENSOR, blocks)

    (entry,) = newest(database)
    assert (entry.table, entry.key) == ("sensor_blocks", "t1|2024")
    assert (entry.after or {})["mean"] == 21.0
    assert (entry.after or {})["values"] == 2


def test_that_tables_without_records_are_told_and_stop_nothing(database: Database) -> None:
    """A newer program, or a trigger of a server, can log tables that this one has no kind for."""
    with database.writing() as connection:
        row = {"change_id": "s1", "at": datetime(2050, 1, 1), "who": "kari", "what": "Endret",
               "table_name": "something_new", "row_key": "1", "after_json": '{"name": "x"}',
               "program_version": "9"}  # fmt: skip
        connection.execute(insert(audit_log), row)
    (entry,) = newest(database)
    assert (entry.table, entry.after) == ("something_new", {"name": "x"})
    assert [line.name for line in lines_of(entry)] == ["x"]
    assert kinds_of({"something_new", "buildings"}) == {Building}
    assert undo(database, "s1", *STEP).records == 0
