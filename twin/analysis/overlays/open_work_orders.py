"""Work orders that are not done, per element or building."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first
from twin.model.maintenance import WorkOrderState
from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput

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
        pending = [o for o in source.work_orders if o.state != WorkOrderState.DONE]
        if source.model is None:
            count_by_key = Counter(o.building_id for o in pending)
            keys = [b.building_id for b in source.buildings]
        else:
            count_by_key = Counter(o.global_id for o in pending if o.global_id)
            keys = [e.global_id for e in source.model.elements]
        counts = np.array([count_by_key[key] for key in keys], dtype=np.float64)
        legend = Legend("Open work orders", "Open and in progress", "orders", CLASSES)
        return Colouring(legend, high_first(counts, BOUNDS), counts)


OVERLAY = OpenWorkOrdersOverlay()
