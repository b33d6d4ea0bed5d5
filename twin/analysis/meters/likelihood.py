"""How likely readings are, given simulated energy and errors that hang together in time."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from twin.errors import MissingInput
from twin.model.arrays import FloatArray, IntArray

FEWEST_READINGS = 6
"""Readings below which nothing is calibrated."""


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """What separates readings from a simulation with the true parameters.

    scatter : possible standard deviations of the model error, as share of the mean reading.
        Each is as likely as the next, and the readings weigh them.
    autocorrelation : possible correlations of neighbouring errors, weighed likewise.
    measurement : standard deviation of the meter, as share of a reading.

    References
    ----------
    Scatter: 10 to 15 % of monthly use is usual for calibrated models, and ASHRAE Guideline
    14-2014 accepts 15 %; the range reaches to both sides of it. Meter: heat meters of class 2
    (EN 1434) and active energy meters of class B (EN 50470) stay within 2 %.
    """

    scatter: tuple[float, ...] = (0.02, 0.035, 0.05, 0.07, 0.10, 0.14, 0.20, 0.30)
    autocorrelation: tuple[float, ...] = (0.0, 0.3, 0.6, 0.8)
    measurement: float = 0.02


USUAL_ERRORS = ErrorModel()


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Readings prepared for weighing simulations.

    periods : periods with a reading, shape (k,).
    readings : of those periods, shape (k,). [kWh]
    scale : what the scatter of each is a share of, shape (k,). [kWh]
    """

    periods: IntArray
    readings: FloatArray
    scale: FloatArray
    errors: ErrorModel


def evidence(readings: FloatArray, errors: ErrorModel) -> Evidence:
    """Evidence of readings with gaps.

    The error of a period is a share of half the mean and half its own reading (of squares), so
    that a summer without heating neither counts for nothing nor outweighs the winter.

    readings : energy of equal periods, NaN where unknown, shape (n,). [kWh]

    Raises
    ------
    MissingInput
        With fewer than six readings, or when all are zero.
    """
    periods = np.flatnonzero(np.isfinite(readings)).astype(np.int32)
    known = readings[periods]
    if len(periods) < FEWEST_READINGS or not known.any():
        raise MissingInput(
            "{readings} readings above nothing are too few to calibrate a building by.",
            "Import at least six months, best a whole year.",
            readings=int((known > 0).sum()),
        )
    scale = np.sqrt((known.mean() ** 2 + known**2) / 2.0)
    return Evidence(periods, known, scale, errors)


def log_likelihoods(found: Evidence, simulated: FloatArray) -> FloatArray:
    """Log-likelihood of the readings per draw, scatter and autocorrelation, shape (draws, s, c).

    -inf for draws whose simulation is not finite.

    simulated : shape (draws, n). [kWh]
    """
    residuals = (found.readings - simulated[:, found.periods]) / found.scale
    is_finite = np.asarray(np.isfinite(residuals).all(axis=1))
    residuals = np.where(is_finite[:, None], residuals, 0.0)
    spreads = np.hypot(np.array(found.errors.scatter), found.errors.measurement)
    n_readings = len(found.periods)
    parts: list[FloatArray] = []
    for correlation in found.errors.autocorrelation:
        white, determinant = whitened(residuals, found.periods, correlation)
        squares = (white**2).sum(axis=1)[:, None]
        parts.append(-0.5 * squares / spreads**2 - n_readings * np.log(spreads) - determinant)
    values = np.stack(parts, axis=2)
    return np.where(is_finite[:, None, None], values, -np.inf)


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
