"""Offers on the same buildings under the same assumptions, and how they are weighed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from twin.model.arrays import FloatArray
from twin.model.choice import AS_DEFAULTS, Assumptions
from twin.model.compared import Compared
from twin.model.comparison import ScenarioOutcome
from twin.model.proposal import Proposal
from twin.model.scenario import Statement

LINEAR, PROPORTIONAL = "linear", "proportional"
MOST_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class AwardCriterion:
    """What counts in a choice between offers.

    key : of a `twin.model.comparison.Comparable`.
    weight : share of all points; weights are scaled to add up to 1.
    model : ``linear`` (points fall evenly from the best offer to `zero_at`) or ``proportional``
        (points as the best offer's value against the offer's; only for what is positive).
    zero_at : value that gets no points; NaN: that of the worst offer.
    needs_evidence : whether claims without evidence get no points.
    set_by : who set the weight.
    """

    key: str
    weight: float
    model: str = LINEAR
    zero_at: float = math.nan
    needs_evidence: bool = True
    set_by: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A supplier's proposal on the buildings of the round. outcome: under its assumptions."""

    offer_id: str
    supplier: str
    title: str
    outcome: ScenarioOutcome


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why an offer got no points for a criterion: ``no value`` or ``no evidence``."""

    offer_id: str
    key: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """Points of n offers on m criteria.

    points : 0 to `MOST_POINTS`, shape (n, m).  total : weighted, shape (n,).
    rank : 1 is the best; equal totals share a rank, shape (n,).
    chance_first : share of the draws in which each offer has most points, shape (n,); NaN without
        draws. Where several are first they share the draw.
    """

    offers: tuple[str, ...]
    criteria: tuple[AwardCriterion, ...]
    points: FloatArray
    total: FloatArray
    rank: tuple[int, ...]
    chance_first: FloatArray
    lacking: tuple[Lacking, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """Several suppliers' proposals on the same buildings, under the same locked assumptions.

    proposals, buildings : ids.
    assumptions : of all; their `round_name` is the title.
    secret : that letters of a blind round are drawn with.
    is_blind : whether suppliers and titles stay hidden until the choice is made.
    """

    title: str
    proposals: tuple[str, ...]
    buildings: tuple[str, ...]
    criteria: tuple[AwardCriterion, ...]
    assumptions: Assumptions = AS_DEFAULTS
    secret: str = ""
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """What an offer does not show. about: one sentence without the supplier's name.

    weight : ``evidence`` | ``terms``: what a claim lacks, and what the offer as such lacks.
    measure : number of the measure in the offer from 1 on, 0 for the offer as such.
    """

    offer_id: str
    about: Statement
    weight: str = "evidence"
    measure: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A round, calculated and weighed.

    proposals : as they were, in the order of the round.  day : as of which all was told.
    names : what each offer is called while the round is blind, by offer id.
    """

    round: Round
    proposals: tuple[Proposal, ...]
    compared: Compared
    offers: tuple[Offer, ...]
    scoring: Scoring
    missing: tuple[Missing, ...]
    names: Mapping[str, str]
    day: date
