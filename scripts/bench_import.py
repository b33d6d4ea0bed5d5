"""How long 100,000 work orders take from a CSV file into a portfolio of 1,000 buildings.

Prints one JSON document: seconds for opening (child process, letters, separator), trying out and
storing, the longest wait for a stop in each, and the most memory this process held.
"""

import json
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from twin.model.building import Building
from twin.store.buildings import save_buildings
from twin.store.database import Database, create
from twin.workspace import table_import
from twin.workspace.open_portfolio import portfolio_data

BUILDINGS, ORDERS = 1_000, 100_000
HEAD = (
    "Ordrenr;Bygg;Tittel;Status;Prioritet;Bygningsdel;Opprettet;Frist;Utført dato;Leverandør;"
    "Kostnad (kr);Nedetid (timer);Beskrivelse"
)


class Waits:
    """Longest time between two reports: so long a stop may take."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self.longest = 0.0

    def report(self, fraction: float, text: str) -> None:
        """Note how long it was since the last one."""
        del fraction, text
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = portfolio(Path(folder) / "Bench.twin")
        figures = measured(database, orders(Path(folder) / "orders.csv"))
        database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures["memory_mb"] = round(peak / (1e6 if sys.platform == "darwin" else 1e3))
    print(json.dumps(figures, indent=1))


def measured(database: Database, path: Path) -> dict[str, float]:
    """Seconds of each part."""
    stock = portfolio_data(database)
    waits = [Waits(), Waits(), Waits()]
    begun = time.monotonic()
    opened = table_import.open_table(path, database, waits[0])
    read = time.monotonic()
    waits[1] = Waits()
    plan = table_import.tried(opened, stock, waits[1])
    tried = time.monotonic()
    waits[2] = Waits()
    table_import.take_in(database, opened, plan, ("bench", "Import"), waits[2])
    stored = time.monotonic()
    if plan.added != ORDERS:
        raise SystemExit(f"{plan.added} of {ORDERS} orders were taken in: {plan.rejects[:3]}")
    return {
        "rows": ORDERS,
        "open_s": round(read - begun, 2),
        "try_s": round(tried - read, 2),
        "store_s": round(stored - tried, 2),
        "all_s": round(stored - begun, 2),
        "longest_wait_for_a_stop_s": round(max(w.longest for w in waits), 2),
    }


def portfolio(folder: Path) -> Database:
    """A portfolio of buildings without models."""
    database = create(folder)
    save_buildings(database, [Building(f"b{i}", f"Bygg {i}", "school") for i in range(BUILDINGS)])
    return database


def orders(path: Path) -> Path:
    """A file of work orders as a maintenance system writes them."""
    first = date(2020, 1, 1)
    lines = [HEAD]
    for i in range(ORDERS):
        opened = first + timedelta(days=i * 7 % 2000)
        due = opened + timedelta(days=i % 60)
        closed = f"{due:%d.%m.%Y}" if i % 2 else ""
        state = ("Åpen", "Utført")[i % 2]
        lines.append(
            f"AO-{i:06};Bygg {i * 13 % BUILDINGS};Arbeid {i % 400};{state};Høy;"
            f"234 Vinduer;{opened:%d.%m.%Y};{due:%d.%m.%Y};{closed};Rør AS;"
            f"{i % 90} {i % 1000:03},50;{i % 40},5;Beskrivelse av arbeid nummer {i}"
        )
    path.write_text("\n".join(lines), "cp1252")
    return path


if __name__ == "__main__":
    main()
