"""How old the assessments are that the condition rests on."""

from dataclasses import dataclass

from twin.analysis.classed import high_first, high_first_classes
from twin.analysis.condition_classes import coloured, legend, unknown_values
from twin.model.overlay import Colouring, OverlayInput

BOUNDS = (1.0, 3.0, 5.0, 10.0)  # years
CLASSES = high_first_classes(BOUNDS)


@dataclass(frozen=True, slots=True)
class DataAgeOverlay:
    """Time since the assessment that counts; TGIU and never assessed stand apart."""

    label: str = "Age of data"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is in years, for a building the mean of its parts."""
        known = source.condition
        age = known.age if known else unknown_values(source)
        made = legend("Age of the assessment", "Mean of what counts", "years", CLASSES, known)
        return coloured(source, made, high_first(age, BOUNDS), age)


OVERLAY = DataAgeOverlay()
