"""Opening and making portfolios."""

from pathlib import Path

from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said


def test_that_opening_shows_the_portfolio_and_remembers_it(
    opened: Workspace, folder: Path
) -> None:
    assert opened.portfolio is not None
    assert opened.mode == "portfolio"
    assert opened.portfolio.name == "Bergen"
    assert len(opened.portfolio.delivered_per_m2) == 3
    assert opened.settings.recent == (str(folder.resolve()),)


def test_that_what_is_no_portfolio_is_a_notice_and_changes_nothing(
    workspace: Workspace, settled: Settle, tmp_path: Path
) -> None:
    workspace.open_portfolio(tmp_path / "nowhere")
    settled()

    assert workspace.mode == "start"
    assert "There is no portfolio" in said(workspace)


def test_that_a_new_portfolio_gets_its_suffix(
    workspace: Workspace, settled: Settle, tmp_path: Path
) -> None:
    workspace.create_portfolio(tmp_path / "Åsane")
    settled()

    assert workspace.portfolio is not None
    assert workspace.portfolio.folder == tmp_path / "Åsane.twin"
    assert workspace.portfolio.buildings == ()


def test_that_another_portfolio_takes_the_place_of_the_open_one(
    entered: Workspace, settled: Settle, tmp_path: Path
) -> None:
    entered.create_portfolio(tmp_path / "Other")
    settled()

    assert entered.mode == "portfolio"
    assert entered.building is None
    assert entered.model is None
    assert entered.scenario is None
