"""Condition as cards, trees and tables show it: worst grades and backlog."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from twin.analysis.condition import NOT_ASSESSED, current, worst_of_buildings
from twin.analysis.condition import element_grades as grades_of_elements
from twin.analysis.upkeep.inspections import graded
from twin.model.building import BuildingModel
from twin.model.condition import Assessment
from twin.model.records import taken
from twin.workspace.basis import Basis, basis_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import inspections_of

NEEDS_WORK = 2


def worst(grades: Iterable[int | None]) -> int | None:
    """The gravest grade; not inspected (-1) only where nothing else is known; None for none."""
    known = [g for g in grades if g is not None]
    return max(known) if known else None


def worst_by_building(portfolio: PortfolioData | None) -> Mapping[str, int]:
    """Worst current grade by building id; buildings never assessed are left out."""
    return {} if portfolio is None else _worst_by_building(basis_of(portfolio))


@lru_cache(maxsize=4)
def _worst_by_building(basis: Basis) -> Mapping[str, int]:
    things = graded(inspections_of(basis))
    grades = worst_of_buildings(basis.buildings, things, things.grade)
    return {
        b.building_id: int(g)
        for b, g in zip(basis.buildings, grades, strict=True)
        if g != NOT_ASSESSED
    }


def element_grades(
    model: BuildingModel, assessments: Iterable[Assessment]
) -> tuple[int | None, ...]:
    """Worst current grade of each element, None where nobody has looked."""
    found = grades_of_elements(model.elements, assessments)
    return tuple(None if g == NOT_ASSESSED else int(g) for g in found)


def current_assessments(portfolio: PortfolioData, building_id: str = "") -> Sequence[Assessment]:
    """Assessments that count today, of one building or of all."""
    if building_id:
        return current(portfolio.assessments_of(building_id))
    return _current(basis_of(portfolio))


@lru_cache(maxsize=4)
def _current(basis: Basis) -> Sequence[Assessment]:
    return taken(basis.assessments, graded(inspections_of(basis)).rows.tolist())


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
