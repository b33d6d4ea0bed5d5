"""Offers on the same buildings under the same assumptions, and how they are weighed."""

import math
from dataclasses import dataclass

from twin.model.arrays import FloatArray
from twin.model.comparison import ScenarioOutcome

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
