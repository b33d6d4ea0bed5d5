"""Weather-normalised signature of meters: base load, heating and cooling against temperature."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from twin.analysis.meters.change_points import PARAMETERS, period_means
from twin.model.arrays import FloatArray, IntArray, frozen

MODELS = tuple(PARAMETERS)
MOST_AUTOCORRELATION = 0.95
"""Above this the readings hardly tell more than one of them does."""


@dataclass(frozen=True, slots=True, eq=False)
class Signatures:
    """Signatures of m meters; each array has shape (m,) unless said.

    Energy per day is base + heating_slope max(heating_balance - T, 0)
    + cooling_slope max(T - cooling_balance, 0).

    model : place in `MODELS`; -1 where too little is known.
    base [kWh/day]; heating_slope, cooling_slope [kWh/(K day)];
    heating_balance, cooling_balance : NaN where the model has none. [degree C]
    covariance : of (base, slopes, balances), widened for autocorrelation, shape (m, 5, 5).
    noise : standard deviation of the residuals. [kWh/day]
    cv_rmse, r_squared : r_squared adjusted for the number of coefficients. [1]
    autocorrelation : of neighbouring residuals. [1]
    n_periods : periods with a reading.
    """

    model: IntArray
    base: FloatArray
    heating_slope: FloatArray
    cooling_slope: FloatArray
    heating_balance: FloatArray
    cooling_balance: FloatArray
    covariance: FloatArray
    noise: FloatArray
    cv_rmse: FloatArray
    r_squared: FloatArray
    autocorrelation: FloatArray
    n_periods: IntArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        n_meters = len(self.model)
        for name in ("model", "n_periods"):
            object.__setattr__(self, name, frozen(getattr(self, name), np.int32, (n_meters,)))
        for name in COLUMNS:
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, (n_meters,)))
        covariance = frozen(self.covariance, np.float64, (n_meters, 5, 5))
        object.__setattr__(self, "covariance", covariance)

    def model_name(self, meter: int) -> str:
        """Name of the model of one meter, or ""."""
        return MODELS[self.model[meter]] if self.model[meter] >= 0 else ""

    @property
    def independent_periods(self) -> FloatArray:
        """Periods that neighbours do not already tell about: n (1 - r) / (1 + r), shape (m,)."""
        correlation = np.clip(self.autocorrelation, 0.0, MOST_AUTOCORRELATION)
        return self.n_periods * (1.0 - correlation) / (1.0 + correlation)

    @property
    def degrees_of_freedom(self) -> FloatArray:
        """Of the residuals, at least 1, shape (m,)."""
        coefficients = np.array([*PARAMETERS.values(), 0])[self.model]
        return np.maximum(self.independent_periods - coefficients, 1.0)


COLUMNS = (
    "base", "heating_slope", "cooling_slope", "heating_balance", "cooling_balance", "noise",
    "cv_rmse", "r_squared", "autocorrelation",
)  # fmt: skip


def predicted_rates(
    signatures: Signatures, temperature: FloatArray, period_of_day: IntArray | None = None
) -> FloatArray:
    """Expected energy per day of every meter and period, shape (m, n). [kWh/day]"""
    base, heating, cooling = split_rates(signatures, temperature, period_of_day)
    return base + heating + cooling


def split_rates(
    signatures: Signatures, temperature: FloatArray, period_of_day: IntArray | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Base, heating and cooling part of the expected energy per day, (m, n) each. [kWh/day]

    A 2P model has no change point: its base is the energy at the end of the temperatures it was
    fitted with, so its split is the largest base the readings allow.
    """
    days = _days(temperature, period_of_day)
    degrees = (
        np.maximum(signatures.heating_balance[:, None] - temperature, 0.0),
        np.maximum(temperature - signatures.cooling_balance[:, None], 0.0),
    )
    slopes = (signatures.heating_slope, signatures.cooling_slope)
    heating, cooling = (
        np.nan_to_num(slope)[:, None] * mean_over(np.nan_to_num(d), days)
        for slope, d in zip(slopes, degrees, strict=True)
    )
    return np.broadcast_to(signatures.base[:, None], heating.shape), heating, cooling


def sensitivities(
    signatures: Signatures, temperature: FloatArray, period_of_day: IntArray | None = None
) -> FloatArray:
    """Derivatives of the expected energy per day to the five coefficients, shape (m, n, 5).

    Zero where the model of a meter does not have a coefficient; the one change point of a 4P
    model stands in the place of the heating balance.
    """
    days = _days(temperature, period_of_day)
    heating_balance = signatures.heating_balance[:, None]
    cooling_balance = signatures.cooling_balance[:, None]
    names = [signatures.model_name(m) for m in range(len(signatures.model))]
    moves = np.array([name not in ("2PH", "2PC", "1P", "") for name in names])[:, None]
    is_4p = np.array([name == "4P" for name in names])[:, None]
    cold, warm = temperature < heating_balance, temperature > cooling_balance
    heating_move = np.nan_to_num(signatures.heating_slope)[:, None] * cold * moves
    cooling_move = -np.nan_to_num(signatures.cooling_slope)[:, None] * warm * moves
    columns = (
        np.ones_like(heating_move),
        np.nan_to_num(np.maximum(heating_balance - temperature, 0.0)),
        np.nan_to_num(np.maximum(temperature - cooling_balance, 0.0)),
        heating_move + np.where(is_4p, cooling_move, 0.0),
        np.where(is_4p, 0.0, cooling_move),
    )
    return np.stack([mean_over(column, days) for column in columns], axis=2)


def _days(temperature: FloatArray, period_of_day: IntArray | None) -> IntArray:
    if period_of_day is None:
        return np.arange(len(temperature), dtype=np.int32)
    return period_of_day


def mean_over(by_day: FloatArray, days: IntArray) -> FloatArray:
    """Means over the days of each period, of shape (m, d), in shape (m, n)."""
    if len(days) == int(days[-1]) + 1:
        return by_day
    return period_means(by_day.T, days, int(days[-1]) + 1).T


def student(confidence: float, freedom: FloatArray) -> FloatArray:
    """Half width of a two-sided interval in standard errors, shape (m,)."""
    return np.asarray(stats.t.ppf(0.5 + confidence / 2.0, freedom))
