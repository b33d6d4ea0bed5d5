"""What a measure saved: readings after it against the baseline in the same weather."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.meters.alignment import Aligned
from twin.analysis.meters.clock import shown
from twin.analysis.meters.fitting import fit_signatures
from twin.analysis.meters.signature import (
    MOST_AUTOCORRELATION,
    Signatures,
    predicted_rates,
    sensitivities,
    student,
)
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity

CONFIDENCE = 0.8
"""Of the interval, so that it reaches from P10 to P90."""
GUIDELINE_14_CONFIDENCE = 0.68
GUIDELINE_14_LIMIT = 0.5
"""Largest uncertainty as share of the saving, at 68 % (ASHRAE Guideline 14-2014, 4.3)."""
_FEWEST_DAYS = 330.0
_FEWEST_SHARE = 0.9
_SMALLEST_SAVING = 0.1
"""Below this share of use a whole meter can hardly show a saving (IPMVP, option C)."""
_BEYOND = 2.0
"""Reporting days this far outside the temperatures of the baseline are extrapolated. [K]"""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A change between the periods that has nothing to do with the measure.

    energy : what it adds to the use of the reporting period; negative if it lowers it. [kWh]
    standard_error : of `energy`. [kWh]
    """

    name: str
    energy: float
    standard_error: float = 0.0
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class VerifiedSaving:
    """Avoided energy of the reporting period, of the periods that have a reading.

    expected : baseline in the weather of the reporting period. [kWh]
    measured : readings. [kWh]
    adjusted : sum of the non-routine adjustments. [kWh]
    saving : expected + adjusted - measured. low, high : P10 and P90. [kWh]
    fraction : of expected + adjusted.
    guideline_14_uncertainty : share of the saving, at 68 % confidence.
    expected_rates, measured_rates : per reporting period. [kWh/day]
    baseline : signature of the baseline period, one meter.
    """

    expected: float
    measured: float
    adjusted: float
    saving: float
    low: float
    high: float
    fraction: float
    standard_error: float
    guideline_14_uncertainty: float
    expected_rates: FloatArray
    measured_rates: FloatArray
    baseline: Signatures
    findings: tuple[Finding, ...] = ()


def verified_saving(
    baseline: Aligned,
    reporting: Aligned,
    adjustments: tuple[Adjustment, ...] = (),
    model: str = "",
) -> VerifiedSaving:
    """Saving of a whole meter after a measure, with its uncertainty.

    baseline, reporting : periods before and after; the time of the work itself lies in neither.
    model : name of the signature's model, or "" to choose it.

    Raises
    ------
    InputOutOfRange
        If the periods overlap or stand in the wrong order.
    MissingInput
        If the baseline has too few readings for a signature, or the reporting period none.

    References
    ----------
    IPMVP Core Concepts (2022), option C; ASHRAE Guideline 14-2014, 4.3 and annex B. The interval
    adds the uncertainty of the coefficients to the scatter of the reporting period, both
    widened for autocorrelation.
    """
    _check_order(baseline, reporting)
    fit = fit_signatures(
        baseline.rates[None, :], baseline.temperature, baseline.period_of_day, model
    )
    is_known = np.isfinite(reporting.rates)
    if fit.model[0] < 0 or not is_known.any():
        raise MissingInput(
            "The baseline has {baseline} readings and the reporting period {reporting};"
            " no saving can be calculated.",
            "Import a year before the measure and the time after it.",
            baseline=int(np.isfinite(baseline.rates).sum()),
            reporting=int(is_known.sum()),
        )
    days = np.where(is_known, reporting.hours / 24.0, 0.0)
    expected_rates = predicted_rates(fit, reporting.temperature, reporting.period_of_day)[0]
    expected = float(expected_rates @ days)
    measured = float(np.nan_to_num(reporting.rates) @ days)
    adjusted = sum(a.energy for a in adjustments)
    saving = expected + adjusted - measured
    error = _standard_error(fit, reporting, days, adjustments)
    half = float(student(CONFIDENCE, fit.degrees_of_freedom)[0]) * error
    fraction = saving / (expected + adjusted) if expected + adjusted > 0 else np.nan
    uncertainty = _guideline_14_uncertainty(fit, int(is_known.sum()), fraction)
    return VerifiedSaving(
        expected,
        measured,
        adjusted,
        saving,
        saving - half,
        saving + half,
        fraction,
        error,
        uncertainty,
        expected_rates,
        reporting.rates,
        fit,
        (*_coverage_findings(baseline, reporting), *_size_findings(fraction, uncertainty)),
    )


def _check_order(baseline: Aligned, reporting: Aligned) -> None:
    last = baseline.starts[-1] + np.timedelta64(int(baseline.hours[-1] * 3600), "s")
    if reporting.starts[0] < last:
        raise InputOutOfRange(
            "The reporting period begins {begin}, before the baseline ends {end}.",
            "Let the baseline end before the work begins and the reporting period start after it.",
            begin=shown(reporting.starts[0]),
            end=shown(last),
        )


def _standard_error(
    fit: Signatures, reporting: Aligned, days: FloatArray, adjustments: tuple[Adjustment, ...]
) -> float:
    weight = days @ sensitivities(fit, reporting.temperature, reporting.period_of_day)[0]
    of_coefficients = float(weight @ fit.covariance[0] @ weight)
    correlation = float(np.clip(fit.autocorrelation[0], 0.0, MOST_AUTOCORRELATION))
    widening = (1.0 + correlation) / (1.0 - correlation)
    of_scatter = float(fit.noise[0] ** 2 * (days**2).sum() * widening)
    of_adjustments = sum(a.standard_error**2 for a in adjustments)
    return float(np.sqrt(of_coefficients + of_scatter + of_adjustments))


def _guideline_14_uncertainty(fit: Signatures, n_reporting: int, fraction: float) -> float:
    """Uncertainty as share of the saving (ASHRAE Guideline 14-2014, annex B)."""
    if not fraction > 0:
        return float("inf")
    count, independent = float(fit.n_periods[0]), float(fit.independent_periods[0])
    of_periods = count / independent * (1.0 + 2.0 / independent) / n_reporting
    t = float(student(GUIDELINE_14_CONFIDENCE, fit.degrees_of_freedom)[0])
    return t * 1.26 * float(fit.cv_rmse[0]) * float(np.sqrt(of_periods)) / fraction


def _coverage_findings(baseline: Aligned, reporting: Aligned) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    known_days = float(baseline.hours[np.isfinite(baseline.rates)].sum() / 24.0)
    if known_days < _FEWEST_DAYS:
        findings.append(_short_baseline(known_days))
    share = float(reporting.hours[np.isfinite(reporting.rates)].sum() / reporting.hours.sum())
    if share < _FEWEST_SHARE:
        findings.append(_thin_reporting(share))
    lowest, highest = baseline.temperature.min(), baseline.temperature.max()
    is_beyond = (reporting.temperature < lowest - _BEYOND) | (
        reporting.temperature > highest + _BEYOND
    )
    if is_beyond.any():
        findings.append(_extrapolated(int(is_beyond.sum()), float(lowest), float(highest)))
    return tuple(findings)


def _size_findings(fraction: float, uncertainty: float) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    if fraction < _SMALLEST_SAVING:
        findings.append(_small_saving(fraction))
    if uncertainty > GUIDELINE_14_LIMIT:
        findings.append(_too_uncertain(uncertainty))
    return tuple(findings)


def _short_baseline(days: float) -> Finding:
    return Finding(
        "baseline-short",
        Severity.WARNING,
        "The baseline has {days} days with readings, less than a year.",
        "Seasons that are missing from it are guessed.",
        "Import twelve months before the measure.",
        values={"days": round(days)},
    )


def _thin_reporting(share: float) -> Finding:
    return Finding(
        "reporting-gaps",
        Severity.WARNING,
        "Only {share} % of the reporting period has readings.",
        "The saving counts that part alone.",
        "Import the missing readings.",
        values={"share": round(100 * share)},
    )


def _extrapolated(days: int, lowest: float, highest: float) -> Finding:
    return Finding(
        "baseline-extrapolated",
        Severity.WARNING,
        "{days} days of the reporting period lie outside the temperatures of the baseline"
        " ({lowest} to {highest} °C).",
        "What the building would have used on them is extrapolated.",
        "Take a baseline year with such days, if there is one.",
        values={"days": days, "lowest": round(lowest, 1), "highest": round(highest, 1)},
    )


def _small_saving(fraction: float) -> Finding:
    return Finding(
        "saving-small",
        Severity.WARNING,
        "The saving is {share} % of the use of the whole meter.",
        "Below 10 % a whole meter can hardly tell a saving from chance (IPMVP, option C).",
        "Measure the part that was changed on its own (IPMVP, option B).",
        values={"share": round(100 * fraction, 1)},
    )


def _too_uncertain(uncertainty: float) -> Finding:
    share = "∞" if np.isinf(uncertainty) else str(round(100 * uncertainty))
    return Finding(
        "saving-uncertain",
        Severity.WARNING,
        "The uncertainty is {share} % of the saving at 68 % confidence.",
        "ASHRAE Guideline 14 accepts at most 50 %.",
        "Wait for more readings, or use daily instead of monthly ones.",
        values={"share": share},
    )
