"""Kill a program that stores, imports or migrates at any moment, and look what is there after.

Each child is a fork of this process, so that a kill costs milliseconds and not the start of a
program. What the child acknowledged, it wrote into a pipe after the store had returned.
"""

import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from tests.store import released
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.store.audit_tables import audit_log
from twin.store.backups import backups
from twin.store.buildings import load_buildings, save_buildings
from twin.store.check import full_damage, portfolio_damage
from twin.store.database import FILE_NAME, SCHEMA_VERSION, Database, create, open_database
from twin.store.edits import store_edits
from twin.store.readings import load_readings, save_many_readings
from twin.store.records import load_records
from twin.store.sqlite_file import version_of
from twin.store.work_orders import load_work_orders

ORDER = WorkOrder(
    "AO", "b1", "", "234", "", WorkOrderState.OPEN, False, date(2026, 3, 1), None, None, "", np.nan
)
IMPORT = 500
OLD_ORDERS = 3_000
_ANEW = 20  # kills that one portfolio goes through
_BEGIN = b"begin\n"
Work = Callable[[Path, int], None]


@dataclass(slots=True)
class Kills:
    """What came of it. middle : kills between the begin of a change and its acknowledgement."""

    kills: int = 0
    acknowledged: int = 0
    middle: int = 0
    faults: list[str] = field(default_factory=list)


def kill_in_edits(times: int, chance: random.Random) -> Kills:
    """Kill a program that stores one change after the other."""
    return _kill_many(times, chance, _edits, _look_at_edits, 0.25)


def kill_in_imports(times: int, chance: random.Random) -> Kills:
    """Kill a program that takes in hundreds of work orders and readings at a time."""
    return _kill_many(times, chance, _imports, _look_at_imports, 0.8)


def kill_in_migrations(times: int, chance: random.Random) -> Kills:
    """Kill a program that brings an old portfolio up to date."""
    found = Kills()
    with tempfile.TemporaryDirectory() as place:
        made = {v: _old_portfolio(Path(place), v) for v in (1, 4, 7, SCHEMA_VERSION - 1)}
        longest = _seconds_of_migration(made[1], Path(place) / "timed")
        for number in range(times):
            version = chance.choice(list(made))
            folder = Path(place) / f"k{number}.twin"
            shutil.copytree(made[version], folder)
            told = _killed(_migration, folder, number, chance.uniform(0, longest))
            found.kills += 1
            found.acknowledged += len(told)
            found.middle += not told
            found.faults += [f"migration {number} of {version}: {f}" for f in
                             _look_at_migration(folder, version, bool(told))]  # fmt: skip
            shutil.rmtree(folder)
    return found


def _kill_many(
    times: int,
    chance: random.Random,
    work: Work,
    look: Callable[[Path, list[tuple[int, int]]], list[str]],
    longest: float,
) -> Kills:
    found = Kills()
    with tempfile.TemporaryDirectory() as place:
        folder, told = Path(place), list[tuple[int, int]]()
        for number in range(times):
            if number % _ANEW == 0:
                folder, told = Path(place) / f"p{number}.twin", []
                _new_portfolio(folder)
            lines = _killed(work, folder, number, chance.uniform(0, longest), after_first=True)
            done = [int(line) for line in lines if line != _BEGIN]
            told += [(number, i) for i in done]
            faults = look(folder, told)
            found.kills += 1
            found.acknowledged += len(done)
            found.middle += lines[-1:] == [_BEGIN]
            found.faults += [f"{work.__name__} {number}: {fault}" for fault in faults]
            if damaged := portfolio_damage(folder):
                found.faults.append(f"{work.__name__} {number}: {damaged}")
    return found


def _killed(
    work: Work, folder: Path, number: int, seconds: float, *, after_first: bool = False
) -> list[bytes]:
    """Lines that a child wrote before it was killed, `seconds` after its start or first line."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(out)
            os.dup2(into, 1)
            work(folder, number)
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as lines:
        first = [lines.readline()] if after_first else []
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = lines.read().splitlines(keepends=True)
    os.waitpid(child, 0)
    return [line for line in (*first, *rest) if line.endswith(b"\n")]


def _tell(number: int) -> None:
    os.write(1, f"{number}\n".encode())


def _new_portfolio(folder: Path) -> None:
    made = create(folder)
    save_buildings(made, (Building("b1", "Lia skole", "school"),))
    made.close()


def _edits(folder: Path, number: int) -> None:
    """Add an order, then give it a title: two acknowledged changes each time."""
    database = open_database(folder)
    for i in range(10**6):
        new = replace(ORDER, order_id=f"AO-{number}-{i}")
        os.write(1, _BEGIN)
        store_edits(database, (Edit(None, new),), "kari", "New")
        store_edits(database, (Edit(new, replace(new, title=f"T{i}")),), "kari", "Title")
        _tell(i)


def _look_at_edits(folder: Path, told: list[tuple[int, int]]) -> list[str]:
    database = open_database(folder)
    stored = {order.order_id: order.title for order in load_work_orders(database)}
    logged = _entries(database)
    database.close()
    lost = [f"AO-{n}-{i}" for n, i in told if stored.get(f"AO-{n}-{i}") != f"T{i}"]
    faults = [f"{name} was acknowledged and is lost" for name in lost]
    steps = len(stored) + sum(1 for title in stored.values() if title)
    if logged != steps:
        faults.append(f"{steps} changes are stored and {logged} are in the log")
    return faults


def _imports(folder: Path, number: int) -> None:
    """Orders, a meter and its year of hours, in one step."""
    database = open_database(folder)
    year = Readings(datetime(2025, 1, 1), np.arange(8760, dtype=np.float32))
    for i in range(10**6):
        name = f"{number}-{i}"
        orders = [Edit(None, replace(ORDER, order_id=f"AO-{name}-{j}")) for j in range(IMPORT)]
        meter = Edit(None, Meter(f"m-{name}", "b1", EnergyCarrier.ELECTRICITY, name))
        os.write(1, _BEGIN)
        with database.writing():
            store_edits(database, (*orders, meter), "kari", "Import")
            save_many_readings(database, ((f"m-{name}", year),))
        _tell(i)


def _look_at_imports(folder: Path, told: list[tuple[int, int]]) -> list[str]:
    database = open_database(folder)
    orders = len(load_work_orders(database))
    meters = {m.meter_id for m in load_records(database, Meter)}
    faults = [f"import {n}-{i} is lost" for n, i in told if f"m-{n}-{i}" not in meters]
    if orders != IMPORT * len(meters):
        faults.append(f"half an import: {orders} orders of {len(meters)} steps")
    if (logged := _entries(database)) != orders + len(meters):
        faults.append(f"{orders + len(meters)} records and {logged} entries in the log")
    for number, i in told[-3:]:
        readings = load_readings(database, f"m-{number}-{i}")
        if readings is None or len(readings.values) != 8760:
            faults.append(f"readings of import {number}-{i} are lost")
    database.close()
    return faults


def _entries(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(audit_log)).scalar_one()


def _old_portfolio(place: Path, version: int) -> Path:
    """A portfolio of a released version with enough in it to be caught on the way."""
    folder = place / f"v{version}.twin"
    released.load(version, folder)
    file = sqlite3.connect(folder / FILE_NAME)
    names = [row[1] for row in file.execute("PRAGMA table_info(work_orders)")]
    rest = ", ".join(names[1:])
    file.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        f"INSERT INTO work_orders SELECT 'X-' || i, {rest} FROM work_orders, n",
        (OLD_ORDERS,),
    )
    file.commit()
    file.close()
    return folder


def _migration(folder: Path, number: int) -> None:
    open_database(folder).close()
    _tell(number)


def _seconds_of_migration(old: Path, folder: Path) -> float:
    shutil.copytree(old, folder)
    start = time.perf_counter()
    open_database(folder).close()
    return time.perf_counter() - start


def _look_at_migration(folder: Path, old: int, was_told: bool) -> list[str]:
    version = version_of(folder / FILE_NAME)
    faults = [f"between versions: {version}"] if version not in (old, SCHEMA_VERSION) else []
    if was_told and version != SCHEMA_VERSION:
        faults.append("was acknowledged and is not there")
    faults += [f"copy {b.file.name}: {d}" for b in backups(folder) if (d := full_damage(b.file))]
    if version == SCHEMA_VERSION and not backups(folder):
        faults.append("no copy was made")
    database = open_database(folder)
    readings = load_readings(database, "m1")
    if len(load_work_orders(database)) != OLD_ORDERS + 1 or len(load_buildings(database)) != 1:
        faults.append("records are lost")
    if readings is None or readings.values.tolist() != [1.0, 2.0, 3.0]:
        faults.append("readings are lost")
    database.close()
    return faults + [d for d in (portfolio_damage(folder),) if d]
