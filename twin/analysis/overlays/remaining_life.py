"""Years until a part is worn out (TG3), by the service lives of NS 3451 parts."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import SEQUENTIAL
from twin.analysis.condition_classes import coloured, legend, unknown_values
from twin.model.overlay import NO_DATA, Colouring, LegendClass, OverlayInput

BOUNDS = (0.5, 5.0, 10.0, 20.0)  # years; below half a year it is over
TEXTS = ("Over", "< 5", "5 – < 10", "10 – < 20", "≥ 20")
CLASSES = (
    *(LegendClass(text, colour) for text, colour in zip(TEXTS, SEQUENTIAL, strict=True)),
    LegendClass("Life not known", "#AEB9C4", "?"),
)


@dataclass(frozen=True, slots=True)
class RemainingLifeOverlay:
    """Remaining service life as the table, the grade and the age give it, the median (P50)."""

    label: str = "Remaining service life"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is in years, for a building the median of its parts."""
        known = source.condition
        years = known.remaining if known else unknown_values(source)
        classes = np.searchsorted(BOUNDS, years, side="right")
        classes = np.where(np.isnan(years), len(CLASSES) - 1, classes).astype(np.int32)
        note = "Median of the parts" if source.model is None else "P50 by the service life"
        made = legend("Remaining service life", note, "years", CLASSES, known)
        found = coloured(source, made, classes, years)
        if known is None:
            return Colouring(made, np.full(len(years), NO_DATA, dtype=np.int32), years)
        return found


OVERLAY = RemainingLifeOverlay()
