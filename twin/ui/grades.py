"""Worst condition grades, as badges show them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from twin.model.building import BuildingModel
from twin.model.condition import Assessment
from twin.workspace.portfolio import PortfolioData


def worst(grades: Iterable[int | None]) -> int | None:
    """The gravest grade; not inspected (-1) only where nothing else is known; None for none."""
    known = [g for g in grades if g is not None]
    return max(known) if known else None


@lru_cache(maxsize=4)
def worst_by_building(portfolio: PortfolioData | None) -> Mapping[str, int]:
    """Worst grade by building id; buildings without an assessment are left out."""
    found: dict[str, int] = {}
    for assessment in portfolio.assessments if portfolio else ():
        grade = int(assessment.grade)
        found[assessment.building_id] = max(grade, found.get(assessment.building_id, grade))
    return found


def element_grades(
    model: BuildingModel, assessments: Iterable[Assessment]
) -> tuple[int | None, ...]:
    """Worst grade of each element of `model`; a part's grade counts where the element has none."""
    by_id: dict[str, int] = {}
    by_part: dict[str, int] = {}
    for assessment in assessments:
        target, key = (by_id, assessment.global_id) if assessment.global_id else (
            by_part, assessment.part_code)  # fmt: skip
        if key:
            grade = int(assessment.grade)
            target[key] = max(grade, target.get(key, grade))
    return tuple(
        by_id.get(e.global_id, _part_grade(e.classification, by_part)) for e in model.elements
    )


def _part_grade(code: str, by_part: Mapping[str, int]) -> int | None:
    for length in range(len(code), 1, -1):
        if code[:length] in by_part:
            return by_part[code[:length]]
    return None
