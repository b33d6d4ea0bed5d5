"""The default values that condition and maintenance are calculated with; all may be replaced."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from twin.model.arrays import FloatArray, IntArray
from twin.model.condition import Risk
from twin.model.thermal import Sourced

V = TypeVar("V")
GRADES = 4  # TG0 to TG3


@dataclass(frozen=True, slots=True)
class ServiceLife:
    """How long a building part usually lasts. short, central, long: NaN if unknown. [year]"""

    part_code: str
    name: str
    short: float
    central: float
    long: float
    source: str = ""

    @property
    def log_spread(self) -> float:
        """Standard deviation of the logarithm of the life, with short and long as P10 and P90.

        Where one end is unknown, the other one counts for both.
        """
        below = math.log(self.central / self.short) if self.short > 0 else math.nan
        above = math.log(self.long / self.central) if self.long > 0 else math.nan
        ends = [end for end in (below, above) if math.isfinite(end)]
        return max(sum(ends) / len(ends) / NORMAL_P90, 0.05) if ends else 0.3


NORMAL_P90 = 1.2815515655446004
"""P90 of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """When a part of a grade and consequence is due, in years after the assessment."""

    grade: int
    kg_from: int
    kg_to: int
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """Price level by year. years: ascending."""

    years: tuple[int, ...]
    values: tuple[float, ...]

    def factor(self, from_year: FloatArray, to_year: int) -> FloatArray:
        """What prices of `from_year` are multiplied by; NaN outside the table, shape (n,)."""
        ends = {"left": np.nan, "right": np.nan}
        there = np.interp(to_year, self.years, self.values, **ends)
        return there / np.interp(
            np.asarray(from_year, np.float64), self.years, self.values, **ends
        )


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Replacement cost per gross floor area at `price_year`. [NOK/m2]"""

    cost: Sourced
    price_year: int


@dataclass(frozen=True, slots=True)
class Account:
    """A post of NS 3454:2013 and the modules of NS-EN 16627 it belongs to, "" if none."""

    code: str
    name: str
    modules: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class UpkeepTables:
    """Everything below `resources/upkeep`.

    service_lives, replacement_costs : by NS 3451 code; "" stands for the whole building.
    cost_shares : by TG, of the replacement cost, to bring a part to TG1.
    risks : by TG and KG.
    begins : share of the service life at which TG1, TG2 and TG3 begin.
    kostra : national figures by name and year. [NOK/(m2 year)]
    values : single assumptions by name.
    """

    service_lives: Mapping[str, ServiceLife]
    cost_shares: Mapping[int, Sourced]
    deadlines: tuple[DeadlineRule, ...]
    risks: Mapping[tuple[int, int], Risk]
    prices: PriceIndex
    begins: tuple[float, float, float]
    replacement_costs: Mapping[str, UnitCost] = field(default_factory=dict[str, UnitCost])
    accounts: Mapping[str, Account] = field(default_factory=dict[str, Account])
    kostra: Mapping[tuple[str, int], Sourced] = field(
        default_factory=dict[tuple[str, int], Sourced]
    )
    values: Mapping[str, Sourced] = field(default_factory=dict[str, Sourced])

    def shares(self) -> FloatArray:
        """Low, central and high share of the replacement cost by TG, shape (4, 3)."""
        found = [self.cost_shares[grade] for grade in range(GRADES)]
        return np.array([[s.low, s.value, s.high] for s in found], dtype=np.float64)


def by_code(table: Mapping[str, V], code: str) -> V | None:
    """Entry of the longest code that `code` begins with, down to two digits; None without one."""
    return next((table[code[:n]] for n in range(len(code), 1, -1) if code[:n] in table), None)


def risk_of(grade: IntArray, consequence: IntArray, tables: UpkeepTables) -> IntArray:
    """Risk of each thing from its grade and gravest consequence, codes of `Risk`, shape (n,).

    Unknown (-1) where the grade or the consequence is unknown.

    References
    ----------
    NS 3424:2012: three steps of risk from consequence and probability, of which the grade is
    the sign; the matrix itself is in `resources/upkeep/risk.csv`.
    """
    matrix = np.full((GRADES + 1, GRADES + 1), int(Risk.UNKNOWN), dtype=np.int32)  # last: unknown
    for (tg, kg), risk in tables.risks.items():
        matrix[tg, kg] = int(risk)
    return matrix[
        np.where(grade < 0, GRADES, grade), np.where(consequence < 0, GRADES, consequence)
    ]
