"""Risk of NS 3424: consequence and probability, of which the condition grade is the sign."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.condition_classes import coloured, legend, rows_in, unknown_values
from twin.model.condition import Risk
from twin.model.overlay import NO_DATA, Colouring, LegendClass, OverlayInput

CLASSES = (
    LegendClass("High", "#993404", "H"),
    LegendClass("Medium", "#FE9929", "M"),
    LegendClass("Low", "#FFFFD4", "L"),
    LegendClass("Consequence not graded", "#AEB9C4", "?"),
)
CLASS_OF_RISK = {Risk.HIGH: 0, Risk.MEDIUM: 1, Risk.LOW: 2, Risk.UNKNOWN: 3}


@dataclass(frozen=True, slots=True)
class RiskOverlay:
    """Highest risk; without a graded consequence it is unknown and says so."""

    label: str = "Risk"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is 1 low, 2 medium, 3 high."""
        known = source.condition
        risk = known.risk if known else np.full(rows_in(source), int(Risk.UNKNOWN), np.int32)
        classes = np.full(len(risk), NO_DATA, dtype=np.int32)
        for kind, place in CLASS_OF_RISK.items():
            classes[risk == int(kind)] = place
        values = np.where(risk > 0, risk, unknown_values(source)).astype(np.float64)
        made = legend("Risk, highest", "Grade and consequence", "", CLASSES, known)
        return coloured(source, made, classes, values)


OVERLAY = RiskOverlay()
