"""Failures that came back, per element or building: what was mended did not hold."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first
from twin.analysis.upkeep.failure_places import counted, recent_failures
from twin.analysis.upkeep.failures import repeated
from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput

WITHIN = 90  # days after the failure before
BOUNDS = (1.0, 2.0, 3.0, 5.0)
CLASSES = (
    LegendClass("5 or more", "#993404", "5+"),
    LegendClass("3 – 4", "#D95F0E", "3"),
    LegendClass("2", "#FE9929", "2"),
    LegendClass("1", "#FED98E", "1"),
    LegendClass("None", "#F4F5F1", "0"),
)


@dataclass(frozen=True, slots=True)
class RepeatFailuresOverlay:
    """Failures of the last three years that followed another of the same thing by 90 days."""

    label: str = "Repeat failures"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the number of failures that came back."""
        legend = Legend(
            "Repeat failures", "Again within 90 days, last 3 years", "", CLASSES,
            no_data_label="No orders recorded",
        )  # fmt: skip
        rows = source.buildings if source.model is None else source.model.elements
        found = np.full(len(rows), np.nan)
        if source.day is not None:
            again = repeated(source.work_orders, WITHIN) & recent_failures(source, source.day)
            found = counted(source, again)
        return Colouring(legend, high_first(found, BOUNDS), found)


OVERLAY = RepeatFailuresOverlay()
