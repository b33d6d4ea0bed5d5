"""What the limits and the six programs of the standard say, as printed."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
PROGRAMS = ("BSIMAC", "CSE", "DeST", "EnergyPlus", "ESP-r", "TRNSYS")
Programs = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Results of the six programs for one quantity; a bound counts as it is rounded.

    least, most : as printed.  below, above : half of their last digit.
    programs : in the order of `PROGRAMS`; NaN where one gives nothing.
    """

    least: float
    most: float
    below: float
    above: float
    programs: Programs

    def holds(self, value: float) -> bool:
        """Whether `value` lies among the programs."""
        return self.least - self.below <= value <= self.most + self.above


def range_of(row: Mapping[str, str], most: str = "max") -> Range:
    """The range that a row of a table gives; NaN where it is empty.

    most : name of the column with the upper bound.
    """
    return Range(
        float(row["min"] or "nan"),
        float(row[most] or "nan"),
        half_last_digit(row["min"]),
        half_last_digit(row[most]),
        tuple(float(row[name] or "nan") for name in PROGRAMS),
    )


def half_last_digit(printed: str) -> float:
    """Half of the last digit of a printed number: 0.5 for ``1670``, 0.05 for ``804.0``."""
    return 0.5 * 10.0 ** -len(printed.partition(".")[2])


def table(name: str) -> list[dict[str, str]]:
    """Rows of one of the tables beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ranges() -> dict[tuple[str, str], Range]:
    """Range of every load and temperature by case and quantity."""
    return {(row["case"], row["quantity"]): range_of(row) for row in table("loads.csv")}


def limits() -> dict[tuple[str, str], tuple[float, float]]:
    """Limits by case and quantity; some are printed with the lower one last."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for row in table("limits.csv"):
        pair = float(row["lower"]), float(row["upper"])
        found[row["case"], row["quantity"]] = min(pair), max(pair)
    return found


NO_LIMITS = (float(np.nan), float(np.nan))
