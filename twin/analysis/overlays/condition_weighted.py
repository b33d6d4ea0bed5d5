"""Weighted condition grade: how much is worn, beside the worst grade and never mixed with it."""

from dataclasses import dataclass

from twin.analysis.classed import high_first, high_first_classes
from twin.analysis.condition_classes import coloured, legend, unknown_values
from twin.model.overlay import Colouring, OverlayInput

BOUNDS = (0.5, 1.0, 1.5, 2.0)  # TG
CLASSES = high_first_classes(BOUNDS, 1)


@dataclass(frozen=True, slots=True)
class WeightedConditionOverlay:
    """Mean grade of what is assessed, by floor area; TGIU changes coverage, never the grade."""

    label: str = "Condition, weighted"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the weighted grade.

        An element takes the mean of its building part (NS 3451, two digits) in the building.
        The coverage is the share of the weight that is assessed, over all rows.
        """
        known = source.condition
        title = "Condition grade, weighted" if source.model is None else "Mean grade of the part"
        grade = known.weighted if known else unknown_values(source)
        note = "Coverage {coverage} %" if known else "Assessed parts alone"
        made = legend(title, note, "TG", CLASSES, known)
        return coloured(source, made, high_first(grade, BOUNDS), grade)


OVERLAY = WeightedConditionOverlay()
