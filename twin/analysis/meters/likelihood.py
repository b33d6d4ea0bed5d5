"""How likely readings are, given simulated energy and errors that hang together in time."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from twin.errors import MissingInput
from twin.model.arrays import FloatArray, IntArray

FEWEST_READINGS = 6
"""Readings below which nothing is calibrated."""
_SCATTERS = 24
_LEAST_OF_BLOCK = 0.5


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """What separates readings from a simulation with the true parameters.

    scatter : lowest and highest possible standard deviation of the model error, as share of the
        energy of a period. Every ratio between is as likely as the next; the readings weigh them.
    autocorrelation : possible correlations of neighbouring errors, weighed likewise.
    floor : smallest energy that errors are a share of, as share of the mean reading; 1 makes
        the errors of all periods alike.
    meter : standard deviation of an error that all readings share, as share of a reading: a
        meter that shows too much does so all year.

    References
    ----------
    Scatter: 10 to 15 % of monthly use is usual for calibrated models, and ASHRAE Guideline
    14-2014 accepts 15 %; the range reaches to both sides of it. Meter: heat meters of class 2
    (EN 1434) stay near 2 %, active energy meters of class B (EN 50470) within 1 %.
    """

    scatter: tuple[float, float] = (0.02, 0.30)
    autocorrelation: tuple[float, ...] = (0.0, 0.3, 0.6, 0.8)
    floor: float = 0.3
    meter: float = 0.01

    @property
    def scatters(self) -> FloatArray:
        """Standard deviations that are weighed, close enough for a year of days."""
        return np.geomspace(*self.scatter, _SCATTERS)


USUAL_ERRORS = ErrorModel()


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Readings prepared for weighing simulations: sums over blocks of neighbouring periods.

    Errors of neighbouring hours and days hang together, and grow with the energy in ways that one
    floor does not tell. Their sums over about a month are nearer to normal and independent, so
    the blocks are what is counted.

    periods : periods with a reading, shape (n,).
    firsts : place in `periods` of the first one of each block, shape (k,).
    blocks : number of each block, counting those without readings, shape (k,).
    stretch : root of the periods of a block per one that has a reading, shape (k,).
    readings : of the blocks, shape (k,). [kWh]
    """

    periods: IntArray
    firsts: IntArray
    blocks: IntArray
    stretch: FloatArray
    readings: FloatArray
    errors: ErrorModel

    def of_blocks(self, simulated: FloatArray) -> FloatArray:
        """Sums of the periods that have a reading, by block, shape (…, k).

        simulated : shape (…, periods). [kWh]
        """
        known = simulated[..., self.periods]
        if len(self.firsts) == len(self.periods):
            return known
        return np.add.reduceat(known, self.firsts, axis=-1)


def evidence(readings: FloatArray, errors: ErrorModel, block: int = 1) -> Evidence:
    """Evidence of readings with gaps.

    readings : energy of equal periods, NaN where unknown, shape (n,). [kWh]
    block : periods that are summed; blocks with fewer than half of them known do not count.

    Raises
    ------
    MissingInput
        With fewer than six readings, or when all are zero.
    """
    is_known = np.isfinite(readings)
    of_period = _blocks(len(readings), block)
    share = np.bincount(of_period, is_known) / np.bincount(of_period)
    is_used = is_known & (share[of_period] >= _LEAST_OF_BLOCK)
    periods = np.flatnonzero(is_used).astype(np.int32)
    blocks, firsts = np.unique(of_period[periods], return_index=True)
    known = readings[periods]
    if len(blocks) < FEWEST_READINGS or not known.any():
        raise MissingInput(
            "{readings} readings above nothing are too few to calibrate a building by.",
            "Import at least six months, best a whole year.",
            readings=int((known > 0).sum()),
        )
    return Evidence(
        periods,
        firsts.astype(np.int32),
        blocks.astype(np.int32),
        1.0 / np.sqrt(share[blocks]),
        np.add.reduceat(known, firsts),
        errors,
    )


def _blocks(n_periods: int, block: int) -> IntArray:
    """Block each period lies in; as even as the number of periods allows, shape (n,)."""
    count = max(round(n_periods / block), 1)
    return (np.arange(n_periods) * count // n_periods).astype(np.int32)


def error_scale(found: Evidence, simulated: FloatArray) -> FloatArray:
    """What the scatter of each block is a share of, shape (…, k). [kWh]

    The expected energy, with a floor, so that a summer without heating neither
    counts for nothing nor outweighs the winter. Not the reading itself: a low one must not get a
    small error for being low.

    simulated : of the blocks, shape (…, k). [kWh]
    """
    expected = np.nan_to_num(simulated)
    floor = found.errors.floor**2
    level = np.sqrt(floor * found.readings.mean() ** 2 + (1.0 - floor) * expected**2)
    return level * found.stretch


def log_likelihoods(found: Evidence, simulated: FloatArray) -> FloatArray:
    """Log-likelihood of the readings per draw, scatter and autocorrelation, shape (draws, s, c).

    -inf for draws whose simulation is not finite. The error that all readings share is
    integrated out (Sherman, Morrison 1950).

    simulated : shape (draws, n). [kWh]
    """
    expected = found.of_blocks(simulated)
    scale = error_scale(found, expected)
    residuals = (found.readings - expected) / scale
    is_finite = np.asarray(np.isfinite(residuals).all(axis=1))
    residuals = np.where(is_finite[:, None], residuals, 0.0)
    variances = found.errors.scatters**2
    widths = np.log(scale).sum(axis=1)[:, None]
    n_readings = len(found.blocks)
    parts: list[FloatArray] = []
    for correlation in found.errors.autocorrelation:
        white, determinant = whitened(residuals, found.blocks, correlation)
        level = meter_level(found, expected, correlation)
        squares = (white**2).sum(axis=1)[:, None]
        shared = 1.0 + (level**2).sum(axis=1)[:, None] / variances
        along = (white * level).sum(axis=1)[:, None] ** 2 / (variances * shared)
        logarithm = 0.5 * (n_readings * np.log(variances) + np.log(shared)) + determinant + widths
        parts.append(-0.5 * (squares - along) / variances - logarithm)
    values = np.stack(parts, axis=2)
    return np.where(is_finite[:, None, None], values, -np.inf)


def meter_level(found: Evidence, simulated: FloatArray, correlation: float) -> FloatArray:
    """What one standard deviation of the meter's own error does to whitened readings, (…, k).

    A share of the simulated energy, not of the readings: their noise would pull the results down
    (Peelle's puzzle).

    simulated : of the blocks, shape (…, k). [kWh]
    """
    expected = np.nan_to_num(simulated)
    errors = found.errors.meter * expected / error_scale(found, expected)
    return whitened(errors, found.blocks, correlation)[0]


def over_errors(log_likelihood: FloatArray) -> FloatArray:
    """Log-likelihood per draw, averaged over the possible errors, shape (draws,)."""
    n_errors = log_likelihood.shape[1] * log_likelihood.shape[2]
    return np.asarray(logsumexp(log_likelihood, axis=(1, 2)) - np.log(n_errors))


def whitened(
    residuals: FloatArray, periods: IntArray, correlation: float
) -> tuple[FloatArray, float]:
    """Residuals freed from the correlation of neighbours, and half the log of its determinant.

    First-order autoregression with gaps: over d periods the correlation is that of one to the
    power of d.

    residuals : shape (…, k).
    """
    if correlation == 0.0 or len(periods) < 2:
        return residuals, 0.0
    carried = correlation ** np.diff(periods).astype(np.float64)
    left = np.sqrt(1.0 - carried**2)
    rest = (residuals[..., 1:] - carried * residuals[..., :-1]) / left
    return np.concatenate([residuals[..., :1], rest], axis=-1), float(np.log(left).sum())
