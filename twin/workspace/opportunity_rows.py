"""Opportunities and steps of plans as rows of tables."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np

from twin.exporters.layouts.opportunities import OpportunityRecord
from twin.exporters.layouts.plan import PlanRecord
from twin.model.arrays import IntArray
from twin.model.opportunity import Opportunities, Plan
from twin.model.scenario import Statement
from twin.workspace.opportunities import Board
from twin.workspace.plan import PlanShown

LAST_RESORTS = ("demolition",)
"""Measures of the catalogue that are in no package unless somebody asks for them."""


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity as the table shows it.

    row : of `Board.found`.  step : of its package, -1 where it is in none.
    year : that the plan takes it in, 0 for never.  wish : ``must`` | ``never`` | "".
    """

    row: int
    step: int
    record: OpportunityRecord
    year: int = 0
    wish: str = ""

    @property
    def key(self) -> str:
        """As in `PlanLimits.must`."""
        return f"{self.record.building_id}/{self.record.measure_key}"


class OpportunityRows(Sequence[OpportunityRow]):
    """Rows made when they are asked for; `column` gives numbers of all of them at once."""

    def __init__(
        self,
        board: Board,
        rows: IntArray,
        plan: Plan | None,
        wishes: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    ) -> None:
        self._board, self.rows, self._wishes = board, rows, wishes
        self._steps: dict[int, int] = {}
        self._year: IntArray = np.zeros(0, np.int32)
        if board.ladders is not None:
            self._steps = {row: i for i, row in enumerate(board.ladders.single.tolist())}
            self._year = (
                plan.year if plan is not None else np.zeros(len(board.ladders.single), np.int32)
            )

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> OpportunityRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[OpportunityRow]: ...

    def __getitem__(self, place: int | slice) -> OpportunityRow | list[OpportunityRow]:
        """One row, or some as a list."""
        if isinstance(place, slice):
            return [self._row(int(r)) for r in self.rows[place]]
        return self._row(int(self.rows[place]))

    def _row(self, row: int) -> OpportunityRow:
        step = self._steps.get(row, -1)
        year = int(self._year[step]) if step >= 0 and len(self._year) else 0
        record = opportunity_record(self._board, row)
        key = f"{record.building_id}/{record.measure_key}"
        must, never = self._wishes
        wish = "must" if key in must else "never" if key in never else ""
        return OpportunityRow(row, step, record, year, wish)

    def column(self, name: str) -> np.ndarray:
        """A column of `Opportunities` for all rows, the central one of three, float64."""
        values = np.asarray(getattr(self._board.found, name), np.float64)[self.rows]
        return values[:, 1] if values.ndim == 2 else values

    def names(self, what: str) -> list[str]:
        """Names of every ``building`` or titles of every ``measure``, as columns number them."""
        found, titles = self._board.found, titles_of(self._board)
        keys = found.buildings if what == "building" else found.measures
        return [titles.get(key, key) for key in keys]

    def years(self) -> np.ndarray:
        """Year of the plan of each row, NaN for never."""
        steps = np.array([self._steps.get(r, -1) for r in self.rows.tolist()], np.intp)
        found = np.full(len(steps), np.nan)
        known = steps >= 0
        if len(self._year):
            found[known] = self._year[steps[known]]
        return np.where(found > 0, found, np.nan)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan.

    step : of the ladders.  measure : row of `Opportunities.measures`.
    is_must : the user asks for it.
    """

    step: int
    measure: int
    record: PlanRecord
    is_must: bool = False


def opportunity_record(board: Board, row: int) -> OpportunityRecord:
    """An opportunity with the titles and figures that a table needs."""
    found = board.found
    building = found.buildings[int(found.building[row])]
    key = found.measures[int(found.measure[row])]
    known = board.portfolio.building(building)
    return OpportunityRecord(
        building,
        board.titles.get(key, key),
        key,
        known.name if known else building,
        saving=float(found.saving[row, 1]),
        saving_low=float(found.saving[row, 0]),
        saving_high=float(found.saving[row, 2]),
        cost_saving=float(found.cost_saving[row, 1]),
        investment=float(found.investment[row, 1]),
        maintenance_part=float(found.maintenance_part[row]),
        present_value=float(found.present_value[row, 1]),
        value_low=float(found.present_value[row, 0]),
        value_high=float(found.present_value[row, 2]),
        emission_saving=float(found.emission_saving[row, 1]),
        peak_saving=float(found.peak_saving[row, 1]),
        backlog_saving=float(found.backlog_saving[row]),
        needs_met=float(found.needs_met[row]),
        weeks=float(found.weeks[row]),
        man_hours=float(found.man_hours[row]),
        confidence=float(found.confidence[row]) * 100,
        is_own=not any(o.key == key and o.proposal_id for o in board.offers),
    )


def planned_steps(shown: PlanShown) -> list[PlannedStep]:
    """The list by year: musts first, then what costs most."""
    steps, plan = shown.ladders.steps, shown.plan
    must = frozenset(plan.limits.must)
    found = [_planned(shown, steps, i, must) for i in np.flatnonzero(plan.year > 0).tolist()]
    return sorted(found, key=lambda s: (s.record.year, not s.is_must, -s.record.investment))


def must_sums(shown: PlanShown) -> tuple[float, int, float, int]:
    """Money and number of the musts of a plan, and of what was chosen by value. [NOK]"""
    found = planned_steps(shown)
    musts = [s.record.investment for s in found if s.is_must]
    rest = [s.record.investment for s in found if not s.is_must]
    return sum(musts), len(musts), sum(rest), len(rest)


def spent_on_musts(shown: PlanShown) -> list[float]:
    """Money for musts in each year of a plan. [NOK]"""
    limits = shown.plan.limits
    found = [0.0] * len(limits.budgets)
    for step in planned_steps(shown):
        if step.is_must:
            found[step.record.year - limits.first_year] += step.record.investment
    return found


def titles_of(board: Board) -> Mapping[str, str]:
    """Names of buildings and measures by id and key, for sentences about a plan."""
    return {**{b.building_id: b.name for b in board.portfolio.buildings}, **board.titles}


def _planned(
    shown: PlanShown, steps: Opportunities, step: int, must: frozenset[str]
) -> PlannedStep:
    building = steps.buildings[int(steps.building[step])]
    key = steps.measures[int(steps.measure[step])]
    known = shown.board.portfolio.building(building)
    record = PlanRecord(
        building,
        int(shown.plan.year[step]),
        shown.titles.get(key, key),
        key,
        known.name if known else building,
        investment=float(steps.investment[step, 1]),
        maintenance_part=float(steps.maintenance_part[step]),
        present_value=float(steps.present_value[step, 1]),
        saving=float(steps.saving[step, 1]),
        cost_saving=float(steps.cost_saving[step, 1]),
        emission_saving=float(steps.emission_saving[step, 1]),
        backlog_saving=_known(float(steps.backlog_saving[step])),
        weeks=_known(float(steps.weeks[step])),
        is_must=f"{building}/{key}" in must,
    )
    return PlannedStep(step, int(steps.measure[step]), record, f"{building}/{key}" in must)


def _known(value: float) -> float:
    return value if math.isfinite(value) else 0.0


def named(board: Board, statement: Statement) -> Statement:
    """A sentence about a plan with names of buildings and measures for their keys."""
    titles = titles_of(board)
    values = {
        name: titles.get(value, value) if isinstance(value, str) else value
        for name, value in statement.values.items()
    }
    return replace(statement, values=values)
