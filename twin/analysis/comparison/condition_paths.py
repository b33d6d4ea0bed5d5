"""Backlog and weighted grade year by year if only the measures of a scenario are carried out.

Nothing else is mended: what a scenario leaves alone deteriorates as in "do nothing". Things that
measures treat alike are run together. A part that was renewed wears from its new grade, and is
renewed again when the life of the measure ends. Parts that age more slowly reach every state of
wear later: at half the speed two years are one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from twin.analysis.comparison.ground import Applied, UpkeepGround
from twin.analysis.measure_effects.condition import grade_after, touched_things
from twin.analysis.upkeep.funding import Funding, FundingMode, funded
from twin.analysis.upkeep.funding_case import FundingCase, Which, funding_case
from twin.analysis.upkeep.tables import GRADES, risk_of
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.condition import Risk
from twin.model.proposal import Effect

NOTHING = Funding(FundingMode.FIXED_BUDGET, budget=0.0)


@dataclass(frozen=True, slots=True)
class Treatment:
    """What measures do to a thing. offset, again : years from the first, and between renewals.

    grade : after renewal; NaN where it is not renewed.
    ageing : speed of its wear against today, from `slower_from` on.
    """

    offset: int = 0
    again: float = np.inf
    grade: float = np.nan
    ageing: float = 1.0
    slower_from: int = 0


UNTREATED = Treatment()


@dataclass(frozen=True, slots=True, eq=False)
class ConditionPath:
    """Rows low, central, high; columns the years from the first. [NOK, TG]"""

    backlog: FloatArray
    grade: FloatArray

    def at(self, year: int) -> tuple[FloatArray, FloatArray]:
        """Backlog and weighted grade at the end of a year from the first, shapes (3,)."""
        return self.backlog[:, year], self.grade[:, year]


class ConditionPaths:
    """Paths of several scenarios on the same buildings, each treatment run once."""

    def __init__(
        self, known: UpkeepGround, buildings: Sequence[str], first_year: int, years: int
    ) -> None:
        self.known = known
        ids = known.backlog.things.column("building_id")
        here = np.isin(ids, list(buildings)) & ~known.backlog.is_development
        self.here: BoolArray = np.asarray(here, dtype=np.bool_)
        self.first_year, self.years = first_year, years
        self._runs: dict[tuple[bytes, Treatment], tuple[FloatArray, FloatArray, FloatArray]] = {}

    def of(self, scenario: Sequence[Applied]) -> ConditionPath:
        """Path of a scenario; of "do nothing" without any buildings in it."""
        treated = self.treatments(scenario)
        backlog = np.zeros((3, self.years))
        weighted, value = np.zeros((3, self.years)), np.zeros((3, 1))
        for treatment in dict.fromkeys(treated.values()) | {UNTREATED: None}:
            rows = self._rows_of(treated, treatment)
            if rows.any():
                cost, grade, worth = self._run(rows, treatment)
                backlog += cost
                weighted += np.nan_to_num(grade) * worth
                value += worth
        with np.errstate(invalid="ignore", divide="ignore"):
            grade = np.where(value > 0, weighted / value, np.nan)
        return ConditionPath(backlog, grade)

    def as_today(self) -> ConditionPath:
        """Nothing wears and nothing is mended: the state of today in all years."""
        found = self.of(())
        start = funded(self._case(self.here), NOTHING, self.first_year, 1)
        whole = np.ones(self.years)
        return replace(
            found,
            backlog=start.start_backlog[:, None] * whole,
            grade=start.start_grade[:, None] * whole,
        )

    def treatments(self, scenario: Sequence[Applied]) -> dict[int, Treatment]:
        """What the measures of a scenario do to each thing that they touch, by its row."""
        found: dict[int, Treatment] = {}
        things = self.known.backlog.things
        for one in scenario:
            for step, offset in zip(one.package.steps, one.offsets, strict=True):
                reset = grade_after(step.measure)
                slower = _ageing(step.measure.effects)
                if not np.isfinite(reset) and slower == 1:
                    continue
                ids = one.case.model.elements if one.case.model else ()
                elements = {ids[row].global_id for row in step.reach.elements} if ids else set()
                building = one.case.building.building_id
                rows = touched_things(things, step.measure, building, elements) & self.here
                for row in np.flatnonzero(rows).tolist():
                    old = found.get(row, UNTREATED)
                    if np.isfinite(reset):
                        life = step.measure.service_life
                        old = replace(old, offset=offset, again=life, grade=reset)
                    if slower != 1:
                        ageing = old.ageing * slower
                        old = replace(old, ageing=ageing, slower_from=offset)
                    found[row] = old
        return found

    def risks(self, scenario: Sequence[Applied], by: int) -> float:
        """Things of today's high risk that no measure renews until a year from the first."""
        known = self.known.backlog
        renewed = {
            row: t
            for row, t in self.treatments(scenario).items()
            if np.isfinite(t.grade) and t.offset <= by
        }
        grade: IntArray = known.things.grade.copy()
        for row, treatment in renewed.items():
            grade[row] = int(treatment.grade)
        risk = risk_of(grade, known.consequence, self.known.tables)
        return float(((risk == int(Risk.HIGH)) & self.here).sum())

    def _rows_of(self, treated: Mapping[int, Treatment], which: Treatment) -> BoolArray:
        if which == UNTREATED:
            rows = self.here.copy()
            rows[list(treated)] = False
            return rows
        rows = np.zeros(len(self.here), dtype=np.bool_)
        rows[[row for row, treatment in treated.items() if treatment == which]] = True
        return rows

    def _case(self, rows: BoolArray) -> FundingCase:
        known = self.known
        parts = known.buildings, known.tables, known.wear, known.components
        return funding_case(known.backlog, *parts, Which(only=rows))

    def _run(
        self, rows: BoolArray, treatment: Treatment
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Backlog, grade and value of some things, shapes (3, years), (3, years) and (3, 1)."""
        key = rows.tobytes(), treatment
        if key not in self._runs:
            self._runs[key] = self._fresh_run(self._case(rows), treatment)
        return self._runs[key]

    def _fresh_run(
        self, case: FundingCase, treatment: Treatment
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        worth = np.full((3, 1), case.value.sum())
        alone = funded(case, NOTHING, self.first_year, self.years)
        age = worn_years(self.years, treatment)
        backlog, grade = _at(alone.backlog, age), _at(alone.grade, age)
        if np.isfinite(treatment.grade):
            fresh = funded(renewed(case, treatment.grade), NOTHING, self.first_year, self.years)
            after = np.arange(self.years) >= treatment.offset
            since = (np.arange(self.years) - treatment.offset) % treatment.again
            since = np.where(after, since, 0) * treatment.ageing
            backlog = np.where(after, _at(fresh.backlog, since), backlog)
            grade = np.where(after, _at(fresh.grade, since), grade)
        return backlog, grade, worth


def renewed(case: FundingCase, grade: float) -> FundingCase:
    """The same things, all in one grade."""
    value = np.zeros_like(case.value)
    value[:, min(int(grade), GRADES - 1)] = case.value.sum(axis=1)
    return replace(case, value=value)


def worn_years(years: int, treatment: Treatment) -> FloatArray:
    """Years of usual wear that things have behind them in each year, shape (years,)."""
    time = np.arange(float(years))
    begins = treatment.slower_from
    return np.where(time < begins, time, begins + treatment.ageing * (time - begins))


def _at(curves: FloatArray, year: FloatArray) -> FloatArray:
    """Rows at years that need not be whole, shape (3, years)."""
    known = np.arange(curves.shape[1])
    return np.array([np.interp(year, known, row) for row in curves])


def _ageing(effects: Sequence[Effect]) -> float:
    return prod(e.value.value for e in effects if e.kind == "ageing_factor")
