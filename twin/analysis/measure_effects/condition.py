"""What a measure does to grades and backlog, and to the wear of what it leaves in place."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from twin.analysis.upkeep.backlog import Backlog
from twin.analysis.upkeep.inspections import Graded
from twin.analysis.upkeep.tables import ServiceLife, UpkeepTables
from twin.analysis.upkeep.transitions import Wear
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.proposal import OfferedMeasure

LAST_IN_ORDER = 1.0  # TG that has no backlog


def grade_after(measure: OfferedMeasure) -> float:
    """TG of the parts it touches once it is carried out; NaN where it leaves them as they are.

    What renews parts without saying so makes them new.
    """
    resets = [e.value.value for e in measure.effects if e.kind == "condition_reset"]
    if resets:
        return min(resets)
    return 0.0 if measure.renews else np.nan


def touched_things(
    things: Graded, measure: OfferedMeasure, building_id: str, elements: Collection[str] = ()
) -> BoolArray:
    """Graded things of a building that a measure renews, shape (m,).

    Elements it reaches, and whole parts (assessed without naming an element) whose code begins
    with one that it renews.

    Parameters
    ----------
    elements : GlobalIds it reaches, () in a building without a model.
    """
    codes = measure.renews or measure.selector.part_codes
    wanted = set(elements)
    found = [
        one.building_id == building_id
        and (
            one.global_id in wanted
            if one.global_id
            else bool(codes) and not one.space_id and one.part_code.startswith(codes)
        )
        for one in things.things
    ]
    return np.array(found, dtype=np.bool_)


def grades_after(grade: IntArray, touched: BoolArray, reset: float) -> IntArray:
    """Grades after a measure, shape (m,); nothing gets worse, what was not inspected is known.

    reset : of `grade_after`.
    """
    if not np.isfinite(reset):
        return grade
    is_better = touched & ((grade > reset) | (grade < 0))
    return np.where(is_better, int(reset), grade).astype(np.int32)


def backlog_saving(backlog: Backlog, touched: BoolArray, reset: float) -> FloatArray:
    """Backlog that goes, low, central, high, shape (3,). [NOK]

    All of what is brought to TG0 or TG1, the cost as the backlog has it: a measure that costs
    more than the repair does not save more backlog.
    """
    if not reset <= LAST_IN_ORDER:
        return np.zeros(3)
    return backlog.total(backlog.maintenance & touched)


def slower(life: ServiceLife, factor: float) -> ServiceLife:
    """A service life of parts that age `factor` times as fast: that much shorter or longer.

    The spread stays in proportion. A factor of 0.8 makes 40 years 50.
    """
    ends = {name: getattr(life, name) / factor for name in ("short", "central", "long")}
    return replace(life, **ends)


def lives_after(tables: UpkeepTables, codes: Collection[str], factor: float) -> UpkeepTables:
    """Tables with other lives for parts whose code begins with one of `codes`."""
    some = tuple(codes)
    lives = {
        code: slower(life, factor) if code.startswith(some) else life
        for code, life in tables.service_lives.items()
    }
    return replace(tables, service_lives=lives)


def wear_after(
    wear: Mapping[str, Wear], codes: Collection[str], factor: float
) -> Mapping[str, Wear]:
    """Learnt wear with other yearly chances of getting worse, for the same parts.

    The chance p of a year becomes 1 - (1 - p)**factor, so that two years at half the speed are
    one year at full.
    """
    some = tuple(codes)

    def changed(chance: FloatArray) -> FloatArray:
        return 1 - (1 - chance) ** factor

    return {
        code: replace(one, steps=changed(one.steps), draws=changed(one.draws))
        if code.startswith(some)
        else one
        for code, one in wear.items()
    }
