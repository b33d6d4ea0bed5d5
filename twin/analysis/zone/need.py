"""What one zone needs, hour by hour."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.zone.lanes import Need
from twin.model.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ZoneNeed:
    """One year of one zone, arrays of shape (8760,).

    heating : of room and supply air together; room, coil : each. [W]
    cooling : taken out. [W]
    temperature, radiant : of the air, and mean of the surfaces. [degree C]
    """

    room: FloatArray
    coil: FloatArray
    cooling: FloatArray
    temperature: FloatArray
    radiant: FloatArray

    @property
    def heating(self) -> FloatArray:
        """Of room and supply air. [W]"""
        return self.room + self.coil


def one_of(need: Need, row: int, is_cooled: bool = True) -> ZoneNeed:
    """Zone `row` of many; what keeps it cool counts as cooling only where there is a plant."""
    cooling = need.cooling[:, row].astype(np.float64)
    return ZoneNeed(
        need.heating[:, row].astype(np.float64),
        need.coil[:, row].astype(np.float64),
        cooling if is_cooled else np.zeros_like(cooling),
        need.air[:, row].astype(np.float64),
        need.radiant[:, row].astype(np.float64),
    )
