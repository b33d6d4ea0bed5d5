"""Work orders that are past their deadline, per element or building."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first
from twin.analysis.upkeep.failures import days_overdue
from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput
from twin.model.records import column

BOUNDS = (1.0, 31.0, 91.0, 366.0)
CLASSES = (
    LegendClass("More than a year", "#993404", "Y"),
    LegendClass("91 – 365 days", "#D95F0E", "Q"),
    LegendClass("31 – 90 days", "#FE9929", "M"),
    LegendClass("Up to 30 days", "#FED98E", "D"),
    LegendClass("Nothing overdue", "#F4F5F1", "0"),
)


@dataclass(frozen=True, slots=True)
class OverdueWorkOverlay:
    """Days that the latest open work order is past its deadline; elements count their own."""

    label: str = "Overdue work"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is in days, 0 where nothing is late."""
        legend = Legend("Overdue work", "Longest past its deadline today", "days", CLASSES)
        late: dict[str, float] = defaultdict(float)
        if source.model is None:
            field, keys = "building_id", [b.building_id for b in source.buildings]
        else:
            field, keys = "global_id", [e.global_id for e in source.model.elements]
        if source.day is None:
            unknown = np.full(len(keys), np.nan)
            return Colouring(legend, high_first(unknown, BOUNDS), unknown)
        days = days_overdue(source.work_orders, source.day)
        of = column(source.work_orders, field)
        for row in np.flatnonzero(np.isfinite(days)).tolist():
            late[of[row]] = max(late[of[row]], float(days[row]))
        late[""] = 0.0
        found = np.array([late.get(key, 0.0) for key in keys], dtype=np.float64)
        return Colouring(legend, high_first(found, BOUNDS), found)


OVERLAY = OverdueWorkOverlay()
