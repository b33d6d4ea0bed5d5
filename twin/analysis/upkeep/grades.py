"""Worst and weighted grade of parts, buildings and the portfolio, with coverage and age.

The two grades answer different questions and are never mixed: the worst one asks whether anything
is wrong, the weighted one how much of the value is worn. Both know assessed things only; how much
that is says the coverage.

How things are weighted
    A building counts by its gross floor area, a part of it by replacement cost per area where the
    owner has given one and else like the mean of those given, the things of one part in one
    building by `amounts` (area or cost), or alike. Only assessed things count for the grade of a
    part, and a part with any of them counts in full, so that something nobody could inspect
    (TGIU) never changes a grade; it lowers the coverage alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.analysis.condition import NOT_ASSESSED
from twin.analysis.upkeep.inspections import Graded, age_in_years
from twin.analysis.upkeep.sums import sums
from twin.analysis.upkeep.tables import UnitCost, by_code
from twin.model.arrays import FloatArray, IntArray
from twin.model.building import Building


@dataclass(frozen=True, slots=True, eq=False)
class GradeSummary:
    """Condition of n parts or buildings; all arrays of shape (n,).

    worst : gravest grade, -1 where only TGIU, `NOT_ASSESSED` where nobody looked.
    weighted : mean grade of what is assessed, 0 to 3, NaN where nothing is.
    coverage : share of the weight that is assessed, 0 to 1.
    mean_age, oldest : of the assessments that count, NaN without any. [year]
    assessed, not_inspected : number of things.
    """

    worst: IntArray
    weighted: FloatArray
    coverage: FloatArray
    mean_age: FloatArray
    oldest: FloatArray
    assessed: IntArray
    not_inspected: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class PartGrades:
    """Condition by building and part; arrays of shape (buildings, parts).

    part_codes : NS 3451 codes cut to the digits asked for; "" for things without one.
    mean : weighted grade, NaN where nothing is assessed.
    covered : share of the part that is assessed.
    weight : how much the part counts.
    """

    building_ids: tuple[str, ...]
    part_codes: tuple[str, ...]
    worst: IntArray
    mean: FloatArray
    covered: FloatArray
    weight: FloatArray
    age_sum: FloatArray
    oldest: FloatArray
    assessed: IntArray
    not_inspected: IntArray

    def by_building(self) -> GradeSummary:
        """One row for each building."""
        return self._over(1)

    def by_part(self) -> GradeSummary:
        """One row for each part, over all buildings."""
        return self._over(0)

    def portfolio(self) -> GradeSummary:
        """One row for all of it."""
        return self._over(None)

    def _over(self, axis: int | None) -> GradeSummary:
        is_assessed = np.isfinite(self.mean)
        known, covered = self.weight * is_assessed, self.weight * self.covered
        of_grades = np.where(is_assessed, self.mean, 0.0) * known
        assessed = np.atleast_1d(self.assessed.sum(axis))
        missed = np.atleast_1d(self.not_inspected.sum(axis))
        return GradeSummary(
            np.atleast_1d(self.worst.max(axis, initial=NOT_ASSESSED)),
            _ratio(of_grades.sum(axis), known.sum(axis)),
            np.nan_to_num(_ratio(covered.sum(axis), self.weight.sum(axis))),
            _ratio(self.age_sum.sum(axis), assessed + missed),
            _or_nan(np.atleast_1d(self.oldest.max(axis, initial=-np.inf))),
            assessed,
            missed,
        )


@dataclass(frozen=True, slots=True)
class Weighting:
    """How parts and things count; see the head of this file.

    digits : of the NS 3451 codes that parts are told apart by, 2 or 3.
    amounts : area or cost of each thing, NaN where unknown; None where all count alike.
    expected : parts that a building is taken to have, beside those ever assessed anywhere.
    grades : expected grade of each thing in a forecast, for the weighted grade; None for those
        of the things themselves.
    """

    digits: int = 2
    unit_costs: Mapping[str, UnitCost] | None = None
    amounts: FloatArray | None = None
    expected: tuple[str, ...] = ()
    grades: FloatArray | None = None


def part_grades(
    things: Graded, buildings: Sequence[Building], today: date, weighting: Weighting | None = None
) -> PartGrades:
    """Condition by building and part on the day that `things` are of.

    Parameters
    ----------
    things : from `graded`; those of unknown buildings are left out.
    today : that ages are counted to.
    """
    how = weighting or Weighting()
    codes, part = _parts(things, how)
    rows = {b.building_id: i for i, b in enumerate(buildings)}
    building = np.array(
        [rows.get(b, -1) for b in things.column("building_id").tolist()], dtype=np.int64
    )
    keep = building >= 0
    shape = len(buildings), len(codes)
    cell = (building * len(codes) + part)[keep]
    grade, amount = things.grade[keep], _amounts(things, how, part)[keep]
    age = age_in_years(things, today)[keep]
    is_known = grade >= 0

    def total(values: FloatArray) -> FloatArray:
        return sums(cell, values, shape[0] * shape[1]).reshape(shape)

    worst = np.full(shape[0] * shape[1], NOT_ASSESSED, dtype=np.int32)
    oldest = np.full(shape[0] * shape[1], -np.inf)
    np.maximum.at(worst, cell, grade)
    np.maximum.at(oldest, cell, age)
    known = total(amount * is_known)
    mean = np.maximum(grade, 0) if how.grades is None else np.nan_to_num(how.grades[keep])
    return PartGrades(
        tuple(b.building_id for b in buildings),
        codes,
        worst.reshape(shape),
        _ratio(total(amount * is_known * mean), known),
        np.nan_to_num(_ratio(known, total(amount))),
        _weights(buildings, codes, how),
        total(age),
        oldest.reshape(shape),
        total(is_known.astype(np.float64)).astype(np.int32),
        total((~is_known).astype(np.float64)).astype(np.int32),
    )


def _parts(things: Graded, how: Weighting) -> tuple[tuple[str, ...], IntArray]:
    """Codes of parts in order, and which of them each thing belongs to."""
    short = [code[: how.digits] for code in things.column("part_code").tolist()]
    ever = {key[3][: how.digits] for key in things.inspections.keys}
    codes = tuple(sorted(ever | set(how.expected)))
    number = {code: i for i, code in enumerate(codes)}
    return codes, np.array([number[code] for code in short], dtype=np.int32)


def _amounts(things: Graded, how: Weighting, part: IntArray) -> FloatArray:
    """How much each thing counts in its part; unknown ones like the mean of graded ones."""
    if how.amounts is None:
        return np.ones(len(things.at))
    is_known = (how.amounts > 0) & (things.grade >= 0)
    parts = int(part.max(initial=-1)) + 1
    count = sums(part, is_known, parts)
    total = sums(part, np.where(is_known, how.amounts, 0.0), parts)
    usual = np.divide(total, count, out=np.ones(parts), where=count > 0)
    return np.where(how.amounts > 0, how.amounts, usual[part])


def _weights(buildings: Sequence[Building], codes: tuple[str, ...], how: Weighting) -> FloatArray:
    """Gross floor area times replacement cost per area, shape (buildings, parts)."""
    area = _or_mean(np.array([b.gross_floor_area for b in buildings], dtype=np.float64))
    costs = [by_code(how.unit_costs or {}, code) for code in codes]
    cost = _or_mean(np.array([np.nan if c is None else c.cost.value for c in costs], np.float64))
    return area[:, None] * cost[None, :]


def _or_mean(values: FloatArray) -> FloatArray:
    """Unknown values replaced by the mean of the known ones, by 1 without any."""
    known = values[values > 0]
    return np.where(values > 0, values, known.mean() if len(known) else 1.0)


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    over, under = np.atleast_1d(part), np.atleast_1d(whole).astype(np.float64)
    return np.divide(over, under, out=np.full(under.shape, np.nan), where=under > 0)


def _or_nan(values: FloatArray) -> FloatArray:
    return np.where(np.isfinite(values), values, np.nan)
