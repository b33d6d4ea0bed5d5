"""Many people change the same portfolio at once; every change is stored or told to be at odds."""

import multiprocessing
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import numpy as np
from sqlalchemy import select

from twin.errors import StoreConflict
from twin.model.building import Building
from twin.model.edit import Edit, EditConflict
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.store import tables
from twin.store.audit import entries_of
from twin.store.audit_tables import audit_log
from twin.store.buildings import save_buildings
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.store.rows import from_rows, select_fields

Open = Callable[[], Database]
SHARED, OWN, SHARED_PART = 10, 40, 0.2
EDIT = "Edit"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the edits of one client, or of all. seconds : of each edit."""

    applied: int
    conflicts: int
    waits: int
    seconds: tuple[float, ...]


def run_clients(open_it: Open, clients: int, edits: int) -> tuple[Outcome, list[str]]:
    """Let `clients` processes make `edits` changes each; say what is wrong afterwards."""
    _prepare(open_it, clients)
    context = multiprocessing.get_context("fork")
    with context.Pool(clients) as pool:
        outcomes = pool.starmap(_client, [(open_it, i, edits) for i in range(clients)], 1)
    whole = Outcome(
        sum(o.applied for o in outcomes),
        sum(o.conflicts for o in outcomes),
        sum(o.waits for o in outcomes),
        tuple(s for o in outcomes for s in o.seconds),
    )
    database = open_it()
    faults = _faults(database, whole, clients * edits)
    database.close()
    return whole, faults


def _prepare(open_it: Open, clients: int) -> None:
    database = open_it()
    save_buildings(database, (Building("b1", "Lia skole", "school"),))
    keys = [f"shared-{i}" for i in range(SHARED)]
    keys += [f"own-{c}-{i}" for c in range(clients) for i in range(OWN)]
    orders = [
        WorkOrder(k, "b1", "", "234", "", WorkOrderState.OPEN, False, date(2026, 3, 1), None, None,
                  "", np.nan)
        for k in keys
    ]  # fmt: skip
    store_edits(database, [Edit(None, order) for order in orders], "kari", "New")
    database.close()


def _client(open_it: Open, client: int, edits: int) -> Outcome:
    """Change rows as they were last seen, a fifth of them rows that all others change too."""
    database, chance = open_it(), Random(client)
    seen: dict[str, WorkOrder] = {}
    counts: dict[str, int] = defaultdict(int)
    seconds: list[float] = []
    for number in range(edits):
        shared = chance.random() < SHARED_PART
        key = f"shared-{chance.randrange(SHARED)}" if shared else _own(client, chance)
        before = seen.get(key) or _read(database, key)
        after = replace(before, title=f"{client}/{number}")
        start = time.perf_counter()
        outcome = _stored(database, Edit(before, after), counts)
        seconds.append(time.perf_counter() - start)
        counts[outcome] += 1
        seen[key] = after if outcome == "applied" else _read(database, key)
    database.close()
    return Outcome(counts["applied"], counts["conflicts"], counts["waits"], tuple(seconds))


def _stored(database: Database, edit: Edit, counts: dict[str, int]) -> str:
    while True:
        try:
            store_edits(database, (edit,), "kari", EDIT)
        except EditConflict:
            return "conflicts"
        except StoreConflict:  # somebody else held the file too long; nothing was stored
            counts["waits"] += 1
        else:
            return "applied"


def _own(client: int, chance: Random) -> str:
    return f"own-{client}-{chance.randrange(OWN)}"


def _read(database: Database, key: str) -> WorkOrder:
    table = tables.work_orders
    with database.reading() as connection:
        query = select_fields(WorkOrder, table).where(table.c.order_id == key)
        return from_rows(WorkOrder, connection.execute(query))[0]


def _faults(database: Database, whole: Outcome, expected: int) -> list[str]:
    """Every change is in the log once, each upon the one before it, the last one in the row."""
    faults: list[str] = []
    if whole.applied + whole.conflicts != expected:
        faults.append(f"{whole.applied} + {whole.conflicts} of {expected}")
    with database.reading() as connection:
        steps = select(audit_log.c.change_id).where(audit_log.c.what == EDIT)
        ids = connection.execute(steps.order_by(audit_log.c.entry_id)).scalars().all()
        title: dict[str, object] = defaultdict(str)
        for change_id in ids:
            (entry,) = entries_of(connection, change_id)
            before, after = dict(entry.before or {}), dict(entry.after or {})
            if before != {"title": title[entry.key]}:
                faults.append(f"{entry.key}: {before} was not what was stored before")
            title[entry.key] = after["title"]
        table = tables.work_orders
        stored = dict(connection.execute(select(table.c.order_id, table.c.title)).tuples().all())
    faults += [f"{k}: {stored[k]} is not {t}" for k, t in title.items() if stored[k] != t]
    if len(ids) != whole.applied:
        faults.append(f"{whole.applied} were applied and {len(ids)} are in the log")
    return faults
