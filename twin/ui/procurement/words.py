"""Offers, points and decisions in words: the same on the pages and in what leaves the program."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from twin.model.choice import Decision
from twin.model.compared import Differing, Overlap, Rerun
from twin.model.comparison import COMPARABLES
from twin.model.decided import DecisionContent
from twin.model.procurement import Judged, Missing, Offer
from twin.model.scenario import Statement
from twin.ui.texts import numbers
from twin.ui.texts.comparing import by_key, outcome_text, title_of, unit_of
from twin.ui.texts.language import tr
from twin.ui.texts.outcome import statement_texts

TITLES = {c.key: c.title for c in COMPARABLES}
OTHER_FIGURES = {
    "total": "Points",
    "rank": "Rank",
    "chance_first": "First in the draws",
}
LACKS = {"no value": "nobody knows it", "no evidence": "no evidence"}
CLAIMS = {
    "man_hours": "Own work",
    "failure_factor": "Failures",
    "risk_factor": "Risk",
    "response_time": "Time to repair",
    "condition_knowledge": "Knowledge of condition",
    "claimed_saving": "Saved energy",
    "running_cost": "Running cost",
    "comfort_hours": "Comfort",
    "ageing_factor": "Ageing",
    "condition_reset": "Condition afterwards",
    "stormwater": "Storm water",
}
"""What a claim is about, by kind of effect."""


@dataclass(frozen=True, slots=True)
class ScoreText:
    """One cell. tone: "" | ``warn`` where an offer got no points for want of something."""

    text: str
    tone: str = ""
    is_best: bool = False


def offer_name(judged: Judged, offer_id: str) -> str:
    """Supplier and title, or only a letter while the round is blind."""
    if judged.round.is_blind:
        return tr("Offer {letter}", letter=judged.names[offer_id])
    found = next(o for o in judged.offers if o.offer_id == offer_id)
    return f"{found.supplier} · {found.title}"


def short_name(judged: Judged, offer_id: str) -> str:
    """Supplier, or only a letter while the round is blind."""
    if judged.round.is_blind:
        return offer_name(judged, offer_id)
    return next(o.supplier for o in judged.offers if o.offer_id == offer_id)


def ordered(judged: Judged) -> tuple[Offer, ...]:
    """Offers, the best first."""
    rank = dict(zip(judged.scoring.offers, judged.scoring.rank, strict=True))
    return tuple(sorted(judged.offers, key=lambda o: rank[o.offer_id]))


def score_text(judged: Judged, offer: Offer, key: str) -> ScoreText:
    """Points, value and spread of an offer on a criterion."""
    scoring = judged.scoring
    row = scoring.offers.index(offer.offer_id)
    place = [c.key for c in scoring.criteria].index(key)
    own = outcome_text(by_key(key), offer.outcome.of(key))
    reasons = {(one.offer_id, one.key): one.reason for one in scoring.lacking}
    reason = reasons.get((offer.offer_id, key))
    if reason is not None:
        return ScoreText(f"{_points(0.0)} · {own.value} · {tr(LACKS[reason])}", "warn")
    points = float(scoring.points[row, place])
    span = f" ({own.spread})" if own.spread else ""
    is_best = points >= float(scoring.points[:, place].max()) and points > 0
    return ScoreText(f"{_points(points)} · {own.value}{span}", "", is_best)


def total_text(judged: Judged, offer: Offer) -> ScoreText:
    """Weighted points and rank."""
    row = judged.scoring.offers.index(offer.offer_id)
    rank = judged.scoring.rank[row]
    points = _points(float(judged.scoring.total[row]))
    return ScoreText(tr("{points} points, no. {rank}", points=points, rank=rank), "", rank == 1)


def chance_text(judged: Judged, offer: Offer) -> ScoreText:
    """In how many of the draws it is the first."""
    chance = float(judged.scoring.chance_first[judged.scoring.offers.index(offer.offer_id)])
    return ScoreText(numbers.NO_VALUE if math.isnan(chance) else numbers.percent(chance))


def missing_of(judged: Judged, offer_id: str) -> tuple[Missing, ...]:
    """What an offer lacks."""
    return tuple(m for m in judged.missing if m.offer_id == offer_id)


def missing_text(missing: Missing, *, is_blind: bool) -> str:
    """What an offer lacks, in the language of the user; a blind round names no measure."""
    about = missing.about
    values = dict(about.values)
    kind = values.get("kind")
    if isinstance(kind, str) and kind in CLAIMS:
        values["kind"] = tr(CLAIMS[kind])
    if is_blind and "measure" in values:
        values["measure"] = tr("measure {number}", number=missing.measure)
    return statement_texts(Statement(about.text, values, about.source))[0]


def overlap_text(judged: Judged, overlap: Overlap) -> str:
    """Two measures that meet; a blind round names neither measure nor supplier."""
    statement = overlap.statement
    letters = {o.supplier: offer_name(judged, o.offer_id) for o in judged.offers}
    if judged.round.is_blind:
        first, second = (letters.get(s, tr("one offer")) for s in overlap.suppliers)
        statement = Statement(statement.text, {"first": first, "second": second})
    text = statement_texts(statement)[0]
    if judged.round.is_blind or not all(overlap.suppliers):
        return text
    return f"{' / '.join(dict.fromkeys(overlap.suppliers))}: {text}"


def criterion_text(judged: Judged, key: str) -> str:
    """Name, unit and share of all weights."""
    criteria = judged.round.criteria
    share = next(c.weight for c in criteria if c.key == key) / sum(c.weight for c in criteria)
    one = by_key(key)
    return f"{title_of(one)}, {unit_of(one)} · {numbers.percent(share)}"


def rerun_verdict(found: Rerun) -> tuple[str, str]:
    """Whether a decision reproduces, in one sentence, and its tone."""
    count = numbers.number(found.figures)
    if found.is_same and not found.changed:
        return tr("Reproduced: all {count} figures are the same.", count=count), "ok"
    if found.is_same:
        text = tr("Reproduced: all {count} figures are the same, though inputs changed.",
                  count=count)  # fmt: skip
        return text, "ok"
    differing = len({(d.scenario, d.key.partition("/")[0]) for d in found.differing})
    text = tr("Not reproduced: {differing} of {count} figures are others.",
              differing=numbers.number(differing), count=count)  # fmt: skip
    return text, "warn"


def changed_texts(found: Rerun) -> list[str]:
    """What is no longer what it was."""
    return [statement_texts(s)[0] for s in found.changed]


def differing_text(content: DecisionContent, one: Differing) -> str:
    """A figure then and now."""
    key, _, end = one.key.partition("/")
    known = TITLES.get(key)
    name = tr(known) if known else tr(OTHER_FIGURES.get(key, key))
    whose = content.title_of(one.scenario) or tr("Do nothing")
    ends = f" {end.upper()}" if end else ""
    before, after = (numbers.number(v, _digits(v)) for v in (one.stored, one.found))
    return tr("{offer}, {figure}: {before}, now {after}", offer=whose, figure=f"{name}{ends}",
              before=before, after=after)  # fmt: skip


def middles(found: Sequence[Differing]) -> list[Differing]:
    """One line a figure: the middle where there is one."""
    return [d for d in found if "/" not in d.key or d.key.endswith("/p50")]


def decided_at_text(decision: Decision) -> str:
    """Day and hour in local time."""
    if decision.decided_at is None:
        return ""
    at = decision.decided_at.replace(tzinfo=UTC).astimezone()
    return f"{numbers.day(at.date())} {at:%H:%M}"


def _points(points: float) -> str:
    return numbers.number(points, 1)


def _digits(value: float) -> int:
    return 0 if not math.isfinite(value) or abs(value) >= 100 else 2
