"""Opportunities as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

import numpy as np
from numpy.typing import NDArray

from twin.exporters.layouts.opportunities import OpportunityRecord
from twin.model.arrays import BoolArray, IntArray
from twin.model.opportunity import Plan
from twin.workspace.opportunities import Board

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
        self._steps = steps_of_singles(board)
        self._year = years_of_singles(board, plan)

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
        record = opportunity_record(self._board, row)
        key = f"{record.building_id}/{record.measure_key}"
        must, never = self._wishes
        wish = "must" if key in must else "never" if key in never else ""
        return OpportunityRow(row, int(self._steps[row]), record, int(self._year[row]), wish)

    def buildings(self, places: NDArray[np.intp]) -> frozenset[str]:
        """Ids of the buildings of some rows."""
        found = self._board.found
        rows = np.unique(found.building[self.rows[places]])
        return frozenset(found.buildings[i] for i in rows.tolist())

    def column(self, name: str) -> np.ndarray:
        """A column of `Opportunities` for all rows, the central one of three, float64."""
        values = np.asarray(getattr(self._board.found, name), np.float64)[self.rows]
        return values[:, 1] if values.ndim == 2 else values

    def names(self, what: str) -> tuple[str, ...]:
        """Names of every ``building`` or titles of every ``measure``, as columns number them."""
        names = names_of(self._board)
        return names.buildings if what == "building" else names.titles

    def years(self) -> np.ndarray:
        """Year of the plan of each row, NaN for never."""
        found = self._year[self.rows].astype(np.float64)
        return np.where(found > 0, found, np.nan)

    def widths(self) -> np.ndarray:
        """Between P10 and P90 of the present value of each row. [NOK]"""
        value = self._board.found.present_value[self.rows]
        return value[:, 2] - value[:, 0]


@lru_cache(maxsize=3)
def steps_of_singles(board: Board) -> IntArray:
    """Step of each opportunity in its package, -1 where it is in none, shape (n,)."""
    found = np.full(len(board.found), -1, np.int32)
    if board.ladders is not None:
        found[board.ladders.single] = np.arange(len(board.ladders.single))
    return found


def ordinary(board: Board, measures: frozenset[str]) -> BoolArray:
    """All but last resorts that nobody looks for, shape (n,)."""
    found = board.found
    hidden = [m in LAST_RESORTS and m not in measures for m in found.measures]
    return ~np.array(hidden, np.bool_)[found.measure]


class Records(Sequence[OpportunityRecord]):
    """What is written of rows, made when it is asked for."""

    def __init__(self, rows: Sequence[OpportunityRow]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> OpportunityRecord: ...

    @overload
    def __getitem__(self, place: slice) -> list[OpportunityRecord]: ...

    def __getitem__(self, place: int | slice) -> OpportunityRecord | list[OpportunityRecord]:
        """One record, or some as a list."""
        if isinstance(place, slice):
            return [row.record for row in self._rows[place]]
        return self._rows[place].record


def years_of_singles(board: Board, plan: Plan | None) -> IntArray:
    """Year that a plan takes each opportunity in, 0 for never, shape (n,)."""
    found = np.zeros(len(board.found), np.int32)
    if board.ladders is not None and plan is not None:
        found[board.ladders.single] = plan.year
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """Names of buildings, titles of measures and whether these are our own, as columns number."""

    buildings: tuple[str, ...]
    titles: tuple[str, ...]
    is_own: tuple[bool, ...]


@lru_cache(maxsize=3)
def names_of(board: Board) -> Names:
    """What rows of a board are called."""
    found, titles = board.found, board.titles
    names = {b.building_id: b.name for b in board.portfolio.buildings}
    offered = {offer.key for offer in board.offers if offer.proposal_id}
    return Names(
        tuple(names.get(key, key) for key in found.buildings),
        tuple(titles.get(key, key) for key in found.measures),
        tuple(key not in offered for key in found.measures),
    )


def opportunity_record(board: Board, row: int) -> OpportunityRecord:
    """An opportunity with the titles and figures that a table needs."""
    found, names = board.found, names_of(board)
    building, measure = int(found.building[row]), int(found.measure[row])
    return OpportunityRecord(
        found.buildings[building],
        names.titles[measure],
        found.measures[measure],
        names.buildings[building],
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
        is_own=names.is_own[measure],
    )


def titles_of(board: Board) -> dict[str, str]:
    """Names of buildings and measures by id and key, for sentences about a plan."""
    return {**{b.building_id: b.name for b in board.portfolio.buildings}, **board.titles}
