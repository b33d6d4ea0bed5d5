"""Whether calibration finds the inputs of buildings that are known, as often as it says."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from twin.analysis.meters.calibration import calibrate
from twin.analysis.meters.posterior import Calibration
from twin.analysis.meters.prior import Prior
from twin.analysis.meters.savings import paired_saving
from twin.model.arrays import FloatArray
from validation.meters.box_model import (
    CENTRAL,
    HIGH,
    HOURS,
    LOW,
    NO_SURPRISES,
    PARAMETERS,
    Climate,
    Surprises,
    hourly_use,
)

PRIOR = Prior(PARAMETERS, LOW, CENTRAL, HIGH)
DAYS_OF_MONTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_FIRST_HOURS = np.concatenate(([0], np.cumsum(DAYS_OF_MONTHS)[:-1])) * 24


@dataclass(frozen=True, slots=True)
class Setting:
    """How the meters of one series of cases are made.

    scatter, correlation : ranges that the noise of each case is drawn from.
    missing : most periods without a reading.
    is_surprising : the buildings do what the model does not know.
    """

    name: str
    step: str
    scatter: tuple[float, float]
    correlation: tuple[float, float]
    missing: int
    is_surprising: bool = False


SETTINGS = (
    Setting("months", "month", (0.03, 0.12), (0.0, 0.5), 2),
    Setting("days", "day", (0.08, 0.25), (0.3, 0.8), 60),
    Setting("months, wrong model", "month", (0.03, 0.08), (0.0, 0.3), 2, is_surprising=True),
)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A known building, what calibration said of it, and the saving of its known measure."""

    truth: FloatArray
    found: Calibration
    true_saving: float
    saving: tuple[float, float, float]
    prior_saving_width: float
    saving_draws: FloatArray


def recovery_cases(setting: Setting, climate: Climate, n_cases: int) -> list[Case]:
    """Cases with inputs drawn at random from the prior, the same every time."""
    return [_case(setting, climate, seed) for seed in range(n_cases)]


def improved(parameters: FloatArray) -> FloatArray:
    """The measure whose saving is asked for: 35 % less heat loss, 40 % less air change."""
    after = parameters.copy()
    after[:, 0] *= 0.65
    after[:, 1] *= 0.60
    return after


def summed(hourly: FloatArray, step: str) -> FloatArray:
    """Days or months of simulated hours, shape (n, 365) or (n, 12)."""
    if step == "day":
        return hourly.reshape(len(hourly), 365, 24).sum(axis=2)
    return np.add.reduceat(hourly, _FIRST_HOURS, axis=1)


def _case(setting: Setting, climate: Climate, seed: int) -> Case:
    rng = np.random.default_rng([41, seed])
    truth = PRIOR.values_at(rng.uniform(size=(1, len(PARAMETERS))))
    surprises = _surprises(rng) if setting.is_surprising else NO_SURPRISES
    readings = _readings(hourly_use(truth, climate, surprises), setting, rng)

    def simulate(parameters: FloatArray) -> FloatArray:
        return summed(hourly_use(parameters, climate), setting.step)

    found = calibrate(simulate, PRIOR, readings, setting.step)
    draws = found.draws
    saving = paired_saving(simulate(draws).sum(axis=1), simulate(improved(draws)).sum(axis=1))
    before = hourly_use(truth, climate, surprises).sum()
    after = hourly_use(improved(truth), climate, surprises).sum()
    return Case(
        truth[0],
        found,
        float(before - after),
        (saving.low, saving.median, saving.high),
        _prior_saving_width(climate),
        saving.draws,
    )


_WIDTHS: dict[int, float] = {}


def _prior_saving_width(climate: Climate) -> float:
    """Width of P10 to P90 of the saving without any reading. [kWh]"""
    if id(climate) not in _WIDTHS:
        quantiles = np.random.default_rng(5).uniform(size=(512, len(PARAMETERS)))
        draws = PRIOR.values_at(quantiles)
        saved = hourly_use(draws, climate).sum(axis=1)
        saved = saved - hourly_use(improved(draws), climate).sum(axis=1)
        low, high = np.quantile(saved, (0.1, 0.9))
        _WIDTHS[id(climate)] = float(high - low)
    return _WIDTHS[id(climate)]


def _readings(hourly: FloatArray, setting: Setting, rng: np.random.Generator) -> FloatArray:
    """Sums with autocorrelated noise, a meter that is up to 1 % off, and gaps."""
    clean = summed(hourly, setting.step)[0]
    scatter = np.exp(rng.uniform(*np.log(setting.scatter)))
    correlation = rng.uniform(*setting.correlation)
    noise = ndtri(rng.uniform(size=len(clean)))
    for period in range(1, len(clean)):
        noise[period] = (
            correlation * noise[period - 1] + np.sqrt(1 - correlation**2) * noise[period]
        )
    beside = 0.05 * scatter * clean.mean() * rng.normal(size=len(clean))
    readings = clean * np.exp(scatter * noise - scatter**2 / 2.0) + beside
    readings = np.maximum(readings, 0.0) * rng.normal(1.0, 0.01)
    n_missing = int(rng.integers(0, setting.missing + 1))
    readings[rng.choice(len(clean), n_missing, replace=False)] = np.nan
    return readings


def _surprises(rng: np.random.Generator) -> Surprises:
    """Closed for weeks in July and at Christmas; windy hours change more air."""
    day = np.arange(HOURS) // 24
    weeks = int(rng.integers(2, 6))
    closed = ((day >= 182) & (day < 182 + 7 * weeks)) | (day >= 356) | (day < 2)
    air = np.exp(0.35 * rng.normal(size=365))[day] * rng.uniform(0.85, 1.15)
    return Surprises(closed.astype(np.float64), air)
