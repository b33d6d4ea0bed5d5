"""Condition and backlog of the open portfolio: the figures that window and exports share."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from twin.analysis.upkeep.backlog import LAST_YEAR, Backlog, Deadline, backlog
from twin.analysis.upkeep.condition_index import ConditionIndex, condition_index
from twin.analysis.upkeep.grades import GradeSummary, part_grades
from twin.analysis.upkeep.inspections import Inspections, age_in_years, graded, inspections
from twin.analysis.upkeep.tables import risk_of
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Building
from twin.model.records import column
from twin.model.scenario import Spread
from twin.workspace.basis import Basis, basis_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep_tables import upkeep_tables

NONE_KNOWN = Spread(math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Upkeep:
    """Condition of buildings today, and what bringing them to TG1 costs at one price level.

    summary, index, money : a row for each building; money is maintenance, shape (n, 3). [NOK]
    """

    buildings: tuple[Building, ...]
    backlog: Backlog
    summary: GradeSummary
    whole: GradeSummary
    index: ConditionIndex
    money: FloatArray
    row_of: Mapping[str, int]

    def spread(self, building_id: str = "") -> Spread:
        """Maintenance backlog of a building or of all; NaN where no cost can be known. [NOK]"""
        if building_id not in self.row_of:
            return NONE_KNOWN if building_id else self.sum_of(self.row_of)
        return self.sum_of((building_id,))

    def sum_of(self, building_ids: Sequence[str] | Mapping[str, int]) -> Spread:
        """Maintenance backlog of some buildings, NaN where no cost of any can be known. [NOK]"""
        rows = [self.row_of[b] for b in building_ids if b in self.row_of]
        known = self.money[rows] if rows else np.full((1, 3), np.nan)
        if not np.isfinite(known[:, 1]).any():
            return NONE_KNOWN
        low, central, high = np.nansum(known, axis=0)
        return Spread(float(low), float(central), float(high))


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """Backlog that is due at one time. [NOK]

    due : of `Deadline`, NONE where no time is known.  things : with a cost that maintain.
    """

    due: Deadline
    maintenance: Spread
    development: Spread
    things: int


@dataclass(frozen=True, slots=True)
class BacklogTable:
    """The backlog of a building or of all, as page and export show it.

    total : maintenance; development is never in it. [NOK]
    without_cost, not_inspected, twice : things that are missing in the sums, or may be in twice.
    """

    price_year: int
    lines: tuple[DeadlineLine, ...]
    total: Spread
    development: Spread
    without_cost: int
    not_inspected: int
    twice: int


def upkeep(portfolio: PortfolioData, day: date | None = None) -> Upkeep:
    """Condition and backlog of every building, at the prices of the portfolio.

    day : as of which it is told, None for today.
    """
    return _upkeep(basis_of(portfolio), day or date.today())


@lru_cache(maxsize=8)
def _upkeep(basis: Basis, today: date) -> Upkeep:
    tables = upkeep_tables()
    things = graded(inspections_of(basis), today)
    level = basis.price_year or newest_price_year(today)
    found = backlog(things, tables, level, today.year, basis.components)
    grades = part_grades(things, basis.buildings, today)
    return Upkeep(
        basis.buildings,
        found,
        grades.by_building(),
        grades.portfolio(),
        condition_index(found, basis.buildings, tables),
        _money(found, basis.buildings),
        {b.building_id: row for row, b in enumerate(basis.buildings)},
    )


@lru_cache(maxsize=4)
def inspections_of(basis: Basis) -> Inspections:
    """Assessments of a portfolio sorted by thing and day."""
    return inspections(basis.assessments)


@lru_cache(maxsize=4)
def last_assessed(basis: Basis) -> IntArray:
    """Year of the newest assessment of each building, 0 without any, shape (n,)."""
    row_of = {b.building_id: row for row, b in enumerate(basis.buildings)}
    ids, last = column(basis.assessments, "building_id").tolist(), len(basis.buildings)
    row = np.array([row_of.get(i, last) for i in ids], dtype=np.int32)
    days = column(basis.assessments, "assessed_on").astype("datetime64[Y]")
    found = np.zeros(last + 1, dtype=np.int32)  # last: unknown buildings
    np.maximum.at(found, row, days.astype(np.int32) + 1970)
    return found[:-1]


def backlog_table(portfolio: PortfolioData, building_id: str = "") -> BacklogTable:
    """Backlog by deadline, maintenance and development apart."""
    known = upkeep(portfolio)
    found = known.backlog
    here = _here(found, building_id)
    sums = {
        name: found.by_deadline(which & here)
        for name, which in (("m", found.maintenance), ("d", found.development))
    }
    apart = here & (found.due == int(Deadline.NONE))
    lines = [
        DeadlineLine(
            due,
            _spread(sums["m"][due]),
            _spread(sums["d"][due]),
            int((found.maintenance & here & (found.due == int(due))).sum()),
        )
        for due in (*LAST_YEAR, Deadline.LATER)
    ]
    undated = found.maintenance & apart
    if undated.any() or (found.development & apart).any():
        money = _spread(found.total(undated)), _spread(found.total(found.development & apart))
        lines.append(DeadlineLine(Deadline.NONE, *money, int(undated.sum())))
    return BacklogTable(
        found.price_year,
        tuple(lines),
        known.spread(building_id),
        _spread(found.total(found.development & here)),
        int((found.without_cost & here).sum()),
        int((found.not_inspected & here).sum()),
        int((found.may_count_twice & here).sum()),
    )


def newest_price_year(day: date | None = None) -> int:
    """Newest year of the price index, not after that of a day, None for today."""
    last = (day or date.today()).year
    return max(y for y in upkeep_tables().prices.years if y <= last)


def price_years() -> tuple[int, ...]:
    """Years whose price level can be chosen, newest first."""
    return tuple(y for y in reversed(upkeep_tables().prices.years) if y <= date.today().year)


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """What buildings are filtered by.

    grade : worst, None where nobody has looked.
    consequence : gravest KG of what needs work.  risk : highest; both -1 where unknown.
    age : of the newest assessment, NaN without any. [year]
    """

    grade: int | None
    consequence: int = -1
    risk: int = -1
    age: float = math.nan


UNKNOWN_FACTS = BuildingFacts(None)


def facts(portfolio: PortfolioData | None) -> Mapping[str, BuildingFacts]:
    """What buildings that were ever assessed are filtered by, by building id."""
    return {} if portfolio is None else _facts(basis_of(portfolio), date.today())


@lru_cache(maxsize=4)
def _facts(basis: Basis, today: date) -> Mapping[str, BuildingFacts]:
    known = _upkeep(basis, today)
    found = known.backlog
    risk = risk_of(found.things.grade, found.consequence, upkeep_tables())
    grave = np.where(found.needs_work, found.consequence, -1)
    age = age_in_years(found.things, today)
    ids = found.things.column("building_id").tolist()
    told: dict[str, BuildingFacts] = {}
    for building_id, kg, level, years in zip(
        ids, grave.tolist(), risk.tolist(), age.tolist(), strict=True
    ):
        before = told.get(building_id)
        row = known.row_of.get(building_id)
        if row is None:
            continue
        if before is None:
            before = BuildingFacts(int(known.summary.worst[row]), age=math.inf)
        told[building_id] = replace(
            before,
            consequence=max(before.consequence, kg),
            risk=max(before.risk, level),
            age=min(before.age, years),
        )
    return told


def _money(found: Backlog, buildings: Sequence[Building]) -> FloatArray:
    """Maintenance backlog, NaN where nothing is graded or nothing that needs work has a cost."""
    number = {b.building_id: i for i, b in enumerate(buildings)}
    ids = found.things.column("building_id").tolist()
    row = np.array([number.get(b, -1) for b in ids], dtype=np.int32)

    def any_of(which: BoolArray) -> BoolArray:
        has = np.zeros(len(buildings) + 1, dtype=np.bool_)
        has[row[which]] = True
        return has[:-1]

    is_known = any_of(found.maintenance) | (
        any_of(found.things.grade >= 0) & ~any_of(found.without_cost)
    )
    money = found.by(row, len(buildings))
    return np.where(is_known[:, None], money, np.nan)


def _here(found: Backlog, building_id: str) -> BoolArray:
    if not building_id:
        return np.ones(len(found.cost), dtype=np.bool_)
    return np.asarray(found.things.column("building_id") == building_id, dtype=np.bool_)


def _spread(ends: FloatArray) -> Spread:
    low, central, high = (float(v) for v in ends)
    return Spread(low, central, high)
