"""Condition grade of each element or building."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.condition import NOT_ASSESSED, building_grades, element_grades
from twin.analysis.condition_classes import legend
from twin.model.arrays import IntArray
from twin.model.overlay import NO_DATA, Colouring, LegendClass, OverlayInput

CLASSES = (
    LegendClass("TG3 major", "#D7301F", "3"),
    LegendClass("TG2 substantial", "#F2C230", "2"),
    LegendClass("TG1 minor", "#7CC36A", "1"),
    LegendClass("TG0 none", "#1B7F3B", "0"),
)
CLASS_OF_GRADE = np.array([NO_DATA, 4, 3, 2, 1, 0], dtype=np.int32)  # NOT_ASSESSED, TGIU, TG0 ...


@dataclass(frozen=True, slots=True)
class ConditionOverlay:
    """Worst grade; TGIU is a class of its own, elements never assessed have no data."""

    label: str = "Condition"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the grade, NaN for TGIU and no data.

        In a year to come it is the likeliest grade.
        """
        grades = source.condition.worst if source.condition else _grades(source)
        is_building = source.model is None
        title = "Condition grade, worst element" if is_building else "Condition grade"
        return Colouring(
            legend(title, "NS 3424", "", CLASSES, source.condition),
            CLASS_OF_GRADE[grades - NOT_ASSESSED],
            np.where(grades >= 0, grades, np.nan),
        )


def _grades(source: OverlayInput) -> IntArray:
    if source.model is None:
        return building_grades(source.buildings, source.assessments, source.as_of)
    return element_grades(source.model.elements, source.assessments, source.as_of)


OVERLAY = ConditionOverlay()
