"""`make soak`: all of it, with figures. Exit code 1 if anything was lost."""

import argparse
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np

from tests.soak.clients import Outcome, run_clients
from tests.soak.kills import Kills, kill_in_edits, kill_in_imports, kill_in_migrations
from tests.store import postgres
from tests.store.conftest import empty_database
from twin.store.database import create, open_database
from twin.store.server import create_on_server, open_server


def main() -> int:
    """Run the kills and the clients; print one line for each, and every fault."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--clients", type=int, default=10)
    options.add_argument("--edits", type=int, default=10_000, help="of all clients together")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    faults = _kills(given.kills, random.Random(given.seed))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "Shared.twin"
        create(folder).close()
        faults += _clients("processes on a file", partial(open_database, folder), given)
        faults += _server(Path(place), given)
    for fault in faults[:20]:
        print("FAULT", fault)
    return int(bool(faults))


def _kills(times: int, chance: random.Random) -> list[str]:
    faults: list[str] = []
    rest = times - 2 * (times // 3)
    for what, kill, n in (
        ("edits", kill_in_edits, times // 3),
        ("imports", kill_in_imports, times // 3),
        ("migrations", kill_in_migrations, rest),
    ):
        start = time.perf_counter()
        found: Kills = kill(n, chance)
        print(
            f"{found.kills} kills in {what}: {found.acknowledged} acknowledged, "
            f"{found.middle} caught on the way, {len(found.faults)} faults, "
            f"{time.perf_counter() - start:.0f} s",
            flush=True,
        )
        faults += found.faults
    return faults


def _server(place: Path, given: argparse.Namespace) -> list[str]:
    if reason := postgres.reason_for_none():
        print(f"clients on a server: left out, {reason}")
        return []
    with postgres.server() as address:
        url = empty_database(address)
        create_on_server(url, place / "Team.twin").close()
        return _clients("clients on a server", partial(open_server, url, place / "T2"), given)


def _clients(what: str, open_it: object, given: argparse.Namespace) -> list[str]:
    start = time.perf_counter()
    whole, faults = run_clients(open_it, given.clients, given.edits // given.clients)
    _tell(what, given.clients, whole, time.perf_counter() - start, faults)
    return faults


def _tell(what: str, clients: int, whole: Outcome, seconds: float, faults: list[str]) -> None:
    p95, worst = np.quantile(whole.seconds, [0.95, 1]) * 1000
    print(
        f"{clients} {what}: {whole.applied} applied + {whole.conflicts} conflicts = "
        f"{whole.applied + whole.conflicts}, {len(faults)} faults, p95 {p95:.0f} ms, "
        f"worst {worst:.0f} ms, {whole.waits} waits, {seconds:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
