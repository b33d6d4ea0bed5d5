"""Which U-value each element has."""

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.building import Envelope
from twin.model.thermal import ThermalZone


def element_u_values(
    n_elements: int, envelope: Envelope | None, zone: ThermalZone | None
) -> FloatArray:
    """U-value of each element, area-weighted, shape (n,); NaN where unknown. [W/(m2 K)]

    The model's own value first, then the default that `zone` uses for the element.
    """
    u_value = np.full(n_elements, np.nan)
    if zone is not None:
        for surface in zone.surfaces:
            u_value[list(surface.elements)] = surface.u_value.value
    if envelope is not None:
        known = np.isfinite(envelope.u_value) & (envelope.area > 0)
        rows, area = envelope.element[known], envelope.area[known]
        total = np.bincount(rows, area, n_elements)
        weighted = np.bincount(rows, area * envelope.u_value[known], n_elements)
        u_value = np.where(total > 0, weighted / np.where(total > 0, total, 1), u_value)
    return u_value
