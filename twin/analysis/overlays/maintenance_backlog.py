"""Maintenance backlog: what it costs to bring everything to TG1; development is not in it."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import SEQUENTIAL, bound_labels, high_first
from twin.analysis.condition_classes import coloured, legend, unknown_values
from twin.model.overlay import NO_DATA, Colouring, LegendClass, OverlayInput

PER_AREA = (0.5, 500.0, 1500.0, 3000.0)  # NOK/m2
OF_ELEMENT = (0.0005, 10.0, 50.0, 200.0)  # 1000 NOK
NO_COST = LegendClass("No cost known", "#AEB9C4", "?")


def _classes(bounds: tuple[float, ...]) -> tuple[LegendClass, ...]:
    above = bound_labels(bounds[1:])
    texts = (*above[:-1], f"0 – < {bounds[1]:.0f}", "Nothing waits")
    colours = (*SEQUENTIAL[:4], "#E8F1E4")
    return (*(LegendClass(t, c) for t, c in zip(texts, colours, strict=True)), NO_COST)


@dataclass(frozen=True, slots=True)
class BacklogOverlay:
    """Central cost at one price level; per floor area for buildings, as it is for elements."""

    label: str = "Maintenance backlog"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is in NOK/m2 or, for an element, in 1000 NOK."""
        known = source.condition
        is_building = source.model is None
        bounds = PER_AREA if is_building else OF_ELEMENT
        cost = known.backlog if known else unknown_values(source)
        values = cost if is_building else cost / 1000.0
        classes = high_first(values, bounds)
        classes = np.where(classes == NO_DATA, len(_classes(bounds)) - 1, classes)
        made = legend(
            "Backlog",
            "Maintenance, prices of {prices}" if known else "Maintenance",
            "kr/m²" if is_building else "1000 kr",
            _classes(bounds),
            known,
        )
        return coloured(source, made, classes.astype(np.int32), values)


OVERLAY = BacklogOverlay()
