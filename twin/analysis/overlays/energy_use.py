"""Metered energy per heated floor area of each building."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import high_first, high_first_classes
from twin.model.overlay import Colouring, Legend, OverlayInput

BOUNDS = (100.0, 150.0, 200.0, 250.0)  # round steps around the municipal mean of about 160
CLASSES = high_first_classes(BOUNDS)


@dataclass(frozen=True, slots=True)
class EnergyUseOverlay:
    """Delivered energy of the last full year per square metre, as metered."""

    label: str = "Energy use"
    scope: str = "portfolio"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every building; the value is delivered energy. [kWh/(m2 year)]"""
        delivered = np.array(source.delivered_per_m2, dtype=np.float64)
        legend = Legend("Energy use per m²", "Metered, last full year", "kWh/m²", CLASSES)
        return Colouring(legend, high_first(delivered, BOUNDS), delivered)


OVERLAY = EnergyUseOverlay()
