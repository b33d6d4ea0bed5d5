"""From numbers to colour classes with fixed, round bounds."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from twin.model.arrays import FloatArray, IntArray
from twin.model.overlay import NO_DATA, LegendClass

# YlOrBr of five steps: distances in CAM02-UCS of at least 12 for normal and colour-blind sight.
SEQUENTIAL = ("#993404", "#D95F0E", "#FE9929", "#FED98E", "#FFFFD4")  # highest first


def high_first(values: FloatArray, bounds: Sequence[float]) -> IntArray:
    """Class of each value, highest class first, shape (n,), int32; `NO_DATA` where NaN.

    Parameters
    ----------
    values : shape (n,)
    bounds : lower bounds of all classes but the lowest, rising; a value on a bound is in the
        class above it.
    """
    above = np.searchsorted(np.asarray(bounds, dtype=np.float64), values, side="right")
    return np.where(np.isnan(values), NO_DATA, len(bounds) - above).astype(np.int32)


def high_first_classes(bounds: Sequence[float], digits: int = 0) -> tuple[LegendClass, ...]:
    """The classes that `high_first` sorts into, dark to light. len(bounds) must be 4."""
    labels = bound_labels(bounds, digits)
    return tuple(LegendClass(a, b) for a, b in zip(labels, SEQUENTIAL, strict=True))


def bound_labels(bounds: Sequence[float], digits: int = 0) -> tuple[str, ...]:
    """Labels such as ``≥ 250``, ``200 – < 250``, ``< 200``, highest class first."""
    shown = [f"{b:.{digits}f}" for b in bounds]
    between = [f"{a} – < {b}" for a, b in pairwise(shown)]
    return (f"≥ {shown[-1]}", *reversed(between), f"< {shown[0]}")
