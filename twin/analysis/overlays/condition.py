"""Condition grade of each element or building."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.condition import NOT_ASSESSED, building_grades, element_grades
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

CLASSES = (
    LegendClass("TG3 major", "#D7301F", "3"),
    LegendClass("TG2 substantial", "#F2C230", "2"),
    LegendClass("TG1 minor", "#7CC36A", "1"),
    LegendClass("TG0 none", "#1B7F3B", "0"),
    LegendClass("TGIU not inspected", "#BDBDBD", "IU"),
)
CLASS_OF_GRADE = np.array([NO_DATA, 4, 3, 2, 1, 0], dtype=np.int32)  # NOT_ASSESSED, TGIU, TG0 ...
NOT_ASSESSED_COLOUR = "#DFE1E3"  # lighter than the grey of TGIU, which says something else


@dataclass(frozen=True, slots=True)
class ConditionOverlay:
    """Worst current grade; TGIU is a class of its own, elements never assessed have no data."""

    label: str = "Condition"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the grade, NaN for TGIU and no data."""
        if source.model is None:
            title = "Condition grade, worst element"
            grades = building_grades(source.buildings, source.assessments)
        else:
            title = "Condition grade"
            grades = element_grades(source.model.elements, source.assessments)
        return Colouring(
            Legend(title, "NS 3424", "", CLASSES, no_data_colour=NOT_ASSESSED_COLOUR),
            CLASS_OF_GRADE[grades - NOT_ASSESSED],
            np.where(grades >= 0, grades, np.nan),
        )


OVERLAY = ConditionOverlay()
