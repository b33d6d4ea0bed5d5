"""Where weather was measured."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Place:
    """A point on Earth and its clock; NaN where unknown.

    latitude, longitude : north and east positive. [degree]
    utc_offset : [h]  altitude : above the sea. [m]
    """

    name: str
    latitude: float = np.nan
    longitude: float = np.nan
    utc_offset: float = 1.0
    altitude: float = np.nan

    @property
    def is_known(self) -> bool:
        """Whether the sun's position can be calculated."""
        return bool(np.isfinite([self.latitude, self.longitude, self.utc_offset]).all())


STATIONS = {
    "SN50540": Place("Bergen – Florida", 60.383, 5.333, 1.0, 12.0),
    "SN50500": Place("Bergen – Flesland", 60.29, 5.23, 1.0, 48.0),
}
"""Stations of MET Norway near Bergen by number: exports of hours do not say where they lie."""
