"""New assessments of what is selected, each beginning with what was last said of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from twin.model.building import Building, Element
from twin.model.condition import Assessment, ConditionGrade
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State
from twin.workspace.upkeep import newest_price_year

Maker = Callable[[], str]


def new_assessments(
    state: State, who: str, new_key: Maker, last: Assessment | None = None
) -> tuple[Assessment, ...]:
    """One assessment of each selected element or building, of the entered one without selection.

    Each takes over what the newest assessment of the same thing says, else what `last` says of
    how the survey was made.

    Parameters
    ----------
    new_key : makes the key of a record.
    last : what the user stored last.
    """
    portfolio = state.portfolio
    if portfolio is None:
        return ()
    if not state.shows_building:
        buildings = [b for b in portfolio.buildings if b.building_id in state.selection]
        return tuple(_of_building(b, who, new_key(), last) for b in buildings)
    if state.building is None:
        return ()
    elements = state.model.elements if state.model else ()
    chosen = [e for e in elements if e.key in state.selection]
    if not chosen:
        return (_of_building(state.building, who, new_key(), last),)
    newest = newest_of_elements(portfolio, state.building.building_id)
    return tuple(
        _of_element(state.building, e, newest.get(e.global_id), (who, new_key(), last))
        for e in chosen
    )


def newest_of_elements(portfolio: PortfolioData, building_id: str) -> dict[str, Assessment]:
    """Newest assessment of each element by GlobalId."""
    found: dict[str, Assessment] = {}
    for assessment in portfolio.assessments_of(building_id):
        before = found.get(assessment.global_id)
        if assessment.global_id and (
            before is None or before.assessed_on <= assessment.assessed_on
        ):
            found[assessment.global_id] = assessment
    return found


def _of_element(
    building: Building,
    element: Element,
    before: Assessment | None,
    how: tuple[str, str, Assessment | None],
) -> Assessment:
    who, key, last = how
    if before is not None:
        return replace(
            before, assessment_id=key, assessed_on=date.today(), assessed_by=who, survey="",
            photo="", deadline_year=0,
        )  # fmt: skip
    made = _of_building(building, who, key, last)
    return replace(made, global_id=element.global_id, part_code=element.classification)


def _of_building(building: Building, who: str, key: str, last: Assessment | None) -> Assessment:
    unknown = np.nan
    made = Assessment(
        building.building_id, "", "", ConditionGrade.TG1, -1, "", "", date.today(), who, 1,
        unknown, unknown, unknown, newest_price_year(), assessment_id=key,
    )  # fmt: skip
    if last is None:
        return made
    return replace(
        made,
        grade=last.grade,
        consequence_grade=last.consequence_grade,
        method_level=last.method_level,
        reference_level=last.reference_level,
        survey=last.survey,
    )
