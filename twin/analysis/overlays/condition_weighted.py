"""Weighted condition grade: how much is worn, beside the worst grade and never mixed with it."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first, high_first_classes
from twin.analysis.condition_classes import coloured, legend, unknown_values
from twin.model.overlay import NO_DATA, Colouring, LegendClass, OverlayInput

BOUNDS = (0.5, 1.0, 1.5, 2.0)  # TG
LEAST_COVERED = 0.5
"""With less of the weight assessed the mean says too little and gets a class of its own."""
UNSURE = LegendClass("Less than half assessed", "#AEB9C4", "?")
CLASSES = (*high_first_classes(BOUNDS, 1), UNSURE)


@dataclass(frozen=True, slots=True)
class WeightedConditionOverlay:
    """Mean grade of what is assessed, by floor area; TGIU changes coverage, never the grade."""

    label: str = "Condition, weighted"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the weighted grade.

        An element takes the mean of its building part (NS 3451, two digits) in the building.
        """
        known = source.condition
        title = (
            "Condition grade, weighted"
            if source.model is None
            else "Condition grade, mean of the part"
        )
        grade = known.weighted if known else unknown_values(source)
        covered = known.coverage if known else np.zeros(len(grade))
        classes = high_first(grade, BOUNDS)
        is_unsure = (classes != NO_DATA) & (covered < LEAST_COVERED)
        classes = np.where(is_unsure, len(CLASSES) - 1, classes).astype(np.int32)
        made = legend(title, "Assessed parts alone", "TG", CLASSES, known)
        return coloured(source, made, classes, grade)


OVERLAY = WeightedConditionOverlay()
