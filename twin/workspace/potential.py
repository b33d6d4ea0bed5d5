"""What the opportunities add up to: tiles, points and bars of the page about them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.opportunity import Ladders, Opportunities, Plan
from twin.model.scenario import Spread
from twin.workspace.opportunities import Board

if TYPE_CHECKING:
    from twin.analysis.economics.present_value import Economics
    from twin.analysis.stability.parts import Parts
    from twin.analysis.stability.spread import Factors

LEAST_SAVING = 1.0  # kWh a year, below which a price per kWh says nothing


@dataclass(frozen=True, slots=True)
class Tiles:
    """Headline figures of some buildings.

    with_measure, of : buildings.  technical, profitable : energy saved by all steps, and by the
    package of each building that is worth most. [kWh/year]
    investment : of those packages. [NOK]  emission : avoided by them. [kgCO2e/year]
    """

    with_measure: int
    of: int
    technical: Spread
    profitable: Spread
    investment: Spread
    emission: Spread


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Bars of the cost curve, from left to right; those of the plan first, cheapest first.

    measure : row of `Opportunities.measures`, (k,).  step : of the ladders, -1 for several, (k,).
    width : [kWh/year]  cost : net, per saved kWh. [NOK/kWh]
    in_plan : (k,).  count : steps in each, (k,).
    without : steps that save no energy and have no place here.
    """

    measure: IntArray
    step: IntArray
    width: FloatArray
    cost: FloatArray
    in_plan: BoolArray
    count: IntArray
    without: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What sums are made from, once for each board.

    economics : of the assumptions.  pays : steps of the package of each building that is worth
    most.  energy_price : low and high relative to the central price.
    """

    economics: "Economics"
    pays: BoolArray
    parts: "Parts"
    factors: "Factors"


@lru_cache(maxsize=3)
def basis_of_board(board: Board) -> Basis:
    """Economics, parts of the values and draws; for boards that have packages."""
    from twin.analysis.opportunities.worth import economics_of
    from twin.analysis.stability.parts import parts_of
    from twin.analysis.stability.spread import drawn_factors
    from twin.workspace.defaults import defaults

    ladders = _ladders(board)
    economics = economics_of(defaults(), board.inquiry.assumptions)
    measures = [offer.measure for offer in board.offers]
    parts = parts_of(ladders.steps, measures, economics)
    price = defaults().prices["electricity"]
    ends = price.low / price.value, price.high / price.value
    return Basis(economics, paying(ladders), parts, drawn_factors(parts, ends))


def paying(ladders: Ladders) -> BoolArray:
    """Steps up to where the value of the package of each building is highest, shape (steps,)."""
    value = np.nan_to_num(ladders.steps.present_value[:, 1])
    pays = np.zeros(len(value), np.bool_)
    for first, last in _runs(ladders.steps.building):
        sums = np.cumsum(value[first:last])
        best = int(np.argmax(sums))
        if sums[best] > 0:
            pays[first : first + best + 1] = True
    return pays


def tiles(board: Board, rows: BoolArray, steps: BoolArray, shown: int) -> Tiles:
    """Headline figures.

    rows, steps : of the singles and the ladders that are looked at.  shown : buildings.
    """
    from twin.analysis.stability.spread import sum_spread

    basis, ladders = basis_of_board(board), _ladders(board)
    found = ladders.steps

    def spread(values: FloatArray, which: BoolArray, kind: str = "effects") -> Spread:
        return sum_spread(
            basis.parts, basis.factors, np.where(which, np.nan_to_num(values), 0.0), kind
        )

    pays = steps & basis.pays
    return Tiles(
        len(np.unique(board.found.building[rows])),
        shown,
        spread(np.maximum(found.saving[:, 1], 0.0), steps),
        spread(found.saving[:, 1], pays),
        spread(found.investment[:, 1], pays, "costs"),
        spread(found.emission_saving[:, 1], pays),
    )


def saved_by_building(board: Board) -> FloatArray:
    """Cost that the package worth most saves in each building, NaN without one. [NOK/year]"""
    ladders = _ladders(board)
    pays = basis_of_board(board).pays
    count = len(board.found.buildings)
    own = np.bincount(ladders.steps.building[pays], minlength=count)
    saved = np.bincount(
        ladders.steps.building[pays],
        np.nan_to_num(ladders.steps.cost_saving[pays, 1]),
        count,
    )
    return np.where(own > 0, saved, np.nan)


def net_cost(board: Board) -> FloatArray:
    """Net cost of each step per kWh that it saves, NaN where it saves none. [NOK/kWh]"""
    from twin.analysis.economics.present_value import annuity_factor

    steps = _ladders(board).steps
    saving = np.nan_to_num(steps.saving[:, 1])
    yearly = -np.nan_to_num(steps.present_value[:, 1])
    yearly = yearly * annuity_factor(basis_of_board(board).economics)
    found = np.full(len(saving), np.nan)
    does = saving > LEAST_SAVING
    found[does] = yearly[does] / saving[does]
    return found


def bars(board: Board, steps: BoolArray, plan: Plan | None, *, by_measure: bool) -> Bars:
    """The cost curve of some steps, (steps,); each its own bar, or one bar for each measure."""
    found, cost = _ladders(board).steps, net_cost(board)
    in_plan = plan.year > 0 if plan is not None else np.zeros(len(found), np.bool_)
    does = steps & np.isfinite(cost)
    rows = np.flatnonzero(does)
    group = found.measure[rows].astype(np.int64) * 2 + in_plan[rows] if by_measure else rows
    keys, place = np.unique(group, return_inverse=True)
    width = np.bincount(place, found.saving[rows, 1], len(keys)).astype(np.float64)
    money = np.bincount(place, cost[rows] * found.saving[rows, 1], len(keys))
    first = rows[np.unique(place, return_index=True)[1]] if len(rows) else rows
    made = np.divide(money, width, out=np.zeros(len(keys)), where=width > 0)
    planned = in_plan[first]
    order = np.lexsort((made, ~planned))
    own = first if not by_measure else np.full(len(keys), -1)
    return Bars(
        found.measure[first][order],
        own[order].astype(np.int32),
        width[order],
        made[order],
        planned[order],
        np.bincount(place, minlength=len(keys))[order].astype(np.int32),
        int((steps & ~does).sum()),
    )


def worth_spread(board: Board, plan: Plan) -> Spread:
    """Present value of a plan with P10 and P90. [NOK]"""
    from twin.analysis.stability.spread import value_spread
    from twin.analysis.stability.swings import year_weights

    basis = basis_of_board(board)
    weights = year_weights(plan, basis.economics.discount_rate)
    return value_spread(basis.parts, basis.factors, weights)


def rows_of(found: Opportunities, buildings: BoolArray, measures: frozenset[str]) -> BoolArray:
    """Rows on these buildings, (b,), of these measures; no measures for all of them."""
    wanted = buildings[found.building] if len(found) else np.zeros(0, np.bool_)
    if measures:
        known = np.array([m in measures for m in found.measures], np.bool_)
        wanted = wanted & known[found.measure]
    return wanted


def _runs(building: IntArray) -> list[tuple[int, int]]:
    starts = np.flatnonzero(np.diff(building, prepend=-1)).tolist()
    return list(zip(starts, [*starts[1:], len(building)], strict=True))


def _ladders(board: Board) -> Ladders:
    if board.ladders is None:
        raise ValueError("The packages are not there yet.")
    return board.ladders
