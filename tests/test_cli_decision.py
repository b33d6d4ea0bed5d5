"""`twin decision`: offers weighed, frozen, listed and run again from a terminal."""

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from twin.cli import app
from twin.errors import TwinError
from twin.sample.portfolio import write_sample
from twin.store.database import open_database

MAPS, MOISTURE = "no.innekart.2026-11", "no.fuktvakt.2026-07"


def run(*words: str | Path) -> tuple[int, str]:
    """Exit status and what was said; an error the user can act on counts as 2."""
    done = CliRunner().invoke(app, ["decision", *map(str, words)])
    if isinstance(done.exception, TwinError):
        return 2, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "Sample.twin"
    write_sample(made, buildings=4)
    return made


def test_that_a_decision_is_frozen_listed_and_run_again_until_data_changes(folder: Path) -> None:
    offers = ("--offer", MAPS, "--offer", MOISTURE)
    status, said = run(
        "weigh", folder, *offers, "--weight", "investment=50", "--weight", "man_hours=50",
        "--title", "Autumn", "--freeze", f"Kari={MAPS}",
    )  # fmt: skip
    assert status == 0
    assert "Frozen as" in said

    status, said = run("list", folder)
    assert "Kari" in said
    decision_id = said.split()[0]

    status, said = run("rerun", folder, decision_id)
    assert (status, "0 differing values" in said) == (0, True), said

    database = open_database(folder)
    with database.writing() as connection:
        connection.execute(text("UPDATE buildings SET construction_year = 2019"
                                " WHERE building_id = 'b02'"))  # fmt: skip
    database.close()
    status, said = run("rerun", folder, decision_id)
    assert status == 2
    assert "construction year was" in said
    assert "is 2019" in said


def test_that_what_cannot_be_weighed_is_told(folder: Path) -> None:
    assert run("weigh", folder, "--offer", MAPS)[0] == 2
    assert run("rerun", folder, "no such")[0] == 2
    both = ("--offer", MAPS, "--offer", MOISTURE)
    assert "KEY=WEIGHT" in run("weigh", folder, *both, "--weight", "much")[1]
