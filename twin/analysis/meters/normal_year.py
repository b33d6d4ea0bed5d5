"""What a meter would count in a normal year."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.meters.signature import Signatures, sensitivities, split_rates, student
from twin.model.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class NormalisedUse:
    """Expected energy of m meters in one year of normal weather, shape (m,) each. [kWh/year]

    total = base + heating + cooling.
    low, high : P10 and P90 of the expectation, from the uncertainty of the coefficients.
    """

    total: FloatArray
    low: FloatArray
    high: FloatArray
    base: FloatArray
    heating: FloatArray
    cooling: FloatArray


def normalised_use(
    signatures: Signatures, normal_temperature: FloatArray, confidence: float = 0.8
) -> NormalisedUse:
    """Expected energy in a normal year, split, with its interval.

    normal_temperature : daily means of the normal year, shape (365,). [degree C]
    confidence : of the interval; 0.8 gives P10 to P90.

    References
    ----------
    Delta method with Student's t and independent periods as in ASHRAE Guideline 14-2014, B.
    """
    parts = [part.sum(axis=1) for part in split_rates(signatures, normal_temperature)]
    total = np.sum(parts, axis=0)
    weight = sensitivities(signatures, normal_temperature).sum(axis=1)
    variance = np.einsum("mi,mij,mj->m", weight, signatures.covariance, weight)
    half = student(confidence, signatures.degrees_of_freedom) * np.sqrt(np.maximum(variance, 0.0))
    return NormalisedUse(total, np.maximum(total - half, 0.0), total + half, *parts)
