"""Condition as cards, trees and tables show it: worst grades and backlog."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from twin.analysis.condition import NOT_ASSESSED, building_grades, current
from twin.analysis.condition import element_grades as grades_of_elements
from twin.model.building import BuildingModel
from twin.model.condition import Assessment
from twin.workspace.portfolio import PortfolioData

NEEDS_WORK = 2


def worst(grades: Iterable[int | None]) -> int | None:
    """The gravest grade; not inspected (-1) only where nothing else is known; None for none."""
    known = [g for g in grades if g is not None]
    return max(known) if known else None


@lru_cache(maxsize=4)
def worst_by_building(portfolio: PortfolioData | None) -> Mapping[str, int]:
    """Worst current grade by building id; buildings never assessed are left out."""
    if portfolio is None:
        return {}
    grades = building_grades(portfolio.buildings, portfolio.assessments)
    return {
        b.building_id: int(g)
        for b, g in zip(portfolio.buildings, grades, strict=True)
        if g != NOT_ASSESSED
    }


def element_grades(
    model: BuildingModel, assessments: Iterable[Assessment]
) -> tuple[int | None, ...]:
    """Worst current grade of each element, None where nobody has looked."""
    found = grades_of_elements(model.elements, assessments)
    return tuple(None if g == NOT_ASSESSED else int(g) for g in found)


@lru_cache(maxsize=16)
def current_assessments(portfolio: PortfolioData, building_id: str = "") -> tuple[Assessment, ...]:
    """Assessments that count today, of one building or of all."""
    own = portfolio.assessments_of(building_id) if building_id else portfolio.assessments
    return current(own)


def without_element(
    model: BuildingModel, assessments: Iterable[Assessment]
) -> tuple[Assessment, ...]:
    """Current assessments that no element of the model takes its grade from.

    They are of elements that are not in the model, or of whole building parts that no element
    belongs to or whose elements all have grades of their own.
    """
    found = current(assessments)
    own = {a.global_id for a in found if a.global_id}
    ids = {e.global_id for e in model.elements}
    free = {e.classification for e in model.elements if e.global_id not in own}

    def is_shown(assessment: Assessment) -> bool:
        if assessment.global_id:
            return assessment.global_id in ids
        code = assessment.part_code
        return bool(code) and any(known.startswith(code) for known in free)

    return tuple(a for a in found if not is_shown(a))
