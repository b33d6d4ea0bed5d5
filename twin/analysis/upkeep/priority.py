"""What is put right first.

Must-dos come before all else: TG3 with KG3, and what the law asks. Then the risk counts, then how
much of its building's value is waiting (in whole percent), then the worse grade. An unknown
consequence counts as KG2, as deadlines do; an unknown replacement value as nothing waiting.
"""

from collections.abc import Sequence

import numpy as np

from twin.analysis.upkeep.backlog import Backlog
from twin.analysis.upkeep.condition_index import condition_index
from twin.analysis.upkeep.tables import UpkeepTables, risk_of
from twin.model.arrays import BoolArray, IntArray
from twin.model.building import Building

UNKNOWN_COUNTS_AS = 2  # KG


def ranked(
    known: Backlog,
    buildings: Sequence[Building],
    tables: UpkeepTables,
    legal: BoolArray | None = None,
) -> IntArray:
    """Things that need work, the first to be put right first; rows of `known.things`.

    Parameters
    ----------
    legal : things that the law asks to put right, shape (m,); None for none.
    """
    rows = np.flatnonzero(known.needs_work)
    ratio = waiting_percent(known, buildings, tables)
    is_legal = np.zeros(len(ratio), dtype=np.bool_) if legal is None else legal
    order, _ = in_order(
        known.things.grade[rows], known.consequence[rows], ratio[rows], is_legal[rows], tables
    )
    return rows[order].astype(np.int32)


def in_order(
    grade: IntArray, consequence: IntArray, ratio: IntArray, legal: BoolArray, tables: UpkeepTables
) -> tuple[IntArray, BoolArray]:
    """Order of things by priority and whether each is a must-do, in that order, shape (n,).

    Parameters
    ----------
    ratio : waiting share of the value of each thing's building. [%]
    """
    kg = np.where(consequence < 0, UNKNOWN_COUNTS_AS, consequence).astype(np.int32)
    must = legal | ((grade == 3) & (kg >= 3))
    order = np.lexsort((-grade, -ratio, -risk_of(grade, kg, tables), ~must)).astype(np.int32)
    return order, must[order]


def waiting_percent(
    known: Backlog, buildings: Sequence[Building], tables: UpkeepTables
) -> IntArray:
    """Backlog over replacement value of each thing's building, 0 if unknown, shape (m,). [%]"""
    index = condition_index(known, buildings, tables).value[:, 1]
    percent = {
        b.building_id: round(100 * min(float(v), 5.0)) if np.isfinite(v) else 0
        for b, v in zip(buildings, index, strict=True)
    }
    ids = known.things.column("building_id").tolist()
    return np.array([percent.get(b, 0) for b in ids], dtype=np.int32)
