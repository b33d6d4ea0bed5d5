"""Hot water of a building over the hours of the year."""

from collections.abc import Sequence

import numpy as np

from twin.errors import InputOutOfRange
from twin.model.arrays import BoolArray, FloatArray

HOURS_OF_DAY = 24


def hot_water_profile(in_use: BoolArray, shape: Sequence[float] = ()) -> FloatArray:
    """Part of the year's hot water drawn in each hour, shape (8760,), sum 1.

    Parameters
    ----------
    in_use : whether the building is in use, shape (8760,).
    shape : weight of each hour of the day, length 24; even over the hours of use if empty, as in
        NS 3031:2014. Days out of use draw nothing.

    Raises
    ------
    InputOutOfRange
        If the shape has another length, a negative or unknown weight, or is all nought.
    """
    if not shape:
        weight = in_use.astype(np.float64)
    else:
        weights = np.asarray(shape, np.float64)
        if len(weights) != HOURS_OF_DAY or not (weights >= 0).all() or weights.sum() <= 0:
            raise InputOutOfRange(
                "The daily course of hot water has {count} weights; it needs 24,"
                " none below 0 and one above.",
                "Enter one weight for each hour of the day.",
                count=len(weights),
            )
        days = in_use.reshape(-1, HOURS_OF_DAY).any(axis=1)
        weight = np.outer(days, weights).ravel()
    total = weight.sum()
    if not total > 0:
        return np.full(len(in_use), 1 / len(in_use))
    return weight / total
