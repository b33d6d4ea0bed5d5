"""What readings say about the inputs of a simulation."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.meters.fit_quality import Agreement
from twin.analysis.meters.prior import Prior
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity

_FEW_DRAWS = 100.0
_EDGE = 0.05
"""A median closer than this to the end of what was assumed is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What readings say about the inputs of a simulation.

    draws : equally weighted posterior draws, shape (kept, p); carry all of them into savings.
    simulated : energy of each draw, shape (kept, n). [kWh]
    percentiles : P10, P50 and P90 of each parameter, shape (3, p).
    wide : P2.5 and P97.5, shape (2, p).
    prior_percentiles : P10, P50 and P90 before the readings, shape (3, p).
    agreement : of the mean of the draws with the readings.
    effective_draws : equally weighted draws that the weighted ones are worth.
    runs : simulations that were made.
    scatter, autocorrelation : expected values of the error that remains.
    """

    names: tuple[str, ...]
    draws: FloatArray
    simulated: FloatArray
    percentiles: FloatArray
    wide: FloatArray
    prior_percentiles: FloatArray
    agreement: Agreement
    effective_draws: float
    runs: int
    scatter: float
    autocorrelation: float
    findings: tuple[Finding, ...] = ()


def calibration_findings(
    fit: Agreement, n_effective: float, prior: Prior, medians: FloatArray
) -> tuple[Finding, ...]:
    """What the user should know before trusting a calibration.

    medians : posterior medians as quantiles of the prior, shape (p,).
    """
    findings: list[Finding] = []
    if fit.passes is False:
        findings.append(_misfit(fit))
    if n_effective < _FEW_DRAWS:
        findings.append(_few_draws(n_effective))
    at_edge = np.minimum(medians, 1.0 - medians) < _EDGE
    findings += [
        _at_edge(name) for name, is_out in zip(prior.names, at_edge, strict=True) if is_out
    ]
    return tuple(findings)


def _misfit(fit: Agreement) -> Finding:
    return Finding(
        "calibration-outside-guideline-14",
        Severity.WARNING,
        "The calibrated model misses the readings by {cv} % (CV(RMSE)) and {bias} % (NMBE).",
        "That is more than ASHRAE Guideline 14 accepts; savings from it are doubtful.",
        "Check operation hours, floor area and what else the meter serves.",
        values={"cv": round(100 * fit.cv_rmse, 1), "bias": round(100 * fit.nmbe, 1)},
    )


def _few_draws(n_effective: float) -> Finding:
    return Finding(
        "calibration-few-draws",
        Severity.WARNING,
        "Only {draws} draws count after weighting.",
        "P10 and P90 of inputs and savings are rough.",
        "Calibrate fewer inputs, or against months instead of days.",
        values={"draws": round(n_effective)},
    )


def _at_edge(name: str) -> Finding:
    return Finding(
        "calibration-at-edge",
        Severity.WARNING,
        "The readings ask for a value of {name} at the end of what was assumed.",
        "Something else may be wrong with the model, and {name} only makes up for it.",
        "Check the range of {name}, and the inputs that were not calibrated.",
        values={"name": name},
    )
