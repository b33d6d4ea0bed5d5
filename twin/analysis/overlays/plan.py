"""What the plan does where: in the plan, would pay, would not pay, nothing applies."""

from dataclasses import dataclass

import numpy as np

from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

CLASSES = (
    LegendClass("In the plan", "#2A5BD0", "P"),
    LegendClass("Not in the plan, pays", "#7FA6EE", "+"),
    LegendClass("Does not pay", "#E3C9A3", "−"),
)
IN_PLAN, PAYS, COSTS = range(3)


@dataclass(frozen=True, slots=True)
class PlanOverlay:
    """Buildings by what a plan does there, with the measures that are looked at."""

    label: str = "Plan and opportunities"
    scope: str = "portfolio"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every building; the value is that of its best single measure. [NOK]"""
        known = source.plan
        count = len(source.buildings)
        value = known.present_value if known else np.full(count, np.nan)
        classes = np.where(value > 0, PAYS, COSTS)
        classes = np.where(np.isnan(value), NO_DATA, classes)
        if known is not None:
            classes = np.where(known.year > 0, IN_PLAN, classes)
        note = "Best single measure" if known else "Look for opportunities first"
        unknown = "No measure applies" if known else "Not calculated yet"
        legend = Legend("Plan", note, "", CLASSES, no_data_label=unknown)
        return Colouring(legend, classes.astype(np.int32), np.asarray(value, np.float64))


OVERLAY = PlanOverlay()
