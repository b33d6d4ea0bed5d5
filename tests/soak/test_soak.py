"""The short form of `make soak`: 40 kills, ten processes at once."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are forks of one process")


@pytest.mark.parametrize(("kind", "times"), [("edits", 14), ("imports", 12), ("migrations", 14)])
def test_that_kills_lose_nothing_that_was_acknowledged(kind: str, times: int) -> None:
    """In a process of its own, so that it forks without Qt's threads."""
    code = (
        "import random; from tests.soak import kills\n"
        f"found = kills.kill_in_{kind}({times}, random.Random({random.randrange(10**6)}))\n"
        f"assert found.kills == {times}, found\n"
        "print(found.acknowledged, found.faults); raise SystemExit(bool(found.faults))\n"
    )
    _run("-c", code)


def test_that_ten_processes_on_a_file_store_or_tell_every_change(tmp_path: Path) -> None:
    code = (
        "import sys; from functools import partial; from pathlib import Path\n"
        "from tests.soak.clients import run_clients\n"
        "from twin.store.database import create, open_database\n"
        "folder = Path(sys.argv[1]) / 'Shared.twin'; create(folder).close()\n"
        "whole, faults = run_clients(partial(open_database, folder), 10, 40)\n"
        "assert whole.conflicts > 0 < whole.applied\n"
        "print(faults); raise SystemExit(bool(faults))\n"
    )
    _run("-c", code, str(tmp_path))


def _run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
