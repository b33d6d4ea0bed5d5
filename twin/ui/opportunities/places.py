"""Buildings as points of the chart and places on the map."""

from functools import lru_cache

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.opportunity import Plan
from twin.ui.opportunities.crossing import Picked
from twin.ui.opportunities.footprint_map import IN_PLAN, NOTHING, OFFERED, Place, outline
from twin.ui.opportunities.scatter import Points
from twin.workspace.opportunities import Board
from twin.workspace.portfolio import PortfolioData
from twin.workspace.potential import saved_by_building


def points_of(board: Board, picked: Picked, admitted: frozenset[str]) -> Points:
    """Points of the chart; before there are packages nothing has a height."""
    portfolio = board.portfolio
    ids, names, area = _known(portfolio)
    up = np.full(len(ids), np.nan)
    if board.ladders is not None:
        saved = dict(zip(board.found.buildings, saved_by_building(board).tolist(), strict=True))
        up = np.array([saved.get(i, np.nan) for i in ids])
    return Points(
        ids,
        names,
        portfolio.delivered_per_m2,
        up,
        area,
        np.array([i in picked.buildings for i in ids], np.bool_),
        np.array([i in admitted for i in ids], np.bool_),
    )


def places_of(
    board: Board, plan: Plan | None, picked: Picked, admitted: frozenset[str]
) -> tuple[Place, ...]:
    """Places of buildings that have a footprint."""
    found = board.found
    measured = _buildings(board, picked)
    planned: set[str] = set()
    if plan is not None and board.ladders is not None:
        rows = board.ladders.steps.building[plan.year > 0]
        planned = {found.buildings[i] for i in np.unique(rows).tolist()}
    return tuple(
        Place(
            key,
            name,
            corners,
            IN_PLAN if key in planned else OFFERED if key in measured else NOTHING,
            key in picked.buildings,
            key in admitted,
        )
        for key, name, corners in _outlines(board.portfolio)
    )


def _buildings(board: Board, picked: Picked) -> set[str]:
    """Buildings that one of the measures looked at applies to."""
    found = board.found
    every = np.ones(len(found), np.bool_)
    if picked.measures:
        wanted = np.array([m in picked.measures for m in found.measures], np.bool_)
        every = wanted[found.measure]
    return {found.buildings[i] for i in np.unique(found.building[every]).tolist()}


@lru_cache(maxsize=2)
def _known(portfolio: PortfolioData) -> tuple[tuple[str, ...], tuple[str, ...], FloatArray]:
    buildings = portfolio.buildings
    return (
        tuple(b.building_id for b in buildings),
        tuple(b.name for b in buildings),
        np.array([b.gross_floor_area for b in buildings], np.float64),
    )


@lru_cache(maxsize=2)
def _outlines(portfolio: PortfolioData) -> tuple[tuple[str, str, FloatArray], ...]:
    found = ((b.building_id, b.name, outline(b)) for b in portfolio.buildings)
    return tuple(one for one in found if len(one[2]))
