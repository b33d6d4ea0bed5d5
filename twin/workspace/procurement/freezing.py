"""Freeze a round as a decision record, and run a record again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import twin
from twin.errors import InputOutOfRange
from twin.model.choice import Decision
from twin.model.compared import Rerun
from twin.model.comparison import ScenarioOutcome
from twin.model.decided import DecisionContent, Figure, Score
from twin.model.importing import Progress, Silent
from twin.model.procurement import Judged
from twin.workspace.comparison_ground import Known
from twin.workspace.portfolio import PortfolioData
from twin.workspace.procurement.inputs import input_versions
from twin.workspace.procurement.rounds import weighed

DO_NOTHING = "do nothing"
_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who decided what, and why. chosen : offer id, "" for none of them."""

    chosen: str
    decided_by: str
    reasons: str = ""


def frozen(
    portfolio: PortfolioData, known: Known, judged: Judged, verdict: Verdict, decision_id: str
) -> Decision:
    """The record of a decision; not stored yet.

    Raises
    ------
    InputOutOfRange
        If what is chosen is no offer of the round, or nobody says who chose.
    """
    from twin.store.database import SCHEMA_VERSION
    from twin.store.decisions import content_of, hash_of

    offers = {o.offer_id for o in judged.offers}
    if verdict.chosen not in (*offers, "") or not verdict.decided_by.strip():
        raise InputOutOfRange(
            "A decision needs a name and one of the offers, or none; nothing was frozen.",
            "Write who decides.",
        )
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    found = judged.compared
    asked = replace(judged.round, assumptions=found.assumptions)
    weather = found.assumptions.weather
    content = DecisionContent(
        title=asked.title, decided_by=verdict.decided_by.strip(), decided_at=at.isoformat(),
        chosen=verdict.chosen, reasons=verdict.reasons.strip(), program=twin.__version__,
        schema=SCHEMA_VERSION, log_entry=portfolio.seen.entry, day=judged.day.isoformat(),
        first_year=found.first_year, draws=found.draws, is_quick=found.is_quick, round=asked,
        proposals=judged.proposals,
        inputs=input_versions(portfolio, known, asked.buildings, judged.proposals, weather),
        figures=figures(judged), scores=scores(judged),
        missing=judged.missing,
    )  # fmt: skip
    text = content_of(content)
    return Decision(
        decision_id, asked.title, at, content.decided_by, text, hash_of(text), content.reasons
    )


def rerun(
    portfolio: PortfolioData,
    known: Known,
    decision: Decision,
    progress: Progress = _SILENT,
) -> Rerun:
    """Calculate a decision again, from the portfolio as it is now.

    By the frozen proposals, assumptions and day; all else is what the portfolio holds now, and
    what of it is another than then is told.

    Raises
    ------
    UnreadableFile
        If the record is not as it was frozen.
    MissingInput
        If a building is gone.
    """
    from twin.analysis.procurement.differences import changed, differing, differing_scores
    from twin.store.decisions import content

    then = content(decision)
    asked = then.round
    day = date.fromisoformat(then.day)
    found = weighed(portfolio, known, asked, then.proposals, (day, then.draws), progress)
    weather = asked.assumptions.weather
    now = input_versions(portfolio, known, asked.buildings, then.proposals, weather)
    names = {b.building_id: b.name for b in portfolio.buildings}
    return Rerun(
        figures=len(then.figures) + len(then.scores),
        differing=(
            *differing(then.figures, figures(found)),
            *differing_scores(then.scores, scores(found)),
        ),
        changed=changed(then.inputs, now, names),
    )


def figures(judged: Judged) -> tuple[Figure, ...]:
    """Every outcome of every offer, and of doing nothing."""
    nothing = judged.compared.of(DO_NOTHING)
    rows: list[tuple[str, ScenarioOutcome]] = [("", nothing)] if nothing is not None else []
    rows += [(o.offer_id, o.outcome) for o in judged.offers]
    return tuple(f for offer_id, outcome in rows for f in _figures(offer_id, outcome))


def _figures(offer_id: str, outcome: ScenarioOutcome) -> Sequence[Figure]:
    return [
        Figure(offer_id, key, o.value.p10, o.value.p50, o.value.p90, o.basis, o.supported)
        for key, o in outcome.outcomes.items()
    ]


def scores(judged: Judged) -> tuple[Score, ...]:
    """What each offer got."""
    found = judged.scoring
    keys = [c.key for c in found.criteria]
    return tuple(
        Score(
            offer_id, judged.names[offer_id], float(found.total[row]), found.rank[row],
            float(found.chance_first[row]),
            dict(zip(keys, found.points[row].tolist(), strict=True)),
        )
        for row, offer_id in enumerate(found.offers)
    )  # fmt: skip
