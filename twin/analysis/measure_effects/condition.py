"""Which graded things a measure renews, and the grade they have afterwards."""

from collections.abc import Collection

import numpy as np

from twin.analysis.upkeep.inspections import Graded
from twin.model.arrays import BoolArray
from twin.model.proposal import OfferedMeasure


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
