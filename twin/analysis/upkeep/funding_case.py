"""What money is decided about: the graded things, pooled where it makes no difference.

Things of one kind of part, grade, consequence and backlog ratio of their building (in whole
percent) are one pool: money reaches them at the same time and they wear alike. Grades count as
they were seen, so that the backlog of the first year is the one shown elsewhere.

What a thing is worth (replacement value)
    its component in the register; else what its stated cost implies (cost over the share that its
    grade asks for); else the median, per gross floor area, of what that implies for the same part
    in other buildings of the portfolio, with `LEAST_CASES` of them; else unknown, and left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.upkeep.backlog import Backlog, replacement_of_components
from twin.analysis.upkeep.forecast import COMMON
from twin.analysis.upkeep.priority import in_order, waiting_percent
from twin.analysis.upkeep.service_life import yearly_steps
from twin.analysis.upkeep.sums import sums
from twin.analysis.upkeep.tables import (
    GRADES,
    NORMAL_P90,
    ServiceLife,
    UpkeepTables,
    by_code,
)
from twin.analysis.upkeep.transitions import Wear
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Building
from twin.model.register import Component

LEAST_CASES = 3
ENDS = 3  # low, central, high


@dataclass(frozen=True, slots=True, eq=False)
class Which:
    """Things of a case, each of shape (m,).

    legal : that the law asks to put right; None for none.
    only : that are funded; the others still tell what things are worth. None for all.
    """

    legal: BoolArray | None = None
    only: BoolArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FundingCase:
    """Pools of things to be funded; n pools, the three ends low, central and high.

    value : replacement value by grade at the start, shape (n, 4). [NOK]
    steps : yearly chances of getting worse, shape (3, n, 3).
    rates : cost of bringing a grade to TG1 per replacement value, shape (3, n, 4).
    order : pools with TG2 (0 to n - 1) and with TG3 (n to 2n - 1), the first to be funded first.
    must : of `order`, what comes before all else: TG3 with KG3, and what the law asks.
    upkeep : share of TG2 that is due each year, shape (n,).
    coverage : share of the graded things whose value is known.
    """

    value: FloatArray
    steps: FloatArray
    rates: FloatArray
    order: IntArray
    must: BoolArray
    upkeep: FloatArray
    tables: UpkeepTables
    coverage: float


def funding_case(
    known: Backlog,
    buildings: Sequence[Building],
    tables: UpkeepTables,
    wear: Mapping[str, Wear],
    components: Sequence[Component] = (),
    which: Which | None = None,
) -> FundingCase:
    """Pools from the backlog of graded things.

    Parameters
    ----------
    wear : from `transitions.learnt`.
    which : things that the law asks for, and those funded; None for none and all.
    """
    things, chosen = known.things, which or Which()
    here = np.ones(len(things.grade), dtype=bool) if chosen.only is None else chosen.only
    value = replacement_of_things(known, buildings, tables, components)
    lives = [by_code(tables.service_lives, c) for c in things.column("part_code").tolist()]
    found = {life.part_code: life for life in lives if life is not None}
    codes = sorted(found)
    numbers = {code: i for i, code in enumerate(codes)}
    kind = np.array([-1 if v is None else numbers[v.part_code] for v in lives], dtype=np.int64)
    keep = np.isfinite(value) & (things.grade >= 0) & here
    ratio = waiting_percent(known, buildings, tables)
    is_legal = np.zeros(len(kind), dtype=bool) if chosen.legal is None else chosen.legal
    rows = np.column_stack((kind, known.consequence, ratio, is_legal, things.grade)).astype(
        np.int64
    )[keep]
    unique, inverse = np.unique(rows.reshape(-1, 5), axis=0, return_inverse=True)
    pools, of = unique.astype(np.int32), inverse.ravel().astype(np.int32)
    graded = ((things.grade >= 0) & here).sum()
    order, must = _order(pools, tables)
    start, rates = _pooled(known, value, tables, (keep, of, len(pools)))
    return FundingCase(
        start,
        _steps(pools[:, 0], [found[code] for code in codes], tables, wear),
        rates,
        order,
        must,
        _due_each_year(pools[:, 1], tables),
        tables,
        float(keep.sum() / graded) if graded else 0.0,
    )


def replacement_of_things(
    known: Backlog,
    buildings: Sequence[Building],
    tables: UpkeepTables,
    components: Sequence[Component] = (),
) -> FloatArray:
    """Replacement value of each thing as at the head of this file, shape (m,). [NOK]"""
    things = known.things
    value = replacement_of_components(things, tables, known.price_year, components)[:, 1]
    share = tables.shares()[np.maximum(things.grade, 0), 1]
    implied = np.full(len(share), np.nan)
    np.divide(known.cost[:, 1], share, out=implied, where=known.needs_work & (share > 0))
    value = np.where(np.isfinite(value), value, implied)
    area = {b.building_id: b.gross_floor_area for b in buildings}
    kinds = [(t.part_code, bool(t.global_id)) for t in things.things]
    per = [1.0 if t.global_id else area.get(t.building_id, np.nan) for t in things.things]
    return np.where(np.isfinite(value), value, _usual(kinds, value / per) * per)


def _usual(kinds: list[tuple[str, bool]], value: FloatArray) -> FloatArray:
    """Median of the kind of each thing, NaN where too few are known, shape (m,)."""
    cases: dict[tuple[str, bool], list[float]] = {}
    for kind, known in zip(kinds, value.tolist(), strict=True):
        if np.isfinite(known):
            cases.setdefault(kind, []).append(known)
    usual = {k: float(np.median(v)) for k, v in cases.items() if len(v) >= LEAST_CASES}
    return np.array([usual.get(kind, np.nan) for kind in kinds], dtype=np.float64)


def _pooled(
    known: Backlog, value: FloatArray, tables: UpkeepTables, pools: tuple[BoolArray, IntArray, int]
) -> tuple[FloatArray, FloatArray]:
    """Value by grade and cost rates of the pools, shapes (n, 4) and (3, n, 4).

    At the grade seen the cost is the stated one; TG3 never costs less than TG2.
    """
    keep, of, count = pools
    grade, worth = known.things.grade[keep], value[keep]
    start = sums(of * GRADES + grade, worth, count * GRADES).reshape(count, GRADES)
    shares, stated = tables.shares(), known.cost[keep]
    two, three = (worth[:, None] * shares[g] for g in (2, 3))
    is_stated = np.isfinite(stated[:, 1:2])
    two = np.where(is_stated & (grade == 2)[:, None], stated, two)
    three = np.where(is_stated & (grade == 3)[:, None], stated, np.maximum(three, two))
    two = np.minimum(two, three)
    rates = np.zeros((ENDS, count, GRADES))
    whole = start.sum(axis=1)
    for end in range(ENDS):
        for tg, cost in ((2, two), (3, three)):
            total = sums(of, cost[:, end], count)
            np.divide(total, whole, out=rates[end, :, tg], where=whole > 0)
    return start, rates


def _steps(
    kind: IntArray, lives: list[ServiceLife], tables: UpkeepTables, wear: Mapping[str, Wear]
) -> FloatArray:
    """Slow, central and fast wear of each pool, 0 where the life is unknown, (3, n, 3)."""
    table = np.zeros((ENDS, len(lives) + 1, 3))  # last: unknown
    for number, life in enumerate(lives):
        if life.part_code in wear:
            own = wear[life.part_code].interval()
            table[:, number] = own[0], wear[life.part_code].steps, own[2]
        else:
            steps, range_ = yearly_steps(life, tables.begins), NORMAL_P90 * life.log_spread
            factors = np.exp(np.array([-1.0, 0.0, 1.0]) * range_ * COMMON**0.5)
            table[:, number] = np.minimum(factors[:, None] * steps, 1.0)
    return table[:, kind]


def _order(pools: IntArray, tables: UpkeepTables) -> tuple[IntArray, BoolArray]:
    """Priority of the TG2 of all pools and then their TG3, and which of it is a must-do."""
    grade = np.repeat(np.array([2, 3], dtype=np.int32), len(pools))
    kg, ratio, legal = (np.tile(pools[:, i], 2) for i in (1, 2, 3))
    return in_order(grade, kg, ratio, legal > 0, tables)


def _due_each_year(consequence: IntArray, tables: UpkeepTables) -> FloatArray:
    """Share of TG2 due in a year: one over the years of its deadline, by KG."""
    due = np.full(len(consequence), 0.1)
    for rule in tables.deadlines:
        if rule.grade == 2 and rule.last_year > 0:
            applies = (consequence >= rule.kg_from) & (consequence <= rule.kg_to)
            due[applies] = 1.0 / rule.last_year
    return due
