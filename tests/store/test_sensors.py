"""Readings of sensors in blocks of a year, and of single years of meters."""

from datetime import datetime

import numpy as np

from twin.model.edit import Edit
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.register import Sensor
from twin.model.sensor import SensorValues
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.store.readings import load_readings, save_many_readings, save_meters
from twin.store.sensors import load_sensor_values, save_sensor_values


def added(database: Database) -> None:
    sensor = Sensor("t1", "b01", "Room", "temperature", "°C")
    store_edits(database, [Edit(None, sensor)], "Kari", "Added")


def test_that_readings_over_new_year_come_back_as_one_series(database: Database) -> None:
    added(database)
    values = np.arange(2000, dtype=np.float32)

    save_sensor_values(database, "t1", SensorValues(datetime(2025, 12, 28, 3), 600, values))

    found = load_sensor_values(database, "t1")
    assert found is not None
    assert (found.start, found.step) == (datetime(2025, 12, 28, 3), 600)
    np.testing.assert_array_equal(found.values, values)
    newest = load_sensor_values(database, "t1", datetime(2026, 1, 1))
    assert newest is not None
    assert newest.start == datetime(2026, 1, 1)


def test_that_a_finer_step_joins_a_coarser_one(database: Database) -> None:
    added(database)
    start = datetime(2026, 3, 1)
    save_sensor_values(database, "t1", SensorValues(start, 3600, np.float32([1, 2, 3])))

    save_sensor_values(database, "t1", SensorValues(start, 900, np.float32([5, np.nan, 6])))

    found = load_sensor_values(database, "t1")
    assert found is not None
    assert found.step == 900
    known = found.values[np.isfinite(found.values)].tolist()
    assert known == [5.0, 6.0, 2.0, 3.0]


def test_that_a_sensor_without_readings_has_none(database: Database) -> None:
    added(database)

    assert load_sensor_values(database, "t1") is None


def test_that_single_years_of_a_meter_are_read(database: Database) -> None:
    save_meters(database, (Meter("m", "b01", EnergyCarrier.GAS, ""),))
    whole = Readings(datetime(2024, 1, 1), np.ones(3 * 8784, np.float32))
    save_many_readings(database, [("m", whole)])

    found = load_readings(database, "m", datetime(2025, 1, 1), datetime(2026, 1, 1))

    assert found is not None
    assert (found.start, len(found.values)) == (datetime(2025, 1, 1), 8760)
