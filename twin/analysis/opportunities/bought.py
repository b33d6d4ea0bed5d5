"""Bought energy of plain plants, hour by hour while the zones run, without keeping an hour.

Several plants may hang on one zone: a measure that changes the plant alone costs no zone-year.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from twin.analysis.zone.compiled import RESULTS
from twin.analysis.zone.kernel import AnyFloats
from twin.model.arrays import Float32Array, FloatArray, IntArray

(
    LIGHT, DEVICES, FANS, WATER, WATER_ELSE, ROOM, COIL, COLD, ROOM_ELSE, COIL_ELSE, PANELS,
    FACTORS,
) = range(12)  # fmt: skip
"""Rows of the factors of a plant: electricity for light, devices, fans, hot water; what else is
bought for hot water; electricity per heat and cold; other carriers per heat; panels [kW]."""
SUM_ROOM, SUM_COIL, SUM_COLD, SUM_BOUGHT, SUM_OWN, SUM_MADE, PEAK, SUMS = range(8)
"""Rows of what is found: needs, electricity bought, own use and made [Wh], highest hour [W]."""


@dataclass(frozen=True, slots=True, eq=False)
class Meters:
    """What p plants on the zones of a group count while these run.

    rows : of the plants among all.  place : of the zone of each plant in the group.
    factors : shape (FACTORS, p).  sun : row of `panels` of each plant.
    series : hours of light, devices, fans and hot water, shape (8760, 4).
    panels : electricity of 1 kW, shape (kinds, 8760). [W]
    sums : shape (SUMS, p).
    """

    rows: IntArray
    place: IntArray
    factors: Float32Array
    sun: IntArray
    series: Float32Array
    panels: Float32Array
    sums: FloatArray

    def add(self, some: slice, told: AnyFloats) -> None:
        """Take in a block of hours of the zones."""
        if len(self.rows):
            width, made = told.shape[1] // RESULTS, np.ascontiguousarray(self.panels[:, some])
            hours = self.series[some], made
            _add(told, width, self.place, self.factors, *hours, self.sun, self.sums)


_QUICK = {"contract", "arcp", "nsz", "reassoc"}


@njit(cache=True, nogil=True, fastmath=_QUICK)
def _add(  # noqa: ANN202, PLR0913, PLR0917
    told: Any, width: Any, place: Any, factors: Any, series: Any, panels: Any, sun: Any, sums: Any
):  # Any: arrays as Numba sees them
    p = len(place)
    found = np.zeros((SUMS, p), np.float32)
    room, coil = np.empty(p, np.float32), np.empty(p, np.float32)
    cold, made = np.empty(p, np.float32), np.empty(p, np.float32)
    for k in range(len(told)):
        light, devices, fans, water = series[k, 0], series[k, 1], series[k, 2], series[k, 3]
        for b in range(p):
            room[b] = told[k, place[b]]
            coil[b] = told[k, width + place[b]]
            cold[b] = told[k, 2 * width + place[b]]
            made[b] = panels[sun[b], k]
        for b in range(p):
            electric = light * factors[LIGHT, b] + devices * factors[DEVICES, b]
            electric += fans * factors[FANS, b] + water * factors[WATER, b]
            electric += room[b] * factors[ROOM, b] + coil[b] * factors[COIL, b]
            electric += cold[b] * factors[COLD, b]
            other = water * factors[WATER_ELSE, b]
            other += room[b] * factors[ROOM_ELSE, b] + coil[b] * factors[COIL_ELSE, b]
            sunny = made[b] * factors[PANELS, b]
            own = min(sunny, electric)
            electric -= own
            found[SUM_ROOM, b] += room[b]
            found[SUM_COIL, b] += coil[b]
            found[SUM_COLD, b] += cold[b]
            found[SUM_BOUGHT, b] += electric
            found[SUM_OWN, b] += own
            found[SUM_MADE, b] += sunny
            found[PEAK, b] = max(found[PEAK, b], electric + other)
    for b in range(p):
        for row in range(PEAK):
            sums[row, b] += found[row, b]
        sums[PEAK, b] = max(sums[PEAK, b], found[PEAK, b])
