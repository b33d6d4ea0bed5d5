"""Work orders that are not done, per element or building."""

from collections import Counter
from dataclasses import dataclass
from itertools import compress

import numpy as np

from twin.analysis.classed import high_first
from twin.model.maintenance import WorkOrderState
from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput
from twin.model.records import column

PENDING = frozenset({WorkOrderState.OPEN, WorkOrderState.IN_PROGRESS})
BOUNDS = (1.0, 2.0, 3.0, 5.0)
CLASSES = (
    LegendClass("5 or more", "#993404", "5+"),
    LegendClass("3 – 4", "#D95F0E", "3"),
    LegendClass("2", "#FE9929", "2"),
    LegendClass("1", "#FED98E", "1"),
    LegendClass("None", "#F4F5F1"),
)


@dataclass(frozen=True, slots=True)
class OpenWorkOrdersOverlay:
    """Number of open and running work orders; an element counts only orders on itself."""

    label: str = "Open work orders"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the number of orders."""
        states = column(source.work_orders, "state")
        is_pending = (state in PENDING for state in states)
        of = "building_id" if source.model is None else "global_id"
        count_by_key = Counter(compress(column(source.work_orders, of), is_pending))
        count_by_key[""] = 0
        if source.model is None:
            keys = [b.building_id for b in source.buildings]
        else:
            keys = [e.global_id for e in source.model.elements]
        counts = np.array([count_by_key[key] for key in keys], dtype=np.float64)
        legend = Legend("Open work orders", "Open and in progress", "orders", CLASSES)
        return Colouring(legend, high_first(counts, BOUNDS), counts)


OVERLAY = OpenWorkOrdersOverlay()
