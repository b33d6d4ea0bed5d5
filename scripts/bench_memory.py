"""The portfolio's memory: imports, series on disk, and how fast they are read.

Every figure stands beside its aim. The files are made up here: 100,000 work orders, ten million
hours of 228 meters, and five years of hours of three meters in each of 1,000 buildings.
"""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import twin  # noqa: E402, F401  # before NumPy: it sets how many threads sums may have

# isort: split
import numpy as np  # noqa: E402

from twin.errors import Cancelled  # noqa: E402
from twin.model.building import Building  # noqa: E402
from twin.model.meter import EnergyCarrier, Meter, Readings  # noqa: E402
from twin.store.buildings import save_buildings  # noqa: E402
from twin.store.database import Database, create  # noqa: E402
from twin.store.day_sums import load_day_sums  # noqa: E402
from twin.store.readings import load_readings, save_many_readings, save_meters  # noqa: E402
from twin.workspace import readings_import, table_import  # noqa: E402
from twin.workspace.open_portfolio import portfolio_data  # noqa: E402

BUILDINGS, YEARS, FIRST_YEAR = 1000, 5, 2021
ORDERS, METERS_IN_FILE, HOURS_IN_FILE = 100_000, 228, 43_861
Record = dict[str, object]


def records() -> Iterator[Record]:
    """Imports with their time and memory, then what is read of a large portfolio."""
    folder = Path(tempfile.mkdtemp(prefix="twin-bench-"))
    try:
        yield from _orders(folder)
        yield from _readings(folder)
        yield from _large(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def record(name: str, value: float, unit: str, peer: float) -> Record:
    """A figure beside its aim."""
    shown = round(value, 3 if value < 100 else 0)
    return {"name": name, "value": shown, "unit": unit, "peer": peer,
            "ratio": round(value / peer, 3)}  # fmt: skip


class Stopping:
    """Asks to stop some time after the work began, and measures how long that may take."""

    def __init__(self, after: float = float("inf")) -> None:
        self._at = time.monotonic() + after
        self.asked = 0.0
        self.longest = 0.0
        self._last = time.monotonic()

    def report(self, fraction: float, text: str) -> None:
        """Measure the time between two reports; stop once the time has come."""
        del fraction, text
        self.end()
        if self._last >= self._at:
            self.asked = self._last
            raise Cancelled("Stopped. Nothing was changed.")

    def end(self) -> None:
        """Measure the time since the last report."""
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _orders(folder: Path) -> Iterator[Record]:
    database = _portfolio(folder / "orders.twin", BUILDINGS)
    path = folder / "orders.csv"
    states = ("Åpen", "Under arbeid", "Utført", "Lukket")
    first = date(2020, 1, 1)
    lines = [
        f"{i};{139_000_000 + i % BUILDINGS};Arbeid {i} på ventilasjon;{states[i % 4]};"
        f"{first + timedelta(days=i % 2000):%d.%m.%Y};{100 + i % 9000},50;36{i % 7}"
        for i in range(ORDERS)
    ]
    head = "Ordrenummer;Bygningsnummer;Tittel;Status;Opprettet;Kostnad;Bygningsdel\n"
    path.write_text(head + "\n".join(lines), encoding="utf-8")
    stock = portfolio_data(database)
    begun = time.perf_counter()
    opening = Stopping()
    opened = table_import.open_table(path, database, opening)
    trying = Stopping()
    plan = table_import.tried(opened, stock, trying)
    storing = Stopping()
    table_import.take_in(database, opened, plan, ("bench", "orders"), storing)
    storing.end()
    seconds = time.perf_counter() - begun
    if plan.added != ORDERS:
        raise RuntimeError(f"{plan.added} of {ORDERS} work orders were taken in")
    yield record("import of 100,000 work orders, file to store", seconds, "s", 20.0)
    yield record("of it the longest wait for a stop while opening", opening.longest, "s", 1.0)
    yield record("of it the longest wait for a stop while trying out", trying.longest, "s", 1.0)
    yield record("of it the longest wait for a stop while storing", storing.longest, "s", 1.0)
    yield record("peak memory of the program so far", _peak(), "MB", 1000.0)
    database.close()


def _readings(folder: Path) -> Iterator[Record]:
    path = folder / "readings.csv"
    _write_readings(path)
    database = _portfolio(folder / "readings.twin", 200)
    stock = portfolio_data(database)
    begun = time.perf_counter()
    file = readings_import.open_readings(path)
    read = time.perf_counter() - begun
    choice = readings_import.proposed_choice(file, stock, "b0000")
    choice = replace(choice, clock="normal time", kind="interval")
    plan = readings_import.placed(readings_import.tried(file, choice), choice, stock)
    readings_import.take_in(database, plan, ("bench", "readings"))
    seconds = time.perf_counter() - begun
    if (file.lines, len(plan.taken)) != (METERS_IN_FILE * HOURS_IN_FILE, METERS_IN_FILE):
        raise RuntimeError(f"{file.lines} lines, {len(plan.taken)} meters were taken in")
    yield record(f"import of {file.lines:,} readings, file to store", seconds, "s", 60.0)
    yield record("of it reading the file", read, "s", seconds)
    yield record("peak memory of the program so far", _peak(), "MB", 1000.0)
    del file, plan
    yield record("stopping while the file is read", _stopping(path), "s", 1.0)
    database.close()
    path.unlink()


def _stopping(path: Path) -> float:
    """Longest time between two chances to stop. [s]"""
    progress = Stopping(60.0)
    readings_import.open_readings(path, progress)
    return progress.longest


def _large(folder: Path) -> Iterator[Record]:
    database = _portfolio(folder / "large.twin", BUILDINGS)
    meters = [
        Meter(f"m{b:04}-{k}", f"b{b:04}", EnergyCarrier.ELECTRICITY, "")
        for b in range(BUILDINGS)
        for k in range(3)
    ]
    save_meters(database, meters)
    random = np.random.default_rng(1)
    count = (datetime(FIRST_YEAR + YEARS, 1, 1) - datetime(FIRST_YEAR, 1, 1)) // timedelta(hours=1)
    shape = 30.0 + 20.0 * np.sin(np.arange(count) / 8766 * 2 * np.pi) + 8.0 * np.sin(
        np.arange(count) / 24 * 2 * np.pi
    )  # fmt: skip

    def hours(meter: Meter) -> tuple[str, Readings]:
        noisy = np.round(np.maximum(shape * random.gamma(20, 0.05, count), 0.0), 2)
        return meter.meter_id, Readings(datetime(FIRST_YEAR, 1, 1), noisy.astype(np.float32))

    for start in range(0, len(meters), 300):
        save_many_readings(database, map(hours, meters[start : start + 300]))
    size = sum(f.stat().st_size for f in database.folder.rglob("*") if f.is_file()) / 1e9
    yield record("1,000 buildings x 3 meters x 5 years of hours on disk", size, "GB", 1.0)
    names = [m.meter_id for m in meters]
    one = 1000 * _shortest(lambda: load_readings(database, names[1234]), 20)
    yield record("hours of one meter, five years", one, "ms", 25.0)
    of_year = 1000 * _shortest(lambda: _building_year(database, names[900:903]), 20)
    yield record("hours of one building-year, three meters", of_year, "ms", 5.0)
    month = _shortest(lambda: load_day_sums(database, date(FIRST_YEAR + 3, 2, 1), 29), 3)
    yield record("sums of the days of a month, 3,000 meters", month, "s", 1.0)
    database.close()


def _building_year(database: Database, meters: list[str]) -> None:
    first, last = datetime(FIRST_YEAR + 2, 1, 1), datetime(FIRST_YEAR + 3, 1, 1)
    for meter in meters:
        found = load_readings(database, meter, first, last)
        if found is None or len(found.values) != (last - first) // timedelta(hours=1):
            raise RuntimeError(f"{meter} has no whole year")


def _portfolio(folder: Path, count: int) -> Database:
    database = create(folder, "Bench")
    save_buildings(
        database,
        [
            Building(f"b{i:04}", f"Bygg {i}", "school", building_number=str(139_000_000 + i))
            for i in range(count)
        ],
    )
    return database


def _write_readings(path: Path) -> None:
    first = np.datetime64("2020-01-01T00", "h")
    hours = [str(first + i).replace("T", " ") + ":00" for i in range(HOURS_IN_FILE)]
    random = np.random.default_rng(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("Måler-ID;Tidspunkt;kWh\n")
        for i in range(METERS_IN_FILE):
            name = f"707057500000{i:06}"
            values = np.char.mod("%.2f", random.gamma(3, 20, HOURS_IN_FILE)).tolist()
            text = "\n".join(f"{name};{h};{v}" for h, v in zip(hours, values, strict=True))
            file.write(text.replace(".", ",") + "\n")


def _shortest(run: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begun)
    return best


def _peak() -> float:
    """Most memory this process ever had. [MB]"""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0
