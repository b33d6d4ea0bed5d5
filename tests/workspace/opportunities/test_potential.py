"""Tiles, points and bars of the page about opportunities."""

import numpy as np
import pytest

from twin.workspace.opportunities import Board
from twin.workspace.plan import PlanShown
from twin.workspace.potential import (
    bars,
    basis_of_board,
    net_cost,
    rows_of,
    saved_by_building,
    tiles,
    worth_spread,
)


def every(board: Board) -> np.ndarray:
    assert board.ladders is not None
    return np.ones(len(board.ladders.steps), np.bool_)


def test_that_what_pays_is_the_best_start_of_each_package(board: Board) -> None:
    assert board.ladders is not None
    steps, pays = board.ladders.steps, basis_of_board(board).pays
    for building in range(len(board.found.buildings)):
        own = np.flatnonzero(steps.building == building)
        sums = np.concatenate([[0.0], np.cumsum(steps.present_value[own, 1])])
        assert pays[own].sum() == np.argmax(sums)
        assert not np.diff(pays[own].astype(int)).max(initial=0) > 0


def test_that_tiles_add_up_packages_and_not_single_measures(board: Board) -> None:
    assert board.ladders is not None
    rows = np.ones(len(board.found), np.bool_)
    found = tiles(board, rows, every(board), 6)
    steps = board.ladders.steps

    assert found.with_measure == found.of == 6
    assert found.technical.p50 == pytest.approx(np.maximum(steps.saving[:, 1], 0).sum())
    assert found.technical.p50 < np.maximum(board.found.saving[:, 1], 0).sum()
    assert found.profitable.p10 < found.profitable.p50 < found.profitable.p90
    assert found.investment.p10 < found.investment.p50 < found.investment.p90


def test_that_bars_hold_all_energy_that_is_saved(board: Board, shown: PlanShown) -> None:
    assert board.ladders is not None
    by_step = bars(board, every(board), shown.plan, by_measure=False)
    by_measure = bars(board, every(board), shown.plan, by_measure=True)
    known = np.isfinite(net_cost(board))
    saved = board.ladders.steps.saving[known, 1].sum()

    assert by_step.width.sum() == pytest.approx(saved)
    assert by_measure.width.sum() == pytest.approx(saved)
    assert by_measure.count.sum() == len(by_step.width) == known.sum()
    assert by_step.without == len(known) - known.sum()


def test_that_the_plan_comes_first_and_then_the_cheapest(board: Board, shown: PlanShown) -> None:
    found = bars(board, every(board), shown.plan, by_measure=True)
    planned = int(found.in_plan.sum())

    assert found.in_plan[:planned].all()
    for part in (found.cost[:planned], found.cost[planned:]):
        assert (np.diff(part) >= 0).all()


def test_that_saved_money_is_that_of_the_packages_that_pay(board: Board) -> None:
    assert board.ladders is not None
    pays = basis_of_board(board).pays
    saved = saved_by_building(board)

    assert np.nansum(saved) == pytest.approx(board.ladders.steps.cost_saving[pays, 1].sum())


def test_that_the_worth_of_a_plan_has_a_range_around_it(board: Board, shown: PlanShown) -> None:
    worth = worth_spread(board, shown.plan)

    assert worth.p50 == pytest.approx(shown.sums.present_value)
    assert worth.p10 < worth.p50 < worth.p90


def test_that_rows_are_those_of_the_buildings_and_measures_asked_for(board: Board) -> None:
    found = board.found
    first = np.zeros(len(found.buildings), np.bool_)
    first[0] = True
    key = found.measures[int(found.measure[0])]
    chosen = rows_of(found, first, frozenset({key}))

    assert set(found.building[chosen].tolist()) == {0}
    assert {found.measures[i] for i in found.measure[chosen].tolist()} == {key}
    assert rows_of(found, first, frozenset()).sum() > chosen.sum() == 1
