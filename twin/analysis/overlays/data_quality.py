"""How far the condition can be trusted: method, age, and how much was assessed."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.condition_classes import coloured, legend, rows_in, unknown_values
from twin.model.arrays import IntArray
from twin.model.overlay import NO_DATA, Colouring, LegendClass, OverlayInput, RowCondition

# Steps proposed here: no standard says when an assessment is too old. years, level, share
GOOD = (5.0, 1.5, 0.8)
FAIR = (10.0, 1.0, 0.5)
CLASSES = (
    LegendClass("Good", "#2C7FB8", "3"),
    LegendClass("Fair", "#7FCDBB", "2"),
    LegendClass("Poor", "#EDF8B1", "1"),
)


@dataclass(frozen=True, slots=True)
class DataQualityOverlay:
    """Good: with documents or measurements, at most 5 years old, four fifths assessed.

    Fair: at most 10 years old, half of it assessed. Poor: less than that.
    """

    label: str = "Quality of data"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is 3 good, 2 fair, 1 poor."""
        known = source.condition
        none = np.full(rows_in(source), NO_DATA, dtype=np.int32)
        classes = none if known is None else _quality(known)
        values = np.where(classes >= 0, len(CLASSES) - classes, unknown_values(source))
        made = legend("Quality of data", "Method, age, coverage", "", CLASSES, known)
        return coloured(source, made, classes, values)


def _quality(known: RowCondition) -> IntArray:
    found = np.full(len(known.age), 2, dtype=np.int32)
    for place, (years, level, share) in ((1, FAIR), (0, GOOD)):
        holds = (known.age <= years) & (known.level >= level) & (known.coverage >= share)
        found[holds] = place
    return np.where(np.isfinite(known.age), found, NO_DATA).astype(np.int32)


OVERLAY = DataQualityOverlay()
