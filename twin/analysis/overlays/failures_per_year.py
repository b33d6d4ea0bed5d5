"""How often things stop working, per element or building."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import SEQUENTIAL, high_first
from twin.analysis.upkeep.failure_places import YEARS, counted, recent_failures
from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput

BOUNDS = (0.01, 1.0, 2.0, 4.0)
CLASSES = tuple(
    LegendClass(label, colour, badge)
    for label, colour, badge in zip(
        ("4 or more", "2 – 3.9", "1 – 1.9", "Less than 1", "None"),
        (*SEQUENTIAL[:4], "#F4F5F1"),
        ("4+", "2", "1", "<1", "0"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class FailuresPerYearOverlay:
    """Failures a year over the last three years; no data where nobody records work orders."""

    label: str = "Failures per year"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is failures a year."""
        legend = Legend(
            "Failures per year", "Mean of the last 3 years", "", CLASSES,
            no_data_label="No orders recorded",
        )  # fmt: skip
        rows = source.buildings if source.model is None else source.model.elements
        found = np.full(len(rows), np.nan)
        if source.day is not None:
            found = counted(source, recent_failures(source, source.day)) / YEARS
        return Colouring(legend, high_first(found, BOUNDS), found)


OVERLAY = FailuresPerYearOverlay()
