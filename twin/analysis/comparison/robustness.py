"""In how many of the draws one scenario beats another, and which inputs decide a result."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.comparison import COMPARABLES, MORE, ScenarioOutcome

_BETTER = {comparable.key: comparable.better for comparable in COMPARABLES}


def chance_better(one: ScenarioOutcome, other: ScenarioOutcome, key: str) -> float:
    """Share of the paired draws in which `one` is better by `key`; ties count half.

    NaN where either has no draws of it.
    """
    first, second = one.samples.get(key), other.samples.get(key)
    if first is None or second is None or len(first) != len(second) or not len(first):
        return float("nan")
    gain = (first - second) * (1.0 if _BETTER[key] == MORE else -1.0)
    return float(np.mean((gain > 0) + 0.5 * (gain == 0)))


@dataclass(frozen=True, slots=True)
class Bar:
    """What one uncertain input does to a result.

    low, high : result with the input at its P10 and its P90, all others in the middle.
    share : of the variance of the result that the input explains, 0 to 1.
    """

    name: str
    low: float
    high: float
    share: float

    @property
    def width(self) -> float:
        """How far apart the ends are."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars of a result, widest first.

    middle : result with all inputs in the middle.
    explained : share of the variance that the bars explain together; far below 1 they tell little.
    """

    bars: tuple[Bar, ...]
    middle: float
    explained: float


def tornado(inputs: Mapping[str, FloatArray], result: FloatArray) -> Tornado:
    """Which inputs decide a result, from draws that exist already.

    A plane is fitted through the draws; its ends are those at the quantiles 0.1 and 0.9.

    Parameters
    ----------
    inputs : quantile of each input in each draw, 0 to 1, shape (draws,).
    result : in each draw, shape (draws,).

    References
    ----------
    Saltelli et al., Global Sensitivity Analysis, 2008, 1.2.5: standardised regression.
    """
    names = [name for name, drawn in inputs.items() if np.ptp(drawn) > 0]
    spread = float(np.var(result))
    if not names or len(result) <= len(names) + 1 or not spread > 0:
        return Tornado((), float(np.median(result)) if len(result) else float("nan"), 0.0)
    centred = np.column_stack([inputs[name] - 0.5 for name in names])
    plane = np.column_stack([np.ones(len(result)), centred])
    found, *_ = np.linalg.lstsq(plane, result, rcond=None)
    middle, slopes = float(found[0]), found[1:]
    left = float(np.var(result - plane @ found))
    shares = slopes**2 * centred.var(axis=0) / spread
    bars = [
        Bar(name, middle - 0.4 * float(slope), middle + 0.4 * float(slope), float(share))
        for name, slope, share in zip(names, slopes, shares, strict=True)
    ]
    bars.sort(key=lambda bar: -bar.width)
    return Tornado(tuple(bars), middle, max(1 - left / spread, 0.0))
