"""Opportunities, packages and a plan of a portfolio of six buildings, found once."""

from dataclasses import replace
from pathlib import Path

import pytest

from twin.analysis.plan.make import greedy_plan
from twin.model.building import Building
from twin.model.opportunity import PlanLimits
from twin.store.buildings import save_buildings
from twin.store.database import create
from twin.workspace.jobs import JobProgress
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.opportunities import Board, Inquiry, found_in_steps
from twin.workspace.plan import PlanShown, _shown, rate_of  # pyright: ignore[reportPrivateUsage]

BUDGET = 600_000.0
KINDS = ("school", "kindergarten", "nursing_home", "office", "school", "sports")


class Kept(JobProgress):
    """Remembers the parts that were sent."""

    def __init__(self) -> None:
        self.boards: list[Board] = []

    def report(self, fraction: float, text: str) -> None:
        """Nobody looks."""

    def send(self, part: object) -> None:
        """Keep a board."""
        assert isinstance(part, Board)
        self.boards.append(part)


@pytest.fixture(scope="session")
def boards(tmp_path_factory: pytest.TempPathFactory) -> list[Board]:
    """Everything that one search sends."""
    folder: Path = tmp_path_factory.mktemp("found") / "Six.twin"
    database = create(folder, "Six buildings")
    save_buildings(database, [
        Building(
            f"b{i}", f"Bygg {i}", kind, "Fana", "Vegen 1", construction_year=1960.0 + 8 * i,
            gross_floor_area=1500.0 + 600 * i, heated_floor_area=1400.0 + 600 * i,
        )
        for i, kind in enumerate(KINDS)
    ])  # fmt: skip
    database.close()
    kept = Kept()
    found_in_steps(read_portfolio(folder), {}, Inquiry(has_spread=False), "en", kept)
    return kept.boards


@pytest.fixture(scope="session")
def board(boards: list[Board]) -> Board:
    return boards[-1]


@pytest.fixture(scope="session")
def shown(board: Board) -> PlanShown:
    """A greedy plan with one must."""
    assert board.ladders is not None
    steps = board.ladders.steps
    last = int(len(steps) - 1)
    key = f"{steps.buildings[int(steps.building[0])]}/{steps.measures[int(steps.measure[0])]}"
    assert last > 20
    limits = PlanLimits(2027, (BUDGET,) * 5, must=(key,))
    rate = rate_of(board)
    return _shown(board, board.ladders, greedy_plan(board.ladders, limits, rate), rate)


@pytest.fixture
def empty(shown: PlanShown) -> PlanShown:
    """The plan that a budget of nothing allows."""
    limits = replace(shown.plan.limits, budgets=(0.0,), must=())
    plan = greedy_plan(shown.ladders, limits, shown.rate)
    return _shown(shown.board, shown.ladders, plan, shown.rate)
