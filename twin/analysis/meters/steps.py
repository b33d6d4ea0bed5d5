"""Sudden lasting changes of use that weather does not explain."""

from itertools import pairwise

import numpy as np

from twin.analysis.meters.fit_quality import lag_one_autocorrelation
from twin.model.arrays import FloatArray

SHORTEST = 21
"""Days that a change must last on either side. [day]"""
_CRITICAL = 4.5
"""Distance of both means in standard errors. The largest of all places exceeds 3.2 in one of
twenty series without a change (Andrews 1993); readings are less tidy than that."""
_MOST = 6


def steps(residuals: FloatArray, smallest: float) -> tuple[tuple[int, float], ...]:
    """Rows where the mean of residuals changes for good, with the change.

    residuals : of days in order, NaN where unknown, shape (n,).
    smallest : changes below this are left alone.

    References
    ----------
    Binary segmentation (Scott, Knott 1974) on the sup-F statistic of Andrews (1993), standard
    errors widened by (1 + r) / (1 - r) for neighbours that resemble each other.
    """
    places: list[int] = []
    pending = [(0, len(residuals))]
    while pending and len(places) < _MOST:
        first, last = pending.pop(0)
        place = _largest_step(residuals[first:last], smallest)
        if place > 0:
            places.append(first + place)
            pending += [(first, first + place), (first + place, last)]
    places.sort()
    bounds = [0, *places, len(residuals)]
    means = [float(np.nanmean(residuals[a:b])) for a, b in pairwise(bounds)]
    return tuple((place, means[k + 1] - means[k]) for k, place in enumerate(places))


def _largest_step(residuals: FloatArray, smallest: float) -> int:
    """Row of the clearest change, or 0."""
    is_known = np.isfinite(residuals)
    counts = np.cumsum(is_known)[:-1]
    total = int(is_known.sum())
    after = total - counts
    is_possible = (counts >= SHORTEST) & (after >= SHORTEST)
    if not is_possible.any():
        return 0
    sums = np.cumsum(np.where(is_known, residuals, 0.0))
    before_mean = sums[:-1] / np.maximum(counts, 1)
    after_mean = (sums[-1] - sums[:-1]) / np.maximum(after, 1)
    change = after_mean - before_mean
    weight = np.sqrt(counts * after / total)
    strength = np.where(is_possible, np.abs(change) * weight, 0.0)
    place = int(np.argmax(strength)) + 1
    level = np.where(
        np.arange(len(residuals)) < place, before_mean[place - 1], after_mean[place - 1]
    )
    rest = (residuals - level)[None, :]
    correlation = float(np.clip(lag_one_autocorrelation(rest)[0], 0.0, 0.95))
    spread = float(np.nanstd(rest)) * np.sqrt((1.0 + correlation) / (1.0 - correlation))
    is_clear = strength[place - 1] > _CRITICAL * max(spread, 1e-12)
    return place if is_clear and abs(change[place - 1]) >= smallest else 0
