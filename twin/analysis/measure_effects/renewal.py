"""Condition and energy in one decision: what of an investment only renews what is worn out.

A worn part has to be renewed anyway. What the plain renewal would cost is maintenance; only what
the better part costs more is development, and only that counts against energy.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.analysis.upkeep.backlog import NEEDS_WORK
from twin.analysis.upkeep.tables import ServiceLife, UpkeepTables, by_code
from twin.model.arrays import FloatArray, IntArray
from twin.model.catalogue import CatalogueMeasure
from twin.model.proposal import OfferedMeasure

WORN_OUT = 3  # TG: functional failure, the life is over


DUE_WITHIN = 10.0
"""A part whose life ends within so many years has to be renewed anyway. [year] (assumption)"""


@dataclass(frozen=True, slots=True, eq=False)
class Renewals:
    """What plain renewal of worn parts rests on.

    catalogue : by key; says what plain renewal costs.  tables : lives of parts.
    """

    catalogue: Mapping[str, CatalogueMeasure]
    tables: UpkeepTables

    def entry(self, measure: OfferedMeasure) -> CatalogueMeasure | None:
        """The measure of the catalogue that renews a part that wears out, None without one."""
        found = self.catalogue.get(measure.catalogue)
        return found if found is not None and found.renewal_part else None


def renewal_due(grade: IntArray, part_code: str, tables: UpkeepTables, rate: float) -> float:
    """Part of a plain renewal of graded parts that has to be paid anyway, 0 to 1; all count alike.

    Parameters
    ----------
    grade : TG 0 to 3, -1 not inspected, shape (n,).
    part_code : NS 3451, of the part that is renewed; tells how long it lives.
    rate : real, per year.
    """
    life = by_code(tables.service_lives, part_code)
    unknown = np.full(len(grade), np.nan)
    left = years_left(grade, unknown, life, tables.begins) if life is not None else unknown
    return due_share(grade, left, np.ones(len(grade)), DUE_WITHIN, rate)


def years_left(
    grade: IntArray, age: FloatArray, life: ServiceLife, begins: tuple[float, float, float]
) -> FloatArray:
    """Years until parts have to be renewed, shape (n,).

    Nothing is left of TG3. Else what the usual life leaves at their age, and at least a year
    where they still hold; with an unknown age what the middle of the span of their grade leaves.
    NaN where neither grade nor age is known.

    Parameters
    ----------
    grade : TG 0 to 3, -1 not inspected, shape (n,).
    age : today; NaN if unknown, shape (n,). [year]
    begins : share of the life at which TG1, TG2 and TG3 begin, of `UpkeepTables`.
    """
    ends = np.array([0.0, *begins])
    middle = np.append((ends[:-1] + ends[1:]) / 2, 1.0)  # of the life, by grade
    by_grade = np.where(grade >= 0, 1 - middle[np.clip(grade, 0, WORN_OUT)], np.nan)
    by_age = 1 - age / life.central
    left = np.where(np.isfinite(by_age), np.maximum(by_age, 0.0), by_grade) * life.central
    holds = (grade >= 0) & (grade < WORN_OUT)
    left = np.where(holds & np.isfinite(left), np.maximum(left, 1.0), left)
    return np.where(grade == WORN_OUT, 0.0, left)


def due_share(
    grade: IntArray, left: FloatArray, weight: FloatArray, horizon: float, rate: float = 0.0
) -> float:
    """Part of a plain renewal of all parts that has to be paid anyway, 0 to 1.

    TG2 and TG3 count in full: they are to be put right now. A part whose life ends within the
    horizon counts with today's value of the renewal it will need. Others do not count.

    Parameters
    ----------
    left : of `years_left`, shape (n,). [year]
    weight : area, number or cost of each part, shape (n,).
    horizon : [year]
    rate : real, per year; 0 counts a later renewal in full.
    """
    is_worn = grade >= NEEDS_WORK
    ends = np.where(np.isfinite(left), left, np.inf)
    later = np.where(ends <= horizon, (1 + rate) ** -np.where(ends <= horizon, ends, 0.0), 0.0)
    total = float(weight.sum())
    return float((weight * np.where(is_worn, 1.0, later)).sum()) / total if total > 0 else 0.0
