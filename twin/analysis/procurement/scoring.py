"""Points of offers by weighted criteria, and how sure their order is."""

from collections.abc import Sequence

import numpy as np

from twin.errors import InputOutOfRange
from twin.model.arrays import FloatArray
from twin.model.comparison import CLAIMED, COMPARABLES, LESS, NONE, Outcome
from twin.model.procurement import (
    LINEAR,
    MOST_POINTS,
    PROPORTIONAL,
    AwardCriterion,
    Lacking,
    Offer,
    Scoring,
)

_BETTER = {comparable.key: comparable.better for comparable in COMPARABLES}
_SAME = 1e-9  # totals closer than this share a rank


def score(offers: Sequence[Offer], criteria: Sequence[AwardCriterion]) -> Scoring:
    """Points of each offer on each criterion, by central values, and by draws how sure they are.

    Raises
    ------
    InputOutOfRange
        If no weight is positive, a weight is negative, a criterion stands twice or is unknown,
        or a proportional model meets values that are not positive.
    """
    weights = _weights(criteria)
    central = np.array([[o.outcome.of(c.key).value.p50 for c in criteria] for o in offers])
    lacking = tuple(
        Lacking(o.offer_id, c.key, reason)
        for o in offers
        for c in criteria
        if (reason := _lacks(o.outcome.of(c.key), c))
    )
    gone = {(one.offer_id, one.key) for one in lacking}
    counted = np.array([[(o.offer_id, c.key) not in gone for c in criteria] for o in offers])
    points = _points(np.where(counted, central, np.nan), criteria)
    total = points @ weights
    return Scoring(
        tuple(o.offer_id for o in offers),
        tuple(criteria),
        points,
        total,
        tuple(int(1 + (total > own + _SAME).sum()) for own in total),
        _chance_first(offers, criteria, counted, weights),
        lacking,
    )


def _weights(criteria: Sequence[AwardCriterion]) -> FloatArray:
    weights = np.array([c.weight for c in criteria], dtype=np.float64)
    unknown = [c.key for c in criteria if c.key not in _BETTER]
    if unknown:
        raise InputOutOfRange(
            "Nothing is compared by “{key}”; no points were given.",
            "Choose one of the measures of the comparison.",
            key=unknown[0],
        )
    if len({c.key for c in criteria}) < len(criteria):
        raise InputOutOfRange(
            "A criterion stands twice; no points were given.", "Keep one of them."
        )
    if not len(weights) or not np.isfinite(weights).all() or (weights < 0).any():
        raise InputOutOfRange(
            "A weight is missing or negative; no points were given.",
            "Give every criterion a weight of zero or more.",
        )
    if not weights.sum() > 0:
        raise InputOutOfRange(
            "All weights are zero; no points were given.",
            "Give at least one criterion a weight.",
        )
    return weights / weights.sum()


def _lacks(outcome: Outcome, criterion: AwardCriterion) -> str:
    if outcome.basis == NONE or not np.isfinite(outcome.value.p50):
        return "no value"
    if criterion.needs_evidence and outcome.basis == CLAIMED and not outcome.supported > 0:
        return "no evidence"
    return ""


def _points(values: FloatArray, criteria: Sequence[AwardCriterion]) -> FloatArray:
    """Points of values of shape (..., offers, criteria); NaN gets none."""
    points = np.zeros_like(values)
    for place, criterion in enumerate(criteria):
        points[..., place] = _of_criterion(values[..., place], criterion)
    return points


def _of_criterion(values: FloatArray, criterion: AwardCriterion) -> FloatArray:
    """Points of values of shape (..., offers)."""
    known = np.isfinite(values)
    is_less = _BETTER[criterion.key] == LESS
    if criterion.model == PROPORTIONAL:
        return _proportional(values, known, is_less=is_less)
    if criterion.model != LINEAR:
        raise InputOutOfRange(
            "Points are not given by “{model}”.", "Choose linear or proportional.",
            model=criterion.model,
        )  # fmt: skip
    worth = np.where(known, -values if is_less else values, -np.inf)
    best = worth.max(axis=-1, keepdims=True)
    limit = -criterion.zero_at if is_less else criterion.zero_at
    worst = np.where(known, worth, np.inf).min(axis=-1, keepdims=True)
    zero = worst if np.isnan(limit) else np.full_like(best, limit)
    span = best - zero
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(span > 0, (worth - zero) / span, 1.0)
    return np.where(known, MOST_POINTS * np.clip(share, 0.0, 1.0), 0.0)


def _proportional(values: FloatArray, known: FloatArray, *, is_less: bool) -> FloatArray:
    if (values[known.astype(np.bool_)] <= 0).any():
        raise InputOutOfRange(
            "Points in proportion need values above zero; no points were given.",
            "Choose the linear model for this criterion.",
        )
    inside = np.where(known, values, np.inf if is_less else 0.0)
    best = inside.min(axis=-1, keepdims=True) if is_less else inside.max(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = best / values if is_less else values / best
    return np.where(known, MOST_POINTS * share, 0.0)


def _chance_first(
    offers: Sequence[Offer],
    criteria: Sequence[AwardCriterion],
    counted: FloatArray,
    weights: FloatArray,
) -> FloatArray:
    """Share of draws each offer wins, shape (n,); values without draws stay as they are."""
    lengths = {len(s) for o in offers for s in o.outcome.samples.values()}
    if not lengths or not any(c.key in o.outcome.samples for o in offers for c in criteria):
        return np.full(len(offers), np.nan)
    count = min(lengths)
    drawn = np.empty((count, len(offers), len(criteria)))
    for row, offer in enumerate(offers):
        for place, criterion in enumerate(criteria):
            sampled = offer.outcome.samples.get(criterion.key)
            drawn[:, row, place] = (
                sampled[:count]
                if sampled is not None
                else offer.outcome.of(criterion.key).value.p50
            )
    total = _points(np.where(counted, drawn, np.nan), criteria) @ weights
    first = total >= total.max(axis=1, keepdims=True) - _SAME
    return (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
