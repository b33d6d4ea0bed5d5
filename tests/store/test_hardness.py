"""What happens when two write at once, the disk is full, or the data is odd."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twin.model.building import Building
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import Database, create, damage, open_database
from twin.store.readings import load_meter_years, load_readings, save_many_readings, save_meters

PRELUDE = """
import sys, resource
from pathlib import Path
from twin.errors import TwinError
from twin.model.building import Building
from twin.store.buildings import save_buildings
from twin.store.database import open_database
database = open_database(Path(sys.argv[1]))
"""


def test_that_two_programs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "Shared.twin"
    create(folder).close()
    code = PRELUDE + (
        "for i in range(60):\n"
        "    save_buildings(database, (Building(f'{sys.argv[2]}{i}', 'x', 'school'),))\n"
    )

    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), who]) for who in ("a", "b")
    ]
    assert [w.wait(60) for w in writers] == [0, 0]

    database = open_database(folder)
    found = {b.building_id for b in load_buildings(database)}
    database.close()
    assert found == {f"{who}{i}" for who in "ab" for i in range(60)}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes")
def test_that_a_full_disk_is_a_sentence_and_keeps_what_was_stored(tmp_path: Path) -> None:
    folder = tmp_path / "Full.twin"
    create(folder).close()
    code = PRELUDE + (
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "for i in range(100_000):\n"
        "    try:\n"
        "        save_buildings(database, (Building(f'k{i}', 'x' * 2000, 'school'),))\n"
        "    except TwinError as error:\n"
        "        print(i, error)\n"
        "        break\n"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=60
    )

    stored, _, sentence = answer.stdout.partition(" ")
    assert "the last change was not stored" in sentence
    assert "Traceback" not in answer.stderr
    database = open_database(folder)
    assert len(load_buildings(database)) == int(stored) > 10
    database.close()
    assert damage(folder) == ""


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(st.characters(), max_size=30), x=st.floats(-1e7, 1e7))
def test_that_any_text_and_number_can_be_stored(database: Database, name: str, x: float) -> None:
    building = Building("b09", name, "school", height=x, footprint=((x, 0.0), (1.0, x)))

    save_buildings(database, (building,))

    stored = load_buildings(database)[-1]
    assert stored.name == name.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    assert stored.height == x
    np.testing.assert_allclose(stored.footprint, building.footprint, atol=5e-4)


CHUNKS = st.lists(
    st.tuples(
        st.integers(0, 8784 + 50),
        st.lists(st.one_of(st.just(np.nan), st.floats(0, 1e4, width=32)), min_size=1, max_size=9),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(chunks=CHUNKS)
def test_that_chunks_in_any_order_give_the_hours_written_last(
    database: Database, chunks: list[tuple[int, list[float]]]
) -> None:
    begin = datetime(2024, 1, 1)
    meter = f"m{abs(hash(str(chunks)))}"
    save_meters(database, (Meter(meter, "b01", EnergyCarrier.ELECTRICITY, ""),))
    hours: dict[datetime, float] = {}

    for offset, values in chunks:
        start = begin + timedelta(hours=offset)
        save_many_readings(database, ((meter, Readings(start, np.array(values, np.float32))),))
        hours.update({start + timedelta(hours=i): v for i, v in enumerate(values)})

    stored = load_readings(database, meter)
    assert stored is not None
    first, last = min(hours), max(hours)
    assert stored.start == first
    expected = np.full(int((last - first) / timedelta(hours=1)) + 1, np.nan, np.float32)
    for hour, value in hours.items():
        expected[int((hour - first) / timedelta(hours=1))] = value
    np.testing.assert_array_equal(stored.values, expected)
    sums = [y.energy for y in load_meter_years(database) if y.meter_id == meter]
    total = float(np.nansum(sums))
    assert total == pytest.approx(float(np.nansum(expected, dtype=np.float64)))
