"""How likely readings are, given simulated energy and errors that hang together in time."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from twin.errors import MissingInput
from twin.model.arrays import FloatArray, IntArray

FEWEST_READINGS = 6
"""Readings below which nothing is calibrated."""
_FLOOR = 0.1
"""Share of the mean level, as squares, in the scale of errors."""
_SMOOTHED = 48
"""A reading is smoothed over a 48th of all readings to either side."""


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """What separates readings from a simulation with the true parameters.

    scatter : possible standard deviations of the model error, as share of the mean reading.
        Each is as likely as the next, and the readings weigh them.
    autocorrelation : possible correlations of neighbouring errors, weighed likewise.
    meter : standard deviation of an error that all readings share, as share of a reading: a
        meter that shows too much does so all year.

    References
    ----------
    Scatter: 10 to 15 % of monthly use is usual for calibrated models, and ASHRAE Guideline
    14-2014 accepts 15 %; the range reaches to both sides of it. Meter: heat meters of class 2
    (EN 1434) stay near 2 %, active energy meters of class B (EN 50470) within 1 %.
    """

    scatter: tuple[float, ...] = (0.02, 0.035, 0.05, 0.07, 0.10, 0.14, 0.20, 0.30)
    autocorrelation: tuple[float, ...] = (0.0, 0.3, 0.6, 0.8)
    meter: float = 0.01


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

    The error of a period is a share of its own level, with a floor of a third of the mean, so
    that a summer without heating neither counts for nothing nor outweighs the winter. The level
    is smoothed over neighbouring periods: a low reading must not get a small error for being
    low, as that would pull every result down.

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
    scale = np.sqrt(_FLOOR * known.mean() ** 2 + (1.0 - _FLOOR) * _smoothed(known) ** 2)
    return Evidence(periods, known, scale, errors)


def _smoothed(known: FloatArray) -> FloatArray:
    """Mean of as many neighbours as make half a month of a year of days, shape (k,)."""
    reach = len(known) // _SMOOTHED
    if reach == 0:
        return known
    sums = np.concatenate(([0.0], np.cumsum(known)))
    rows = np.arange(len(known))
    first, last = np.maximum(rows - reach, 0), np.minimum(rows + reach + 1, len(known))
    return (sums[last] - sums[first]) / (last - first)


def log_likelihoods(found: Evidence, simulated: FloatArray) -> FloatArray:
    """Log-likelihood of the readings per draw, scatter and autocorrelation, shape (draws, s, c).

    -inf for draws whose simulation is not finite. The error that all readings share is
    integrated out (Sherman, Morrison 1950).

    simulated : shape (draws, n). [kWh]
    """
    residuals = (found.readings - simulated[:, found.periods]) / found.scale
    is_finite = np.asarray(np.isfinite(residuals).all(axis=1))
    residuals = np.where(is_finite[:, None], residuals, 0.0)
    variances = np.array(found.errors.scatter) ** 2
    n_readings = len(found.periods)
    parts: list[FloatArray] = []
    for correlation in found.errors.autocorrelation:
        white, determinant = whitened(residuals, found.periods, correlation)
        level = meter_level(found, simulated, correlation)
        squares = (white**2).sum(axis=1)[:, None]
        shared = 1.0 + (level**2).sum(axis=1)[:, None] / variances
        along = (white * level).sum(axis=1)[:, None] ** 2 / (variances * shared)
        logarithm = 0.5 * (n_readings * np.log(variances) + np.log(shared)) + determinant
        parts.append(-0.5 * (squares - along) / variances - logarithm)
    values = np.stack(parts, axis=2)
    return np.where(is_finite[:, None, None], values, -np.inf)


def meter_level(found: Evidence, simulated: FloatArray, correlation: float) -> FloatArray:
    """What one standard deviation of the meter's own error does to whitened readings, (…, k).

    A share of the simulated energy, not of the readings: their noise would pull the results down
    (Peelle's puzzle).

    simulated : shape (…, n). [kWh]
    """
    errors = found.errors.meter * np.nan_to_num(simulated[..., found.periods]) / found.scale
    return whitened(errors, found.periods, correlation)[0]


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
