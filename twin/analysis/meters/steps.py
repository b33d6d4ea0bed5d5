"""Sudden lasting changes of use that weather does not explain."""

from itertools import pairwise

import numpy as np

from twin.analysis.meters.fit_quality import lag_one_autocorrelation
from twin.model.arrays import FloatArray, IntArray

SHORTEST = 28
"""Days that a change must last on either side. [day]"""
_CRITICAL = 4.5
"""Distance of both means in standard errors. The largest of all places exceeds 3.2 in one of
twenty series without a change (Andrews 1993); readings are less tidy than that."""
_CRITICAL_STRETCH = 6.0
"""The same for a change that ends again: there are far more such stretches to choose from."""
_MOST = 6
_EVERY = 7
"""Ends of stretches are tried every so many days first. [day]"""


def steps(
    residuals: FloatArray, smallest: float, *, may_end: bool = False
) -> tuple[tuple[int, float], ...]:
    """Rows where the mean of residuals changes for good, with the change.

    residuals : of days in order, NaN where unknown, shape (n,).
    smallest : changes below this are left alone.
    may_end : whether changes that end again count; seasons must be gone from the residuals then.

    References
    ----------
    Circular binary segmentation (Olshen and others 2004), so that a change that ends again is
    seen as well as one that stays, on the sup-F statistic of Andrews (1993), standard
    errors widened by (1 + r) / (1 - r) for neighbours that resemble each other.
    """
    places: set[int] = set()
    pending = [(0, len(residuals))]
    while pending and len(places) < _MOST:
        first, last = pending.pop(0)
        found = _clearest_stretch(residuals[first:last], smallest, may_end=may_end)
        if found is None:
            continue
        begin, end = first + found[0], first + found[1]
        bounds = sorted({first, begin, end, last})
        places |= set(bounds) - {first, last}
        pending += list(pairwise(bounds))
    ordered = sorted(places)
    bounds = [0, *ordered, len(residuals)]
    means = [float(np.nanmean(residuals[a:b])) for a, b in pairwise(bounds)]
    changes = ((place, means[k + 1] - means[k]) for k, place in enumerate(ordered))
    return tuple((place, change) for place, change in changes if abs(change) >= smallest)


def _clearest_stretch(
    residuals: FloatArray, smallest: float, *, may_end: bool
) -> tuple[int, int] | None:
    """First row and the row after the last of the stretch that differs most from the rest."""
    n_rows = len(residuals)
    is_known = np.isfinite(residuals)
    counts = np.concatenate(([0], np.cumsum(is_known)))
    sums = np.concatenate(([0.0], np.cumsum(np.where(is_known, residuals, 0.0))))
    whole = np.array([n_rows], np.int32)
    found = [_clearest(counts, sums, np.arange(n_rows, dtype=np.int32), whole)]
    if may_end:
        grid = np.arange(0, n_rows, _EVERY, dtype=np.int32)
        begin, end = _clearest(counts, sums, grid, grid)
        near = np.arange(-_EVERY, _EVERY + 1, dtype=np.int32)
        begins, ends = (np.unique(np.clip(row + near, 0, n_rows)) for row in (begin, end))
        found.append(_clearest(counts, sums, begins, ends))
    clear = [one for one in found if _is_clear(residuals, *one, smallest)]
    return max(clear, key=lambda one: _strength(residuals, *one)[0], default=None)


def _clearest(
    counts: IntArray, sums: FloatArray, begins: IntArray, ends: IntArray
) -> tuple[int, int]:
    """The pair of ends whose means inside and outside lie furthest apart; (0, 0) for none."""
    inside = (counts[ends][None, :] - counts[begins][:, None]).astype(np.float64)
    outside = counts[-1] - inside
    before, after = counts[begins][:, None], counts[-1] - counts[ends][None, :]
    is_possible = (inside >= SHORTEST) & (outside >= SHORTEST)
    is_possible &= (before == 0) | (before >= SHORTEST)
    is_possible &= (after == 0) | (after >= SHORTEST)
    if not is_possible.any():
        return 0, 0
    within = sums[ends][None, :] - sums[begins][:, None]
    change = within / np.maximum(inside, 1) - (sums[-1] - within) / np.maximum(outside, 1)
    weight = np.sqrt(np.maximum(inside * outside, 0.0) / counts[-1])
    strength = np.where(is_possible, np.abs(change) * weight, -1.0)
    row, column = np.unravel_index(int(np.argmax(strength)), strength.shape)
    return int(begins[row]), int(ends[column])


def _is_clear(residuals: FloatArray, begin: int, end: int, smallest: float) -> bool:
    """Whether the stretch differs by more than neighbours that resemble each other let expect."""
    if end <= begin:
        return False
    strength, change = _strength(residuals, begin, end)
    limit = _CRITICAL if end == len(residuals) else _CRITICAL_STRETCH
    return change >= smallest and strength > limit


def _strength(residuals: FloatArray, begin: int, end: int) -> tuple[float, float]:
    """Distance of the means inside and outside, in standard errors and as it is."""
    rows = np.arange(len(residuals))
    is_inside = (rows >= begin) & (rows < end)
    means = [float(np.nanmean(residuals[part])) for part in (is_inside, ~is_inside)]
    rest = (residuals - np.where(is_inside, means[0], means[1]))[None, :]
    correlation = float(np.clip(lag_one_autocorrelation(rest)[0], 0.0, 0.95))
    spread = float(np.nanstd(rest)) * np.sqrt((1.0 + correlation) / (1.0 - correlation))
    known = np.isfinite(residuals)
    inside, outside = int((known & is_inside).sum()), int((known & ~is_inside).sum())
    change = abs(means[0] - means[1])
    share = np.sqrt(inside * outside / (inside + outside))
    return float(change * share / max(spread, 1e-12)), change
