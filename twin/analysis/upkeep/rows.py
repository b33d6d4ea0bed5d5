"""Condition of buildings and of elements, from that of the things that were graded."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from twin.analysis.condition import NOT_ASSESSED
from twin.analysis.upkeep.forecast import Forecast
from twin.analysis.upkeep.grades import Weighting, part_grades
from twin.analysis.upkeep.inspections import Graded
from twin.analysis.upkeep.sums import sums
from twin.analysis.upkeep.yearly import ThingCondition
from twin.model.arrays import FloatArray, IntArray
from twin.model.building import Building, Element
from twin.model.condition import Risk
from twin.model.overlay import RowCondition

FAR = 60.0  # years; longer remaining lives count as this much


def rows_of_buildings(
    found: ThingCondition, buildings: Sequence[Building], to_come: Forecast | None = None
) -> RowCondition:
    """Condition of each building: its worst part, its mean, its money, its data."""
    things, n = found.things, len(buildings)
    place = {b.building_id: i for i, b in enumerate(buildings)}
    row = np.array([place.get(b, n) for b in things.column("building_id").tolist()], np.int32)
    how = Weighting(grades=found.expected if found.asked.is_forecast else None)
    summary = part_grades(things, buildings, found.asked.day, how).by_building()
    area = np.array([b.gross_floor_area for b in buildings], dtype=np.float64)
    return RowCondition(
        found.asked.day.year,
        found.asked.is_forecast,
        True,
        summary.worst,
        summary.weighted,
        summary.coverage,
        _worst_risk(found.risk, row, n),
        _medians(np.minimum(found.remaining[:, 1], FAR), row, n),
        _sums(found, row, n) / np.where(area > 0, area, np.nan),
        _means(found.age, row, n),
        _means(found.level, row, n),
        _mean_grade(found, to_come),
        found.asked.price_year,
    )


def rows_of_elements(
    found: ThingCondition, elements: Sequence[Element], to_come: Forecast | None = None
) -> RowCondition:
    """Condition of each element: that of the worst thing that speaks of it."""
    at = thing_of_elements(elements, found.things, found.things.grade)
    return RowCondition(
        found.asked.day.year,
        found.asked.is_forecast,
        True,
        np.append(found.things.grade, NOT_ASSESSED).astype(np.int32)[at],
        *(_of_parts(found, at)),
        np.append(found.risk, int(Risk.UNKNOWN)).astype(np.int32)[at],
        _taken(np.minimum(found.remaining[:, 1], FAR), at),
        _taken(found.cost[:, 1], at),
        _taken(found.age, at),
        _taken(found.level, at),
        _mean_grade(found, to_come),
        found.asked.price_year,
    )


def thing_of_elements(elements: Sequence[Element], things: Graded, grades: IntArray) -> IntArray:
    """The worst thing that speaks of each element, -1 for none, shape (n,).

    That is the element itself, else its building part in its room, else in the building, the
    longest code first; see `twin.analysis.condition.element_grades`.
    """
    own: dict[str, list[int]] = defaultdict(list)
    of_part: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, thing in enumerate(things.things):
        if thing.global_id:
            own[thing.global_id].append(place)
        elif thing.part_code:
            of_part[thing.space_id, thing.part_code].append(place)
    graded = grades.tolist()
    found = [own.get(e.global_id) or _by_code(e, of_part) for e in elements]
    return np.array([max(f, key=graded.__getitem__, default=-1) for f in found], dtype=np.int32)


def no_rows(year: int, rows: int) -> RowCondition:
    """Nothing is known yet of a year to come."""
    none, unknown = np.full(rows, np.nan), np.full(rows, NOT_ASSESSED, dtype=np.int32)
    risk = np.full(rows, int(Risk.UNKNOWN), dtype=np.int32)
    return RowCondition(
        year, True, False, unknown, none, np.zeros(rows), risk, none, none, none, none
    )


def _by_code(element: Element, of_part: dict[tuple[str, str], list[int]]) -> list[int]:
    code = element.classification
    for space in dict.fromkeys((element.space, "")):
        for length in range(len(code), 0, -1):
            if (space, code[:length]) in of_part:
                return of_part[space, code[:length]]
    return []


def _of_parts(found: ThingCondition, at: IntArray) -> tuple[FloatArray, FloatArray]:
    """Mean grade and coverage of the building part of each element, shapes (n,)."""
    codes = [t.part_code[:2] for t in found.things.things]
    number = {code: i for i, code in enumerate(dict.fromkeys(codes))}
    part, n = np.array([number[c] for c in codes], dtype=np.int32), len(number)
    known = np.isfinite(found.expected)
    seen = sums(part, known, n)
    grade = sums(part, np.where(known, found.expected, 0.0), n)
    mean = np.divide(grade, seen, out=np.full(n, np.nan), where=seen > 0)
    covered = np.divide(seen, sums(part, np.ones(len(part)), n), out=np.zeros(n), where=seen > 0)
    part_of = np.append(part, n)[at]
    return np.append(mean, np.nan)[part_of], np.append(covered, 0.0)[part_of]


def _mean_grade(found: ThingCondition, to_come: Forecast | None) -> tuple[float, ...]:
    if to_come is None or not found.asked.is_forecast:
        return ()
    place = int(np.searchsorted(to_come.years, found.asked.day.year))
    return tuple(float(v) for v in to_come.mean_grade[:, place])


def _taken(values: FloatArray, at: IntArray) -> FloatArray:
    return np.append(values, np.nan)[at]


def _worst_risk(risk: IntArray, row: IntArray, n: int) -> IntArray:
    worst = np.full(n + 1, int(Risk.UNKNOWN), dtype=np.int32)  # last: unknown buildings
    np.maximum.at(worst, row, risk)
    return worst[:-1]


def _means(values: FloatArray, row: IntArray, n: int) -> FloatArray:
    count = sums(row, np.ones(len(row)), n + 1)
    found = sums(row, values, n + 1)
    return np.divide(found, count, out=np.full(n + 1, np.nan), where=count > 0)[:-1]


def _medians(values: FloatArray, row: IntArray, n: int) -> FloatArray:
    """Median of the known values of each row, the lower one of two, shape (n,)."""
    known = np.isfinite(values)
    row, values = row[known], values[known]
    order = np.lexsort((values, row))
    begins = np.searchsorted(row[order], np.arange(n + 1))
    count = np.diff(begins)
    found = np.full(n, np.nan)
    has = count > 0
    found[has] = values[order][begins[:-1][has] + (count[has] - 1) // 2]
    return found


def _sums(found: ThingCondition, row: IntArray, n: int) -> FloatArray:
    """Cost of each building; NaN where nothing is graded or no cost of it is known."""
    costed = np.isfinite(found.cost[:, 1])
    total = sums(row[costed], found.cost[costed, 1], n + 1)
    return np.where(sums(row, costed, n + 1) > 0, total, np.nan)[:-1]
