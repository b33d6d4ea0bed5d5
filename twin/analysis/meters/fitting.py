"""Fit signatures to the readings of many meters at once."""

from dataclasses import replace

import numpy as np

from twin.analysis.meters.change_points import PARAMETERS, fitted_models
from twin.analysis.meters.fit_quality import lag_one_autocorrelation
from twin.analysis.meters.signature import (
    COLUMNS,
    MODELS,
    MOST_AUTOCORRELATION,
    Signatures,
    mean_over,
    sensitivities,
)
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray, IntArray

FEWEST_PERIODS = 9
"""Periods below which no signature is fitted."""
_FITTED = COLUMNS[:5]


def fit_signatures(
    rates: FloatArray,
    temperature: FloatArray,
    period_of_day: IntArray | None = None,
    model: str = "",
    weights: FloatArray | None = None,
) -> Signatures:
    """Signature of every meter; the model is chosen by the Bayesian information criterion.

    The criterion counts independent periods, so that slow drift does not pass for a change
    point. Change points are tried every 0.5 K.

    rates : energy per day, NaN where unknown, shape (m, n). [kWh/day]
    temperature : daily means without gaps, shape (d,). [degree C]
    period_of_day : period each day lies in, rising, shape (d,); None when periods are days.
    model : name in `MODELS` to use for all; "" chooses for each meter.
    weights : of each period, shape (m, n); None weighs by the days of a period.

    Raises
    ------
    MissingInput
        If the temperature has gaps.
    InputOutOfRange
        If the shapes do not agree or rates are infinite.

    References
    ----------
    Kissock, Haberl, Claridge: Inverse Modeling Toolkit, ASHRAE RP-1050 (2003); degree days as
    means over days: Fels, PRISM (1986); fewer independent periods: ASHRAE Guideline 14-2014, B.
    """
    n_periods = rates.shape[1]
    days = np.arange(n_periods, dtype=np.int32) if period_of_day is None else period_of_day
    _check(rates, temperature, days)
    length = np.bincount(days, minlength=n_periods).astype(np.float64)
    relative = length / length[length > 0].mean()
    given = np.broadcast_to(relative, rates.shape) if weights is None else weights
    used = np.where(np.isfinite(rates), given, 0.0) * (length > 0)
    counts = (used > 0).sum(axis=1).astype(np.int32)
    with np.errstate(invalid="ignore", divide="ignore"):
        fits = fitted_models(rates, used, temperature, days)
        columns = {
            name: np.stack([getattr(fit, name) for fit in fits], axis=1)
            for name in (*_FITTED, "squares")
        }
        chosen = _chosen(columns, rates, used, temperature, days, model)
    rows = np.arange(len(chosen))
    picked = {name: column[rows, chosen] for name, column in columns.items()}
    too_few = (counts < FEWEST_PERIODS) | ~np.isfinite(picked["squares"])
    chosen = np.where(too_few, -1, chosen).astype(np.int32)
    for name in _FITTED:
        picked[name] = np.where(too_few, np.nan, picked[name])
    return _described(picked, chosen, rates, used, (temperature, days))


def _check(rates: FloatArray, temperature: FloatArray, days: IntArray) -> None:
    if len(days) != len(temperature) or len(days) == 0 or days.max() >= rates.shape[1]:
        raise InputOutOfRange(
            "{days} days of weather do not belong to {periods} periods of readings.",
            "Choose weather of the same period as the readings.",
            days=len(temperature),
            periods=rates.shape[1],
        )
    if not np.isfinite(temperature).all():
        raise MissingInput(
            "The outdoor temperature is unknown on {days} days, so no signature was fitted.",
            "Fill the gaps of the weather or leave those days out.",
            days=int((~np.isfinite(temperature)).sum()),
        )
    if np.isinf(rates).any():
        raise InputOutOfRange(
            "The readings hold an infinite value, so no signature was fitted.",
            "Check the series of the meter first.",
        )


def _chosen(
    columns: dict[str, FloatArray],
    rates: FloatArray,
    weights: FloatArray,
    temperature: FloatArray,
    days: IntArray,
    model: str,
) -> IntArray:
    """Place in `MODELS` of each meter's model."""
    squares = columns["squares"]
    if model:
        return np.full(len(squares), MODELS.index(model), np.int32)
    best = np.argmin(squares, axis=1)
    rows = np.arange(len(best))
    closest = {name: columns[name][rows, best] for name in _FITTED}
    residuals = _residuals(closest, rates, weights, temperature, days)
    correlation = np.clip(lag_one_autocorrelation(residuals), 0.0, MOST_AUTOCORRELATION)
    counts = (weights > 0).sum(axis=1)
    independent = np.maximum(counts * (1.0 - correlation) / (1.0 + correlation), 6.0)[:, None]
    floor = 1e-12 * np.maximum(np.nansum(weights * np.nan_to_num(rates) ** 2, axis=1), 1e-12)
    variances = np.maximum(squares, floor[:, None])
    penalties = np.array(list(PARAMETERS.values())) * np.log(independent)
    return np.argmin(independent * np.log(variances) + penalties, axis=1).astype(np.int32)


def _residuals(
    fit: dict[str, FloatArray],
    rates: FloatArray,
    weights: FloatArray,
    temperature: FloatArray,
    days: IntArray,
) -> FloatArray:
    heating = np.maximum(fit["heating_balance"][:, None] - temperature, 0.0)
    cooling = np.maximum(temperature - fit["cooling_balance"][:, None], 0.0)
    expected = fit["base"][:, None] + mean_over(
        np.nan_to_num(fit["heating_slope"][:, None] * heating)
        + np.nan_to_num(fit["cooling_slope"][:, None] * cooling),
        days,
    )
    return np.where(weights > 0, rates - expected, np.nan)


def _described(
    fit: dict[str, FloatArray],
    chosen: IntArray,
    rates: FloatArray,
    weights: FloatArray,
    weather: tuple[FloatArray, IntArray],
) -> Signatures:
    """Signatures with their noise, covariance and measures of fit."""
    temperature, days = weather
    residuals = _residuals(fit, rates, weights, temperature, days)
    counts = (weights > 0).sum(axis=1)
    coefficients = np.array([*PARAMETERS.values(), 0])[chosen]
    freedom = np.maximum(counts - coefficients, 1)
    squares = np.nansum(weights * residuals**2, axis=1)
    noise = np.sqrt(squares / freedom)
    total_weight = np.maximum(weights.sum(axis=1), 1e-12)
    mean = np.nansum(weights * np.nan_to_num(rates), axis=1) / total_weight
    spread = np.nansum(weights * (np.nan_to_num(rates) - mean[:, None]) ** 2, axis=1)
    is_spread = spread > 0
    unexplained = squares / freedom / np.where(is_spread, spread / np.maximum(counts - 1, 1), 1.0)
    plain = Signatures(
        chosen,
        fit["base"],
        fit["heating_slope"],
        fit["cooling_slope"],
        fit["heating_balance"],
        fit["cooling_balance"],
        np.zeros((len(chosen), 5, 5)),
        noise,
        np.where(mean > 0, noise / np.where(mean > 0, mean, 1.0), np.nan),
        np.where(is_spread, 1.0 - unexplained, 0.0),
        lag_one_autocorrelation(residuals),
        counts.astype(np.int32),
    )
    return _with_covariance(plain, weights, temperature, days)


def _with_covariance(
    plain: Signatures, weights: FloatArray, temperature: FloatArray, days: IntArray
) -> Signatures:
    """Covariance of the coefficients: Gauss-Newton, times (1 + r) / (1 - r)."""
    slopes = sensitivities(plain, temperature, days)
    slopes = np.nan_to_num(slopes)
    curvature = np.einsum("mni,mn,mnj->mij", slopes, weights, slopes, optimize=True)
    diagonal = np.einsum("mii->mi", curvature)
    is_absent = diagonal <= 1e-12
    diagonal[is_absent] = 1.0
    scale = 1.0 / np.sqrt(diagonal)
    normed = curvature * scale[:, :, None] * scale[:, None, :] + 1e-9 * np.eye(5)
    inverse = np.linalg.inv(normed) * scale[:, :, None] * scale[:, None, :]
    inverse[is_absent] = 0.0
    inverse.transpose(0, 2, 1)[is_absent] = 0.0
    correlation = np.clip(plain.autocorrelation, 0.0, MOST_AUTOCORRELATION)
    factor = plain.noise**2 * (1.0 + correlation) / (1.0 - correlation)
    return replace(plain, covariance=inverse * factor[:, None, None])
