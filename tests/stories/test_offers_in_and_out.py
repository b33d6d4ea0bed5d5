"""Offers from file to file: check, import, accept, apply, result, and out as BuildingSync."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stories.offers import (
    RATE,
    accepted_by_somebody,
    applied,
    check_export,
    check_result,
    entered_in,
    received,
    sample_without_offers,
)

from twin.errors import UnreadableFile
from twin.sample.proposals import proposal_files
from twin.store.database import Database
from twin.workspace.audits import import_audit, translated
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.proposal_files import check_file
from twin.workspace.state import State

TODAY = "2026-11-24"
FILES = proposal_files()
OFFERED, REFUSED = 14, 6
"""Audits of the corpus with and without a measure that can be offered."""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A portfolio of one school with a model, meters and condition, without proposals."""
    database = sample_without_offers(tmp_path_factory.mktemp("school"), 1)
    yield database
    database.close()


@pytest.fixture(scope="module")
def entered(school: Database) -> State:
    portfolio = read_portfolio(school.folder)
    return entered_in(portfolio, portfolio.buildings[0])


@pytest.mark.parametrize("name", FILES)
def test_that_an_example_goes_in_and_out(
    name: str, school: Database, entered: State, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])

    check = check_file(path, today=TODAY)
    assert check.proposal is not None
    assert not check.errors
    proposal = received(school, path)
    assert proposal.sha256 == check.proposal.sha256
    assert proposal.measures == check.proposal.measures
    scenario, result = applied(entered, proposal)

    assert not any(r.reason for r in result.reaches)
    check_result(result, proposal)
    check_export(tmp_path / "out.xml", entered, scenario, result)


def test_that_the_public_audits_go_in_and_out(
    corpus: Path, school: Database, entered: State, tmp_path: Path
) -> None:
    files = sorted((corpus / "buildingsync").glob("*.xml"))
    refused: list[str] = []
    for path in files:
        try:
            done = import_audit(school, path, RATE)
        except UnreadableFile as error:
            assert translated(path, RATE).offers == ()
            refused.append(str(error))
            continue
        assert done.proposal_id
        proposal = accepted_by_somebody(school, done.proposal_id)
        scenario, result = applied(entered, proposal)
        check_result(result, proposal)
        check_export(tmp_path / path.name, entered, scenario, result)

    assert (len(files), len(refused)) == (OFFERED + REFUSED, REFUSED)
    assert all("nothing was imported" in text for text in refused)
