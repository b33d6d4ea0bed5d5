"""How well predicted energy agrees with readings, and what ASHRAE Guideline 14 asks for."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray

LIMITS = {"month": (0.15, 0.05), "hour": (0.30, 0.10)}
"""Largest CV(RMSE) and |NMBE| of a calibrated simulation per step of the readings.
ASHRAE Guideline 14-2002, 5.3.2.4 f, kept in 2014: 15 % and 5 % monthly, 30 % and
10 % hourly. It has none for days."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of predicted and read energy.

    cv_rmse : coefficient of variation of the root mean square error. [1]
    nmbe : normalised mean bias error, positive where too little is predicted. [1]
    n_periods : periods with a reading.
    step : step of the readings.
    passes : within the limits of ASHRAE Guideline 14; None where it has no limits.
    """

    cv_rmse: float
    nmbe: float
    n_periods: int
    step: str
    passes: bool | None


def agreement(
    readings: FloatArray, predicted: FloatArray, step: str, n_parameters: int = 1
) -> Agreement:
    """Agreement over all periods that have a reading.

    readings, predicted : shape (n,); periods with NaN in either do not count. [kWh]
    step : ``hour`` | ``day`` | ``month`` | ``irregular``.
    n_parameters : 1 for a calibrated simulation, else fitted coefficients of a regression.

    References
    ----------
    ASHRAE Guideline 14-2014, 5.2.11.3, with n - p in both measures. NaN with no more periods
    than parameters or when the readings sum to zero.
    """
    is_known = np.isfinite(readings) & np.isfinite(predicted)
    read, error = readings[is_known], (readings - predicted)[is_known]
    n_periods = len(read)
    if n_periods <= n_parameters or read.mean() == 0.0:
        return Agreement(np.nan, np.nan, n_periods, step, None)
    freedom = n_periods - n_parameters
    cv_rmse = float(np.sqrt((error**2).sum() / freedom) / read.mean())
    nmbe = float(error.sum() / freedom / read.mean())
    limits = LIMITS.get("month" if step == "irregular" else step)
    passes = None if limits is None else cv_rmse <= limits[0] and abs(nmbe) <= limits[1]
    return Agreement(cv_rmse, nmbe, n_periods, step, passes)


def lag_one_autocorrelation(residuals: FloatArray) -> FloatArray:
    """Correlation of neighbouring residuals per row, shape (m,); NaN counts as missing.

    residuals : shape (m, n).
    """
    is_known = np.isfinite(residuals)
    counts = np.maximum(is_known.sum(axis=1), 1)
    means = np.where(is_known, residuals, 0.0).sum(axis=1) / counts
    centred = np.where(is_known, residuals - means[:, None], 0.0)
    products = (centred[:, 1:] * centred[:, :-1]).sum(axis=1)
    pairs = (is_known[:, 1:] & is_known[:, :-1]).sum(axis=1)
    variances = (centred**2).sum(axis=1)
    scale = variances * np.maximum(pairs, 1) / counts
    return np.where(scale > 0, products / np.where(scale > 0, scale, 1.0), 0.0)
