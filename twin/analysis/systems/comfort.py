"""How warm it feels, and for how many hours too warm or too cold."""

import numpy as np

from twin.analysis.systems.generators import Number
from twin.model.arrays import BoolArray, FloatArray

TOLERATED = 0.5  # below the set-point before it counts as too cold. [K]
TOO_WARM = 26.0  # TEK17 § 13-4, guidance: should not be exceeded in use. [degree C]


def operative_temperature(air: FloatArray, radiant: FloatArray) -> FloatArray:
    """What people feel in still air. [degree C]

    References
    ----------
    ISO 7726:1998, annex G: mean of air and radiant temperature below 0.2 m/s.
    """
    return (air + radiant) / 2


def overheating_hours(
    air: FloatArray, radiant: FloatArray, in_use: BoolArray, limit: float = TOO_WARM
) -> Number:
    """Hours in use in which it feels warmer than `limit`.

    air, radiant : shape (8760,) or (8760, n). [degree C]  in_use : shape (8760,).
    NaN where a temperature is unknown in an hour in use.
    """
    felt = operative_temperature(air, radiant)[in_use]
    hours = np.where(np.isnan(felt).any(axis=0), np.nan, (felt > limit).sum(axis=0))
    return float(hours) if hours.ndim == 0 else hours


def cold_hours(air: FloatArray, wanted: FloatArray, in_use: BoolArray) -> Number:
    """Hours in use in which the heating cannot hold the set-point, by more than 0.5 K.

    air : shape (8760,) or (8760, n). [degree C]  wanted : set-point of each hour, (8760,).
    in_use : shape (8760,).
    """
    below = (wanted - TOLERATED > air.T).T[in_use]
    hours = below.sum(axis=0)
    return float(hours) if np.ndim(hours) == 0 else hours.astype(np.float64)
