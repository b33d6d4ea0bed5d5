"""`twin opportunities`: what every measure would give, and the plan that a budget can buy."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.model.opportunity import PlanLimits

UNLIMITED = float("inf")


def add_to(app: typer.Typer, progress: Progress) -> None:
    """Put the command among others; progress : told how far it is."""

    @app.command()
    def opportunities(  # noqa: PLR0913, PLR0917  options of one command
        portfolio: Annotated[Path, typer.Argument(help="Folder NAME.twin.")],
        budget: Annotated[float, typer.Option(help="NOK a year for a plan; 0: no plan.")] = 0.0,
        years: Annotated[int, typer.Option(help="How many years the plan has.")] = 5,
        emissions: Annotated[float, typer.Option(help="kgCO2e a year to save.")] = 0.0,
        backlog: Annotated[float, typer.Option(help="NOK of backlog to remove.")] = 0.0,
        weeks: Annotated[float, typer.Option(help="Weeks of work a year.")] = UNLIMITED,
        to: Annotated[
            Path | None, typer.Option(help="File for the opportunities: .xlsx or .csv.")
        ] = None,
        plan_to: Annotated[
            Path | None, typer.Option(help="File for the plan: .xlsx or .csv.")
        ] = None,
        spread: Annotated[bool, typer.Option(help="P10 and P90 too; takes minutes.")] = False,
        language: Annotated[str, typer.Option(help="Of titles: nb or en.")] = "nb",
    ) -> None:
        """Calculate every measure on every building; with a budget, the best plan for it."""
        from twin.workspace import plan_file
        from twin.workspace.opportunities import Inquiry

        board = plan_file.board_of(portfolio, Inquiry(has_spread=spread), progress)
        typer.echo(f"{len(board.found)} opportunities in {len(board.sites.sites)} buildings.")
        if to is not None:
            typer.echo(f"{plan_file.write_opportunities(board, to, language)} are in {to}.")
        if budget <= 0:
            _refuse(plan_to)
            return
        first = date.today().year + 1
        limits = PlanLimits(first, (budget,) * years, emissions, backlog, weeks)
        shown = plan_file.plan_of(board, limits, progress)
        for line in plan_file.told(shown):
            typer.echo(line)
        if plan_to is not None:
            typer.echo(f"{plan_file.write_plan(shown, plan_to, language)} are in {plan_to}.")


def _refuse(plan_to: Path | None) -> None:
    if plan_to is not None:
        raise TwinError(
            "A plan needs a budget; no plan was written.", "Say --budget NOK of each year."
        )
