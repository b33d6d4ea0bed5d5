"""Facility condition index: backlog over what it would cost to build the building again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.upkeep.backlog import Backlog
from twin.analysis.upkeep.tables import UpkeepTables
from twin.model.arrays import BoolArray, FloatArray
from twin.model.building import Building

NOT_GRADED = "Nothing in the building has been graded."
NO_AREA = "The gross floor area is unknown, so the replacement value is too."
NO_PRICE = "There is no replacement cost for this building at the chosen price level."


@dataclass(frozen=True, slots=True, eq=False)
class ConditionIndex:
    """FCI of n buildings.

    value : low, central, high, after the range of the backlog; NaN where unknown, shape (n, 3).
    replacement : replacement value, NaN where unknown, shape (n,). [NOK]
    reasons : why a value is unknown, "" where it is known.
    portfolio : backlog over replacement value of the buildings whose index is known, shape (3,).
    share_of_area : of the portfolio's known floor area that `portfolio` speaks for, 0 to 1.
    """

    value: FloatArray
    replacement: FloatArray
    reasons: tuple[str, ...]
    portfolio: FloatArray
    share_of_area: float


def condition_index(
    known: Backlog,
    buildings: Sequence[Building],
    tables: UpkeepTables,
    replacement: FloatArray | None = None,
) -> ConditionIndex:
    """FCI of each building at the price level of the backlog; maintenance only.

    Parameters
    ----------
    replacement : replacement values the owner knows, NaN where not, shape (n,). [NOK]
    """
    own = np.full(len(buildings), np.nan) if replacement is None else replacement
    value = np.where(own > 0, own, replacement_values(buildings, tables, known.price_year)[:, 1])
    is_graded = _graded(known, buildings)
    money = known.by_building(buildings)
    index = np.where(is_graded[:, None], money / value[:, None], np.nan)
    area = np.array([b.gross_floor_area for b in buildings], dtype=np.float64)
    is_known = np.isfinite(index[:, 1])
    total = value[is_known].sum()
    whole = np.full(3, np.nan)
    if total > 0:
        whole = money[is_known].sum(axis=0) / total
    all_area = np.nansum(area)
    return ConditionIndex(
        index,
        value,
        tuple(
            _reason(graded, float(m2), float(v))
            for graded, m2, v in zip(is_graded, area, value, strict=True)
        ),
        whole,
        float(np.nansum(area[is_known]) / all_area) if all_area > 0 else 0.0,
    )


def replacement_values(
    buildings: Sequence[Building], tables: UpkeepTables, price_year: int
) -> FloatArray:
    """Low, central, high cost of building each one again, NaN where unknown, shape (n, 3). [NOK]

    Gross floor area times the cost of a whole building in `replacement_costs.csv`.
    """
    cost = tables.replacement_costs.get("")
    if cost is None:
        return np.full((len(buildings), 3), np.nan)
    level = tables.prices.factor(np.array([cost.price_year], np.float64), price_year)[0]
    per_area = np.array([cost.cost.low, cost.cost.value, cost.cost.high]) * level
    area = np.array([b.gross_floor_area for b in buildings], dtype=np.float64)
    return np.where(area > 0, area, np.nan)[:, None] * per_area[None, :]


def _graded(known: Backlog, buildings: Sequence[Building]) -> BoolArray:
    ids = known.things.column("building_id")[known.things.grade >= 0].tolist()
    graded = set(ids)
    return np.array([b.building_id in graded for b in buildings], dtype=np.bool_)


def _reason(is_graded: bool, area: float, value: float) -> str:
    if not is_graded:
        return NOT_GRADED
    if np.isfinite(value):
        return ""
    return NO_PRICE if area > 0 else NO_AREA
