"""Savings as differences of the same draw before and after."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from twin.errors import InputOutOfRange
from twin.model.arrays import FloatArray

_SEED = 1907


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Share of a saving that is taken back as comfort: warmer rooms, longer hours.

    Every value from low to high is as likely as the next. Editable, and 0 unless chosen.
    """

    low: float = 0.0
    high: float = 0.0
    source: str = "none assumed"

    def __post_init__(self) -> None:
        """Check the range."""
        if not 0.0 <= self.low <= self.high <= 1.0:
            raise InputOutOfRange(
                "A comfort take-back from {low} to {high} is not possible.",
                "Enter shares from 0 to 1, the lower one first.",
                low=self.low,
                high=self.high,
            )


NO_TAKE_BACK = TakeBack()
POSSIBLE_TAKE_BACK = TakeBack(
    0.0,
    0.15,
    "assumed range for public buildings, whose set-points are kept; homes give back up to half"
    " (Sunikka-Blank, Galvin 2012)",
)


@dataclass(frozen=True, slots=True, eq=False)
class PairedSaving:
    """Saving of each draw with its percentiles. [kWh, or the unit that was given]

    draws : shape (n,). low, median, high : P10, P50 and P90.
    fraction : P10, P50 and P90 of the saving as share of the energy before.
    correlation : of before and after; why ranges must not be subtracted.
    """

    draws: FloatArray
    low: float
    median: float
    high: float
    fraction: tuple[float, float, float]
    correlation: float


def paired_saving(
    before: FloatArray, after: FloatArray, take_back: TakeBack = NO_TAKE_BACK
) -> PairedSaving:
    """Saving of every draw, less the comfort that is taken back.

    before, after : yearly energy of the same draws, shape (n,); draws with NaN do not count.

    Raises
    ------
    InputOutOfRange
        If the draws do not belong together or none is known.
    """
    if before.shape != after.shape or not np.isfinite(before + after).any():
        raise InputOutOfRange(
            "The draws before and after the measure do not belong together.",
            "Calculate both with the same draws.",
        )
    is_known = np.isfinite(before + after)
    before, after = before[is_known], after[is_known]
    draws = (before - after) * (1.0 - _taken_back(take_back, len(before)))
    is_used = before > 0
    shares = draws[is_used] / before[is_used] if is_used.any() else np.array([np.nan])
    low, median, high = (float(q) for q in np.quantile(draws, (0.1, 0.5, 0.9)))
    fraction = np.quantile(shares, (0.1, 0.5, 0.9))
    return PairedSaving(
        draws,
        low,
        median,
        high,
        (float(fraction[0]), float(fraction[1]), float(fraction[2])),
        _correlation(before, after),
    )


def _taken_back(take_back: TakeBack, count: int) -> FloatArray:
    if take_back.high == take_back.low:
        return np.full(count, take_back.low)
    exponent = int(np.ceil(np.log2(max(count, 2))))
    sequence = qmc.Sobol(1, scramble=True, rng=np.random.default_rng(_SEED))
    quantiles = sequence.random_base2(exponent)[:count, 0]
    return take_back.low + quantiles * (take_back.high - take_back.low)


def _correlation(before: FloatArray, after: FloatArray) -> float:
    if len(before) < 2 or before.std() == 0.0 or after.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(before, after)[0, 1])
