"""`twin decision`: weigh offers, freeze the decision, list decisions, run them again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.errors import MissingInput

if TYPE_CHECKING:
    from twin.model.choice import Decision
    from twin.model.procurement import AwardCriterion, Judged
    from twin.workspace.comparison_ground import Known
    from twin.workspace.portfolio import PortfolioData

app = typer.Typer(help="Weigh suppliers' offers; decisions that were frozen, and run again.")

Portfolio = Annotated[Path, typer.Argument(help="Folder NAME.twin.")]


@app.command("list")
def list_decisions(portfolio: Portfolio) -> None:
    """List the decisions of a portfolio, the newest first."""
    from twin.workspace.open_portfolio import read_portfolio
    from twin.workspace.procurement.keeping import decisions

    for one in decisions(read_portfolio(portfolio)):
        typer.echo(f"{one.decision_id}  {one.decided_at:%Y-%m-%d %H:%M} UTC  {one.decided_by}  "
                   f"{one.sha256[:12]}  {one.title}")  # fmt: skip


@app.command()
def rerun(
    portfolio: Portfolio,
    decision: Annotated[str, typer.Argument(help="An id that `twin decision list` shows.")],
) -> None:
    """Calculate a decision again and say what is another. Exit 2 if it does not reproduce."""
    from twin.workspace.procurement.freezing import rerun as run_again
    from twin.workspace.procurement.keeping import content_of

    data = _read(portfolio)
    one = _decision(data, decision)
    ids = content_of(one).round.buildings
    found = run_again(data, _known(portfolio, data, ids), one)
    for statement in found.changed:
        typer.echo(f"changed: {statement}")
    for other in found.differing:
        typer.echo(f"figure: {other.scenario or 'do nothing'} {other.key}: "
                   f"{other.stored:.6g}, now {other.found:.6g}")  # fmt: skip
    typer.echo(f"{found.figures} figures, {len(found.differing)} differing values.")
    raise typer.Exit(0 if found.is_same else 2)


@app.command()
def weigh(
    portfolio: Portfolio,
    offer: Annotated[list[str], typer.Option(help="Id of a proposal; twice or more.")],
    building: Annotated[list[str] | None, typer.Option(help="Id; all if left out.")] = None,
    weight: Annotated[
        list[str] | None, typer.Option(help="KEY=WEIGHT of a criterion; usual ones if left out.")
    ] = None,
    title: Annotated[str, typer.Option(help="Name of the round.")] = "Round",
    freeze: Annotated[
        str, typer.Option(help="WHO=OFFER: freeze the decision; no offer after = for none.")
    ] = "",
) -> None:
    """Weigh offers on the same buildings under the same assumptions."""
    import secrets

    from twin.model.procurement import Round
    from twin.workspace.procurement.rounds import USUAL, judged

    data = _read(portfolio)
    ids = tuple(building or (b.building_id for b in data.buildings))
    criteria = tuple(map(_criterion, weight)) if weight else USUAL
    asked = Round(title, tuple(offer), ids, criteria, secret=secrets.token_hex(8))
    known = _known(portfolio, data, ids)
    found = judged(data, known, asked)
    _tell(found)
    if freeze:
        typer.echo(_freeze(portfolio, data, known, found, freeze))


def _tell(found: "Judged") -> None:
    scoring = found.scoring
    for row in sorted(range(len(scoring.offers)), key=lambda r: scoring.rank[r]):
        key = scoring.offers[row]
        name = found.offers[row].supplier
        gaps = sum(m.offer_id == key for m in found.missing)
        typer.echo(f"{scoring.rank[row]}. {name}: {scoring.total[row]:.2f} points, first in "
                   f"{scoring.chance_first[row]:.0%} of the draws, {gaps} gaps")  # fmt: skip


def _freeze(
    folder: Path,
    data: "PortfolioData",
    known: "Known",
    found: "Judged",
    verdict: str,
) -> str:
    from twin.store.database import open_database
    from twin.store.decisions import store_decision
    from twin.store.keys import new_key
    from twin.workspace.procurement.freezing import Verdict, frozen

    who, _, chosen = verdict.partition("=")
    decision = frozen(data, known, found, Verdict(chosen, who), new_key())
    database = open_database(folder)
    try:
        store_decision(database, decision, decision.decided_by, f"Decision: {decision.title}")
    finally:
        database.close()
    return f"Frozen as {decision.decision_id}, sha256 {decision.sha256}."


def _criterion(text: str) -> "AwardCriterion":
    from twin.model.procurement import AwardCriterion

    key, _, number = text.partition("=")
    try:
        return AwardCriterion(key, float(number))
    except ValueError:
        raise MissingInput(
            "“{text}” is no criterion; nothing was weighed.",
            "Write KEY=WEIGHT, for example present_value=40.",
            text=text,
        ) from None


def _read(folder: Path) -> "PortfolioData":
    from twin.workspace.open_portfolio import read_portfolio

    return read_portfolio(folder)


def _known(folder: Path, data: "PortfolioData", ids: tuple[str, ...]) -> "Known":
    from twin.store.database import open_database
    from twin.workspace.opportunity_sites import known_of_all

    database = open_database(folder, read_only=True)
    try:
        return known_of_all(database, [b for b in data.buildings if b.building_id in ids])
    finally:
        database.close()


def _decision(data: "PortfolioData", decision_id: str) -> "Decision":
    from twin.workspace.procurement.keeping import decisions

    for one in decisions(data):
        if one.decision_id == decision_id:
            return one
    raise MissingInput(
        "The portfolio has no decision {name}.",
        "Look with `twin decision list`.",
        name=decision_id,
    )
