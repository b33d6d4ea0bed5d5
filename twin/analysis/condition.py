"""Which condition grade each element and each building has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from twin.model.arrays import IntArray
from twin.model.building import Building, Element
from twin.model.condition import Assessment

NOT_ASSESSED = -2  # nobody has looked; TGIU (-1) says that somebody could not


def current(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Newest assessment of each element and building part; the worse one of the same day."""
    newest: dict[tuple[str, str, str], Assessment] = {}
    for assessment in assessments:
        key = (assessment.building_id, assessment.global_id, assessment.part_code)
        known = newest.get(key)
        if known is None or _rank(assessment) > _rank(known):
            newest[key] = assessment
    return tuple(newest.values())


def element_grades(elements: Sequence[Element], assessments: Iterable[Assessment]) -> IntArray:
    """Worst current grade of each element, shape (n,), int32.

    An assessment of a whole building part (no GlobalId) counts for the elements whose NS 3451
    code begins with its code and that have no assessment of their own. `NOT_ASSESSED` where
    there is none, -1 (TGIU) where the only ones say "not inspected".
    """
    own: dict[str, list[int]] = defaultdict(list)
    of_part: dict[str, list[int]] = defaultdict(list)
    for assessment in current(assessments):
        if assessment.global_id:
            own[assessment.global_id].append(int(assessment.grade))
        elif assessment.part_code:
            of_part[assessment.part_code].append(int(assessment.grade))
    grades = [own.get(e.global_id) or _of_part(e.classification, of_part) for e in elements]
    return np.array([max(g, default=NOT_ASSESSED) for g in grades], dtype=np.int32)


def building_grades(buildings: Sequence[Building], assessments: Iterable[Assessment]) -> IntArray:
    """Worst current grade of each building, shape (n,), int32; codes as in `element_grades`."""
    worst: dict[str, int] = {}
    for assessment in current(assessments):
        known = worst.get(assessment.building_id, NOT_ASSESSED)
        worst[assessment.building_id] = max(known, int(assessment.grade))
    return np.array([worst.get(b.building_id, NOT_ASSESSED) for b in buildings], dtype=np.int32)


def part_grade(part_codes: Sequence[str], assessments: Iterable[Assessment]) -> int:
    """Worst current grade of the building parts whose code begins with one of `part_codes`.

    () stands for every part.
    """
    grades = (
        int(a.grade)
        for a in current(assessments)
        if not part_codes or a.part_code.startswith(tuple(part_codes))
    )
    return max(grades, default=NOT_ASSESSED)


def _rank(assessment: Assessment) -> tuple[int, int]:
    return assessment.assessed_on.toordinal(), int(assessment.grade)


def _of_part(classification: str, of_part: dict[str, list[int]]) -> list[int]:
    """Grades of the longest assessed code that `classification` begins with."""
    for length in range(len(classification), 0, -1):
        if classification[:length] in of_part:
            return of_part[classification[:length]]
    return []
