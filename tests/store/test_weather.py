"""Imported years of weather: kept as they were read, listed, and refused when damaged."""

from dataclasses import replace

import numpy as np
import pytest

from twin.errors import StoreConflict, UnreadableFile
from twin.model.thermal import WEATHER_COLUMNS, HourlyWeather
from twin.store.database import Database, open_database
from twin.store.weather import list_weather, load_weather, save_weather

HOURS = np.arange(8760.0)
COLD = HourlyWeather(
    "Florida, 2024", "met.csv", 60.4, 5.3, 10 * np.sin(HOURS / 1394), 0 * HOURS, 0 * HOURS,
    0 * HOURS, utc_offset=1.0, altitude=12.0, origin={"temperature": "measured"}, year=2024,
)  # fmt: skip


def test_that_weather_comes_back_as_it_was_read(database: Database) -> None:
    stored = save_weather(database, COLD)

    found = load_weather(database.folder, stored.key)

    assert (found.name, found.year, found.origin) == (COLD.name, 2024, COLD.origin)
    for name in WEATHER_COLUMNS:
        np.testing.assert_allclose(getattr(found, name), getattr(COLD, name), rtol=1e-6)
    assert not found.knows("wind_speed")


def test_that_the_same_year_is_kept_once_and_others_are_listed_in_order(
    database: Database,
) -> None:
    first = save_weather(database, COLD)
    save_weather(database, replace(COLD, name="Florida, 2023", year=2023))
    again = save_weather(database, COLD)

    assert again == first
    assert [w.year for w in list_weather(database.folder)] == [2024, 2023]


def test_that_damaged_weather_is_not_listed_and_refused(database: Database) -> None:
    stored = save_weather(database, COLD)
    path = database.folder / "weather" / f"{stored.key}.npz"
    path.write_bytes(path.read_bytes()[:5000])

    assert list_weather(database.folder) == ()
    with pytest.raises(UnreadableFile, match="missing or damaged"):
        load_weather(database.folder, stored.key)


def test_that_a_name_outside_the_folder_is_not_read(database: Database) -> None:
    with pytest.raises(UnreadableFile):
        load_weather(database.folder, "no-such-weather")


def test_that_nothing_is_stored_where_it_can_only_be_read(database: Database) -> None:
    database.close()
    reader = open_database(database.folder, read_only=True)

    with pytest.raises(StoreConflict):
        save_weather(reader, COLD)

    assert list_weather(database.folder) == ()
    reader.close()
