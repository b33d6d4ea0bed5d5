"""Raw columns of a weather file: which values can be true, and what to do about gaps."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.thermal import HOURS_OF_YEAR

LONGEST_BRIDGED = 6
"""Longer gaps stay gaps: the weather of half a day cannot be guessed from its ends. [h]"""

FEWEST_HOURS = HOURS_OF_YEAR - 240
"""Fewer hours are no year: ten days are the most that an honest gap takes. [h]"""


@dataclass(frozen=True, slots=True)
class Limits:
    """Range of values that occur on Earth, and the value that means missing (or above)."""

    low: float
    high: float
    missing: float = np.inf


LIMITS: Mapping[str, Limits] = {
    "temperature": Limits(-70.0, 57.0, 99.9),
    "dew_point": Limits(-80.0, 36.0, 99.9),
    "relative_humidity": Limits(0.0, 110.0, 999.0),
    "infrared": Limits(50.0, 700.0, 9999.0),
    "ghi": Limits(0.0, np.inf, 9999.0),  # whether the unit is right is asked of the whole year
    "dni": Limits(0.0, np.inf, 9999.0),
    "dhi": Limits(0.0, np.inf, 9999.0),
    "wind_speed": Limits(0.0, 113.0, 999.0),
    "total_cover": Limits(0.0, 10.0, 99.0),
    "opaque_cover": Limits(0.0, 10.0, 99.0),
    "sunshine": Limits(0.0, 60.0),
}
"""World records (WMO) for air and wind; definitions for the others. Missing: EPW format."""


@dataclass(frozen=True, slots=True, eq=False)
class RawColumn:
    """One column of a file, shape (8760,): NaN where it has no value that can be true.

    label : as the file or its format calls it.
    unreadable, impossible : how many values were text, or outside `LIMITS`.
    median : of the numbers as written, but the code for missing; tells the unit.
    """

    label: str
    values: FloatArray
    unreadable: int = 0
    impossible: int = 0
    median: float = np.nan

    @property
    def is_absent(self) -> bool:
        """Whether no hour has a value."""
        return bool(np.isnan(self.values).all())


def raw_column(kind: str, label: str, numbers: FloatArray, unreadable: int) -> RawColumn:
    """The column without what is missing or cannot be. numbers : as written, shape (8760,)."""
    limits = LIMITS[kind]
    written = numbers[np.isfinite(numbers) & (numbers != limits.missing)]
    missing = np.isnan(numbers) | (numbers >= limits.missing)
    wrong = ~missing & ((numbers < limits.low) | (numbers > limits.high))
    values = np.where(missing | wrong, np.nan, numbers)
    median = float(np.median(written)) if written.size else np.nan
    return RawColumn(label, values, unreadable, int(wrong.sum()), median)


def bridged(values: FloatArray) -> FloatArray:
    """Gaps of at most `LONGEST_BRIDGED` hours filled along a straight line, shape (n,)."""
    gap = np.isnan(values)
    if not gap.any() or gap.all():
        return values
    filled = values.copy()
    known = np.flatnonzero(~gap)
    for start, end in stretches(gap):
        if end - start <= LONGEST_BRIDGED:
            filled[start:end] = np.interp(np.arange(start, end), known, values[known])
    return filled


def stretches(gap: np.ndarray) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], gap.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def remarks(column: RawColumn, filled: FloatArray) -> list[Finding]:
    """What is to be said of the values and gaps of one column that is not absent altogether."""
    said = []
    if column.unreadable:
        said.append(_unreadable(column))
    if column.impossible:
        said.append(_impossible(column))
    gap, left = np.isnan(column.values), np.isnan(filled)
    if gap.sum() > left.sum():
        said.append(_bridged(column, int(gap.sum() - left.sum())))
    if left.any():
        said.append(_left(column, left))
    return said


def _unreadable(column: RawColumn) -> Finding:
    return Finding(
        "weather-text-for-number",
        Severity.WARNING,
        "{hours} values of “{column}” are not numbers.",
        "They count as missing.",
        "Look at the file in a text editor if there are many.",
        values={"hours": column.unreadable, "column": column.label},
    )


def _impossible(column: RawColumn) -> Finding:
    return Finding(
        "weather-impossible-value",
        Severity.WARNING,
        "{hours} values of “{column}” cannot be true anywhere on Earth.",
        "They count as missing.",
        "Check the unit if there are many.",
        values={"hours": column.impossible, "column": column.label},
    )


def _bridged(column: RawColumn, hours: int) -> Finding:
    return Finding(
        "weather-gap-bridged",
        Severity.INFO,
        "{hours} hours of “{column}” were missing, never more than {limit} in a row.",
        "They were taken from the hours beside them, along a straight line.",
        values={"hours": hours, "column": column.label, "limit": LONGEST_BRIDGED},
    )


def _left(column: RawColumn, left: np.ndarray) -> Finding:
    longest = max(end - start for start, end in stretches(left))
    return Finding(
        "weather-gap",
        Severity.WARNING,
        "“{column}” is missing in {hours} hours, {longest} of them in a row.",
        "Nothing was put there.",
        "Get the missing hours, or choose another year or station.",
        values={"hours": int(left.sum()), "longest": longest, "column": column.label},
    )
