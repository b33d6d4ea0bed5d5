"""The year's sun on the outer faces of elements, past what shades them."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first, high_first_classes
from twin.model.overlay import Colouring, Legend, OverlayInput

# A level roof in Bergen gets about 750, a south wall 620, a north wall 280. [kWh/m2]
BOUNDS = (200.0, 350.0, 500.0, 700.0)
CLASSES = high_first_classes(BOUNDS)


@dataclass(frozen=True, slots=True)
class SurfaceSunOverlay:
    """Mean over an element's outer faces; elements inside and unseen ones have no data."""

    label: str = "Sun on the surfaces"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element; the value is the sun of a year. [kWh/(m2 year)]"""
        n = len(source.model.elements) if source.model else 0
        sun = source.sun if len(source.sun) == n else np.full(n, np.nan)
        legend = Legend("Sun on the surfaces", "Normal year, with shade", "kWh/m²", CLASSES)
        return Colouring(legend, high_first(sun, BOUNDS), np.array(sun, dtype=np.float64))


OVERLAY = SurfaceSunOverlay()
