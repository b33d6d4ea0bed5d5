"""Thermal transmittance of envelope elements."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first, high_first_classes
from twin.model.overlay import Colouring, Legend, OverlayInput

# TEK17 § 14-3 asks walls for 0.22 and windows for 1.2; the rest are round steps. [W/(m2 K)]
BOUNDS = (0.22, 0.50, 1.20, 2.00)
CLASSES = high_first_classes(BOUNDS, 2)


@dataclass(frozen=True, slots=True)
class UValueOverlay:
    """U-value as the model gives it; elements outside the envelope have no data."""

    label: str = "U-value"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element; the value is the U-value. [W/(m2 K)]"""
        u_value = np.array(source.u_value, dtype=np.float64)
        legend = Legend("U-value", "From the model", "W/(m²K)", CLASSES)
        return Colouring(legend, high_first(u_value, BOUNDS), u_value)


OVERLAY = UValueOverlay()
