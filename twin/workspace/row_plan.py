"""What colours of opportunities need to know of each building."""

import numpy as np

from twin.model.overlay import RowPlan
from twin.workspace.state import State

NAME = "plan"


def row_plan(state: State) -> RowPlan | None:
    """Best single measure and first year of the plan; None where they are not looked at."""
    board, portfolio = state.opportunities, state.portfolio
    if board is None or portfolio is None or state.overlay != NAME:
        return None
    found, count = board.found, len(portfolio.buildings)
    place = np.array([portfolio.row_of.get(b, -1) for b in found.buildings], np.int64)
    looked = state.measures_looked_at
    known = np.array([not looked or m in looked for m in found.measures], np.bool_)
    rows = known[found.measure] & (place[found.building] >= 0)
    best = np.full(count, -np.inf)
    np.maximum.at(best, place[found.building[rows]], found.present_value[rows, 1])
    year = np.zeros(count, np.int32)
    shown = state.plan
    has_plan = shown is not None and shown.is_of(board)
    if shown is not None and has_plan:
        steps, taken = shown.ladders.steps, shown.plan.year
        own = (taken > 0) & known[steps.measure] & (place[steps.building] >= 0)
        first = np.full(count, np.iinfo(np.int32).max, np.int64)
        np.minimum.at(first, place[steps.building[own]], taken[own])
        year = np.where(first < np.iinfo(np.int32).max, first, 0).astype(np.int32)
    return RowPlan(year, np.where(np.isfinite(best), best, np.nan), has_plan)
