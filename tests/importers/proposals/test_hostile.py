"""Two hundred malformed and hostile files: messages, no change, no crash, no open door."""

import hashlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from twin.importers import proposal_file
from twin.importers.proposals.read import check_file
from twin.importers.proposals.reading import checked_file
from twin.model.proposal_check import ProposalCheck
from twin.store.database import create
from twin.workspace.importing import import_file

from .hostile import CHANGES, RAW, hostile_files

TODAY = "2026-11-24"
FILES = dict(hostile_files())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    for name, raw in FILES.items():
        (made / name).write_bytes(raw)
    return made


def test_that_there_are_two_hundred_unlike_files() -> None:
    assert len(FILES) >= 200
    assert len({hashlib.sha256(raw).digest() for raw in FILES.values()}) >= 200
    kinds = {name.partition("-")[2].partition(".")[0] for name in FILES}
    assert kinds >= {*CHANGES, *RAW}


def test_that_every_file_is_refused_in_words_with_all_doors_shut(folder: Path) -> None:
    """Nothing but the file itself is opened, no address asked, no program started."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.importers.proposals.alone", str(folder)],
        capture_output=True, check=False, timeout=240, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    told = json.loads(done.stdout)

    assert told["errors"].keys() == FILES.keys()
    assert all(told["errors"].values())
    assert {name: seen for name, seen in told["opened"].items() if seen} == {}


def test_that_no_file_changes_the_portfolio(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_this_process(path: Path, progress: object) -> ProposalCheck:
        return checked_file(path, TODAY)

    monkeypatch.setattr(proposal_file, "check_file", in_this_process)
    database = create(tmp_path / "a.twin")
    before = content(database.folder)
    for path in sorted(folder.iterdir()):
        done = import_file(database, path)
        assert done.status == "refused", path.name
        assert str(done)
        said = done.message.format(**done.values)
        assert not any(f"{{{name}}}" in said for name in done.values), path.name
    database.close()

    assert content(tmp_path / "a.twin") == before


def content(folder: Path) -> dict[str, object]:
    """Rows of all tables but those of the program itself, and names of all files."""
    files = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    kept = [name for name in files if not name.endswith(("-wal", "-shm"))]
    with sqlite3.connect(f"file:{folder / 'portfolio.sqlite'}?mode=ro", uri=True) as connection:
        rows = list(connection.iterdump())
    connection.close()
    return {"rows": rows, "files": kept}


@pytest.mark.parametrize(
    "name",
    ["zip-bomb.pproposal", "zip-many.pproposal", "hand-brackets.json", "hand-noise.json",
     "zip-locked.pproposal", "hand-pickle.json"],
)  # fmt: skip
def test_that_the_child_process_says_the_same(folder: Path, name: str) -> None:
    assert check_file(folder / name, today=TODAY) == checked_file(folder / name, TODAY)


def test_that_a_child_that_ends_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "twin.importers.proposals.read.worker_command",
        lambda: [sys.executable, "-c", "import sys; sys.stdin.read(); sys.exit(3)"],
    )

    check = check_file(folder / "hand-null.json")

    assert check.proposal is None
    assert "needs more memory or time" in check.remarks[0].finding.text()
