"""Opportunities and a plan without a window, for the command line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from twin.errors import MissingInput
from twin.model.importing import Progress
from twin.model.opportunity import PlanLimits
from twin.workspace.export_tables import export_records
from twin.workspace.opportunities import Board, Inquiry, found_in_steps
from twin.workspace.opportunity_rows import OpportunityRows, Records, ordinary
from twin.workspace.opportunity_sites import known_of_all
from twin.workspace.plan import PlanShown, exactly
from twin.workspace.planned_steps import PlannedSteps


@dataclass(slots=True)
class _Kept:
    """Progress that keeps the last board that was sent."""

    progress: Progress
    boards: list[Board] = field(default_factory=list[Board])

    def report(self, fraction: float, text: str) -> None:
        """As `Progress`."""
        self.progress.report(fraction, text)

    def send(self, part: object) -> None:
        """Keep a board."""
        if isinstance(part, Board):
            self.boards.append(part)


def board_of(folder: Path, inquiry: Inquiry, progress: Progress) -> Board:
    """Everything that was found in a portfolio, with its packages.

    Raises
    ------
    MissingInput
        If the portfolio has no building that can be calculated.
    TwinError
        If the portfolio cannot be opened.
    """
    from twin.store.database import open_database
    from twin.workspace.open_portfolio import portfolio_data

    database = open_database(folder)
    try:
        portfolio = portfolio_data(database)
        known = known_of_all(database, portfolio.buildings)
    finally:
        database.close()
    kept = _Kept(progress)
    found_in_steps(portfolio, known, inquiry, "en", kept)
    board = kept.boards[-1]
    if board.ladders is None or not len(board.found):
        raise MissingInput(
            "No measure applies to any building of this portfolio, so there is nothing to plan.",
            "Give the buildings a category, a building year and a heated floor area.",
        )
    return board


def plan_of(board: Board, limits: PlanLimits, progress: Progress) -> PlanShown:
    """The exact plan of a board."""
    return exactly(board, limits, progress)


def write_opportunities(board: Board, to: Path, language: str) -> int:
    """Write all opportunities to .xlsx or .csv; how many.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    rows = np.flatnonzero(ordinary(board, frozenset())).astype(np.int32)
    records = Records(OpportunityRows(board, rows, None))
    return export_records(board.portfolio, records, to, (language, None))


def write_plan(shown: PlanShown, to: Path, language: str) -> int:
    """Write the steps of a plan to .xlsx or .csv; how many. Raises as `write_opportunities`."""
    records: Sequence[object] = [step.record for step in PlannedSteps(shown)]
    return export_records(shown.board.portfolio, records, to, (language, None))


def told(shown: PlanShown) -> tuple[str, ...]:
    """What a plan comes to, in lines."""
    sums, plan = shown.sums, shown.plan
    years = range(plan.limits.first_year, plan.limits.first_year + len(plan.spent))
    return (
        f"{sums.steps} steps in {sums.buildings} buildings cost {sums.investment / 1e6:,.1f} MNOK"
        f" and are worth {sums.present_value / 1e6:,.1f} MNOK today;",
        f"they save {sums.saving / 1000:,.0f} MWh, {sums.emission_saving / 1000:,.1f} t CO2e a"
        f" year. Found in {plan.seconds:.1f} s, within {plan.gap:.2%} of the best plan there is.",
        *(f"{year}: {spent / 1e6:,.2f} MNOK" for year, spent in zip(years, plan.spent.tolist(),
                                                                    strict=True)),
        *plan.unmet,
    )  # fmt: skip
