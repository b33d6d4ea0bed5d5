"""Which condition grade each element and each building has, today or on an earlier day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from twin.analysis.upkeep.inspections import Day, Graded, graded, inspections
from twin.model.arrays import IntArray
from twin.model.building import Building, Element
from twin.model.condition import Assessment

NOT_ASSESSED = -2  # nobody has looked; TGIU (-1) says that somebody could not


def current(assessments: Iterable[Assessment], as_of: Day = None) -> tuple[Assessment, ...]:
    """Newest assessment of each thing and building part; the worse one of the same day.

    Parameters
    ----------
    as_of : a day or the last day of a year that is looked back at; None for all there is.
    """
    known = _sequence(assessments)
    if not known:
        return ()
    return tuple(known[row] for row in graded(inspections(known), as_of).rows.tolist())


def element_grades(
    elements: Sequence[Element], assessments: Iterable[Assessment], as_of: Day = None
) -> IntArray:
    """Worst current grade of each element, shape (n,), int32.

    An assessment of a whole building part (no GlobalId) counts for the elements whose NS 3451
    code begins with its code and that have no assessment of their own; one of a part in a space
    for those in that space, before the one of the whole building. `NOT_ASSESSED` where there is
    none, -1 (TGIU) where the only ones say "not inspected".
    """
    things = graded(inspections(_sequence(assessments)), as_of)
    return worst_of_elements(elements, things, things.grade)


def worst_of_elements(elements: Sequence[Element], things: Graded, grades: IntArray) -> IntArray:
    """Worst grade of each element, shape (n,), from a grade of each thing, shape (m,).

    The grades may be those seen, or those that a forecast expects; see `element_grades`.
    """
    own: dict[str, list[int]] = defaultdict(list)
    of_part: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for thing, grade in zip(things.things, grades.tolist(), strict=True):
        if thing.global_id:
            own[thing.global_id].append(grade)
        elif thing.part_code:
            of_part[thing.space_id][thing.part_code].append(grade)
    found = [
        own.get(e.global_id)
        or (_of_part(e.classification, of_part[e.space]) if e.space in of_part else [])
        or _of_part(e.classification, of_part[""])
        for e in elements
    ]
    return np.array([max(g, default=NOT_ASSESSED) for g in found], dtype=np.int32)


def building_grades(
    buildings: Sequence[Building], assessments: Iterable[Assessment], as_of: Day = None
) -> IntArray:
    """Worst current grade of each building, shape (n,), int32; codes as in `element_grades`."""
    things = graded(inspections(_sequence(assessments)), as_of)
    return worst_of_buildings(buildings, things, things.grade)


def worst_of_buildings(
    buildings: Sequence[Building], things: Graded, grades: IntArray
) -> IntArray:
    """Worst grade of each building, shape (n,), from a grade of each thing, shape (m,)."""
    rows = {b.building_id: i for i, b in enumerate(buildings)}
    row = [rows.get(b, len(buildings)) for b in things.column("building_id").tolist()]
    worst = np.full(len(buildings) + 1, NOT_ASSESSED, dtype=np.int32)  # last: unknown buildings
    np.maximum.at(worst, row, grades)
    return worst[:-1]


def part_grade(
    part_codes: Sequence[str], assessments: Iterable[Assessment], as_of: Day = None
) -> int:
    """Worst current grade of the building parts whose code begins with one of `part_codes`.

    () stands for every part.
    """
    grades = (
        int(a.grade)
        for a in current(assessments, as_of)
        if not part_codes or a.part_code.startswith(tuple(part_codes))
    )
    return max(grades, default=NOT_ASSESSED)


def _sequence(assessments: Iterable[Assessment]) -> Sequence[Assessment]:
    return assessments if isinstance(assessments, Sequence) else tuple(assessments)


def _of_part(classification: str, of_part: dict[str, list[int]]) -> list[int]:
    """Grades of the longest assessed code that `classification` begins with."""
    for length in range(len(classification), 0, -1):
        if classification[:length] in of_part:
            return of_part[classification[:length]]
    return []
