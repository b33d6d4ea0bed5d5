"""Sums of values by group."""

import numpy as np
from numpy.typing import NDArray

from twin.model.arrays import FloatArray


def sums(group: NDArray[np.integer], values: NDArray[np.generic], groups: int) -> FloatArray:
    """Sum of the values of each group, shape (groups,).

    Parameters
    ----------
    group : 0 to groups - 1, shape (n,).
    values : numbers or flags, shape (n,).
    """
    found = np.bincount(group, values.astype(np.float64), groups)
    return np.asarray(found, dtype=np.float64)
